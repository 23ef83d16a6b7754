"""What `spbe score` shows on paper: a page, a draft for Word, their drawings and tables."""
