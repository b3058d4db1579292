"""`manage.py import_network SRC`: an export, in an empty place."""

from mcs.website.management.commands import restore


class Command(restore.Command):
    help = "Brings an export of a network into an empty database, SQLite or PostgreSQL, and its photos in the storage."
