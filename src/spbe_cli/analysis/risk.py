"""How far the index of a sheet can fall: its claims, which must be proved, how many may fail."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Final

from spbe_cli.analysis.distribution import Distribution, Rates, distribution
from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.assignment import Assignment
from spbe_cli.files.assignments import load_assignment
from spbe_cli.files.small import RATES
from spbe_cli.findings import Finding, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, reaching, score
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.sheet.cells import names_no_document

PROVED_ABOVE: Final = 3
"""Claims above it are those that assessors lower most often (Kota Denpasar, 2018 and 2021)."""


@dataclass(frozen=True, slots=True)
class RiskOptions:
    """What is doubted: chances by how much, or a file of rates, and who owns what."""

    downgrade: Mapping[Fraction, Fraction] | None = None
    rates: Path | None = None
    assign: Path | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One row above the lowest level, and what is lost in the index when it falls.

    `one_less` is lost when it falls by one level, `all_less` when it falls to the lowest.
    """

    row: str
    level: Fraction
    evidence: bool
    one_less: Fraction
    all_less: Fraction


@dataclass(frozen=True, slots=True)
class Fewest:
    """The smallest set of rows whose downgrade loses the predicate, and the result then."""

    rows: tuple[str, ...]
    result: IndexResult


@dataclass(frozen=True, slots=True)
class Risk:
    """How far the index of a scored sheet can fall.

    `high` are the claims that must be proved, what is worth most first; `bare` those without
    evidence, and `proven` the result without them.  `by_one` and `to_lowest` are None where no
    number of downgrades loses the predicate.
    """

    instrument: Instrument
    result: IndexResult
    claims: tuple[Claim, ...]
    high: tuple[Claim, ...]
    bare: tuple[str, ...]
    proven: IndexResult
    by_one: Fewest | None
    to_lowest: Fewest | None
    rates: Rates | None = None
    distribution: Distribution | None = None
    assignment: Assignment | None = None


@dataclass(frozen=True, slots=True)
class RiskResult:
    """What came of `risk`; there is no risk where findings forbid an index."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    risk: Risk | None = None


def assess_risk(assessment: Assessment, options: RiskOptions) -> RiskResult:
    """Return how far the index of a sheet can fall; OSError if a file can't be opened."""
    instrument = assessment.instrument
    if instrument is None:
        return RiskResult(assessment, assessment.findings)
    rates = None if options.downgrade is None else Rates({}, options.downgrade)
    faults: tuple[Finding, ...] = ()
    if options.rates:
        counted, faults = RATES.load(options.rates, str(options.rates), instrument)
        rates = Rates(counted.chances(), {}, counted.source) if counted else None
    owners = load_assignment(options.assign, instrument)
    findings = (*assessment.findings, *faults, *owners.findings)
    if not isinstance(assessment, Scored) or has_errors(findings):
        return RiskResult(assessment, findings)
    sheet, result = assessment.sheet, assessment.result
    claims = claims_of(instrument, sheet, result)
    bare, proven = without_evidence(instrument, sheet, claims)
    risk = Risk(
        instrument=instrument,
        result=result,
        claims=claims,
        high=to_prove(instrument, claims),
        bare=bare,
        proven=proven,
        by_one=fewest(instrument, result, claims, whole=False),
        to_lowest=fewest(instrument, result, claims, whole=True),
        rates=rates,
        distribution=distribution(instrument, result, rates) if rates else None,
        assignment=owners.assignment,
    )
    return RiskResult(assessment, findings, risk)


def claims_of(instrument: Instrument, sheet: AnswerSheet, result: IndexResult) -> tuple[Claim, ...]:
    """Return every claim in the order of the instrument; assumed levels are no claims."""
    found = []
    for row in result.indicators:
        above = row.index - instrument.lowest
        if above > 0 and row.code not in sheet.assumed:
            worth = row.weight / result.total.weight
            evidence = bool(sheet.answers[row.code].evidence)
            one_less = (row.index - instrument.below(row.index)) * worth
            found.append(Claim(row.code, row.index, evidence, one_less, above * worth))
    return tuple(found)


def to_prove(instrument: Instrument, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims of high levels, those that are worth most first."""
    high = (claim for claim in claims if instrument.level_at(claim.level) > PROVED_ABOVE)
    return tuple(sorted(high, key=lambda claim: -claim.all_less))


def without_evidence(
    instrument: Instrument, sheet: AnswerSheet, claims: tuple[Claim, ...]
) -> tuple[tuple[str, ...], IndexResult]:
    """Return the claims without evidence, and the result if they count as the lowest level."""
    bare = tuple(claim.row for claim in claims if not claim.evidence)
    levels = {**sheet.levels(), **dict.fromkeys(bare, Fraction(instrument.lowest))}
    return bare, score(instrument, levels)


def fewest(
    instrument: Instrument, result: IndexResult, claims: tuple[Claim, ...], *, whole: bool
) -> Fewest | None:
    """Return the smallest number of downgrades that loses the predicate, or None if none does.

    Each is by one level, or with `whole` to the lowest.  The index falls by the sum of the
    losses, so the largest losses are the fewest; of equal ones the first in the instrument.
    """
    if result.predicate is instrument.predicates[-1]:
        return None
    spare = result.total.index - reaching(instrument, result.predicate)
    loss = {claim.row: claim.all_less if whole else claim.one_less for claim in claims}
    order = sorted(loss, key=lambda row: -loss[row])
    sums = accumulate(loss[row] for row in order)
    count = next((n for n, lost in enumerate(sums, start=1) if lost > spare), None)
    if count is None:
        return None
    rows = tuple(order[:count])
    levels = {row.code: row.index for row in result.indicators}
    lowest = Fraction(instrument.lowest)
    levels |= {row: lowest if whole else instrument.below(levels[row]) for row in rows}
    return Fewest(rows, score(instrument, levels))


# What an interview is about: what an assessor lowered, what has no evidence, what is high.  A claim
# stands in one group only, the first that fits.


PLACE: Final = re.compile(
    r"\b(?i:(?:halaman|hlm|hal|pasal|bab|bagian)\s+|(?:hlm|hal|h)\.\s*)"
    r"(?:\d+|[IVXLC]+|[A-H])\b(?:\s*(?:-|,|dan)\s*\d+)*"
)
"""Where in a document something stands, as explanations name it."""


class Why(Enum):
    """Why a claim is asked about."""

    LOWERED = "lowered"
    BARE = "bare"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Topic:
    """A claim that will be asked about.

    `claimed` is the level to be shown, `accepted` how far that is accepted already: what was
    assessed of a lowered claim, and the level below for all others.
    """

    row: str
    why: Why
    claimed: Fraction
    accepted: Fraction
    answer: Answer

    @property
    def places(self) -> tuple[str, ...]:
        """The pages and articles that evidence and explanation name, each once."""
        texts = f"{self.answer.evidence}; {self.answer.explanation}"
        found = (" ".join(match[0].split()) for match in PLACE.finditer(texts))
        return tuple(dict.fromkeys(found))


def topics_of(risk: Risk, sheet: AnswerSheet, earlier: AnswerSheet | None) -> tuple[Topic, ...]:
    """Return what will be asked, group by group; in each what is worth most comes first."""
    order = tuple(Why)
    found = sorted(
        _topics(risk, sheet, earlier), key=lambda one: (order.index(one[1].why), -one[0])
    )
    return tuple(topic for _, topic in found)


def _topics(
    risk: Risk, sheet: AnswerSheet, earlier: AnswerSheet | None
) -> Iterator[tuple[Fraction, Topic]]:
    """Yield every topic with what it is worth in the index."""
    claims = {claim.row: claim for claim in risk.claims}
    before = earlier.levels() if earlier else {}
    for one in risk.result.indicators:
        row, level = one.code, one.index
        answer, share = sheet.answers[row], one.weight / risk.result.total.weight
        lost = before.get(row, level) - level
        if lost > 0:
            yield lost * share, Topic(row, Why.LOWERED, before[row], level, answer)
        elif row in claims:
            claim = claims[row]
            bare = not answer.evidence or names_no_document(answer.evidence)
            if bare or claim in risk.high:
                why = Why.BARE if bare else Why.HIGH
                below = risk.instrument.below(level)
                yield claim.all_less, Topic(row, why, level, below, answer)
