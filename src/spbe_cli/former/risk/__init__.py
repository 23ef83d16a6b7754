"""What `spbe risk` shows."""
