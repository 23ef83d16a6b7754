"""What stops the tool, with the exit code that a script sees; bad content is a `Finding`."""

from typing import Final

DONE: Final = 0
"""Done; warnings may have been shown."""
CONTENT: Final = 1
"""The content of an input is wrong."""
USAGE: Final = 2
"""Wrong use, or the environment refuses."""
BY_SIGNAL: Final = 128
"""Stopped by a signal; its number is added: 130 is Ctrl-C, 143 a request to end (TERM)."""


class SpbeError(Exception):
    """Something that can't go on, by the key of a sentence; as it is, the system refuses."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class UsageError(SpbeError):
    """The command was not used as it is meant: a bad option, no such file."""
