"""From a sound file to the instrument: the one place that makes one.

Every value is the text that was written, None where it is null; the types of the instrument say
what becomes of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from spbe_cli.instrument.model import (
    Aspect,
    Capability,
    Domain,
    ExternalIndex,
    Indicator,
    Instrument,
    Level,
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
    said = {
        **file,
        "decimals": 0,
        **file["scale"],
        "domains": domains,
        "aspects": tuple(aspect for domain in domains for aspect in domain.aspects) or alone,
        "aliases": file.get("row_aliases", {}),
        "frames": file.get("explanations", ()),
        "sha256": sha256,
    }
    return cast("Instrument", _reader(Instrument)(said))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401  types are asked at run time
    """Return what makes something of a type of the instrument; what is made already stays."""
    args, make = get_args(kind), cast("Callable[..., Any]", kind)
    if get_origin(kind) is UnionType:
        read = _reader(args[0])
        return lambda said: None if said is None else read(said)
    if is_dataclass(kind):
        parts = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}

        def part(said: Any) -> Any:  # noqa: ANN401
            known = {name: read(said[name]) for name, read in parts.items() if name in said}
            return make(**known)

        return lambda said: part(said) if isinstance(said, dict) else said
    if not args:
        return make
    first, last = _reader(args[0]), _reader(args[-1])
    if args[-1] is Ellipsis:
        return lambda said: tuple(map(first, said))
    return lambda said: {first(key): last(value) for key, value in said.items()}


class _Maker:
    """Makes the parts of one instrument; holds what they share."""

    def __init__(self, file: Data) -> None:
        self.relative = file["weights"] == "relative"
        self.capabilities: dict[str, Capability] = {
            part["code"]: _reader(Capability)(
                {
                    **part,
                    "level_names": part["levels"],
                    "evidence": {n: text for n, text in part.get("evidence", {}).items() if text},
                }
            )
            for part in file["capabilities"]
        }
        indices = file.get("external_indices", ())
        self.externals = {part["name"]: _reader(ExternalIndex)(part) for part in indices}

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
        """Make an indicator; what it does not say of its levels, its capability says."""
        capability = self.capabilities[part["capability"]]
        levels = (
            {
                "number": level,
                "name": capability.level_names.get(int(level)),
                "criterion": criterion,
                "distinguishing": part.get("distinguishing", {}).get(
                    level, capability.distinguishing.get(int(level))
                ),
                "evidence": part.get("evidence_items", {}).get(level, ()),
                "note": part.get("notes", {}).get(level),
                "recommendation": part.get("recommendations", {}).get(level),
            }
            for level, criterion in part["criteria"].items()
        )
        said = {
            **part,
            "weight": self.share(part, whole),
            "aspect": aspect,
            "capability": capability,
            "levels": sorted(map(_reader(Level), levels), key=lambda one: one.number),
            "external": self.externals.get(part.get("external") or ""),
            "review": part.get("review") or capability.review,
        }
        return cast("Indicator", _reader(Indicator)(said))
