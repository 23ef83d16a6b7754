"""A YAML file as its checks see it, held against a pydantic model; its faults become findings."""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from spbe_cli.exact import MOST_COUNTED
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted, Raw
from spbe_cli.instrument.schema import LARGEST_LEVEL, plain_number
from spbe_cli.instrument.yaml import Node, Path, Scalar, data_of, walk

Model = TypeVar("Model", bound=BaseModel)
Key = TypeVar("Key")
Item = TypeVar("Item")
LIMIT_FAULTS: Final = 201
"""As many faults of structure are looked at; more are told of no file."""
LONGEST_NAME: Final = 60
BELOW: Final = {"": ("domains", "aspects"), "domains": ("aspects",), "aspects": ("indicators",)}
"""Where the parts of a part are listed, by its kind."""
TRAPS: Final = {
    "comma": re.compile(r"\d+,\d+", re.ASCII),
    "percent": re.compile(r"\d+(?:[.,]\d+)?\s*%", re.ASCII),
    "time": re.compile(r"\d+:[0-5]?\d", re.ASCII),
    "octal": re.compile(r"0+[1-7][0-7]*", re.ASCII),
}
"""What YAML, or a hand, makes of a number, by the variant of I105 for it."""


class Source:
    """A file, or a part of it such as an indicator, as far as it can be read; paths begin at it."""

    def __init__(self, root: Node, file: str) -> None:
        self.file = file
        self.path: Path = ()
        self.data = cast("dict[str, Any]", data_of(root))
        self.nodes = {path: (key, node) for path, key, node in walk(root)}

    @property
    def kind(self) -> str:
        """The list that a part stands in, empty for what stands in none."""
        return str(self.path[-2]) if len(self.path) > 1 else ""

    def part(self, key: str, position: int | None = None) -> "Source":
        """Return the part of a key, or one of those listed there."""
        value = self.data.get(key) if position is None else self.items(key)[position]
        part = copy(self)
        part.path = (*self.path, key) if position is None else (*self.path, key, position)
        part.data = value if isinstance(value, dict) else {}
        return part

    def parts(self, *keys: str) -> Iterator["Source"]:
        """Yield the parts listed under some keys."""
        return (self.part(key, n) for key in keys for n in range(len(self.items(key))))

    def items(self, key: str) -> list[Any]:
        """Return the list of a key, an empty one for what is none."""
        value = self.data.get(key)
        return value if isinstance(value, list) else []

    def text(self, key: str) -> str | None:
        """Return the text of a key, None for what is none."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> Fraction | None:
        """Return the plain decimal number of a key, None for what is none."""
        return plain_number(self.data.get(key))

    def lacks(self, key: str) -> bool:
        """Tell whether there is no such key, nor one that was meant to be it."""
        return self.data.get(key) is None and not get_close_matches(key, set(self.data) - {key})

    def scalar(self, path: Path) -> Scalar | None:
        """Return the single value at a path, if one is there."""
        _, node = self.nodes.get((*self.path, *path), (None, None))
        return node if isinstance(node, Scalar) else None

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Place a path, or what of it exists: a block at its key, a value only `at_key`."""
        there = whole = (*self.path, *path)
        while there not in self.nodes:
            there = there[:-1]
        key, node = self.nodes[there]
        by_key = not isinstance(node, Scalar) or (at_key and there == whole)
        mark = key.mark if key and by_key else node.mark
        return Place(self.file, line=mark.line, column=mark.column)

    def line(self, path: Path) -> int:
        """Return the line of a path."""
        return self.place(path).line or 0

    def finding(self, code: str, path: Path = (), variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at the place of a path."""
        return Finding(code, self.place(path), facts, variant)

    def at_key(self, code: str, path: Path, variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at the last key of a path, not at its value."""
        return Finding(code, self.place(path, at_key=True), facts, variant)

    def about(self, code: str, path: Path, variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at a place in an indicator, with its number and short name."""
        number, name = self.data.get("code"), self.data.get("short") or self.data.get("name")
        return self.finding(code, path, variant, **facts, number=str(number), name=str(name))

    def name_of(self, path: Path = ()) -> Fact:
        """Name the part that a path leads to, by its code and name or the path."""
        code, name = (self.scalar((*path, key)) for key in ("code", "name"))
        if code is None:
            return Raw(".".join(map(str, (*self.path, *path))) or self.file)
        return (f"{code.text} ({name.text})" if name else code.text)[:LONGEST_NAME]

    def name_in_part(self, path: Path) -> str:
        """Name what a path leads to after the part with a code it is in: `A1 (Rencana): short`."""
        for length in range(len(path) - 1, 0, -1):
            if self.scalar((*path[:length], "code")):
                return f"{self.name_of(path[:length])}: {'.'.join(map(str, path[length:]))}"
        return ".".join(map(str, path))


class FileView(Source):
    """An instrument file whose top is a mapping.

    Its id must be its `stem`; `known` are the ids that it may refer to, `groups` domains, aspects
    and indicators.  `levels` are those of the scale, None if it is none; `other_levels` those that
    all criteria agree on instead; `sure_levels` are `levels` unless the scale is at fault.
    """

    def __init__(self, root: Node, file: str, stem: str, known: frozenset[str]) -> None:
        super().__init__(root, file)
        self.stem = stem
        self.known = known
        self.groups = tuple(_parts_under(self))
        self.indicators = tuple(part for part in self.groups if part.kind == "indicators")
        self.codes = [part.text("code") for part in self.indicators]
        codes = [part.text("code") for part in self.groups]
        self.codes_are_sure = None not in codes and len(set(codes)) == len(codes)
        self.levels = _levels(self.part("scale"))
        written = [frozenset(part.part("criteria").data) for part in self.indicators]
        # What a single indicator says, or indicators of several minds, says nothing of the scale.
        agreed = len(written) > 1 and len(set(written)) == 1 and self.levels is not None
        others = agreed and written[0] != set(map(str, self.levels or ()))
        self.other_levels = written[0] if others else frozenset()
        self.sure_levels = None if self.other_levels else self.levels


def _parts_under(part: Source) -> Iterator[Source]:
    for child in part.parts(*BELOW.get(part.kind, ())):
        yield child
        yield from _parts_under(child)


def _levels(scale: Source) -> range | None:
    lowest, highest = scale.number("lowest"), scale.number("highest")
    if lowest is None or highest is None or not lowest < highest <= LARGEST_LEVEL:
        return None
    whole = lowest.denominator == highest.denominator == 1
    return range(int(lowest), int(highest) + 1) if whole else None


def repeated(coded: Iterable[tuple[Key, Item]]) -> Iterator[tuple[Key, Item, Item]]:
    """Yield every item with the code of an earlier one: the code, the first item, this one."""
    seen: dict[Key, Item] = {}
    for code, item in coded:
        first = seen.setdefault(code, item)
        if first is not item:
            yield code, first, item


def read_as(source: Source, model: type[Model]) -> tuple[Model | None, list[Finding]]:
    """Read a file as a model, or say at which places it is none."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as invalid:
        faults = invalid.errors(include_url=False)[:LIMIT_FAULTS]
        unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
        misspelt = {_suggestion(model, path) for path in unknown}
        return None, [
            _finding_of(source, model, fault)
            for fault in faults
            if not (fault["type"] == "missing" and fault["loc"] in misspelt)
        ]


def _finding_of(source: Source, model: type[BaseModel], fault: ErrorDetails) -> Finding:
    path, wanted = fault["loc"], fault.get("ctx", {})
    if path[-1:] == ("[key]",):
        # A key that is no number is told at its own place, as one of the part that it stands in.
        key_path = path[:-1]
        told = _no_number(source, key_path[:-1], str(key_path[-1]), wanted)
        return replace(told, place=source.place(key_path, at_key=True))
    if fault["type"] == "extra_forbidden":
        return _unknown_key(source, model, path)
    if fault["type"] == "missing":
        return _missing_key(source, path)
    key = Raw(str(path[-1]) if path else "")
    written = source.scalar(path)
    if written and fault["type"] == "I105":
        return _no_number(source, path, written.text, wanted, plain=written.plain)
    if written and fault["type"] == "literal_error":
        keys = Listed(tuple(map(Raw, re.findall(r"'([^']+)'", wanted["expected"]))))
        return source.finding("I123", path, key=key, found=Quoted(written.text), keys=keys)
    variant = "empty" if fault["type"] == "string_too_short" else ""
    shown = Raw(source.name_in_part(path)) if variant else key
    return source.finding("I130", path, variant, key=shown, parent=source.name_of(path[:-1]))


def _missing_key(source: Source, path: Path) -> Finding:
    key, place, parent = str(path[-1]), path[:-1], source.name_of(path[:-1])
    if key in {"source", "sources"}:
        return source.finding("I113", place, "whole" if key == "sources" else "", parent=parent)
    names, samples = [name for name in path if isinstance(name, str)], _samples()
    example = samples.get(".".join(names[-2:]), samples.get(names[-1], "..."))
    if example is None:  # it takes more than a line
        return source.finding("I103", place, "part", parent=parent, key=Raw(key))
    shown = Raw(f"{key}: {example}")
    return source.finding("I103", place, parent=parent, key=Raw(key), example=shown)


@cache
def _samples() -> dict[str, str | None]:
    text = files("spbe_cli.instrument").joinpath("samples.yaml").read_text("utf-8")
    return cast("dict[str, str | None]", yaml.safe_load(text))


def _no_number(
    source: Source, path: Path, text: str, wanted: dict[str, Any], *, plain: bool = True
) -> Finding:
    more: dict[str, Fact] = {}
    match wanted:
        case {"range": bounds}:
            variant, more = "range", {"range": Raw(str(bounds))}
        case {"code": _}:
            variant = "code"
        case {"zeros": _}:
            variant, more = "zeros", {"suggestion": Raw(text.rstrip("0").rstrip("."))}
        case {"whole": _}:
            variant, more = "whole", {"value": Raw(text.partition(".")[0])}
        case _:
            trap, more = _trap(text)
            variant = trap or ("" if plain else "quoted")
    return source.finding("I105", path, variant, key=Raw(str(path[-1])), found=Quoted(text), **more)


def _trap(text: str) -> tuple[str, dict[str, Fact]]:
    """Return the variant for a trapped number, what it is read as, and what was probably meant."""
    short = len(text) <= MOST_COUNTED
    variant = next((v for v, trap in TRAPS.items() if short and trap.fullmatch(text)), "")
    meant, read = text.replace(",", ".").replace(":", ".").rstrip("% "), "2.50"
    if variant == "time":
        hours, minutes = map(int, text.split(":"))
        read = str(hours * 60 + minutes)
    elif variant == "octal":
        meant, read = text.lstrip("0"), str(int(text, 8))
    return variant, {"suggestion": Raw(meant), "value": Raw(read)}


def _unknown_key(source: Source, model: type[BaseModel], path: Path) -> Finding:
    key = Quoted(str(path[-1]))
    if wanted := _suggestion(model, path):
        meant = Quoted(str(wanted[-1]))
        return source.at_key("I102", path, "suggestion", key=key, suggestion=meant)
    keys = Listed(tuple(map(Raw, _model_keys(model, path[:-1]))))
    return source.at_key("I102", path, key=key, parent=source.name_of(path[:-1]), keys=keys)


def _suggestion(model: type[BaseModel], path: Path) -> Path:
    """Return the path of the key that an unknown one was probably meant to be."""
    close = get_close_matches(str(path[-1]), _model_keys(model, path[:-1]))
    return (*path[:-1], close[0]) if close else ()


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
