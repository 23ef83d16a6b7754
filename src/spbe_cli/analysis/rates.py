"""Chances of a downgrade by claimed level: stated, or counted in pairs of claim and result.

A claim is lowered by points of the scale: `lowered_by` counts them and `fallen` applies them,
here and nowhere else.  Where levels are whole numbers a point is a level; where scores have
decimals, the bands that give levels their names are of unequal width and count nothing.

Nothing here is a rate of any country: a table holds for the pairs it was counted in.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.exact import rounded
from spbe_cli.instrument import Instrument

Chances = Mapping[Fraction, Fraction]
"""By how much a claim is lowered: with which chance.  What is left is kept."""


def fallen(instrument: Instrument, level: Fraction, by: Fraction) -> Fraction:
    """Return what is left of a level that is lowered; nothing falls below the lowest."""
    return min(level, max(Fraction(instrument.lowest), level - by))


def lowered_by(instrument: Instrument, claimed: Fraction, final: Fraction) -> Fraction:
    """Return by how much a claim was lowered, below 0 if it was raised.

    Both count with as many decimals as scores have: one converted from another agency's index
    is exact and may have no end, which no table could hold.
    """
    start, end = (Fraction(rounded(level, instrument.decimals)) for level in (claimed, final))
    return start - end


@dataclass(frozen=True, slots=True)
class Rates:
    """The chances by claimed level, and where they come from.

    `default` holds for levels that are not listed; `source` is None where the user stated them.
    """

    levels: Mapping[int, Chances]
    default: Chances
    source: str | None = None

    def chances(self, level: int) -> Chances:
        """Return the chances of a claimed level."""
        return self.levels.get(level, self.default)


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many claims of a level how many were lowered, by how much, and raised."""

    claims: int
    lowered: Mapping[Fraction, int]
    raised: int


def learn(
    instrument: Instrument, claimed: Mapping[str, Fraction], final: Mapping[str, Fraction]
) -> Mapping[int, Count]:
    """Count what became of the claims of every level, in the rows that both sides answer."""
    claims: Counter[int] = Counter()
    lowered: dict[int, Counter[Fraction]] = {}
    raised: Counter[int] = Counter()
    for row in instrument.rows():
        if row not in claimed or row not in final:
            continue
        level = instrument.level_at(claimed[row])
        by = lowered_by(instrument, claimed[row], final[row])
        claims[level] += 1
        raised[level] += by < 0
        own = lowered.setdefault(level, Counter())
        if by > 0:
            own[by] += 1
    return {
        level: Count(claims[level], dict(sorted(lowered[level].items())), raised[level])
        for level in sorted(claims)
    }
