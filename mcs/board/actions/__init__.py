"""What changes on the board: a post published, an answer added, a listing recommended."""
