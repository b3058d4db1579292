"""Le fil: what neighbours ask, answer, review and announce.

Nouns: Post (request, review, tip, news), Comment, Recommendation, Reply (a merchant's), Thanks, Follow, TradeFollow.
May import: directory, messaging, moderation, notices, photos, members, places, lib.
"""
