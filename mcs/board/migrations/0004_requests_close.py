"""Requests published before they had an end get one, thirty days from now: nobody's question closes unannounced.

The first answer of each post is noted, for the figures.
"""

from datetime import timedelta

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone


def give_an_end(apps, schema_editor):
    posts = apps.get_model("board", "Post").objects.filter(kind="request", closes_on__isnull=True)
    posts.update(closes_on=timezone.localdate() + timedelta(days=30))


def note_first_answers(apps, schema_editor):
    Post, Comment = apps.get_model("board", "Post"), apps.get_model("board", "Comment")
    answers = Comment.objects.filter(post=OuterRef("pk")).exclude(author=OuterRef("author")).order_by("created_at")
    Post.objects.update(first_answer_at=Subquery(answers.values("created_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("board", "0003_conversation")]

    operations = [
        migrations.RunPython(give_an_end, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(note_first_answers, migrations.RunPython.noop, elidable=True),
    ]
