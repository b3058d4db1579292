"""Unanswered requests of a district are counted in their index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("board", "0005_search_index")]

    operations = [
        migrations.RemoveIndex(model_name="post", name="post_unanswered"),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                fields=["status", "kind", "comment_count", "closed_at", "-created_at", "-id", "district"],
                name="post_unanswered",
            ),
        ),
    ]
