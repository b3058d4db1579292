"""How often something may be done: exact counters in the database, shared by every process.

Nouns: Limit (so many in so many seconds), Allowance (a counter). Keys are HMACs: no address or e-mail is stored.
May import: lib.periodic, which tidies them.
"""
