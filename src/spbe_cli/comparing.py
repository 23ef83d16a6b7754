"""The use case of `compare`: two assessed sheets, what changed, and what the rates are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from spbe_cli.comparison import Comparison, SideBySide, compare, side_by_side
from spbe_cli.errors import UsageError
from spbe_cli.exact import whole_of
from spbe_cli.findings import Finding, Place
from spbe_cli.risk.rates import Count, learn
from spbe_cli.sheet.assess import Assessment

SELF_ASSESSMENT = "penilaian mandiri"


class Kind(Enum):
    """In what the two sheets differ; it says how their columns are called."""

    YEARS = "years"
    STAGES = "stages"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Compared:
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
        years, stages = (
            (identity_text(self.first, label), identity_text(self.second, label))
            for label in ("tahun", "tahap")
        )
        if not same_institution(self.first, self.second):
            return Kind.FILES
        if all(years) and years[0] != years[1]:
            return Kind.YEARS
        known = all(stages) and stages[0].casefold() != stages[1].casefold()
        return Kind.STAGES if known and years[0] == years[1] else Kind.FILES

    @property
    def backward(self) -> bool:
        """Tell whether the second sheet is of an earlier year or stage than the first."""
        years = [identity_text(sheet, "tahun") for sheet in (self.first, self.second)]
        if self.kind is Kind.YEARS:
            first, second = map(whole_of, years)
            return first is not None and second is not None and first > second
        mine = [is_self_assessment(sheet) for sheet in (self.first, self.second)]
        return self.kind is Kind.STAGES and mine == [False, True]

    @property
    def by_assessor(self) -> bool:
        """Tell whether the second sheet is what assessors made of the first."""
        return self.kind is Kind.STAGES and not is_self_assessment(self.second)


def compare_sheets(first: Assessment, second: Assessment) -> Compared:
    """Compare two sheets; without two results there is nothing to compare."""
    findings = (*first.findings, *second.findings)
    one, two, sheet1, sheet2 = first.instrument, second.instrument, first.sheet, second.sheet
    if not (first.result and second.result and one and two and sheet1 and sheet2):
        return Compared(first, second, findings)
    levels1, levels2 = sheet1.levels(), sheet2.levels()
    if one.id == two.id:
        return Compared(first, second, findings, compare(one, levels1, levels2))
    facts = {"file": first.file, "instrument1": one.title, "instrument2": two.title}
    broken = Finding("A162", Place(second.file), facts)
    editions = side_by_side(one, levels1, two, levels2)
    return Compared(first, second, (*findings, broken), editions=editions)


def refuse_pair(compared: Compared) -> None:
    """Refuse to learn from two sheets of which the second is no final result of the first.

    Raises:
        UsageError: they differ in institution or year, or no assessor saw the second.
    """
    first, second = compared.first, compared.second
    years = identity_text(first, "tahun"), identity_text(second, "tahun")
    another = not same_institution(first, second) or (all(years) and years[0] != years[1])
    if another or is_self_assessment(second):
        raise UsageError("rates_pair", file1=first.file, file2=second.file)


def learned(compared: Compared) -> Mapping[int, Count]:
    """Return what became of the claims of every level."""
    if compared.comparison is None or compared.first.instrument is None:
        return {}
    changes = compared.comparison.changes
    claimed = {one.row: one.start for one in changes if one.start is not None}
    final = {one.row: one.end for one in changes if one.end is not None}
    return learn(compared.first.instrument, claimed, final)


def identity_text(assessment: Assessment, label: str) -> str:
    """Return what Identitas says, in one line."""
    return " ".join(assessment.identity.get(label, "").split())


def is_self_assessment(assessment: Assessment) -> bool:
    """Tell whether no assessor has looked at the levels yet."""
    return identity_text(assessment, "tahap").casefold() == SELF_ASSESSMENT


def same_institution(first: Assessment, second: Assessment) -> bool:
    """Tell whether two sheets are of one institution, as far as they say."""
    one, two = (identity_text(sheet, "instansi").casefold() for sheet in (first, second))
    return one == two or not (one and two)
