"""What `spbe merge` shows, and the sheet that it writes."""
