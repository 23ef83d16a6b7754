"""Many sheets at once: who works on them, what is kept of each, whose they are."""
