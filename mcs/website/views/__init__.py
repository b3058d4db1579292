"""The pages that need the whole house, by subject."""
