"""What changed between two sheets, row by row, and what became of the claims; series of more.

Only results of one instrument have a difference.  Between two editions there is none; then
the levels of indicators that correspond to each other stand side by side, and a series breaks.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from spbe_cli.analysis.distribution import Count, learn
from spbe_cli.answers import Agency, Assignment
from spbe_cli.errors import UsageError
from spbe_cli.exact import as_typed, whole_of
from spbe_cli.findings import Finding, Place
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score, score
from spbe_cli.sheet.assess import Assessment, Scored

Levels = Mapping[str, Fraction]


@frozen
class Change:
    """One row, None where only one sheet answers it; `gain` is its share in the difference."""

    row: str
    start: Fraction | None
    end: Fraction | None
    gain: Fraction

    @property
    def direction(self) -> int:
        """Tell whether the row rose (1), fell (-1) or stayed (0)."""
        if self.start is None or self.end is None:
            return (self.gain > 0) - (self.gain < 0)
        start, end = as_typed(self.start), as_typed(self.end)
        return (end > start) - (end < start)


@frozen
class PartChange:
    """A domain, an aspect or the whole; `gain` is its contribution to the difference."""

    before: Score
    after: Score
    gain: Fraction

    @property
    def difference(self) -> Fraction:
        """The difference of its own index."""
        return self.after.index - self.before.index


@frozen
class Comparison:
    """Two results and every row in the order of the instrument; gains add up to the difference."""

    before: IndexResult
    after: IndexResult
    changes: tuple[Change, ...]

    @property
    def total(self) -> PartChange:
        """The whole."""
        return self._part(self.before.total, self.after.total)

    @property
    def domains(self) -> tuple[PartChange, ...]:
        """The domains."""
        return tuple(map(self._part, self.before.domains, self.after.domains))

    @property
    def aspects(self) -> tuple[PartChange, ...]:
        """The aspects."""
        return tuple(map(self._part, self.before.aspects, self.after.aspects))

    def _part(self, before: Score, after: Score) -> PartChange:
        gain = (after.points - before.points) / self.before.total.weight
        return PartChange(before, after, gain)

    def moved(self, direction: int) -> tuple[Change, ...]:
        """Return the rows that rose (1), fell (-1) or stayed (0), the most telling first."""
        found = (change for change in self.changes if change.direction == direction)
        return tuple(sorted(found, key=lambda change: -abs(change.gain)))


def compare(instrument: Instrument, before: Levels, after: Levels) -> Comparison:
    """Compare two complete sets of levels of one instrument.

    The contribution of a row that both answer is (NI2 - NI1) x BI / sum of BI, with the weight
    that it has in the first.  Answers to a repeatable indicator that only one of them gives
    shift the weights of their aspect; they are added, then taken away, one after another, and
    contribute what the index changes by.  So the contributions add up exactly.
    """
    first, changes = score(instrument, before), []
    worth = {row.code: row.weight / first.total.weight for row in first.indicators}
    known = {row: after.get(row, level) for row, level in before.items()}
    index = score(instrument, known).total.index
    for row in instrument.rows():
        start, end = before.get(row), after.get(row)
        if start is None and end is None:
            continue
        if start is not None and end is not None:
            gain = (end - start) * worth[row]
        else:
            if end is None:
                del known[row]
            else:
                known[row] = end
            reached = score(instrument, known).total.index
            gain, index = reached - index, reached
        changes.append(Change(row, start, end, gain))
    return Comparison(first, score(instrument, after), tuple(changes))


# Two sheets


@frozen
class Counterpart:
    """Two rows of two editions that correspond; `status` says how surely, as in `Pair`."""

    row1: str
    row2: str
    level1: Fraction | None
    level2: Fraction | None
    status: str


@frozen
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


@frozen
class Fall:
    """A row that was lowered, and what the assessor wrote of it."""

    row: str
    claimed: Fraction
    assessed: Fraction
    justification: str


@frozen
class ComparisonResult:
    """What came of `compare`; of two editions `editions`, if one says what became of the other."""

    first: Assessment
    second: Assessment
    findings: tuple[Finding, ...]
    comparison: Comparison | None = None
    editions: SideBySide | None = None

    @property
    def kind(self) -> Literal["years", "stages", "files"]:
        """In what the two sheets differ; it says how their columns are called."""
        years, stages = self.texts("tahun"), self.texts("tahap")
        if not same_institution(self.first, self.second):
            return "files"
        if all(years) and years[0] != years[1]:
            return "years"
        known = all(stages) and stages[0].casefold() != stages[1].casefold()
        return "stages" if known and years[0] == years[1] else "files"

    @property
    def scored(self) -> tuple[Scored, Scored] | None:
        """Both sheets, if both have an index."""
        first, second = self.first, self.second
        if isinstance(first, Scored) and isinstance(second, Scored):
            return first, second
        return None

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

    def falls(self) -> tuple[Fall, ...]:
        """Return what fell, in the order of the instrument."""
        return tuple(
            Fall(change.row, change.start, change.end, self.justification(change.row))
            for change in (self.comparison.changes if self.comparison else ())
            if change.start is not None and change.end is not None and change.direction < 0
        )


def compare_sheets(first: Assessment, second: Assessment) -> ComparisonResult:
    """Compare two sheets; without two results there is nothing to compare."""
    result = ComparisonResult(first, second, (*first.findings, *second.findings))
    if result.scored is None:
        return result
    one, two = (sheet.instrument for sheet in result.scored)
    levels1, levels2 = (sheet.sheet.levels() for sheet in result.scored)
    if one.id == two.id:
        return replace(result, comparison=compare(one, levels1, levels2))
    facts = {"file": first.file, "instrument1": one.title, "instrument2": two.title}
    broken = Finding("A162", Place(second.file), facts)
    editions = side_by_side(one, levels1, two, levels2)
    return replace(result, findings=(*result.findings, broken), editions=editions)


def refuse_pair(compared: ComparisonResult, key: str) -> None:
    """Raise UsageError of this `key` unless assessors made the second sheet of the first."""
    first, second, years = compared.first, compared.second, compared.texts("tahun")
    another = not same_institution(first, second) or (all(years) and years[0] != years[1])
    if another or second.is_self_assessment:
        raise UsageError(key, file1=first.file, file2=second.file)


def learned(compared: ComparisonResult) -> Mapping[int, Count]:
    """Return what became of the claims of every level."""
    if compared.comparison is None or compared.scored is None:
        return {}
    first, second = (one.sheet for one in compared.scored)
    # What an earlier stage gave, and nobody has assessed yet, is no claim that was kept.
    carried = {*first.carried.rows, *second.carried.rows}
    final = {row: level for row, level in second.levels().items() if row not in carried}
    return learn(compared.scored[0].instrument, first.levels(), final)


def same_institution(first: Assessment, second: Assessment) -> bool:
    """Tell whether two sheets are of one institution, as far as they say."""
    one, two = (sheet.says("instansi").casefold() for sheet in (first, second))
    return one == two or not (one and two)


def by_agency(
    compared: ComparisonResult, assignment: Assignment
) -> tuple[tuple[Agency | None, tuple[Fall, ...]], ...]:
    """Group what fell by its owners, as the assignment orders them; what is nobody's comes last."""
    rows = compared.first.instrument.rows() if compared.first.instrument else {}
    owned: dict[Agency | None, list[Fall]] = {one: [] for one in (*assignment.agencies, None)}
    for fall in compared.falls():
        owned[assignment.owners.get(rows[fall.row].code)].append(fall)
    return tuple((agency, tuple(falls)) for agency, falls in owned.items() if falls)
