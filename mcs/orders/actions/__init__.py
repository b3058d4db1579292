"""What changes: offers, orders and their answers."""
