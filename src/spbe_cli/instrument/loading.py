"""Instruments from their files: the one loader, and the one place that makes an instrument.

`SHA256SUMS` names the shipped files that the tests hold to be sound: they are built at once.  Any
other file is checked first, which takes some tenths of a second.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Final, NamedTuple, cast, get_args, get_origin, get_type_hints

from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Place, has_errors
from spbe_cli.instrument import Aspect, Capability, Domain, ExternalIndex, Indicator, Instrument
from spbe_cli.instrument.yaml import LIMIT_BYTES, MappingNode, Node, Scalar, data_of, limited, parse

Data = Mapping[str, Any]
DEFAULT: Final = "permenpanrb-59-2020"
WHOLE: Final = Fraction(100)


class Inspection(NamedTuple):
    """What came of one file: no instrument where it has errors, and how many sums were unjudged."""

    instrument: Instrument | None
    findings: tuple[Finding, ...]
    unjudged: int = 0


@cache
def instrument_directory() -> Path:
    """Return the folder of the shipped instruments: in a wheel that of the package."""
    shipped = Path(str(files("spbe_cli"))) / "indicators"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "indicators"


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the shipped instruments."""
    return tuple(sorted(path.stem for path in instrument_directory().glob("*.yaml")))


def shipped_file(instrument_id: str) -> Path:
    """Return the file of a shipped instrument."""
    return instrument_directory() / f"{instrument_id}.yaml"


@cache
def shipped(instrument_id: str) -> Instrument:
    """Return a shipped instrument; the tests hold that all of them are sound."""
    path = shipped_file(instrument_id)
    content = path.read_bytes()
    fingerprint = sha256(content).hexdigest()
    sums = path.with_name("SHA256SUMS").read_text("utf-8")
    root, _ = parse(content, path.name)
    if root and f"{fingerprint}  {path.name}" in sums.splitlines():
        return build(root, fingerprint)
    instrument = inspect(path).instrument
    assert instrument is not None, instrument_id  # noqa: S101  the tests hold it
    return instrument


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return every shipped instrument, the newest edition first."""
    return tuple(sorted(map(shipped, shipped_ids()), key=lambda i: i.valid_from, reverse=True))


def inspect(path: Path, name: str | None = None, *, any_name: bool = False) -> Inspection:
    """Read and check a file, `name` to findings; under `any_name` its id may differ.  OSError."""
    content = read(path)
    file = name or str(path)
    root, findings = parse(content, file)
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, path, file, content, any_name=any_name)


def read(path: Path) -> bytes:
    """Read a file, not far beyond the limit; OSError if shut, UsageError if it may never end."""
    if not (path.is_file() or path.is_dir()) and path.exists():
        raise UsageError("input_special", file=str(path))
    with path.open("rb") as opened:
        return opened.read(LIMIT_BYTES + 1)


def inspect_document(
    root: Node,
    findings: tuple[Finding, ...],
    path: Path,
    file: str,
    content: bytes,
    *,
    any_name: bool = False,
) -> Inspection:
    """Check the instrument that a file holds; `findings` are those of its YAML."""
    # The models of a file take longer to make than a sheet to score; no shipped file needs them.
    from spbe_cli.instrument import rules, rules_numbers, source  # noqa: PLC0415

    if not isinstance(root, MappingNode):
        place = Place(file, line=root.mark.line, column=root.mark.column)
        shape = Finding("I101", place, {}, "shape")
        return Inspection(None, limited(rules.one_per_place([*findings, shape])))
    stem, neighbours = path.stem, {other.stem for other in path.parent.glob("*.y*ml")}
    if any_name:
        said = {key: root.get(key) for key in ("id", "follows")}
        names = {key: node.text for key, node in said.items() if isinstance(node, Scalar)}
        stem, neighbours = names.get("id") or stem, {names.get("follows", "")}
    seen = source.FileView(root, file, stem, frozenset({*shipped_ids(), *neighbours}))
    found = rules.one_per_place([*findings, *rules.check(seen)])
    instrument = None if has_errors(found) else build(root, sha256(content).hexdigest())
    return Inspection(instrument, limited(found), rules_numbers.unjudged(seen))


def edition_of(year: int) -> Instrument | None:
    """Return the edition for a year; None where none is known."""
    return next((one for one in shipped_instruments() if one.is_valid_in(year)), None)


def build(root: Node, sha256: str) -> Instrument:
    """Make the instrument of a sound file; its types say what becomes of the texts in it."""
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
    if not args:
        parts = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}

        def part(said: Any) -> Any:  # noqa: ANN401
            known = {name: made(said[name]) for name, made in parts.items() if name in said}
            return make(**known)

        return (lambda said: part(said) if isinstance(said, dict) else said) if parts else make
    first, last = _reader(args[0]), args[-1]
    if get_origin(kind) is UnionType:
        return lambda said: None if said is None else first(said)
    if last is Ellipsis:
        return lambda said: tuple(map(first, said))
    read = _reader(last)
    return lambda said: {first(key): read(value) for key, value in said.items()}


class _Maker:
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
            "levels": sorted(levels, key=lambda one: int(one["number"])),
            "external": self.externals.get(part.get("external") or ""),
            "review": part.get("review") or capability.review,
        }
        return cast("Indicator", _reader(Indicator)(said))
