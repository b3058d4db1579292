"""Measurements: ratios in one run, never tests. `report` runs the other modules; each prints Markdown by itself."""
