"""Published results, to be recomputed: levels in, printed figures out."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Final

from pydantic import Field, PlainValidator

from spbe_cli.files.small import Findings, on_scale, read_model
from spbe_cli.findings import Choices, Finding, Listed, Numbers, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.nodes import Node, Path, data_of, follow, nearest
from spbe_cli.instrument.schema import Part, Text, Year, exact_number
from spbe_cli.instrument.source import Source
from spbe_cli.sheet.numbers import span


def _printed(text: object) -> Fraction:
    """Read a figure of a report; quotation marks keep it as it was printed: '1.00'."""
    return exact_number(str(text))


_FRACTION: Final = re.compile(r"[1-9]\d{0,5}/[1-9]\d{0,5}", re.ASCII)
Printed = Annotated[Fraction, PlainValidator(_printed)]


def _level_given(text: object) -> Fraction:
    """Read a level, or a score that assessors left as a fraction: 7/6."""
    found = _FRACTION.fullmatch(text) if isinstance(text, str) else None
    return Fraction(found[0]) if found else exact_number(text)


Given = Annotated[Fraction, PlainValidator(_level_given)]


class PublishedFile(Part):
    """The figures as printed; any part may be absent."""

    aspects: dict[str, Printed] = Field(default_factory=dict)
    domains: dict[str, Printed] = Field(default_factory=dict)
    index: Printed | None = None
    predicate: Text | None = None


class CaseFile(Part):
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


class CasesFile(Part):
    """A file of published results."""

    cases: tuple[CaseFile, ...]


def read_cases(root: Node, file: str) -> tuple[Source, tuple[CaseFile, ...], Findings]:
    """Read a file of cases; there are none if a fault is found in its shape."""
    source, parsed, findings = read_model(root, file, CasesFile)
    if parsed is None:
        return source, (), findings
    return source, parsed.cases, tuple(_ids_are_unique(source, parsed.cases))


def check_case(
    source: Source, position: int, case: CaseFile, instrument: Instrument
) -> tuple[Mapping[str, Fraction], Findings]:
    """Return the levels of a case by row, and what it does not say as the instrument does."""
    path = ("cases", position)
    levels, faults = _levels_of(source, path, case, instrument)
    unknown = _parts_are_known(source, path, case, instrument)
    gaps = () if faults else _rows_are_complete(source, path, case, instrument)
    return levels, (*faults, *unknown, *gaps)


def _ids_are_unique(source: Source, cases: tuple[CaseFile, ...]) -> Iterator[Finding]:
    """I107: no two cases have the same id."""
    first: dict[str, int] = {}
    for position, case in enumerate(cases):
        known = first.setdefault(case.id, position)
        if known != position:
            line = nearest(source.root, ("cases", known, "id")).line
            name = cases[known].institution
            path = ("cases", position, "id")
            yield source.finding("I107", path, found=Quoted(case.id), line=line, name=name)


def _levels_of(
    source: Source, path: Path, case: CaseFile, instrument: Instrument
) -> tuple[Mapping[str, Fraction], Findings]:
    """Return the levels by row, and those that can't be used."""
    rows = instrument.rows()
    named: dict[str, tuple[str, str]] = {}
    levels: dict[str, Fraction] = {}
    faults: list[Finding] = []
    given = [("levels", *one) for one in case.levels.items()]
    made_up = [("made_up", *one) for one in case.made_up.items()]
    for key, number, level in (*given, *made_up):
        row = instrument.aliases.get(number, number)
        place = (*path, key, number)
        if row not in rows:
            faults.append(_unknown_key(source, place, case.id, Raw(span(instrument))))
        elif row in levels:
            faults.append(_named_twice(source, place, (*path, *named[row])))
        elif not on_scale(level, instrument):
            faults.append(_off_scale(source, place, instrument))
        else:
            levels[row], named[row] = level, (key, number)
    return levels, tuple(faults)


def _unknown_key(source: Source, path: Path, parent: str, known: Raw | Listed) -> Finding:
    """I102: every number, domain and aspect is one of the instrument."""
    key = Quoted(str(path[-1]))
    return source.finding("I102", path, key=key, parent=Raw(parent), keys=known)


def _named_twice(source: Source, path: Path, first: Path) -> Finding:
    """I106: no row is given twice, also not by another of its numbers."""
    line = nearest(source.root, first).line
    return source.finding("I106", path, key=Quoted(str(path[-1])), line=line)


def _off_scale(source: Source, path: Path, instrument: Instrument) -> Finding:
    """I123: every level is one of the scale."""
    found = Quoted(str(data_of(follow(source.root, path))))
    key = Raw(f"{path[-2]}.{path[-1]}")
    choices = Choices(instrument.lowest, instrument.highest, instrument.decimals)
    return source.finding("I123", path, key=key, found=found, keys=choices)


def _parts_are_known(
    source: Source, path: Path, case: CaseFile, instrument: Instrument
) -> Iterator[Finding]:
    """Yield the printed domains and aspects that the instrument does not have."""
    domains = [domain.code for domain in instrument.domains]
    aspects = [aspect.code for aspect in instrument.aspects]
    printed = case.published
    for kind, codes, known in (
        ("domains", printed.domains, domains),
        ("aspects", printed.aspects, aspects),
    ):
        listed = Listed(tuple(map(Raw, known)))
        for code in codes:
            if code not in known:
                place = (*path, "published", kind, code)
                yield _unknown_key(source, place, f"{case.id}.{kind}", listed)


def _rows_are_complete(
    source: Source, path: Path, case: CaseFile, instrument: Instrument
) -> Iterator[Finding]:
    """I103: every required row has a level."""
    numbers = (*case.levels, *case.made_up)
    given = {instrument.aliases.get(number, number) for number in numbers}
    absent = tuple(row for row in instrument.required_rows() if row not in given)
    if absent:
        parent, example = Raw(f"{case.id}.levels"), Raw(f"'{absent[0]}': {instrument.lowest}")
        place = (*path, "levels")
        yield source.finding("I103", place, parent=parent, key=Numbers(absent), example=example)
