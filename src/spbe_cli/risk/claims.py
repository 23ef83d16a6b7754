"""Claims: what they are worth in the index, which must be proved, how many may fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

from spbe_cli.answers import AnswerSheet
from spbe_cli.instrument import Instrument
from spbe_cli.risk.rates import fallen
from spbe_cli.scoring import IndexResult, reaching, score

PROVED_ABOVE: Final = 3
"""Claims above it are those that assessors lower most often (Kota Denpasar, 2018 and 2021)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One row above the lowest level; `one_less` and `all_less` are losses in the index.

    They are what is lost when the row falls by one level, and to the lowest.
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


def claims_of(instrument: Instrument, sheet: AnswerSheet, result: IndexResult) -> tuple[Claim, ...]:
    """Return every claim in the order of the instrument; assumed levels are no claims."""
    lowest = Fraction(instrument.lowest)
    found = []
    for row in result.indicators:
        above = row.index - lowest
        if above <= 0 or row.code in sheet.assumed:
            continue
        worth = row.weight / result.total.weight
        evidence = bool(sheet.answers[row.code].evidence)
        one = min(Fraction(1), above) * worth
        found.append(Claim(row.code, row.index, evidence, one, above * worth))
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
    return bare, score(instrument, lowered(instrument, sheet.levels(), bare, None))


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
    after = lowered(instrument, levels, rows, None if whole else 1)
    return Fewest(rows, score(instrument, after))


def lowered(
    instrument: Instrument, levels: Mapping[str, Fraction], rows: tuple[str, ...], by: int | None
) -> dict[str, Fraction]:
    """Return levels of which some are lowered: by so much, or to the lowest."""
    depth = Fraction(instrument.highest if by is None else by)
    return {**levels, **{row: fallen(instrument, levels[row], depth) for row in rows}}
