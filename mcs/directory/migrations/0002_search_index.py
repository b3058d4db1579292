"""The index that finds listings by their words; `manage.py reindex_listings` fills it."""

from django.db import migrations

from mcs.lib.search.migrations import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [CreateSearchIndex("listing")]
