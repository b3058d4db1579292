"""Joining and signing in (by e-mail, by passkey), and one's own page."""
