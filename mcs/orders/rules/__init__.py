"""Who may order, answer and manage, and how often."""
