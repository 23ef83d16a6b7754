"""From a sheet and changes of its levels to the index that they would give."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from spbe_cli.analysis.compare import Change, Comparison
from spbe_cli.files import Wanted, check_changes
from spbe_cli.findings import Finding, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment, Scored


@frozen
class SimulationResult:
    """What came of `simulate`; `unchanged` rows are at the level already that was asked for."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    comparison: Comparison | None = None
    unchanged: tuple[str, ...] = ()


def simulate_sheet(
    assessment: Assessment, wanted: Sequence[Wanted], faults: tuple[Finding, ...] = ()
) -> SimulationResult:
    """Return what changes do to a sheet; `faults` are those of the file they come from."""
    findings = (*assessment.findings, *faults)
    if not isinstance(assessment, Scored):
        return SimulationResult(assessment, findings)
    instrument = assessment.instrument
    levels, unfit = check_changes(instrument, wanted)
    findings = (*findings, *unfit)
    if has_errors(findings):
        return SimulationResult(assessment, findings)
    made = simulate(instrument, assessment.sheet.levels(), levels)
    same = levels.keys() - {change.row for change in made.changes}
    unchanged = tuple(row for row in instrument.rows() if row in same)
    return SimulationResult(assessment, findings, made, unchanged)


def simulate(
    instrument: Instrument, levels: Mapping[str, Fraction], wanted: Mapping[str, Fraction]
) -> Comparison:
    """Change levels one row after another, in the order of the instrument.

    A gain is the index after the change less the one before it, so that gains add up exactly,
    also where one more answer to a repeatable indicator shifts the weights of its aspect.  What
    is at its wanted level already is no change.
    """
    known, changes = dict(levels), []
    before = after = score(instrument, levels)
    for row in instrument.rows():
        if row in wanted and wanted[row] != known.get(row):
            known[row] = wanted[row]
            former, after = after, score(instrument, known)
            gain = after.total.index - former.total.index
            changes.append(Change(row, levels.get(row), wanted[row], gain))
    return Comparison(before, after, tuple(changes))
