"""The desk's pages, and what the pages of its items share."""
