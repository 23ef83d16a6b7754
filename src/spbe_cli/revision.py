"""Two versions of an instrument: what changed, and which published results come out differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from spbe_cli.analysis.published import level_sets
from spbe_cli.catalogue import shipped_ids
from spbe_cli.checks import instruments
from spbe_cli.document import Mapping as MappingNode
from spbe_cli.document import Scalar
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding
from spbe_cli.inspection import Inspection, read
from spbe_cli.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.scoring import score
from spbe_cli.yamlfile import parse

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
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of both files."""
        return (*self.old.findings, *self.new.findings)


def revise(old: tuple[Path, str], new: tuple[Path, str]) -> Revision:
    """Compare two files, each given with the name that findings use.

    Raises:
        OSError: a file can't be opened.
    """
    before, after = inspect_under_any_name(*old), inspect_under_any_name(*new)
    if before.instrument is None or after.instrument is None:
        return Revision(before, after)
    pair = before.instrument, after.instrument
    tried, outcomes = results_of(*pair)
    return Revision(before, after, tuple(changes(*pair)), tried, outcomes)


def inspect_under_any_name(path: Path, file: str) -> Inspection:
    """Read and check an instrument; an old version may have any name, such as `old.yaml`."""
    root, findings = parse(read(path), file)
    if root is None:
        return Inspection(None, findings)
    named = root.get("id") if isinstance(root, MappingNode) else None
    stem = named.text if isinstance(named, Scalar) else path.stem
    follows = root.get("follows") if isinstance(root, MappingNode) else None
    known = {*shipped_ids(), follows.text if isinstance(follows, Scalar) else ""}
    judged = instruments.check(root, instruments.Naming(file, stem, frozenset(known)), "")
    found = instruments.one_per_place([*findings, *judged.findings])
    return Inspection(None if findings else judged.instrument, found)


def changes(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Yield what differs, from the whole down to the criteria."""
    for what in SETTINGS:
        before, after = (text_of(getattr(one, what)) for one in (old, new))
        if before != after:
            yield Change("instrument", new.id, new.title, what, before, after)
    bands = [{band.name: exact_text(band.minimum) for band in one.predicates} for one in (old, new)]
    for name in dict.fromkeys((*bands[0], *bands[1])):
        before, after = bands[0].get(name), bands[1].get(name)
        if before != after:
            yield Change("predicate", name, name, "minimum", before, after)
    for kind in ("domain", "aspect", "indicator"):
        yield from changed_parts(kind, parts(kind, old), parts(kind, new))


def parts(kind: str, instrument: Instrument) -> Mapping[str, Part]:
    """Return the parts of a kind by code."""
    every: Mapping[str, tuple[Part, ...]] = {
        "domain": instrument.domains,
        "aspect": instrument.aspects,
        "indicator": tuple(instrument.indicators()),
    }
    return {part.code: part for part in every[kind]}


def changed_parts(kind: str, old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[Change]:
    """Yield the parts that were added or removed, and what differs in the others."""
    for code in dict.fromkeys((*old, *new)):
        one, other = old.get(code), new.get(code)
        if one is None or other is None:
            gone, come = one.name if one else None, other.name if other else None
            yield Change(kind, code, gone or come or "", "part", gone, come)
            continue
        before, after = facts_of(one), facts_of(other)
        for what in dict.fromkeys((*before, *after)):
            if before.get(what) != after.get(what):
                yield Change(kind, code, other.short, what, before.get(what), after.get(what))


def facts_of(part: Part) -> dict[str, str | None]:
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


def text_of(value: object) -> str | None:
    """Return a setting as text; None where there is none."""
    return None if value is None else str(value)


def results_of(old: Instrument, new: Instrument) -> tuple[int, tuple[Outcome, ...]]:
    """Score the published results with both versions; return how many, and which differ."""
    tried = 0
    differing: list[Outcome] = []
    for one in level_sets():
        if not (fits(old, one.levels) and fits(new, one.levels)):
            continue
        tried += 1
        before, after = outcome(old, one.levels), outcome(new, one.levels)
        if before != after:
            differing.append(Outcome(one.year, one.institution, before, after))
    return tried, tuple(differing)


def fits(instrument: Instrument, levels: Mapping[str, Fraction]) -> bool:
    """Tell whether levels are a complete sheet of an instrument."""
    on_scale = all(instrument.lowest <= level <= instrument.highest for level in levels.values())
    return on_scale and set(instrument.required_rows()) == set(levels)


def outcome(instrument: Instrument, levels: Mapping[str, Fraction]) -> tuple[str, str]:
    """Return index and predicate."""
    result = score(instrument, levels)
    return str(result.total.rounded), result.predicate.name
