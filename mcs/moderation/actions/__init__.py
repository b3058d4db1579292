"""What changes: something is reported, decided, appealed, forgotten."""
