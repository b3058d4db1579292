"""Files of businesses read into rows: CSV and XLSX with any headers, OpenStreetMap GeoJSON, Overpass JSON.

Nouns: SourceFile (what a file holds), Row (one business as its file says it), CleanRow (the same as a listing can hold
it), Rejected (why a row can't become a listing). Nothing is written here. Stands beside enums: imports lib only.
"""
