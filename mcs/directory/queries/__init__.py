"""What the directory's pages show, a module a subject; nothing here changes anything.

Finding: `asking` reads a search from its URL, `conditions` and `lexicon` read its words, `finding` goes from both to
listings, `ranking` orders them, `search` is the door to it, `held` says what results are held to. Each of the other
modules makes one page.
"""
