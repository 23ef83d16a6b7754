"""The reader of YAML, under the name of before."""

from spbe_cli.instrument.yaml import LIMIT_BYTES, limited, parse

__all__ = ["LIMIT_BYTES", "limited", "parse"]
