"""What the pages of messages show; nothing here changes anything."""
