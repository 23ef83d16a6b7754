"""The shipped instruments, under the name of before."""

from spbe_cli.instrument.loading import DEFAULT, instrument_directory, shipped_file, shipped_ids

__all__ = ["DEFAULT", "instrument_directory", "shipped_file", "shipped_ids"]
