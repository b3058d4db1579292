"""The pages, thin."""
