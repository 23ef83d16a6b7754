"""How texts are shown, runs of numbers written, and facts put into a text: one and many.

A text of a catalogue that has words for one and for many holds both in brackets, and the number
that comes last before them decides; the first of all where none comes before.
"""

import json
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
    if category in INVISIBLE:
        return character.encode("unicode_escape").decode("ascii")
    return " " if category == "Zs" else character


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


# Texts from strangers, made fit for a cell, a table or a JSON string

LONGEST_TEXT: Final = 32_767
CUT_MARK: Final = "..."
UNSEEN: Final = "CMZ"
"""The first letters of the categories of what is not seen at the beginning of a text."""
NO_TEXT: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
HIDDEN: Final = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""What steers a terminal or hides in a text, and that JSON lets stand as it is."""
FORMULA: Final = frozenset("=+-@")
"""What a spreadsheet takes for the beginning of a formula."""


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Make a text fit for a cell: no control characters but line breaks, and not too long.

    Excel counts UTF-16 units: an emoji is two.

    >>> clean("a\x1b[31m\r\nb\u202e"), clean("abcdefgh", 6)
    ('a[31m\nb', 'abc...')
    """
    kept = "".join(
        one
        for one in text.replace("\t", " ")
        if one == "\n" or (unicodedata.category(one) not in NO_TEXT and one not in DIRECTION_MARKS)
    )
    units = kept.encode("utf-16-le")
    if len(units) <= 2 * longest:
        return kept
    room = 2 * (longest - len(CUT_MARK))
    return units[:room].decode("utf-16-le", "ignore") + CUT_MARK


def spelled_out(text: str) -> str:
    r"""Write what cannot be seen in a JSON document as JSON can spell it; it stays the same text.

    >>> spelled_out('"a\u202e\x9b"')
    '"a\\u202e\\u009b"'
    """
    return HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def harmless(text: str) -> str:
    r"""Keep a spreadsheet from taking text for a formula; leave out what cannot be seen.

    What counts is the first character that anybody sees, as the plain one that it looks like.

    >>> harmless("\u200b\ufeff\uff1d1+1"), harmless("Dinas"), harmless("\u200b")
    ("'\u200b\ufeff\uff1d1+1", 'Dinas', '\u200b')
    """
    seen = (one for one in text if unicodedata.category(one)[0] not in UNSEEN)
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    risky = text.startswith(("\t", "\r")) or first in FORMULA
    return ("'" if risky else "") + clean(text, 2 * len(text))
