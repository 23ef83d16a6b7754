"""What `spbe check --diff` computes: two versions of an instrument, and what becomes of results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from spbe_cli.analysis.published import LevelSet, level_sets
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding
from spbe_cli.instrument.loading import Inspection, inspect
from spbe_cli.instrument.model import Aspect, Domain, Indicator, Instrument
from spbe_cli.scoring import score

Part = Domain | Aspect | Indicator
SETTINGS: Final = (
    "lowest",
    "highest",
    "decimals",
    "edge",
    "predicate_on",
    "valid_from",
    "valid_until",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; `before` is None for what was added, `after` for what was removed.

    `kind` is domain, aspect, indicator, predicate or instrument, `what` the key that differs.
    """

    kind: str
    code: str
    name: str
    what: str
    before: str | None
    after: str | None


def changes(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Yield what differs, from the whole down to the criteria."""
    for what in SETTINGS:
        before, after = (_text_of(getattr(one, what)) for one in (old, new))
        if before != after:
            yield Change("instrument", new.id, new.title, what, before, after)
    bands = [{band.name: exact_text(band.minimum) for band in one.predicates} for one in (old, new)]
    for name in dict.fromkeys((*bands[0], *bands[1])):
        before, after = bands[0].get(name), bands[1].get(name)
        if before != after:
            yield Change("predicate", name, name, "minimum", before, after)
    for kind in ("domain", "aspect", "indicator"):
        yield from _changed_parts(kind, _parts(kind, old), _parts(kind, new))


def _parts(kind: str, instrument: Instrument) -> Mapping[str, Part]:
    """Return the parts of a kind by code."""
    every: Mapping[str, tuple[Part, ...]] = {
        "domain": instrument.domains,
        "aspect": instrument.aspects,
        "indicator": tuple(instrument.indicators()),
    }
    return {part.code: part for part in every[kind]}


def _changed_parts(kind: str, old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[Change]:
    """Yield the parts that were added or removed, and what differs in the others."""
    for code in dict.fromkeys((*old, *new)):
        one, other = old.get(code), new.get(code)
        if one is None or other is None:
            gone, come = one.name if one else None, other.name if other else None
            yield Change(kind, code, gone or come or "", "part", gone, come)
            continue
        before, after = _facts_of(one), _facts_of(other)
        for what in dict.fromkeys((*before, *after)):
            if before.get(what) != after.get(what):
                yield Change(kind, code, other.short, what, before.get(what), after.get(what))


def _facts_of(part: Part) -> dict[str, str | None]:
    """Return what of a part is compared, as text."""
    facts: dict[str, str | None] = {
        "name": part.name,
        "short": part.short,
        "weight": exact_text(part.weight),
    }
    if isinstance(part, Indicator):
        facts |= {"aspect": part.aspect, "repeat": str(part.repeat)}
        facts |= {f"criteria.{level.number}": level.criterion for level in part.levels}
        for level in part.levels:
            facts[f"evidence.{level.number}"] = part.evidence_at(level.number)
    return facts


def _text_of(value: object) -> str | None:
    """Return a setting as text; None where there is none."""
    return None if value is None else str(value)


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
