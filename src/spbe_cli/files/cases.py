"""Published results, to be recomputed: levels in, printed figures out."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Final

from pydantic import Field, PlainValidator

from spbe_cli.files.small import Findings, on_scale, read_model
from spbe_cli.findings import Choices, Fact, Finding, Listed, Numbers, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.schema import PartFile, Text, Year, exact_number
from spbe_cli.instrument.source import Source, repeated
from spbe_cli.instrument.yaml import Node, Path
from spbe_cli.sheet.cells import span

FRACTION: Final = re.compile(r"[1-9]\d{0,5}/[1-9]\d{0,5}", re.ASCII)
Printed = Annotated[Fraction, PlainValidator(lambda text: exact_number(str(text)))]
"""A figure of a report; quotation marks keep it as it was printed: '1.00'."""


def _level_given(text: object) -> Fraction:
    """Read a level, or a score that assessors left as a fraction: 7/6."""
    found = FRACTION.fullmatch(text) if isinstance(text, str) else None
    return Fraction(found[0]) if found else exact_number(text)


Given = Annotated[Fraction, PlainValidator(_level_given)]


class PublishedFile(PartFile):
    """The figures as printed; any part may be absent."""

    aspects: dict[str, Printed] = Field(default_factory=dict)
    domains: dict[str, Printed] = Field(default_factory=dict)
    index: Printed | None = None
    predicate: Text | None = None


class CaseFile(PartFile):
    """One published result: levels in, figures out.

    `made_up` stands for levels that no source prints: one set of many (susunan tingkat rekaan)
    that gives the printed figures.
    """

    id: Text
    institution: Text
    year: Year
    instrument: Text
    levels: dict[str, Given] = Field(default_factory=dict)
    made_up: dict[str, Given] = Field(default_factory=dict)
    published: PublishedFile
    source: Text
    activity: Text | None = None


class CasesFile(PartFile):
    """A file of published results."""

    cases: tuple[CaseFile, ...]


def read_cases(root: Node, file: str) -> tuple[Source, tuple[CaseFile, ...], Findings]:
    """I107: no two cases of a file have the same id; there are none if its shape has a fault."""
    source, parsed, findings = read_model(root, file, CasesFile)
    if parsed is None:
        return source, (), findings
    ids = ((case.id, position) for position, case in enumerate(parsed.cases))
    twice = []
    for code, first, position in repeated(ids):
        facts: dict[str, Fact] = {"found": Quoted(code), "name": parsed.cases[first].institution}
        facts["line"] = source.line(("cases", first, "id"))
        twice.append(source.finding("I107", ("cases", position, "id"), **facts))
    return source, parsed.cases, tuple(twice)


def check_case(
    source: Source, position: int, case: CaseFile, instrument: Instrument
) -> tuple[Mapping[str, Fraction], Findings]:
    """Return the levels of a case by row, and what it does not say as the instrument does."""
    path = ("cases", position)
    levels, faults = _levels_of(source, path, case, instrument)
    if not faults and (absent := [row for row in instrument.required_rows() if row not in levels]):
        # I103: every required row has a level.
        parent, example = Raw(f"{case.id}.levels"), Raw(f"'{absent[0]}': {instrument.lowest}")
        facts: dict[str, Fact] = {"parent": parent, "key": Numbers(tuple(absent))}
        faults.append(source.finding("I103", (*path, "levels"), **facts, example=example))
    for kind, printed, parts in (
        ("domains", case.published.domains, instrument.domains),
        ("aspects", case.published.aspects, instrument.aspects),
    ):
        known = [part.code for part in parts]
        for code in (code for code in printed if code not in known):
            place, listed = (*path, "published", kind, code), Listed(tuple(map(Raw, known)))
            faults.append(_unknown_key(source, place, f"{case.id}.{kind}", listed))
    return levels, tuple(faults)


def _levels_of(
    source: Source, path: Path, case: CaseFile, instrument: Instrument
) -> tuple[Mapping[str, Fraction], list[Finding]]:
    """I106, I123: no row is given twice, by whichever of its numbers; levels are on the scale."""
    places: dict[str, Path] = {}
    levels: dict[str, Fraction] = {}
    faults: list[Finding] = []
    choices = Choices(instrument.lowest, instrument.highest, instrument.decimals)
    given = {"levels": case.levels, "made_up": case.made_up}
    every = ((key, *one) for key, levels in given.items() for one in levels.items())
    for key, number, level in every:
        row, place = instrument.aliases.get(number, number), (*path, key, number)
        if row not in instrument.rows():
            faults.append(_unknown_key(source, place, case.id, Raw(span(instrument))))
        elif row in levels:
            line = source.line(places[row])
            faults.append(source.finding("I106", place, key=Quoted(number), line=line))
        elif not on_scale(level, instrument):
            written = source.scalar(place)
            found = Quoted(written.text if written else "")
            told: dict[str, Fact] = {"key": Raw(f"{key}.{number}"), "found": found}
            faults.append(source.finding("I123", place, **told, keys=choices))
        else:
            levels[row], places[row] = level, place
    return levels, faults


def _unknown_key(source: Source, path: Path, parent: str, known: Raw | Listed) -> Finding:
    """I102: every number, domain and aspect is one of the instrument."""
    return source.finding("I102", path, key=Quoted(str(path[-1])), parent=Raw(parent), keys=known)
