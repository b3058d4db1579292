"""What people write on the board: a post, an answer, a recommendation, and the listing each may name."""
