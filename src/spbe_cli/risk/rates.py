"""Chances of a downgrade by claimed level: stated, or counted in pairs of claim and result.

Nothing here is a rate of any country: a table holds for the pairs it was counted in.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.instrument import Instrument

Chances = Mapping[int, Fraction]
"""By how many levels a claim is lowered: with which chance.  What is left is kept."""


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
    """Of how many claims of a level how many were lowered by 1, 2, … levels, and raised."""

    claims: int
    lowered: Mapping[int, int]
    raised: int


def learn(
    instrument: Instrument, claimed: Mapping[str, Fraction], final: Mapping[str, Fraction]
) -> Mapping[int, Count]:
    """Count what became of the claims of every level, in the rows that both sides answer."""
    claims: Counter[int] = Counter()
    lowered: dict[int, Counter[int]] = {}
    raised: Counter[int] = Counter()
    for row in instrument.rows():
        if row not in claimed or row not in final:
            continue
        level = instrument.level_at(claimed[row])
        steps = level - instrument.level_at(final[row])
        claims[level] += 1
        raised[level] += steps < 0
        own = lowered.setdefault(level, Counter())
        if steps > 0:
            own[steps] += 1
    return {
        level: Count(claims[level], dict(sorted(lowered[level].items())), raised[level])
        for level in sorted(claims)
    }
