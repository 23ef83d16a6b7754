"""The words as they stand in the YAML files of this package, which load when first asked for.

`findings/*.yaml` holds one record per code of a finding, with its sentences and its page;
`concepts.yaml` one per concept; `id.yaml` and `en.yaml` labels, help and refusals by key,
`form.yaml` the texts of answer files.
"""

import re
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import yaml

from spbe_cli.frozen import frozen

FAMILIES: Final = {"A": "answers", "I": "instruments", "B": "batch"}
"""The file of the records by the first letter of their codes."""

_COMMAND: Final = re.compile(r"\bspbe\b|(?:^| )--?[a-z]")

# The loader in C is there in every wheel of PyYAML but that for browsers, and ten times as fast.
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Language(StrEnum):
    """The languages of the tool."""

    INDONESIAN = "id"
    ENGLISH = "en"


class Sentence(NamedTuple):
    """What was found, and what to do: two texts without capital and full stop."""

    fact: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.fact}; {self.remedy}" if self.remedy else self.fact

    def prose(self) -> str:
        """Write both as sentences with capital and full stop, for sheets and letters."""
        return " ".join(part[0].upper() + part[1:] + "." for part in self if part)


class FindingPage(NamedTuple):
    """What a finding means: the rule as a true statement, its usual cause, and the way out."""

    title: str
    rule: str
    cause: str
    example: str
    steps: tuple[str, ...]


@frozen
class FindingRecord:
    """What is said of one code in one language, and what the code is about in any.

    `column` is the column of an answer sheet that is wrong; `gap` tells that an answer is missing,
    so that an index is possible all the same; `for_analyst` that who fills in a sheet can do
    nothing about it; `reason` says in two or three words why a file has no index.
    `corrections` are the sentences that a correction says otherwise, `marks` those that a copy of
    the sender's own workbook says: of these two none names a command.
    """

    column: str
    gap: bool
    for_analyst: bool
    reason: str
    sentences: Mapping[str, Sentence]
    corrections: Mapping[str, Sentence]
    marks: Mapping[str, Sentence]
    page: FindingPage


@frozen
class Concept:
    """What a word of the tool means, in one language; `other` is its name in the other one.

    It is found by `also`, and not called as `avoided`; `file` is one of the kind, with its `keys`.
    """

    name: str
    other: str
    group: str
    also: tuple[str, ...]
    avoided: tuple[str, ...]
    file: str
    source: str
    see: tuple[str, ...]
    meaning: str
    text: str = ""
    example: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


def labels(language: Language) -> Mapping[str, str]:
    """Return labels, help and refusals of a language by key."""
    return _load(f"{language}.yaml")


def form_texts() -> Mapping[str, str]:
    """Return the texts of answer files by key; they are Indonesian in any language of the tool."""
    return _load("form.yaml")


def codes() -> tuple[str, ...]:
    """Return all codes of findings, family by family."""
    return tuple(code for family in FAMILIES.values() for code in _load(f"findings/{family}.yaml"))


@cache
def record(code: str, language: Language = Language.INDONESIAN) -> FindingRecord:
    """Return the record of a code."""
    known = _load(f"findings/{FAMILIES[code[0]]}.yaml")[code]
    told = known[language]
    variants = told.get("variants", {})
    if "fact" in told:
        variants = {"": told, **variants}
    sentences, corrections, marks = {}, {}, {}
    for name, one in variants.items():
        sentences[name] = own = _sentence(one)
        corrections[name] = _sentence(one.get("correction", one))
        # A marked copy says the finding, or where that names a command what a correction says.
        mark = one.get("mark", "correction" if _COMMAND.search(str(own)) else one)
        marks[name] = corrections[name] if mark == "correction" else _sentence(mark)
    return FindingRecord(
        column=known.get("column", "level"),
        gap=known.get("gap", False),
        for_analyst=known.get("reader") == "analyst",
        reason=told.get("reason", ""),
        sentences=sentences,
        corrections=corrections,
        marks=marks,
        page=FindingPage(
            **{name: told[name] for name in FindingPage._fields} | {"steps": tuple(told["steps"])}
        ),
    )


def concepts() -> tuple[str, ...]:
    """Return the Indonesian names of all concepts, in the order of the glossary."""
    return tuple(_load("concepts.yaml"))


@cache
def concept(key: str, language: Language = Language.INDONESIAN) -> Concept:
    """Return a concept by its Indonesian name."""
    known = _load("concepts.yaml")
    one = known[key]
    told = one[language]
    name, other, see = key, one["english"], one.get("see", ())
    if language is Language.ENGLISH:
        name, other, see = other, name, (known[key]["english"] for key in see)
    return Concept(
        name=name,
        other=other,
        group=one["group"],
        also=tuple(one.get("also", ())),
        avoided=tuple(one.get("not", ())),
        file=one.get("file", ""),
        source=one.get("source", ""),
        see=tuple(see),
        **told,
    )


@cache
def _load(name: str) -> Mapping[str, Any]:
    text = files("spbe_cli.words").joinpath(name).read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, LOADER)  # noqa: S506  the safe loader, in C or not
    return MappingProxyType(loaded)


def _sentence(said: Mapping[str, str]) -> Sentence:
    return Sentence(said["fact"], said.get("remedy", ""))
