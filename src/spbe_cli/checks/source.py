"""A YAML file held against a model, under the name of before."""

from spbe_cli.instrument.source import Source, read_as

__all__ = ["Source", "read_as"]
