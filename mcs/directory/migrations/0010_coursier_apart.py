"""The stem of "coursier" is no longer that of "cours": `manage.py prepare` or `reindex_listings` fills the index again."""

from django.db import migrations

from mcs.lib.search.migrations import RecreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_search_beginnings")]

    operations = [RecreateSearchIndex("listing")]
