"""Journeys in a real Chromium, one file a journey, at the size of a phone and of a desk."""
