"""Pages for who reports, who is restricted, who decides, and everybody."""
