"""The reports of commands that are not said by `spbe_cli.reports` yet."""

from dataclasses import dataclass

from spbe_cli.words import Words


@dataclass(frozen=True, slots=True)
class Page:
    """What a document is written for: a language, a width in columns, how much detail.

    `command` is what was typed to get the result; a document says it.
    """

    words: Words
    width: int = 80
    detail: bool = False
    command: str = ""
