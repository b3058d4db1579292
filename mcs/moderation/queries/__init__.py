"""What waits, what was decided, and the figures of a year."""
