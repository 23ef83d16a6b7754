"""From what stands in a sound file to an `Instrument`: the one place that makes one.

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
    ExternalIndex,
    Indicator,
    Instrument,
    Level,
    Pair,
    Predicate,
)
from spbe_cli.instrument.nodes import Node, data_of

Data = Mapping[str, Any]
WHOLE: Final = Fraction(100)


def build(root: Node, sha256: str) -> Instrument:
    """Make the instrument of a file in which no fault was found."""
    file = cast("Data", data_of(root, str))
    maker = _Maker(file)
    domains = tuple(map(maker.domain, _listed(file, "domains")))
    aspects = tuple(aspect for domain in domains for aspect in domain.aspects)
    alone = (maker.aspect(part, WHOLE, None) for part in _listed(file, "aspects"))
    scale = file["scale"]
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
        aspects=aspects or tuple(alone),
        predicates=tuple(Predicate(p["name"], Fraction(p["minimum"])) for p in file["predicates"]),
        sources=file["sources"],
        valid_from=int(file["valid_from"]),
        valid_until=_whole(file.get("valid_until")),
        follows=file.get("follows"),
        secondary=file.get("secondary"),
        aliases=file.get("row_aliases", {}),
        sha256=sha256,
        begins=_numbers(scale.get("begins", {})),
        edge=scale.get("edge", "upper"),
        mapping=tuple(
            Pair(pair["old"], tuple(pair["new"]), pair["status"], pair.get("note"))
            for pair in _listed(file, "mapping")
        ),
    )


class _Maker:
    """Makes the parts of one instrument; holds what they share."""

    def __init__(self, file: Data) -> None:
        self.relative = file["weights"] == "relative"
        self.distinguishing = {
            part["code"]: _by_level(part.get("distinguishing", {})) for part in file["capabilities"]
        }
        self.capabilities = {part["code"]: _capability(part) for part in file["capabilities"]}
        self.externals = {
            part["name"]: ExternalIndex(
                part["name"],
                part["authority"],
                _numbers(part["begins"]),
                Fraction(part["maximum"]),
            )
            for part in _listed(file, "external_indices")
        }

    def share(self, part: Data, whole: Fraction) -> Fraction:
        """Return a weight in percent of the instrument; a relative one is a share of its parent."""
        weight = Fraction(part["weight"])
        return weight * whole / WHOLE if self.relative else weight

    def domain(self, part: Data) -> Domain:
        """Make a domain with all that is in it."""
        weight = self.share(part, WHOLE)
        aspects = tuple(self.aspect(one, weight, part["code"]) for one in part["aspects"])
        return Domain(part["code"], part["name"], part["short"], weight, aspects)

    def aspect(self, part: Data, whole: Fraction, domain: str | None) -> Aspect:
        """Make an aspect of a domain, or of an instrument without domains."""
        weight = self.share(part, whole)
        indicators = tuple(self.indicator(i, weight, part["code"]) for i in part["indicators"])
        return Aspect(part["code"], part["name"], part["short"], weight, domain, indicators)

    def indicator(self, part: Data, whole: Fraction, aspect: str) -> Indicator:
        """Make an indicator."""
        return Indicator(
            code=part["code"],
            name=part["name"],
            short=part["short"],
            weight=self.share(part, whole),
            aspect=aspect,
            capability=self.capabilities[part["capability"]],
            levels=tuple(self.levels(part)),
            evidence=part.get("evidence"),
            source=part["source"],
            agency=part.get("agency"),
            note=part.get("note"),
            aliases=tuple(part.get("aliases", ())),
            repeat=int(part.get("repeat", 1)),
            external=self.externals.get(part.get("external") or ""),
        )

    def levels(self, part: Data) -> list[Level]:
        """Make the levels; what an indicator does not say of them, its capability says."""
        names = self.capabilities[part["capability"]].level_names
        own = _by_level(part.get("distinguishing", {}))
        distinguishing = {**self.distinguishing[part["capability"]], **own}
        evidence = _by_level(part.get("evidence_items", {}))
        notes = _by_level(part.get("notes", {}))
        return [
            Level(
                number,
                names.get(number),
                criterion,
                distinguishing.get(number),
                tuple(
                    Evidence(one["letter"], one["text"], one.get("note"))
                    for one in evidence.get(number) or ()
                ),
                notes.get(number),
            )
            for number, criterion in sorted(_by_level(part["criteria"]).items())
        ]


def _capability(part: Data) -> Capability:
    evidence = {n: text for n, text in _by_level(part.get("evidence", {})).items() if text}
    names = _by_level(part["levels"])
    explanation = part.get("explanation")
    return Capability(part["code"], part["name"], part["label"], names, explanation, evidence)


def _listed(part: Data, key: str) -> list[Data]:
    found: list[Data] = part.get(key, [])
    return found


def _by_level(said: Data) -> dict[int, Any]:
    return {int(level): value for level, value in said.items()}


def _numbers(said: Data) -> dict[int, Fraction]:
    return {int(level): Fraction(value) for level, value in said.items()}


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
