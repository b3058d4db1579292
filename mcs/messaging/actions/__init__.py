"""What changes in conversations: a message sent, read, reported, anonymised."""
