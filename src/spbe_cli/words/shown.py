"""How texts are shown, runs of numbers written, and facts put into a text: one and many.

A text of a catalogue that has words for one and for many holds both in brackets, and the number
that comes last before them decides; the first of all where none comes before.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from spbe_cli.exact import whole_of

SHORTEST_RANGE: Final = 3
DIRECTION_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the order of what follows, so that a text looks like another one."""
INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BOTH: Final = re.compile(r"\[([^][{}|]+)\|([^][{}|]+)\]")
PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


def typed(path: str) -> str:
    """Write a path as it is typed in a command.

    >>> typed("jawaban.xlsx"), typed("Dinas Sosial.xlsx")
    ('jawaban.xlsx', '"Dinas Sosial.xlsx"')
    """
    return f'"{path}"' if " " in path else path


def visible(text: str) -> str:
    r"""Show control characters, line breaks and direction marks as what they are.

    Any kind of blank becomes a plain one.

    >>> visible("a\tb\u202ec\x1b[31m")
    'a\\tb\\u202ec\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category not in INVISIBLE:
        return character
    return character.encode("unicode_escape").decode("ascii")


def runs(codes: tuple[str, ...]) -> Iterator[list[str]]:
    """Split numbers into runs that follow one another."""
    run: list[str] = []
    for code in codes:
        if run and whole_of(code) != (whole_of(run[-1]) or 0) + 1:
            yield run
            run = []
        run.append(code)
    if run:
        yield run


def range_text(run: list[str]) -> list[str]:
    """Write one run: as a range, or number by number if it is short."""
    return [f"{run[0]}-{run[-1]}"] if len(run) >= SHORTEST_RANGE else run


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

    def agreeing(found: re.Match[str]) -> str:
        before = _numbers_in(text[: found.start()], facts)
        deciding = before[-1:] or _numbers_in(text, facts)[:1]
        return found[1] if deciding == ["1"] else found[2]

    return BOTH.sub(agreeing, text).format_map(facts)


def _numbers_in(text: str, facts: Mapping[str, str]) -> list[str]:
    """Return the facts in a text that are whole numbers, with or without marks: `1,236`."""
    shown = (facts.get(name, "") for name in PLACEHOLDER.findall(text))
    return [fact for fact in shown if fact.replace(",", "").isdecimal()]
