"""What `spbe check --diff` computes: two versions of an instrument, and what becomes of results."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from spbe_cli.analysis.published import LevelSet, level_sets
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import Inspection, inspect
from spbe_cli.instrument.revision import Change, changes
from spbe_cli.scoring import score


@dataclass(frozen=True, slots=True)
class Outcome:
    """A published result that comes out differently: index and predicate, before and after."""

    year: int
    institution: str
    before: tuple[str, str]
    after: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """What came of two files; nothing is compared if one of them has errors.

    `tried` counts the published results that both versions can score.
    """

    old: Inspection
    new: Inspection
    changes: tuple[Change, ...] = ()
    tried: int = 0
    outcomes: tuple[Outcome, ...] = ()

    @property
    def compared(self) -> bool:
        """Tell whether both files are sound."""
        return self.old.instrument is not None and self.new.instrument is not None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of both files."""
        return (*self.old.findings, *self.new.findings)


def revise(old: tuple[Path, str], new: tuple[Path, str]) -> Revision:
    """Compare two files, each given with the name that findings use.

    Raises:
        OSError: a file can't be opened.
    """
    before, after = inspect(*old, any_name=True), inspect(*new, any_name=True)
    if before.instrument is None or after.instrument is None:
        return Revision(before, after)
    one, other = before.instrument, after.instrument
    tried = [it for it in level_sets() if _fits(one, it.levels) and _fits(other, it.levels)]
    outcomes = (_outcome(it, one, other) for it in tried)
    differing = tuple(outcome for outcome in outcomes if outcome.before != outcome.after)
    return Revision(before, after, tuple(changes(one, other)), len(tried), differing)


def _fits(instrument: Instrument, levels: Mapping[str, Fraction]) -> bool:
    """Tell whether levels are a complete sheet of an instrument."""
    on_scale = all(instrument.lowest <= level <= instrument.highest for level in levels.values())
    return on_scale and set(instrument.required_rows()) == set(levels)


def _outcome(published: LevelSet, old: Instrument, new: Instrument) -> Outcome:
    """Score a published result with both versions."""
    results = (score(instrument, published.levels) for instrument in (old, new))
    before, after = ((str(one.total.rounded), one.predicate.name) for one in results)
    return Outcome(published.year, published.institution, before, after)
