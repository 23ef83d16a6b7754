"""What `spbe merge` did, for all that shows it."""

from dataclasses import dataclass

from spbe_cli.merging.joining import Merged


@dataclass(frozen=True, slots=True)
class MergeRun:
    """A merge with what the command did: the file written, if it was, and what was left out."""

    merged: Merged
    output: str
    written: bool
    rule: str | None = None
    skipped: tuple[str, ...] = ()
