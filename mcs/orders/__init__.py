"""One short request to a merchant: put aside, call back, deliver, book.

Nouns: Offer, Counter (how a merchant takes orders), Order. Does not see aid, which stands on the same step.
May import: board, directory, messaging, moderation, notices, photos, members, places, lib.
"""
