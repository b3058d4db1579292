"""The pages that need the whole house: home, the desk's inbox, the legal pages, the printed directory, errors,
offline, the demo network.

Nouns: none of its own; it composes the queries of the apps below.
May import: every other app.
"""
