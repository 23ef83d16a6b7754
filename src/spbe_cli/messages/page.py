"""The page that `spbe explain` shows about one code of a finding."""

from typing import NamedTuple


class Page(NamedTuple):
    """What a finding means: the rule as a true statement, its usual cause, and the way out."""

    title: str
    rule: str
    cause: str
    example: str
    steps: tuple[str, ...]
