"""What people may type in the directory, by subject."""
