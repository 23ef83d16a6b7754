"""Answers, before and after they are known to be sound, and who of an institution gives which.

`RawSheet` is what stands in the workbook, whatever it is.  `AnswerSheet` is typed and has no error:
no other sheet gets an index.  An `Assignment` is always sound, too.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Final

from spbe_cli.findings import Day, Fact, Finding, Place, Quoted, Raw, Word
from spbe_cli.frozen import frozen

STAGES: Final = (
    *("Penilaian Mandiri", "Penilaian Dokumen", "Penilaian Interviu", "Penilaian Visitasi"),
    *("Hasil Pemantauan", "Hasil Evaluasi"),
)


class Kind(Enum):
    """What a cell holds, as Excel sees it."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    LOGICAL = "logical"
    ERROR = "error"
    DATE = "date"
    UNCALCULATED = "uncalculated"
    REFUSED = "refused"


@frozen
class Cell:
    """One cell: its reference such as `E5`, its kind, its value.

    The value is a Decimal (15 significant digits, as Excel shows it), text, bool or `Day`; of
    a level that the layout refuses, it is the finding that says why.  `formula` is the formula
    that gave the value, with its equals sign.  `sheet` is named if it is not that of the rows.
    `day` is the date that a bare number most likely is, where one was looked for.
    """

    ref: str
    kind: Kind = Kind.BLANK
    value: object = None
    formula: str | None = None
    sheet: str | None = None
    day: Day | None = None

    @property
    def blank(self) -> bool:
        """Tell whether nothing can be seen in the cell."""
        return self.kind is Kind.BLANK or (self.kind is Kind.TEXT and not str(self.value).strip())

    @property
    def failed(self) -> bool:
        """Tell whether Excel has no result for the cell: an error, a formula never calculated."""
        return self.kind in {Kind.ERROR, Kind.UNCALCULATED}

    @property
    def text(self) -> str:
        """The text that stands in the cell, trimmed; empty if it holds anything else."""
        return str(self.value).strip() if self.kind is Kind.TEXT else ""


_LONGEST_FORMULA: Final = 40


def as_found(cell: Cell) -> Fact:
    """Return what stands in a cell as a fact; a formula cut where it gets too long."""
    if isinstance(cell.value, bool):
        return Word("true" if cell.value else "false")
    if isinstance(cell.value, Decimal):
        return number_found(cell.value)
    if isinstance(cell.value, Day):
        return cell.value
    if cell.kind is Kind.UNCALCULATED:
        formula, longest = cell.formula or "=", _LONGEST_FORMULA
        return Raw(formula if len(formula) <= longest else f"{formula[:longest]}...")
    text = "" if cell.value is None else str(cell.value)
    return Raw(text) if cell.kind is Kind.ERROR else Quoted(text) if text else Word("empty")


def number_found(value: Decimal) -> Fact:
    """Return a number as a fact; one that would fill lines as Excel shows it."""
    return value if abs(value.adjusted()) < 15 else Raw(str(value))  # noqa: PLR2004  as Excel


@frozen
class RawRow:
    """One row under the heading; a column that the table lacks gives a blank cell."""

    row: int
    number: Cell
    level: Cell
    name: Cell
    evidence: Cell
    explanation: Cell
    hidden: bool = False
    external: Cell = Cell("")
    justification: Cell = Cell("")

    @property
    def empty(self) -> bool:
        """Tell whether nothing is answered in the row."""
        return all(c.blank for c in (self.level, self.external, self.evidence, self.explanation))


@frozen
class Identity:
    """What the sheet `Identitas` says: label in lower case to cell.

    A cell without a reference holds what the layout itself says.  `wanted` are the labels
    that a complete sheet fills in.
    """

    sheet: str | None = None
    cells: Mapping[str, Cell] = field(default_factory=dict)
    wanted: tuple[str, ...] = ("instansi", "tahun", "tahap")

    def cell(self, label: str) -> Cell:
        """Return the cell of a label; a blank one without a reference if there is none."""
        return self.cells.get(label, Cell(""))


@frozen
class Carried:
    """The rows whose level was taken over from an earlier stage, and from which file of it."""

    rows: tuple[str, ...] = ()
    file: str = ""
    stage: str = ""


@frozen
class RawItem:
    """One row of the sheet Bukti; a column that the table lacks gives a blank cell."""

    row: int
    code: Cell
    level: Cell
    asked: Cell
    files: Cell
    status: Cell
    day: Cell
    note: Cell
    owner: Cell

    @property
    def begun(self) -> bool:
        """Tell whether somebody has filled in the row; who shall do it may be printed before."""
        return not all(one.blank for one in (self.files, self.status, self.day, self.note))


@frozen
class RawSheet:
    """All rows of an answer sheet, unchecked.

    `merged` holds the merged level cells that cover several rows: reference, first and last
    row.  `remarks` are the findings that reading gave rise to.  `preset` is the level that
    the form shows before anybody has chosen one, and cells of levels hold a number so much `above`
    the level.  `joined` tells that it was merged from others.  `carried` are the rows whose level
    stands in the sheet of an earlier stage only.  `items` are the rows of the sheet Bukti, `others`
    the headings of columns that nothing is read of, with their cells by row.
    """

    file: str
    sha256: str
    sheet: str
    rows: tuple[RawRow, ...]
    headings: Mapping[str, str]
    identity: Identity = field(default_factory=Identity)
    merged: tuple[tuple[str, int, int], ...] = ()
    hidden_columns: tuple[str, ...] = ()
    remarks: tuple[Finding, ...] = ()
    preset: int | None = None
    above: int = 0
    joined: bool = False
    carried: Carried = field(default_factory=Carried)
    items: tuple[RawItem, ...] = ()
    items_sheet: str = ""
    others: tuple[tuple[str, Mapping[int, Cell]], ...] = ()


@frozen
class Answer:
    """The level claimed for one row of the instrument, its evidence and explanation.

    `external` is the value of another agency's index, where the sheet gives one; if it gives
    no level, the level was converted from it.  `justification` is why an assessor gave the level.
    """

    level: Fraction
    evidence: str = ""
    explanation: str = ""
    cell: str | None = None
    external: Fraction | None = None
    justification: str = ""


STATUSES: Final = ("belum", "ada", "diterima", "revisi", "ditolak")
"""The statuses of a piece of evidence, in the order of the list in the sheet Bukti."""
JUDGED: Final = frozenset({"diterima", "revisi", "ditolak"})
"""What an assessor says of it."""


@frozen
class Item:
    """One piece of evidence by its code (`I4-L1-02`, `13.a`); `begun`: somebody filled it in."""

    code: str
    indicator: str
    level: int | None
    letter: str
    asked: str = ""
    files: str = ""
    status: str = "belum"
    day: Day | None = None
    note: str = ""
    owner: str = ""
    place: Place = field(default_factory=lambda: Place(""))
    begun: bool = True

    @property
    def present(self) -> bool:
        """Tell whether it is there, and nobody has found fault with it."""
        return self.status in {"ada", "diterima"}


@frozen
class AnswerSheet:
    """Answers that fit the instrument, by rows: every level is on the scale.

    Nobody gave those `assumed` (with `from_items` by pieces of evidence), nor at this stage those
    `carried` from an earlier one; `items` are the pieces, if there is a sheet Bukti.
    """

    answers: Mapping[str, Answer]
    asked: tuple[str, ...]
    assumed: Mapping[str, Fraction] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)
    items: tuple[Item, ...] = ()
    from_items: bool = False

    def levels(self) -> dict[str, Fraction]:
        """Return the level of every row."""
        return {row: answer.level for row, answer in self.answers.items()}


LABELS: Final = (
    *("instansi", "perangkat daerah", "tahun", "tahap", "instrumen", "indikator"),
    *("pengisi", "tanggal", "kontak"),
)
"""The labels of the sheet Identitas, in lower case and in the order of the sheet."""
NONE_ASKED: Final = "tidak ada"
"""What stands under the label Indikator where only evidence is asked for, and no level."""


# Who answers what

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_LONGEST_ABBREVIATION: Final = 20


@frozen
class Agency:
    """One agency: its name in tables, what it owns and supports, its `full` name in sheets."""

    name: str
    owns: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    full: str | None = None

    @property
    def printed(self) -> str:
        """The name that is printed into its sheet."""
        return self.full or self.name


@frozen(slots=False)
class Assignment:
    """All agencies as they were written: one owns an indicator, any others give it evidence."""

    agencies: tuple[Agency, ...]

    @cached_property
    def owners(self) -> Mapping[str, Agency]:
        """The owner of every indicator that has one."""
        return {code: agency for agency in self.agencies for code in agency.owns}

    @cached_property
    def known(self) -> Mapping[str, Agency]:
        """Every agency by each of its names, as they are compared."""
        return {
            key: agency
            for agency in reversed(self.agencies)
            for name in (agency.printed, agency.name)
            for key in name_keys(name)
        }

    def agency(self, name: str) -> Agency | None:
        """Return the agency that somebody calls by this name."""
        return next((self.known[key] for key in name_keys(name) if key in self.known), None)

    def suggestion(self, name: str) -> str | None:
        """Return the name of the agency that was probably meant."""
        close = (get_close_matches(key, self.known, 1, 0.7) for key in name_keys(name))
        return next((self.known[found[0]].name for found in close if found), None)


def short_name(name: str) -> str:
    """Return the abbreviation that ends the name of an agency, or the name itself.

    >>> short_name("Badan Perencanaan (Bappeda)"), short_name("Inspektorat")
    ('Bappeda', 'Inspektorat')
    """
    found = _BRACKETS.findall(name) if name.rstrip().endswith(")") else []
    short = found[-1].strip() if found else ""
    return short if 0 < len(short) <= _LONGEST_ABBREVIATION else name


def name_key(name: str) -> str:
    """Write the name of an agency as it is compared: without case, marks and odd spaces.

    >>> name_key(" BAGIAN Pengadaan  Barang/Jasa "), name_key(" ?? ")
    ('bagian pengadaan barang jasa', '??')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.findall(r"\w+", plain)) or plain.strip()


def name_keys(name: str) -> tuple[str, ...]:
    """Return the ways to call an agency: in full, without its abbreviation, by that alone.

    >>> name_keys("Badan Perencanaan (Bappeda)")
    ('badan perencanaan bappeda', 'badan perencanaan', 'bappeda')
    """
    ways = (name, _BRACKETS.sub(" ", name), *_BRACKETS.findall(name))
    return tuple(dict.fromkeys(filter(None, map(name_key, ways))))
