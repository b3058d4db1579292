"""Domain-free tools, each file one subject: French words, positions, opening hours, images, search.

Nothing here knows what a listing or a member is, so any of it could serve another project.
May import: nothing of the house.
"""
