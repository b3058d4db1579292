"""Keeping the network: backups and their return, in a format that both databases read (docs/operating.md).

Nouns: Shelf (a folder or a bucket), Moment (one backup on it), Manifest (what a moment holds; written last, so that a
moment without one is no backup), table file (JSON lines, compressed).
May import: the apps whose search indexes are made again after a return, photos, lib.
"""
