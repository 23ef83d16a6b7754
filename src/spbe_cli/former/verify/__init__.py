"""What `spbe verify` shows."""
