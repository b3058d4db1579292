"""What changes when people are told, a module a subject."""
