"""The words of the tool in Indonesian and English, and how facts and strange texts are shown.

Numbers get the decimal mark of the language, what somebody wrote gets quotation marks, and what
steers a terminal or a spreadsheet never comes through.  A test fails when one language lacks what
the other has.

A text of a catalogue that has words for one and for many holds both in brackets, and the number
that comes last before them decides; the first of all where none comes before.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spbe_cli import findings
from spbe_cli.exact import exact_text, rounded, whole_of
from spbe_cli.findings import Finding
from spbe_cli.frozen import frozen
from spbe_cli.words import catalogue
from spbe_cli.words.catalogue import FindingPage, Language, Sentence

__all__ = ["FindingPage", "Language", "Sentence", "Words"]

CUT: Final = 40
"""A quotation of more characters is cut."""
MOST_RANGES: Final = 10


@frozen
class Words:
    """The words of one language; in documents long lists are given whole (`whole`)."""

    language: Language = Language.INDONESIAN
    whole: bool = False

    @property
    def mark(self) -> str:
        """The decimal mark."""
        return "," if self.language is Language.INDONESIAN else "."

    def in_full(self) -> "Words":
        """Return the words of a document, in which no list is cut."""
        return replace(self, whole=True)

    def label(self, key: str, **facts: object) -> str:
        """Return a text of the tool by its key, with facts put in."""
        text = catalogue.labels(self.language)[key]
        return fill(text, {name: self.show(fact) for name, fact in facts.items()})

    def sentence(self, finding: Finding, of: str | None = None) -> Sentence:
        """Return the sentence of a finding; `of` stands for the indicator that it begins with."""
        return self._put(self._record(finding).sentences, finding, of)

    def correction(self, finding: Finding) -> Sentence:
        """Return it as a correction file says it, where name and place stand in columns."""
        return self._put(self._record(finding).corrections, finding, "")

    def note(self, finding: Finding) -> Sentence:
        """Return the sentence as the note on a cell of the workbook received says it."""
        return self._put(self._record(finding).marks, finding, "")

    def _record(self, finding: Finding) -> catalogue.FindingRecord:
        return catalogue.record(finding.code, self.language)

    def _put(self, told: Mapping[str, Sentence], finding: Finding, of: str | None) -> Sentence:
        facts = {name: self.show(fact) for name, fact in finding.facts.items()}
        if of is not None:
            facts["i"] = of
        elif "number" in facts and "name" in facts:
            facts["i"] = self.label("indicator", number=facts["number"], name=facts["name"])
        fact, remedy = told[finding.variant]
        return Sentence(fill(fact, facts), fill(remedy, facts))

    def page(self, code: str) -> FindingPage:
        """Return the page about the code of a finding."""
        return catalogue.record(code, self.language).page

    def concept(self, key: str) -> catalogue.Concept:
        """Return what a word of the tool means, by its Indonesian name."""
        return catalogue.concept(key, self.language)

    def reason(self, code: str) -> str:
        """Say in two or three words why a file with this finding has no index."""
        return catalogue.record(code, self.language).reason or self.label("batch.reason.other")

    def line(self, finding: Finding) -> str:
        """Return the finding as one line: place, severity, code, sentence."""
        place = visible(str(finding.place))
        return f"{place}: {finding.severity} {finding.code}: {self.sentence(finding)}"

    def found(self, finding: Finding) -> str | None:
        """Return what stands in the cell, without quotation marks."""
        found = finding.facts.get("found")
        return None if found is None else self.show(found, bare=True)

    def number(self, value: Decimal | Fraction, places: int | None = 2) -> str:
        """Write a number; without `places` exactly.  Rounding is half up."""
        text = exact_text(value) if places is None else f"{rounded(Fraction(value), places):f}"
        return text.replace(".", self.mark)

    def grouped(self, count: object) -> str:
        """Write a whole number with marks between the thousands."""
        return f"{count:,}".replace(",", self.label("batch.thousands"))

    def show(self, fact: object, *, bare: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912  one line a kind
        """Write a fact as it is shown in this language; `bare` leaves out the quotation marks."""
        match fact:
            case findings.Quoted(text):
                # In one line, cut, nothing invisible left.
                seen = visible(text.strip())
                if bare or not seen:
                    return seen or self.label("empty")
                return f'"{seen[:CUT]}..."' if len(seen) > CUT else f'"{seen}"'
            case findings.Typed(path):
                return typed(visible(path))
            case findings.Day():
                return self._day(fact)
            case findings.Serial(value, date):
                return f"{exact_text(value)} ({self._day(date)})"
            case findings.Numbers(codes):
                groups = runs(codes)
                most = len(groups) if self.whole else MOST_RANGES
                text = ", ".join(part for group in groups[:most] for part in range_text(group))
                return text + self._and_more(sum(map(len, groups[most:])))
            case findings.Choices(lowest, highest, decimals):
                if decimals:
                    return self.label("score_range", lowest=lowest, highest=highest)
                last_or = ", atau " if self.language is Language.INDONESIAN else " or "
                return ", ".join(map(str, range(lowest, highest))) + f"{last_or}{highest}"
            case findings.Word(key):
                return self.label(key)
            case findings.Listed(items, most):
                listed = items if self.whole else items[:most]
                text = ", ".join(self.show(item, bare=bare) for item in listed)
                return text + self._and_more(len(items) - len(listed))
            case findings.Raw(text):
                return visible(text)
            case findings.Printed(value):
                return self.number(value)
            case findings.Reached(value):
                # Where rounding puts an index above what is reached, its exact value says so.
                if Fraction(rounded(value)) <= value:
                    return self.number(value)
                exact = self.label("exact_value", value=self.number(value, None))
                return f"{self.number(value)} ({exact})"
            case Decimal() | Fraction():
                return self.number(fact, None)
            case _:
                return visible(str(fact))

    def _and_more(self, rest: int) -> str:
        return self.label("and_more", count=rest) if rest else ""

    def _day(self, value: findings.Day) -> str:
        """Write a date as `3 April 2025`, a time of day as it stands."""
        if not value.year:
            return value.clock
        month = self.label("months").split()[value.month - 1]
        return f"{value.day} {month} {value.year} {value.clock}".rstrip()


# How texts are shown, and facts put into them

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
    kinds = ((one, unicodedata.category(one)) for one in text)
    return "".join(
        one.encode("unicode_escape").decode() if kind in INVISIBLE else " " if kind == "Zs" else one
        for one, kind in kinds
    )


def runs(codes: tuple[str, ...]) -> list[list[str]]:
    """Split numbers into runs that follow one another."""
    found: list[list[str]] = []
    for code in codes:
        if found and whole_of(code) == (whole_of(found[-1][-1]) or 0) + 1:
            found[-1].append(code)
        else:
            found.append([code])
    return found


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


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def _numbers_in(text: str, facts: Mapping[str, str]) -> list[str]:
    """Return the facts in a text that are whole numbers, with or without marks: `1,236`."""
    shown = (facts.get(name, "") for name in PLACEHOLDER.findall(text))
    return [fact for fact in shown if fact.replace(",", "").isdecimal()]


# Texts from strangers, made fit for a cell, a table or a JSON string

LONGEST_TEXT: Final = 32_767
UNWRITABLE: Final = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{''.join(DIRECTION_MARKS)}]"
)
"""What the format of workbooks does not know, or would not show as it stands there."""
PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
"""What means something in one font only, such as the bullets that Word pastes."""
HIDDEN: Final = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""What steers a terminal or hides in a text, and that JSON lets stand as it is."""


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Make a text fit for a cell: no control characters but tabs and line breaks, and cut.

    >>> clean("a\x1b[31m\r\nb\u202e"), clean("abcdefgh", 6)
    ('a[31m\nb', 'abcde…')
    """
    kept = UNWRITABLE.sub("", text)
    if not is_cut(kept, longest):
        return kept
    return kept.encode("utf-16-le")[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"


def is_cut(text: str, longest: int = LONGEST_TEXT) -> bool:
    """Tell whether a text is longer than a cell can hold: in UTF-16 units, an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * longest


def spelled_out(text: str) -> str:
    r"""Write what cannot be seen in a JSON document as JSON can spell it; it stays the same text.

    >>> spelled_out('"a\u202e\x9b"')
    '"a\\u202e\\u009b"'
    """
    return HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def harmless(text: str) -> str:
    r"""Keep a spreadsheet from taking text for a formula; leave out what means nothing there.

    What counts is the first character that anybody sees, as the plain one that it looks like.

    >>> harmless("\u200b\ufeff\uff1d1+1"), harmless("Dinas"), harmless("\u200b")
    ("'\u200b\ufeff\uff1d1+1", 'Dinas', '\u200b')
    """
    # Control characters, marks and blanks are not seen at the beginning of a text.
    seen = (one for one in text if unicodedata.category(one)[0] not in "CMZ")
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    risky = text.startswith(("\t", "\r")) or (first and first in "=+-@")
    return ("'" if risky else "") + clean(PRIVATE.sub("", text), 2 * len(text))
