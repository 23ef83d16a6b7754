"""Partial sheets into one: what each file says, whether the files fit together, one level each."""
