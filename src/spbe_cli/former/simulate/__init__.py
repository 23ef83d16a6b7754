"""What `spbe simulate` shows."""
