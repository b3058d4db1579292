"""The practical directory: categories, listings, their search, listing requests and imports.

Nouns: Category, Listing, ListingRequest, ListingChange, Suggestion, Claim, Vouch, Closure, UnmetNeed, BroughtFile.
May import: messaging, moderation, notices, photos, members, places, lib.
"""
