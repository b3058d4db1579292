"""What the board's pages show, a module a subject; nothing here changes anything."""
