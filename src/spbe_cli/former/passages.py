"""Passages that the documents of several commands share: cells, caveats, findings.

Numbers in cells are those that are shown: an index is rounded as it is printed, what is added
to an index is exact, since it is shown with so many decimals that sums can be checked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from spbe_cli.exact import rounded
from spbe_cli.findings import Finding
from spbe_cli.former.document import Block, Cell, Column, Heading, Number, Paragraph, Row, Table
from spbe_cli.reports import statements as story
from spbe_cli.reports.sources import file_name
from spbe_cli.reports.statements import gain_text
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

DIFFERENCE: Final = "+0.00;-0.00;0.00"
GAIN: Final = "+0.0000;-0.0000"
WHOLE: Final = "0"
PERCENT: Final = "0.0%"
PARTS_OF_LEVEL: Final = "0.####"
PARTS_OF_EFFORT: Final = (WHOLE, PARTS_OF_LEVEL)
"""The looks of an effort that is whole, and of one that is not."""
NONE: Final = "-"
FINDING_WIDTHS: Final = (("html.severity", 17), ("code", 8), ("html.place", 30), ("findings", 50),
                         ("html.remedy", 50))  # fmt: skip


def index(value: Fraction, words: Words) -> Number:
    """Return an index as it is printed."""
    return Number(Fraction(rounded(value)), words.number(value))


def difference(value: Fraction, words: Words) -> Number:
    """Return the difference of two indices with its sign; none at all without one."""
    return Number(Fraction(rounded(value)), story.signed(value, words), DIFFERENCE)


def gain(value: Fraction, words: Words) -> Number:
    """Return what is added to the index."""
    return Number(value, gain_text(value, words), GAIN)


def level(value: Fraction | None, words: Words) -> Cell:
    """Return a level, or that there is no answer."""
    if value is None:
        return NONE
    # Excel would show a whole number in the look of a broken one with a point at its end.
    look = WHOLE if value.denominator == 1 else PARTS_OF_LEVEL
    return Number(value, story.level_text(value, words), look)


def count(value: int) -> Number:
    """Return a count."""
    return Number(Fraction(value), str(value), WHOLE)


def named(assessment: Assessment) -> Assessment:
    """Return a sheet under the name of its file alone: a document travels, folders do not."""
    return replace(assessment, file=file_name(assessment.file))


def title(what: str, whose: str, words: Words) -> str:
    """Say what a document is, then whose: on paper nothing else tells a plan from a risk."""
    return words.label("document.titled", what=words.label(f"document.{what}"), whose=whose)


def caveats(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Say what must be known beside the number: where it is from, what is assumed, not proved."""
    trust = story.reservations(assessment, words) if assessment.result else ()
    texts = (*trust, *story.caveats(assessment, words))
    return tuple(capital(text) for text in texts)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def unscored(sheets: Iterable[Assessment], words: Words) -> Iterator[Block]:
    """Yield why there is nothing to say of sheets without an index."""
    for sheet in sheets:
        if sheet.result is None:
            key = "partial_next" if sheet.sheet else "html.no_index"
            yield Paragraph(f"{file_name(sheet.file)}: {words.label(key)}", "strong")


def findings(found: Sequence[Finding], words: Words, *, within: bool = False) -> tuple[Block, ...]:
    """Return a part of every document: the findings, or that there are none."""
    heading = Heading(words.label("findings"))
    if not found:
        return heading, Paragraph(words.label("no_findings"))
    rows = tuple(Row(finding_cells(finding, words, within=within)) for finding in found)
    return heading, Table(finding_columns(words), rows)


def finding_columns(words: Words) -> tuple[Column, ...]:
    """Return the columns of a table of findings."""
    return tuple(Column(words.label(key), width) for key, width in FINDING_WIDTHS)


def finding_cells(finding: Finding, words: Words, *, within: bool = False) -> tuple[Cell, ...]:
    """Put a finding into words; `within` its file, that need not be named."""
    fact, remedy = words.sentence(finding)
    # A sentence that begins with what somebody wrote, as the name of a file, keeps its letter.
    quoted = any(isinstance(one, str) and fact.startswith(one) for one in finding.facts.values())
    fact = fact if quoted else capital(fact)
    severity = words.label(f"excel.{finding.severity}")
    place = finding.place
    file = "" if within else file_name(place.file)
    where = str(replace(place, file=file)).removeprefix(":")
    return severity, finding.code, where, fact, capital(remedy)
