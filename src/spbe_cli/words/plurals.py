"""One and many: the words of a text that follow a number, in a language that has both.

A text of a catalogue holds them in brackets, the one before the many, and the number that
comes last before them decides; the first of all where none comes before.
"""

import re
from collections.abc import Mapping
from typing import Final

BOTH: Final = re.compile(r"\[([^][{}|]+)\|([^][{}|]+)\]")
PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Put facts into a text of a catalogue.

    >>> fill("{count} [file was|files were] skipped", {"count": "1"})
    '1 file was skipped'
    >>> fill("{count} [file|files] in {folder} [is|are] empty", {"count": "1", "folder": "x"})
    '1 file in x is empty'
    >>> fill("the [level|levels] of {count} [indicator|indicators]", {"count": "2"})
    'the levels of 2 indicators'
    >>> fill("{count} [file|files]", {"count": "1,001"}), fill("[file|files] {name}", {"name": "x"})
    ('1,001 files', 'files x')
    """
    agreed = BOTH.sub(lambda found: agreeing(found, facts), text) if "|" in text else text
    return agreed.format_map(facts)


def agreeing(found: re.Match[str], facts: Mapping[str, str]) -> str:
    """Return the words for one or for many."""
    before = numbers_in(found.string[: found.start()], facts)
    numbers = before[-1:] or numbers_in(found.string, facts)[:1]
    return found[1] if numbers == ["1"] else found[2]


def numbers_in(text: str, facts: Mapping[str, str]) -> list[str]:
    """Return the facts in a text that are whole numbers, with or without marks: `1,236`."""
    shown = (facts.get(name, "") for name in PLACEHOLDER.findall(text))
    return [fact for fact in shown if fact.replace(",", "").isdecimal()]
