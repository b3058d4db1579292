"""Pictures people add: checked on arrival, variants made by a job, shown in the album.

Nouns: Photo, variant, album. The apps above attach photos and push down their caption and link.
May import: members, places, lib.
"""
