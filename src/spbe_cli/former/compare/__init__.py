"""What `spbe compare` shows."""
