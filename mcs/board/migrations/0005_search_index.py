"""The index that finds posts by their words; `manage.py reindex_posts` fills it."""

from django.db import migrations

from mcs.lib.search.migrations import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("board", "0004_requests_close")]

    operations = [CreateSearchIndex("post")]
