"""What `spbe plan` shows."""
