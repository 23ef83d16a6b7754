"""From two assessed sheets to what changed between them, and what became of the claims.

Only results of one instrument have a difference.  Between two editions there is none; then
the levels of indicators that correspond to each other stand side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from spbe_cli.analysis.changes import Comparison, Levels, compare
from spbe_cli.analysis.distribution import Count, learn
from spbe_cli.answers import Agency, Assignment
from spbe_cli.errors import UsageError
from spbe_cli.exact import whole_of
from spbe_cli.findings import Finding, Place
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.assess import Assessment, Scored


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Two rows of two editions that correspond; `status` says how surely, as in `Pair`."""

    row1: str
    row2: str
    level1: Fraction | None
    level2: Fraction | None
    status: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two editions: what corresponds, and the indicators of each that have no counterpart."""

    counterparts: tuple[Counterpart, ...]
    alone1: tuple[str, ...]
    alone2: tuple[str, ...]


def side_by_side(
    one: Instrument, levels1: Levels, two: Instrument, levels2: Levels
) -> SideBySide | None:
    """Put two editions side by side, if one follows the other and says what became of it."""
    older, newer = (two, one) if one.follows == two.id and one.mapping else (one, two)
    if newer.follows != older.id or not newer.mapping:
        return None
    found = []
    for pair in newer.mapping:
        indicator = older.indicator(pair.old)
        rows = indicator.rows() if indicator else (pair.old,)
        # Each answer to a repeatable indicator has its own successor.
        olds = rows if len(rows) > 1 else rows * len(pair.new)
        for ends in zip(olds, pair.new, strict=False):
            row1, row2 = ends if older is one else reversed(ends)
            levels = levels1.get(row1), levels2.get(row2)
            found.append(Counterpart(row1, row2, *levels, pair.status))
    mapped = {
        older.id: {pair.old for pair in newer.mapping if pair.new},
        newer.id: {code for pair in newer.mapping for code in pair.new},
    }
    alone1, alone2 = (
        tuple(i.code for i in edition.indicators() if i.code not in mapped[edition.id])
        for edition in (one, two)
    )
    return SideBySide(tuple(found), alone1, alone2)


Kind = Literal["years", "stages", "files"]
"""In what two sheets differ; it says how their columns are called."""


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """What came of `compare`.

    There is a comparison where both sheets were scored by one instrument; `editions` where
    they were not, and one edition says what became of the indicators of the other.
    """

    first: Assessment
    second: Assessment
    findings: tuple[Finding, ...]
    comparison: Comparison | None = None
    editions: SideBySide | None = None

    @property
    def kind(self) -> Kind:
        """In what the two sheets differ."""
        years, stages = self.texts("tahun"), self.texts("tahap")
        if not same_institution(self.first, self.second):
            return "files"
        if all(years) and years[0] != years[1]:
            return "years"
        known = all(stages) and stages[0].casefold() != stages[1].casefold()
        return "stages" if known and years[0] == years[1] else "files"

    def texts(self, label: str) -> tuple[str, str]:
        """Return what Identitas of both says."""
        return self.first.says(label), self.second.says(label)

    @property
    def backward(self) -> bool:
        """Tell whether the second sheet is of an earlier year or stage than the first."""
        if self.kind == "years":
            first, second = map(whole_of, self.texts("tahun"))
            return first is not None and second is not None and first > second
        judged = not self.first.is_self_assessment
        return self.kind == "stages" and judged and self.second.is_self_assessment

    @property
    def by_assessor(self) -> bool:
        """Tell whether the second sheet is what assessors made of the first."""
        return self.kind == "stages" and not self.second.is_self_assessment

    def justification(self, row: str) -> str:
        """Return why the second sheet gives a level, in one line; empty if it does not say."""
        answer = self.second.sheet and self.second.sheet.answers.get(row)
        return " ".join(answer.justification.split()) if answer else ""


def compare_sheets(first: Assessment, second: Assessment) -> ComparisonResult:
    """Compare two sheets; without two results there is nothing to compare."""
    findings = (*first.findings, *second.findings)
    if not (isinstance(first, Scored) and isinstance(second, Scored)):
        return ComparisonResult(first, second, findings)
    one, two = first.instrument, second.instrument
    levels1, levels2 = first.sheet.levels(), second.sheet.levels()
    if one.id == two.id:
        return ComparisonResult(first, second, findings, compare(one, levels1, levels2))
    facts = {"file": first.file, "instrument1": one.title, "instrument2": two.title}
    broken = Finding("A162", Place(second.file), facts)
    editions = side_by_side(one, levels1, two, levels2)
    return ComparisonResult(first, second, (*findings, broken), editions=editions)


def refuse_pair(compared: ComparisonResult, key: str) -> None:
    """Raise UsageError of this `key` unless assessors made the second sheet of the first."""
    first, second, years = compared.first, compared.second, compared.texts("tahun")
    another = not same_institution(first, second) or (all(years) and years[0] != years[1])
    if another or second.is_self_assessment:
        raise UsageError(key, file1=first.file, file2=second.file)


def learned(compared: ComparisonResult) -> Mapping[int, Count]:
    """Return what became of the claims of every level."""
    first, second = compared.first, compared.second
    if compared.comparison and isinstance(first, Scored) and isinstance(second, Scored):
        return learn(first.instrument, first.sheet.levels(), second.sheet.levels())
    return {}


def same_institution(first: Assessment, second: Assessment) -> bool:
    """Tell whether two sheets are of one institution, as far as they say."""
    one, two = (sheet.says("instansi").casefold() for sheet in (first, second))
    return one == two or not (one and two)


@dataclass(frozen=True, slots=True)
class Fall:
    """A row that was lowered, and what the assessor wrote of it."""

    row: str
    claimed: Fraction
    assessed: Fraction
    justification: str


def falls_of(compared: ComparisonResult) -> tuple[Fall, ...]:
    """Return what fell, in the order of the instrument."""
    return tuple(
        Fall(change.row, change.start, change.end, compared.justification(change.row))
        for change in (compared.comparison.changes if compared.comparison else ())
        if change.start is not None and change.end is not None and change.end < change.start
    )


def by_agency(
    compared: ComparisonResult, assignment: Assignment
) -> tuple[tuple[Agency | None, tuple[Fall, ...]], ...]:
    """Group what fell by its owners, as the assignment orders them; what is nobody's comes last."""
    rows = compared.first.instrument.rows() if compared.first.instrument else {}
    owned: dict[Agency | None, list[Fall]] = {one: [] for one in (*assignment.agencies, None)}
    for fall in falls_of(compared):
        owned[assignment.owners.get(rows[fall.row].code)].append(fall)
    return tuple((agency, tuple(falls)) for agency, falls in owned.items() if falls)
