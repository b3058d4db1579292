"""The directory handed out as files: CSV, XLSX, GeoJSON with OpenStreetMap tags, vCards.

Nouns: told (a listing's facts as texts, by the names mcs.directory.sources reads them by), id (a listing's public
address, which a correction comes back with). Every writer is a generator over listings: nothing grows with the
directory. Stands beside queries; what is written here, sources read.
"""
