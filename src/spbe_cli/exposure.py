"""The use case of `risk`: from a sheet and stated chances to how far its index can fall.

What reads the files of the user loads when there is one.
"""
# ruff: noqa: PLC0415

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from spbe_cli.assignment import Assignment
from spbe_cli.findings import Finding, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.risk.claims import Claim, Fewest, claims_of, fewest, to_prove, without_evidence
from spbe_cli.risk.distribution import Distribution, distribution
from spbe_cli.risk.rates import Rates
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is doubted: chances by how much, or a file of rates, and who owns what."""

    downgrade: Mapping[Fraction, Fraction] | None = None
    rates: Path | None = None
    assign: Path | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """How far an index can fall.

    `bare` are the claims without evidence and `proven` the result without them.  `by_one`
    and `to_lowest` are None where no number of downgrades loses the predicate.
    """

    claims: tuple[Claim, ...]
    high: tuple[Claim, ...]
    bare: tuple[str, ...]
    proven: IndexResult
    by_one: Fewest | None
    to_lowest: Fewest | None
    rates: Rates | None
    distribution: Distribution | None


@dataclass(frozen=True, slots=True)
class Exposed:
    """What came of `risk`; there is no risk where findings forbid an index."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    doubts: Doubts
    risk: Risk | None = None
    assignment: Assignment | None = None


def expose(assessment: Assessment, doubts: Doubts) -> Exposed:
    """Return how far the index of a sheet can fall.

    Raises:
        OSError: a file can't be opened.
    """
    instrument = assessment.instrument
    if assessment.result is None or instrument is None:
        return Exposed(assessment, assessment.findings, doubts)
    rates, faults = rates_of(doubts, instrument)
    assignment, remarks = owners(doubts.assign, instrument)
    findings = (*assessment.findings, *faults, *remarks)
    if has_errors(findings):
        return Exposed(assessment, findings, doubts)
    return Exposed(assessment, findings, doubts, risk_of(assessment, rates), assignment)


def risk_of(assessment: Assessment, rates: Rates | None) -> Risk:
    """Return the risk of a scored sheet."""
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    assert instrument is not None  # noqa: S101  a scored sheet has all this
    assert sheet is not None  # noqa: S101
    assert result is not None  # noqa: S101
    claims = claims_of(instrument, sheet, result)
    bare, proven = without_evidence(instrument, sheet, claims)
    spread = distribution(instrument, result, rates) if rates else None
    return Risk(
        claims,
        to_prove(instrument, claims),
        bare,
        proven,
        fewest(instrument, result, claims, whole=False),
        fewest(instrument, result, claims, whole=True),
        rates,
        spread,
    )


def rates_of(doubts: Doubts, instrument: Instrument) -> tuple[Rates | None, tuple[Finding, ...]]:
    """Return the chances that were stated or counted, if there are any."""
    if doubts.rates is not None:
        from spbe_cli.rates_file import load_rates

        return load_rates(doubts.rates, str(doubts.rates), instrument)
    if doubts.downgrade is None:
        return None, ()
    return Rates({}, doubts.downgrade), ()


def owners(
    path: Path | None, instrument: Instrument
) -> tuple[Assignment | None, tuple[Finding, ...]]:
    """Read an assignment, if there is one."""
    if path is None:
        return None, ()
    from spbe_cli.assigning import load_assignment

    loaded = load_assignment(path, str(path), instrument)
    return loaded.assignment, loaded.findings
