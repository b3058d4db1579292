"""The directory on paper: a book to keep by the phone, and a sheet a district.

Nouns: Paper (what is asked for: format, district, trade, language), entry (a listing as it stands on paper), shelf
(where the made PDFs are kept). The pages themselves are drawn by the Typst templates in typst/. Stands beside the
website's queries; may import every app.
"""
