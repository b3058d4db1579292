"""Private conversations between neighbours, merchants and the volunteers.

Nouns: Conversation (one for the same two), Participant (a side: a member, or the volunteers together), Message, Block,
Report. Who may be written to is said by the apps above (reasons.py).
May import: moderation, notices, photos, members, places, lib.
"""
