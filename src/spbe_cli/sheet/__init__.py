"""Answer sheets: what can be wrong in one, and what comes out of it."""
