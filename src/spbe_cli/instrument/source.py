"""Hold a YAML file against a pydantic model; its faults become findings of our own.

`FileView` is an instrument file as the checks see it: as far as it can be read, with places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from spbe_cli.exact import MOST_COUNTED, whole_of
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted, Raw
from spbe_cli.instrument.nodes import (
    Mark,
    Node,
    Path,
    Scalar,
    data_of,
    follow,
    nearest,
    place_of_key,
    step,
)
from spbe_cli.instrument.schema import LARGEST_LEVEL, PLAIN_NUMBER, WHOLE_NUMBER, is_written

Model = TypeVar("Model", bound=BaseModel)
LIMIT_FAULTS: Final = 201
"""As many faults of structure are looked at; more are told of no file."""
LONGEST_NAME: Final = 60
SHAPED: Final = frozenset(
    {"aspects", "begins", "capabilities", "criteria", "indicators", "mapping", "predicates"}
)
"""Keys of an instrument that take more than a line."""
SAMPLES: Final = {
    # An instrument
    "id": "kota-contoh",
    "title": "PermenPANRB 59/2020",
    "regulation": "Peraturan Menteri PANRB Nomor 59 Tahun 2020",
    "index_name": "Indeks SPBE",
    "valid_from": "2025",
    "follows": "permenpanrb-59-2020",
    "rounding": "half_up",
    "predicate_on": "exact",
    "weights": "absolute",
    "scale": "{lowest: 1, highest: 5}",
    "lowest": "1",
    "highest": "5",
    "minimum": "2.60",
    "predicates.name": "Baik",
    "capabilities.code": "process",
    "capabilities.name": "kapabilitas proses",
    "capabilities.levels": "{1: Rintisan, 2: Terkelola}",
    "label": "Layanan",
    "external_indices.name": "SDI",
    "authority": "Bappenas",
    "maximum": "100",
    "old": "'1'",
    "new": "['1']",
    "status": "official",
    "domains.code": "D1",
    "domains.name": "Tata Kelola SPBE",
    "domains.short": "Tata Kelola",
    "aspects.code": "A1",
    "aspects.name": "Perencanaan Strategis SPBE",
    "aspects.short": "Perencanaan",
    "indicators.code": "'13'",
    "indicators.name": "Tingkat Kematangan Layanan Kepegawaian",
    "indicators.short": "Layanan Kepegawaian",
    "capability": "process",
    "weight": "2.50",
    "evidence": "dokumen rencana yang ditetapkan",
    # Published results
    "cases": "[{id: kota-contoh-2024}]",
    "institution": "Pemerintah Kota Contoh",
    "year": "2024",
    "instrument": "permenpanrb-59-2020",
    "cases.levels": "{'1': 3, '2': 4}",
    "published": "{index: 2.98}",
    # Assignments, efforts, rates, changes
    "assignments": "[{agency: Bappeda, owns: '13'}]",
    "agency": "Bappeda",
    "efforts": "{'13': {3: 2}}",
    "rates": "{4: {claims: 14, lowered: {3: 3}}}",
    "changes": "{'13': 4}",
}
"""By key, or by the list that the part stands in and its key."""


class Source:
    """A file as far as it can be read: for checks that must not stop at the first fault."""

    def __init__(self, root: Node, file: str) -> None:
        self.root = root
        self.file = file
        self.data = cast("dict[str, Any]", data_of(root))

    def finding(self, code: str, path: Path, variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at the place of a path."""
        return Finding(code, self.place(path), facts, variant)

    def place(self, path: Path) -> Place:
        """Return the place of a path."""
        mark = nearest(self.root, path)
        return Place(self.file, line=mark.line, column=mark.column)

    def at(self, mark: Mark, code: str, variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at a place of the file."""
        return Finding(code, Place(self.file, line=mark.line, column=mark.column), facts, variant)


def read_as(source: Source, model: type[Model]) -> tuple[Model | None, list[Finding]]:
    """Read a file as a model, or say at which places it is none."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as invalid:
        faults = invalid.errors(include_url=False)[:LIMIT_FAULTS]
        unknown = [fault for fault in faults if fault["type"] == "extra_forbidden"]
        misspelt = {_suggestion(model, fault["loc"]) for fault in unknown}
        return None, [
            _wrong_key(source, fault)
            if fault["loc"][-1:] == ("[key]",)
            else _structural(source, model, fault)
            for fault in faults
            if not (fault["type"] == "missing" and fault["loc"] in misspelt)
        ]


def _structural(source: Source, model: type[BaseModel], fault: ErrorDetails) -> Finding:
    """Turn one of pydantic's faults into a finding."""
    path = fault["loc"]
    key = Raw(str(path[-1]) if path else "")
    written = follow(source.root, path)
    found = Quoted(written.text) if isinstance(written, Scalar) else key
    parent = parent_name(source, path[:-1])
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(source, model, path)
        case "missing" if key.text in {"source", "sources"}:
            variant = "whole" if key.text == "sources" else ""
            return source.finding("I113", path[:-1], variant, parent=parent)
        case "missing":
            return _missing_key(source, path)
        case "I105" if isinstance(written, Scalar):
            return _no_number(source, path, written, fault.get("ctx", {}))
        case "literal_error" if isinstance(written, Scalar):
            expected = re.findall(r"'([^']+)'", fault["ctx"]["expected"])
            keys = Listed(tuple(map(Raw, expected)))
            return source.finding("I123", path, key=key, found=found, keys=keys)
        case kind:
            variant = "empty" if kind == "string_too_short" else ""
            told = Raw(name_in_part(source, path)) if variant else key
            return source.finding("I130", path, variant, key=told, parent=parent)


def _wrong_key(source: Source, fault: ErrorDetails) -> Finding:
    """I105: report a key that is no number, at its own place."""
    path = fault["loc"][:-1]
    text = str(path[-1])
    written = Scalar(text, plain=True, mark=place_of_key(source.root, path))
    made = _no_number(source, path[:-1], written, fault.get("ctx", {}))
    return replace(made, place=source.at(written.mark, made.code).place)


def _missing_key(source: Source, path: Path) -> Finding:
    """I103: report a key that is not there, with an example of what it holds."""
    facts: dict[str, Fact] = {
        "parent": parent_name(source, path[:-1]),
        "key": Raw(str(path[-1])),
    }
    example = sample(path)
    if example is None:
        return source.finding("I103", path[:-1], "part", **facts)
    return source.finding("I103", path[:-1], **facts, example=Raw(f"{path[-1]}: {example}"))


def sample(path: Path) -> str | None:
    """Return what may stand at a path, None for what takes more than a line."""
    names = [name for name in path if isinstance(name, str)]
    found = SAMPLES.get(".".join(names[-2:]), SAMPLES.get(names[-1], "..."))
    return None if names[-1] in SHAPED else found


def _no_number(source: Source, path: Path, written: Scalar, wanted: dict[str, Any]) -> Finding:
    """Report what is no plain number, or not one of those wanted, and how to write it."""
    key, found = Raw(str(path[-1])), Quoted(written.text)
    if "range" in wanted:
        bounds = Raw(str(wanted["range"]))
        return source.finding("I105", path, "range", key=key, found=found, range=bounds)
    if "code" in wanted:
        return source.finding("I105", path, "code", key=key, found=found)
    if "zeros" in wanted:
        shortest = Raw(written.text.rstrip("0").rstrip("."))
        return source.finding("I105", path, "zeros", key=key, found=found, suggestion=shortest)
    if "whole" in wanted:
        below = Raw(written.text.partition(".")[0])
        return source.finding("I105", path, "whole", key=key, found=found, value=below)
    variant = _trap(written.text) or ("" if written.plain else "quoted")
    return source.finding("I105", path, variant, key=key, found=found, **_meant(written.text))


def _trap(text: str) -> str:
    """Return the variant for what YAML, or a hand, made of a number."""
    short = len(text) <= MOST_COUNTED
    return next((v for v, pattern in TRAPS.items() if short and pattern.fullmatch(text)), "")


def _meant(text: str) -> dict[str, Fact]:
    """Return what a trapped number is read as, and what was probably meant."""
    digits = text.replace(",", ".").replace(":", ".").rstrip("% ")
    read = "2.50"
    if _trap(text) == "time":
        hours, minutes = text.split(":")
        read = str((whole_of(hours) or 0) * 60 + int(minutes))
    elif _trap(text) == "octal":
        digits, read = text.lstrip("0"), str(int(text, 8))
    return {"suggestion": Raw(digits), "value": Raw(read)}


TRAPS: Final = {
    "comma": re.compile(r"\d+,\d+", re.ASCII),
    "percent": re.compile(r"\d+(?:[.,]\d+)?\s*%", re.ASCII),
    "time": re.compile(r"\d+:[0-5]?\d", re.ASCII),
    "octal": re.compile(r"0+[1-7][0-7]*", re.ASCII),
}


def _unknown_key(source: Source, model: type[BaseModel], path: Path) -> Finding:
    """Report a key that is not known, and which one was probably meant."""
    key = Quoted(str(path[-1]))
    mark = place_of_key(source.root, path)
    wanted = _suggestion(model, path)
    if wanted:
        return source.at(mark, "I102", "suggestion", key=key, suggestion=Quoted(str(wanted[-1])))
    known = Listed(tuple(Raw(name) for name in _model_keys(model, path[:-1])))
    return source.at(mark, "I102", key=key, parent=parent_name(source, path[:-1]), keys=known)


def _model_keys(model: Any, path: Path) -> list[str]:  # noqa: ANN401  models are asked at run time
    """Return the keys that are known where a path leads, by asking the models."""
    for name in path:
        if name in model.model_fields:
            model = _model_in(model.model_fields[name].annotation)
    return list(model.model_fields)


def _model_in(annotation: Any) -> Any:  # noqa: ANN401  annotations are asked at run time
    """Return the model that an annotation holds: by itself, in a list, or under the keys."""
    if hasattr(annotation, "model_fields"):
        return annotation
    return next(filter(None, map(_model_in, getattr(annotation, "__args__", ()))), None)


def _suggestion(model: type[BaseModel], path: Path) -> Path:
    """Return the path of the key that an unknown one was probably meant to be."""
    close = get_close_matches(str(path[-1]), _model_keys(model, path[:-1]))
    return (*path[:-1], close[0]) if close else ()


def name_in_part(source: Source, path: Path) -> str:
    """Name what a path leads to after the part with a code it stands in: `A1 (Rencana): short`."""
    tails = range(len(path) - 1, 0, -1)
    known = (n for n in tails if isinstance(step(follow(source.root, path[:n]), "code"), Scalar))
    start = next(known, 0)
    key = ".".join(map(str, path[start:]))
    return f"{parent_name(source, path[:start])}: {key}" if start else key


def parent_name(source: Source, path: Path) -> Fact:
    """Name the part that a path leads to."""
    part = follow(source.root, path)
    code, name = (step(part, key) for key in ("code", "name"))
    if isinstance(code, Scalar):
        said = f" ({name.text})" if isinstance(name, Scalar) else ""
        return f"{code.text}{said}"[:LONGEST_NAME]
    return Raw(".".join(map(str, path)) or source.file)


Part = dict[str, Any]
Parts = Iterator[tuple[Path, str, Part]]
BELOW: Final = {"domains": "aspects", "aspects": "indicators"}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a file is called: by the findings, without folder and ending, and its neighbours.

    `known` holds the ids of all instruments that this one may refer to.
    """

    file: str
    stem: str
    known: frozenset[str] = frozenset()


class FileView(Source):
    """An instrument file; `stem` is its name without folder and ending."""

    def __init__(self, root: Node, naming: Naming) -> None:
        super().__init__(root, naming.file)
        self.stem = naming.stem
        self.known = naming.known

    def parts(self) -> Parts:
        """Yield every domain, aspect and indicator with its path and kind, from the top down."""
        yield from _parts_under(self.data, (), ("domains", "aspects"))

    def indicators(self) -> Iterator[tuple[Path, Part]]:
        """Yield every indicator with its path."""
        yield from ((path, part) for path, kind, part in self.parts() if kind == "indicators")

    def levels(self) -> range | None:
        """Return the levels of the scale, if it can be read and is one."""
        lowest = _whole(follow(self.root, ("scale", "lowest")))
        highest = _whole(follow(self.root, ("scale", "highest")))
        if lowest is None or highest is None or not lowest < highest <= LARGEST_LEVEL:
            return None
        return range(lowest, highest + 1)

    def other_levels(self) -> frozenset[str] | None:
        """Return the levels that all criteria agree on, if they are not those of the scale."""
        levels = self.levels()
        numbers = [frozenset(mapped(part.get("criteria"))) for _, part in self.indicators()]
        if levels is None or len(numbers) == 1 or len(set(numbers)) != 1:
            return None
        scale = {str(level) for level in levels}
        return numbers[0] if numbers[0] and numbers[0] != scale else None

    def sure_levels(self) -> range | None:
        """Return the levels of the scale, unless it is the scale that is at fault."""
        return None if self.other_levels() else self.levels()

    def line(self, path: Path) -> int:
        """Return the line of a path."""
        return nearest(self.root, path).line


def _parts_under(part: Part, path: Path, kinds: tuple[str, ...]) -> Parts:
    for kind in kinds:
        for position, child in enumerate(listed(part.get(kind))):
            if isinstance(child, dict):
                below = (*path, kind, position)
                yield below, kind, child
                if kind in BELOW:
                    yield from _parts_under(child, below, (BELOW[kind],))


def listed(value: object) -> list[Any]:
    """Return a list, or an empty one for what is none."""
    return value if isinstance(value, list) else []


def mapped(value: object) -> Part:
    """Return a mapping, or an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def lacks(part: Part, key: str) -> bool:
    """Tell whether a part has no such key, nor one that was meant to be it."""
    return part.get(key) is None and not get_close_matches(key, set(part) - {key})


def number(value: object) -> Fraction | None:
    """Return a plain decimal number, or None for what is none."""
    return Fraction(str(value)) if is_written(PLAIN_NUMBER, value) else None


def _whole(node: Node | None) -> int | None:
    """Return a whole number, or None for what is none."""
    text = data_of(node)
    return int(str(text)) if is_written(WHOLE_NUMBER, text) else None


def named(part: Part) -> dict[str, Fact]:
    """Return number and short name of an indicator, as its sentences need them."""
    return {"number": str(part.get("code")), "name": str(part.get("short") or part.get("name"))}


def decimal_text(value: Fraction) -> str:
    """Write an exact number as YAML does: whole, or with two decimals or as many as it has."""
    for places in range(2, 7):
        if (value * 10**places).denominator == 1:
            return str(value.numerator) if value.denominator == 1 else f"{float(value):.{places}f}"
    return f"{float(value):.6f}"
