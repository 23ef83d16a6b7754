"""What `spbe check --diff` computes: two versions of an instrument, and what becomes of results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from spbe_cli.analysis.published import level_sets
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding
from spbe_cli.instrument.loading import Inspection, inspect
from spbe_cli.instrument.model import Aspect, Domain, Indicator, Instrument
from spbe_cli.scoring import score

SETTINGS: Final = (
    "lowest", "highest", "decimals", "edge", "predicate_on", "valid_from", "valid_until",
)  # fmt: skip
KINDS: Final = ("predicate", "domain", "aspect", "indicator")

Facts = Mapping[str, str | None]
"""What of a part is compared, as text; None where there is none."""


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
        ends = (getattr(one, what) for one in (old, new))
        start, end = (None if value is None else str(value) for value in ends)
        if start != end:
            yield Change("instrument", new.id, new.title, what, start, end)
    before, after = dict(_facts(old)), dict(_facts(new))
    for part in sorted(dict.fromkeys((*before, *after)), key=lambda one: KINDS.index(one[0])):
        kind, code = part
        one, other = before.get(part, {}), after.get(part, {})
        if kind != "predicate" and not (one and other):
            gone, come = one.get("name"), other.get("name")
            yield Change(kind, code, gone or come or "", "part", gone, come)
            continue
        for what in dict.fromkeys((*one, *other)):
            start, end = one.get(what), other.get(what)
            if start != end:
                yield Change(kind, code, other.get("short") or code, what, start, end)


def _facts(instrument: Instrument) -> Iterator[tuple[tuple[str, str], Facts]]:
    """Yield the facts of every part, with its kind and code."""
    for band in instrument.predicates:
        yield ("predicate", band.name), {"minimum": exact_text(band.minimum)}
    parts: tuple[Domain | Aspect | Indicator, ...]
    parts = (*instrument.domains, *instrument.aspects, *instrument.indicators())
    for part in parts:
        facts = {"name": part.name, "short": part.short, "weight": exact_text(part.weight)}
        more: dict[str, str | None] = {}
        if isinstance(part, Indicator):
            more = {"aspect": part.aspect, "repeat": str(part.repeat)}
            more |= {f"criteria.{level.number}": level.criterion for level in part.levels}
            for level in part.levels:
                more[f"evidence.{level.number}"] = part.evidence_at(level.number)
        yield (type(part).__name__.lower(), part.code), {**facts, **more}


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

    Raises OSError: a file can't be opened.
    """
    before, after = inspect(*old, any_name=True), inspect(*new, any_name=True)
    if before.instrument is None or after.instrument is None:
        return Revision(before, after)
    both = before.instrument, after.instrument
    tried, outcomes = 0, []
    for published in level_sets():
        if all(_fits(one, published.levels) for one in both):
            tried += 1
            results = (score(one, published.levels) for one in both)
            ends = [(str(one.total.rounded), one.predicate.name) for one in results]
            if ends[0] != ends[1]:
                outcomes.append(Outcome(published.year, published.institution, *ends))
    return Revision(before, after, tuple(changes(*both)), tried, tuple(outcomes))


def _fits(instrument: Instrument, levels: Mapping[str, Fraction]) -> bool:
    on_scale = all(instrument.lowest <= level <= instrument.highest for level in levels.values())
    return on_scale and set(instrument.required_rows()) == set(levels)
