"""Pictures for the demo network, drawn with plain shapes: no photograph, nobody's rights.

A scene is a function that draws on a Canvas; `paint.paint` finds it by name. The same name and number always give
the same picture. Imports Pillow and lib only, so that a fresh process can draw without starting Django.
"""
