"""One short request to a merchant: put aside, call back, deliver, book.

Nothing lives here yet. Does not see aid, which stands on the same step.
May import: board, directory, messaging, moderation, notices, photos, members, places, lib.
"""
