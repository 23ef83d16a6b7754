"""What `spbe benchmark` shows."""
