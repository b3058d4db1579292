"""A network that rests: its public pages as files that any web server gives, and the site itself read-only.

Nouns: Still (a file of the copy), the mark that says the site sleeps (a file in MCS_VAR, on each machine).
May import: lib.
"""
