"""The commands: words in, one call, words out.  The only place that prints."""
