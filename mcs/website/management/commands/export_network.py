"""`manage.py export_network DEST`: the network for other hands, or for the other database."""

from mcs.website.management.commands import backup


class Command(backup.Command):
    help = "Writes the whole network for another place or the other database: a backup without anybody's session."
    without = ("sessions.Session", "usersessions.UserSession")
