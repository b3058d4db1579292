"""The index of listings also keeps their marks by rank; `manage.py prepare` or `reindex_listings` fills it again."""

from django.db import migrations

from mcs.lib.search.migrations import RecreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_schedule_from_hours")]

    operations = [RecreateSearchIndex("listing")]
