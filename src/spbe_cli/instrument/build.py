"""From a sound file to the instrument: the one place that makes one.

Every value is the text that was written, None where it is null.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, cast

from spbe_cli.instrument.model import (
    Aspect,
    Capability,
    Domain,
    Evidence,
    ExplanationPart,
    ExternalIndex,
    Frame,
    Indicator,
    Instrument,
    Level,
    Pair,
    Predicate,
    Reuse,
    Review,
)
from spbe_cli.instrument.nodes import Node, data_of

Data = Mapping[str, Any]
WHOLE: Final = Fraction(100)


def build(root: Node, sha256: str) -> Instrument:
    """Make the instrument of a file in which no fault was found."""
    file = cast("Data", data_of(root, str))
    maker = _Maker(file)
    domains = tuple(map(maker.domain, file.get("domains", ())))
    alone = tuple(maker.aspect(part, WHOLE, None) for part in file.get("aspects", ()))
    scale, until = file["scale"], file.get("valid_until")
    return Instrument(
        id=file["id"],
        title=file["title"],
        regulation=file["regulation"],
        index_name=file["index_name"],
        lowest=int(scale["lowest"]),
        highest=int(scale["highest"]),
        decimals=int(scale.get("decimals", 0)),
        predicate_on=file["predicate_on"],
        domains=domains,
        aspects=tuple(aspect for domain in domains for aspect in domain.aspects) or alone,
        predicates=tuple(Predicate(p["name"], Fraction(p["minimum"])) for p in file["predicates"]),
        sources=file["sources"],
        valid_from=int(file["valid_from"]),
        valid_until=None if until is None else int(until),
        follows=file.get("follows"),
        secondary=file.get("secondary"),
        aliases=file.get("row_aliases", {}),
        sha256=sha256,
        begins=_bounds(scale),
        edge=scale.get("edge", "upper"),
        frames=tuple(map(_frame, file.get("explanations", ()))),
        mapping=tuple(Pair(**{**p, "new": tuple(p["new"])}) for p in file.get("mapping", ())),
        reuse=tuple(Reuse(**{**one, "old": tuple(one["old"])}) for one in file.get("reuse", ())),
    )


class _Maker:
    """Makes the parts of one instrument; holds what they share."""

    def __init__(self, file: Data) -> None:
        self.relative = file["weights"] == "relative"
        self.capabilities = {
            part["code"]: Capability(
                part["label"],
                _by_level(part, "levels"),
                part.get("explanation"),
                {level: text for level, text in _by_level(part, "evidence").items() if text},
                _by_level(part, "distinguishing"),
                _review(part),
            )
            for part in file["capabilities"]
        }
        self.externals = {
            part["name"]: ExternalIndex(
                part["name"], part["authority"], _bounds(part), Fraction(part["maximum"])
            )
            for part in file.get("external_indices", ())
        }

    def share(self, part: Data, whole: Fraction) -> Fraction:
        """Return a weight in percent of the instrument; a relative one is a share of its parent."""
        weight = Fraction(part["weight"])
        return weight * whole / WHOLE if self.relative else weight

    def domain(self, part: Data) -> Domain:
        weight = self.share(part, WHOLE)
        aspects = tuple(self.aspect(one, weight, part["code"]) for one in part["aspects"])
        return Domain(part["code"], part["name"], part["short"], weight, aspects)

    def aspect(self, part: Data, whole: Fraction, domain: str | None) -> Aspect:
        weight = self.share(part, whole)
        indicators = tuple(self.indicator(i, weight, part["code"]) for i in part["indicators"])
        return Aspect(part["code"], part["name"], part["short"], weight, domain, indicators)

    def indicator(self, part: Data, whole: Fraction, aspect: str) -> Indicator:
        capability = self.capabilities[part["capability"]]
        return Indicator(
            code=part["code"],
            name=part["name"],
            short=part["short"],
            weight=self.share(part, whole),
            aspect=aspect,
            capability=capability,
            levels=_levels(part, capability),
            evidence=part.get("evidence"),
            source=part["source"],
            agency=part.get("agency"),
            note=part.get("note"),
            aliases=tuple(part.get("aliases", ())),
            repeat=int(part.get("repeat", 1)),
            external=self.externals.get(part.get("external") or ""),
            review=_review(part) or capability.review,
        )


def _levels(part: Data, capability: Capability) -> tuple[Level, ...]:
    """Make the levels; what an indicator does not say of them, its capability says."""
    distinguishing = {**capability.distinguishing, **_by_level(part, "distinguishing")}
    pieces, notes = _by_level(part, "evidence_items"), _by_level(part, "notes")
    recommended = _by_level(part, "recommendations")
    return tuple(
        Level(
            number,
            capability.level_names.get(number),
            criterion,
            distinguishing.get(number),
            tuple(map(_evidence, pieces.get(number) or ())),
            notes.get(number),
            recommended.get(number),
        )
        for number, criterion in sorted(_by_level(part, "criteria").items())
    )


def _frame(part: Data) -> Frame:
    parts = (
        ExplanationPart(one["name"], tuple(one.get("aliases", ())), one.get("text"))
        for one in part["parts"]
    )
    return Frame(tuple(part["stages"]), part["source"], tuple(parts))


def _review(part: Data) -> Review | None:
    said = part.get("review")
    if said is None:
        return None
    return Review(tuple(said["words"]), int(said["from_level"]), int(said["max_years"]))


def _evidence(part: Data) -> Evidence:
    years = part.get("max_years")
    return Evidence(part["letter"], part["text"], part.get("note"), years and int(years))


def _by_level(part: Data, key: str) -> dict[int, Any]:
    return {int(level): value for level, value in part.get(key, {}).items()}


def _bounds(part: Data) -> dict[int, Fraction]:
    return {level: Fraction(value) for level, value in _by_level(part, "begins").items()}
