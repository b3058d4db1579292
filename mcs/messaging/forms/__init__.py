"""What is typed in conversations."""
