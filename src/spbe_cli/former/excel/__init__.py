"""Workbooks of reports that are not said by `spbe_cli.reports` yet."""
