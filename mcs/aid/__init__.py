"""Mutual aid between neighbours, online or by proxy.

Nothing lives here yet. Does not see orders, which stands on the same step.
May import: board, directory, messaging, moderation, notices, photos, members, places, lib.
"""
