"""What was not said by `spbe_cli.reports` yet."""
