"""How a typed fact is written and put into a text: numbers, dates, quotations, one and many.

A text of a catalogue that has words for one and for many holds both in brackets, and the number
that comes last before them decides; the first of all where none comes before.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spbe_cli.exact import exact_text, rounded, whole_of
from spbe_cli.findings import (
    Choices,
    Day,
    Listed,
    Numbers,
    Printed,
    Quoted,
    Raw,
    Reached,
    Serial,
    Typed,
    Word,
)

CUT: Final = 40
MOST_RANGES: Final = 10
SHORTEST_RANGE: Final = 3
DIRECTION_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the order of what follows, so that a text looks like another one."""
INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BOTH: Final = re.compile(r"\[([^][{}|]+)\|([^][{}|]+)\]")
PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Style:
    """What differs between languages: decimal mark, the last "or", the words themselves.

    `cut` tells that long lists are cut: on a screen they would hide the rest.
    """

    mark: str
    last_or: str
    label: Callable[..., str]
    cut: bool = True

    def number(self, value: Decimal | Fraction, places: int | None = None) -> str:
        """Write a number; without `places` exactly.  Rounding is half up."""
        text = exact_text(value) if places is None else f"{rounded(Fraction(value), places):f}"
        return text.replace(".", self.mark)


def show(fact: object, style: Style, *, bare: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912  one line a kind
    """Write a fact; `bare` leaves out the quotation marks."""
    match fact:
        case Quoted(text):
            return _quotation(text, style, bare=bare)
        case Typed(path):
            return typed(visible(path))
        case Day():
            return _day(fact, style)
        case Serial(value, date):
            return f"{exact_text(value)} ({_day(date, style)})"
        case Numbers(codes):
            return _ranges(codes, style)
        case Choices(lowest, highest, decimals):
            if decimals:
                return style.label("score_range", lowest=lowest, highest=highest)
            first = ", ".join(map(str, range(lowest, highest)))
            return f"{first}{style.last_or}{highest}"
        case Word(key):
            return style.label(key)
        case Listed(items, most):
            shown = items[:most] if style.cut else items
            text = ", ".join(show(item, style, bare=bare) for item in shown)
            rest = len(items) - len(shown)
            return text + (style.label("and_more", count=rest) if rest else "")
        case Raw(text):
            return visible(text)
        case Printed(value):
            return style.number(value, 2)
        case Reached(value):
            # Where rounding puts an index above what is reached, its exact value says so.
            printed = style.number(value, 2)
            if Fraction(rounded(value)) <= value:
                return printed
            return f"{printed} ({style.label('exact_value', value=style.number(value))})"
        case Decimal() | Fraction():
            return style.number(fact)
        case _:
            return visible(str(fact))


def _quotation(text: str, style: Style, *, bare: bool) -> str:
    """Quote what somebody wrote: in one line, cut, nothing invisible left."""
    seen = visible(text.strip())
    if not seen:
        return style.label("empty")
    if bare:
        return seen
    return f'"{seen[:CUT]}..."' if len(seen) > CUT else f'"{seen}"'


def _day(value: Day, style: Style) -> str:
    """Write a date as `3 April 2025`, a time of day as it stands."""
    if not value.year:
        return value.clock
    month = style.label("months").split()[value.month - 1]
    return f"{value.day} {month} {value.year} {value.clock}".rstrip()


def _ranges(codes: tuple[str, ...], style: Style) -> str:
    """Write numbers as ranges, of three numbers or more; many are cut: `13, 32-34, 40`."""
    groups = list(runs(codes))
    shown = groups[:MOST_RANGES] if style.cut else groups
    text = ", ".join(part for group in shown for part in range_text(group))
    rest = sum(map(len, groups[len(shown) :]))
    return text + (style.label("and_more", count=rest) if rest else "")


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
