"""The loader of instruments, under the name of before."""

from spbe_cli.instrument.loading import (
    Inspection,
    inspect,
    inspect_document,
    read,
    shipped,
    shipped_instruments,
)

__all__ = [
    "Inspection",
    "inspect",
    "inspect_document",
    "read",
    "shipped",
    "shipped_instruments",
]
