"""What people type about what should not be there."""
