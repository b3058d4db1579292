"""The demo network: Marseille Connection Sud with invented members, businesses, posts and pictures.

Nouns: words (data/*.toml, read by `words`), neighbours, businesses, threads, an album. `plan` invents them all without
touching the database: the same moment and ground give the same network, word for word; `build` writes it.
May import: every app, as the rest of website.
"""

from django.utils.translation import gettext_noop

# Whom one can sign in as on a fresh demo, by an e-mailed code: what they are (a msgid), and their address.
DEMO_SIGN_INS = [
    (gettext_noop("Member"), "nadia@demo.example"),
    (gettext_noop("Merchant"), "fatima@demo.example"),
    (gettext_noop("Volunteer"), "claire@demo.example"),
]
