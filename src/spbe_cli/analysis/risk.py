"""How far the index of a sheet can fall: its claims, which must be proved, how many may fail."""

import re
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Final

from spbe_cli.analysis.distribution import Chances, Distribution, Rates, distribution
from spbe_cli.answers import Answer, AnswerSheet, Assignment
from spbe_cli.exact import as_typed
from spbe_cli.files import RATES
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Finding, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, reaching, score
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.sheet.values import names_no_document

PROVED_ABOVE: Final = 3
"""Claims above it are those that assessors lower most often (Kota Denpasar, 2018 and 2021)."""
PLACE: Final = re.compile(
    r"\b(?i:(?:halaman|hlm|hal|pasal|bab|bagian)\s+|(?:hlm|hal|h)\.\s*)"
    r"(?:\d+|[IVXLC]+|[A-H])\b(?:\s*(?:-|,|dan)\s*\d+)*"
)
"""Where in a document something stands, as explanations name it."""


@frozen
class Claim:
    """A row above the lowest level, and what the index loses if it falls by one, or to that."""

    row: str
    level: Fraction
    evidence: bool
    one_less: Fraction
    all_less: Fraction


@frozen
class Outcome:
    """Rows that fall, and the result then."""

    rows: tuple[str, ...]
    result: IndexResult


@frozen(slots=False)
class Risk:
    """How far the index of a scored sheet can fall."""

    instrument: Instrument
    sheet: AnswerSheet
    result: IndexResult
    rates: Rates | None = None
    assignment: Assignment | None = None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in the order of the instrument; assumed levels are no claims."""
        found, instrument, sheet = [], self.instrument, self.sheet
        for row in self.result.indicators:
            above = row.index - instrument.lowest
            if above > 0 and row.code not in sheet.assumed:
                worth = row.weight / self.result.total.weight
                evidence = bool(sheet.answers[row.code].evidence)
                one_less = (row.index - instrument.below(row.index)) * worth
                found.append(Claim(row.code, row.index, evidence, one_less, above * worth))
        return tuple(found)

    @cached_property
    def high(self) -> tuple[Claim, ...]:
        """The claims that must be proved, those that are worth most first."""
        by_worth = sorted(self.claims, key=lambda claim: -claim.all_less)
        return tuple(c for c in by_worth if self.instrument.level_at(c.level) > PROVED_ABOVE)

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The claims without evidence."""
        return tuple(claim.row for claim in self.claims if not claim.evidence)

    @cached_property
    def proven(self) -> IndexResult:
        """The result if claims without evidence count as the lowest level."""
        lowest = dict.fromkeys(self.bare, Fraction(self.instrument.lowest))
        return score(self.instrument, {**self.sheet.levels(), **lowest})

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What is left without evidence, and with the fewest downgrades that lose the predicate."""
        fewest = {"by_one": self.fewest(whole=False), "to_lowest": self.fewest(whole=True)}
        whole = {"without_evidence": Outcome(self.bare, self.proven), **fewest}
        return {part: one for part, one in whole.items() if one}

    def fewest(self, *, whole: bool) -> Outcome | None:
        """Return the fewest downgrades, by one level or to the lowest, that lose the predicate."""
        instrument, result = self.instrument, self.result
        if result.predicate is instrument.predicates[-1]:
            return None
        spare = result.total.index - reaching(instrument, result.predicate)
        loss = {claim.row: claim.all_less if whole else claim.one_less for claim in self.claims}
        order, levels = sorted(loss, key=lambda row: -loss[row]), self.sheet.levels()
        for count, row in enumerate(order, start=1):
            spare -= loss[row]
            levels[row] = Fraction(instrument.lowest) if whole else instrument.below(levels[row])
            if spare < 0:
                return Outcome(tuple(order[:count]), score(instrument, levels))
        return None

    @cached_property
    def distribution(self) -> Distribution | None:
        """What the index can be, if chances are known."""
        return distribution(self.instrument, self.result, self.rates) if self.rates else None


@frozen
class RiskResult:
    """What came of `risk`; there is no risk where findings forbid an index."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    risk: Risk | None = None


def assess_risk(
    assessment: Assessment,
    downgrade: Chances | None = None,
    counted: Path | None = None,
    assign: Path | None = None,
) -> RiskResult:
    """Return how far the index can fall, by chances stated or `counted`.  Raises OSError."""
    instrument = assessment.instrument
    if instrument is None:
        return RiskResult(assessment, assessment.findings)
    rates = None if downgrade is None else Rates({}, downgrade)
    faults: tuple[Finding, ...] = ()
    if counted:
        held, faults = RATES.load(counted, str(counted), instrument)
        rates = Rates(held.chances(), {}, held.source) if held else None
    owners = load_assignment(assign, instrument)
    findings = (*assessment.findings, *faults, *owners.findings)
    if not isinstance(assessment, Scored) or has_errors(findings):
        return RiskResult(assessment, findings)
    risk = Risk(instrument, assessment.sheet, assessment.result, rates, owners.assignment)
    return RiskResult(assessment, findings, risk)


# What an interview is about


class Why(Enum):
    """Why a claim is asked about: for the first of these that fits."""

    LOWERED = "lowered"
    BARE = "bare"
    HIGH = "high"


@frozen
class InterviewTopic:
    """A claim to be asked about, and its worth: the level `claimed`, what is `accepted` already."""

    row: str
    why: Why
    claimed: Fraction
    accepted: Fraction
    answer: Answer
    worth: Fraction

    @property
    def places(self) -> tuple[str, ...]:
        """The pages and articles that evidence and explanation name, each once."""
        texts = f"{self.answer.evidence}; {self.answer.explanation}"
        found = (" ".join(match[0].split()) for match in PLACE.finditer(texts))
        return tuple(dict.fromkeys(found))


def topics_of(risk: Risk, before: Mapping[str, Fraction]) -> tuple[InterviewTopic, ...]:
    """Return what will be asked, group by group; in each what is worth most comes first.

    `before` are the levels of an earlier stage, where it is known.
    """
    claims = {claim.row: claim for claim in risk.claims}
    found = []
    for one in risk.result.indicators:
        row, level, answer = one.code, one.index, risk.sheet.answers[one.code]
        lost = before.get(row, level) - level
        if as_typed(lost) > 0:
            worth = lost * one.weight / risk.result.total.weight
            found.append(InterviewTopic(row, Why.LOWERED, before[row], level, answer, worth))
        elif claim := claims.get(row):
            bare = not answer.evidence or names_no_document(answer.evidence)
            if bare or claim in risk.high:
                why, below = Why.BARE if bare else Why.HIGH, risk.instrument.below(level)
                found.append(InterviewTopic(row, why, level, below, answer, claim.all_less))
    return tuple(sorted(found, key=lambda one: ([*Why].index(one.why), -one.worth)))
