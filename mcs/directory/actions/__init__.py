"""What changes in the directory."""
