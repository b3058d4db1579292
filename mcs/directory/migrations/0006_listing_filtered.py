"""What the filters leave is counted in an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_search_marks")]

    operations = [
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                fields=[
                    "status",
                    "district",
                    "category",
                    "delivers",
                    "delivery_ends_on",
                    "comes_to_you",
                    "click_and_collect",
                    "wheelchair",
                    "recommendation_count",
                    "id",
                ],
                name="listing_filtered",
            ),
        ),
    ]
