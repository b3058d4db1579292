"""What changes at the desk."""
