"""The index of listings also keeps how names begin: `manage.py prepare` or `reindex_listings` fills it again."""

from django.db import migrations, models

from mcs.lib.search.migrations import RecreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("directory", "0008_listing_takes_orders")]

    operations = [
        RecreateSearchIndex("listing"),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                fields=["status", "wheelchair", "district", "category", "id"],
                condition=models.Q(recommendation_count__gt=0),
                name="listing_recommended_only",
            ),
        ),
    ]
