"""Findings: what is wrong in a file, where, and the facts of it; `words` makes the sentence.

Facts are typed by how they are shown: what somebody wrote is `Quoted`, and so on.
"""

import ntpath
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from spbe_cli.frozen import frozen


class Severity(StrEnum):
    """How much a finding weighs: an error forbids the index, a warning stands beside it."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Place:
    """Where a finding is: a cell of a sheet, or a line and column of a text file."""

    file: str
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Write the place as `file:Sheet!Cell` or `file:line:col`.

        >>> str(Place("a.xlsx", "Form OPD", "E5")), str(Place("a.xlsx", "it's"))
        ("a.xlsx:'Form OPD'!E5", "a.xlsx:'it''s'")
        >>> str(Place("a.yaml", line=3, column=7))
        'a.yaml:3:7'
        """
        if self.line is not None:
            return f"{self.file}:{self.line}:{self.column}"
        if self.sheet is None:
            return self.file
        # A name is quoted as Excel does in a reference.
        plain = self.sheet.replace("_", "a").isalnum() and not self.sheet[0].isdigit()
        sheet = self.sheet if plain else "'" + self.sheet.replace("'", "''") + "'"
        return f"{self.file}:{sheet}" + (f"!{self.cell}" if self.cell else "")


@frozen
class _Text:
    text: str


class Quoted(_Text):
    """Text as somebody wrote it; shown in quotation marks, cut, control characters escaped."""


class Typed(_Text):
    """A path as it is typed in a command: in quotation marks where it has blanks."""


class Raw(_Text):
    """What is shown as it stands, in both languages: a number of a file, a formula, a heading."""


class Word(_Text):
    """A word of the tool's own, by its key in the catalogue of labels."""


@frozen(order=True)
class Day:
    """A date, or a time of day, that stands in a cell; dates are in order."""

    year: int = 0
    month: int = 0
    day: int = 0
    clock: str = ""

    @property
    def iso(self) -> str:
        """The date as JSON and CSV have it: `2026-04-03`."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def exists(self) -> bool:
        """Tell whether there is such a day: no 31 February, no mere time of day."""
        known = self.year > 0 and 1 <= self.month <= 12  # noqa: PLR2004
        return known and 1 <= self.day <= monthrange(self.year, self.month)[1]


@frozen
class Serial:
    """A bare number with the date that it is in Excel; shown as `45750 (3 April 2025)`."""

    value: Decimal
    day: Day


@frozen
class Numbers:
    """Numbers of indicators; shown as ranges: `13, 32-34, 40`."""

    codes: tuple[str, ...]


@frozen
class Choices:
    """The levels to choose from; shown as `1, 2, 3, 4, atau 5`, or as a range of scores."""

    lowest: int
    highest: int
    decimals: int = 0


@frozen
class Listed:
    """Several facts, shown with commas between them; of many only the first `most`."""

    items: tuple["Fact", ...]
    most: int | None = None


@frozen
class Printed:
    """An index; shown as it is published, with two decimals."""

    value: Fraction


@frozen
class Reached:
    """An index that is reached; shown exactly, too, where the printed one lies above it."""

    value: Fraction


Shown = Quoted | Typed | Day | Serial | Numbers | Choices | Word | Listed | Raw | Printed | Reached
Fact = str | int | Decimal | Fraction | Shown
Due = Day | str | None
"""Until when something is asked for: a day, or words as they were typed."""


def base_name(path: str) -> str:
    r"""Return the last part of a path of any system, such as `a.xlsx` of `masuk\a.xlsx`."""
    return ntpath.basename(path) or path


@frozen
class Finding:
    """One thing to put right.  `code` never changes its meaning.

    The fact `found` is what stands in the cell, as the sheet for the OPD shows it; `indicator`
    is the number of the indicator concerned, if it is one.
    """

    code: str
    place: Place
    facts: Mapping[str, Fact] = field(default_factory=dict)
    variant: str = ""
    indicator: str | None = None

    @property
    def severity(self) -> Severity:
        """Codes 1xx are errors, 2xx are warnings."""
        return Severity.ERROR if self.code[1] == "1" else Severity.WARNING


def errors_in(findings: Iterable[Finding]) -> int:
    """Count the findings that are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return errors_in(findings) > 0
