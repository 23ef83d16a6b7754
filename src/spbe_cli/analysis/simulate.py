"""From a sheet and changes of its levels to the index that they would give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.analysis.compare import Change, Comparison
from spbe_cli.files.small import Wanted, check_changes
from spbe_cli.findings import Finding, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """What came of `simulate`; there is no comparison where findings forbid one."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    comparison: Comparison | None = None


def simulate_sheet(
    assessment: Assessment, wanted: Sequence[Wanted], faults: tuple[Finding, ...] = ()
) -> SimulationResult:
    """Return what changes do to a sheet; `faults` are those of the file they come from."""
    instrument, sheet = assessment.instrument, assessment.sheet
    if assessment.result is None or instrument is None or sheet is None:
        return SimulationResult(assessment, (*assessment.findings, *faults))
    levels, unfit = check_changes(instrument, wanted)
    findings = (*assessment.findings, *faults, *unfit)
    if has_errors(findings):
        return SimulationResult(assessment, findings)
    return SimulationResult(assessment, findings, simulate(instrument, sheet.levels(), levels))


def simulate(
    instrument: Instrument, levels: Mapping[str, Fraction], wanted: Mapping[str, Fraction]
) -> Comparison:
    """Change levels one row after another, in the order of the instrument.

    A gain is the index after the change less the one before it, so that gains add up exactly,
    also where one more answer to a repeatable indicator shifts the weights of its aspect.  What
    is wanted is listed even where it changes nothing; the other rows are not.
    """
    before = score(instrument, levels)
    known, index = dict(levels), before.total.index
    changes = []
    for row in filter(wanted.__contains__, instrument.rows()):
        known[row] = wanted[row]
        reached = score(instrument, known).total.index
        changes.append(Change(row, levels.get(row), wanted[row], reached - index))
        index = reached
    return Comparison(before, score(instrument, known), tuple(changes))
