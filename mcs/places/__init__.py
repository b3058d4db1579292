"""Where things are: the districts with their outlines, the streets, and geocoding.

Nouns: District, Street, Quarter, Point, Place. Turns "214 avenue du Prado" into a point and a point into its district,
and draws the ground for maps. Knows nothing of who lives or sells there.
May import: lib.
"""
