"""The suite; it mirrors mcs/. See docs/testing.md."""
