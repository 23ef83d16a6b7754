"""What `spbe explain` shows."""
