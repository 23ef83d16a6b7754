"""Checks of what surrounds the answers: who sent a sheet, of which year and edition.

Sheets are of one institution, year and stage, as Identitas says it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Protocol

from spbe_cli.answers import RawSheet
from spbe_cli.assignment import Assignment
from spbe_cli.exact import rounded
from spbe_cli.findings import Fact, Finding, Place, Printed, Quoted, Raw, Word
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, band
from spbe_cli.sheet.cells import written

_LONGEST_YEAR = 4
LABELS: Final = ("instansi", "tahun", "tahap")
_LONGEST_UNKNOWN: Final = 120


def identity_texts(raw: RawSheet) -> Mapping[str, str]:
    """Return the texts of Identitas by label."""
    return {label: written(cell) for label, cell in raw.identity.cells.items()}


def identity_places(raw: RawSheet) -> Mapping[str, Place]:
    """Return where the texts of Identitas stand, by label."""
    identity = raw.identity
    cells = identity.cells.items()
    return {label: Place(raw.file, identity.sheet, cell.ref or None) for label, cell in cells}


def year_of(raw: RawSheet) -> int | None:
    """Return the year that Identitas gives, if it is one."""
    cell = raw.identity.cells.get("tahun")
    text = written(cell) if cell else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_YEAR else None


def year_is_covered(
    instrument: Instrument, year: int | None, replacement: str | None, place: Place
) -> Iterator[Finding]:
    """A206: the year lies within the validity of the instrument."""
    if year is None or instrument.is_valid_in(year):
        return
    opened = "open" if instrument.valid_until is None else ""
    alone = "" if replacement else "alone"
    facts: dict[str, Fact] = {
        "year": year,
        "instrument": instrument.title,
        "since": instrument.valid_from,
        "until": instrument.valid_until or "",
        "replacement": replacement or "",
    }
    yield Finding("A206", place, facts, "_".join(filter(None, (opened, alone))))


def editions_agree(
    instrument: Instrument, raw: RawSheet, named: Instrument | None
) -> Iterator[Finding]:
    """A207: the instrument chosen is the one that Identitas names."""
    cell = raw.identity.cells.get("instrumen")
    own = {instrument.id.casefold(), instrument.title.casefold()}
    if cell is None or (named and named.id == instrument.id) or written(cell).casefold() in own:
        return
    other = named.title if named else Quoted(written(cell))
    facts: dict[str, Fact] = {"instrument1": instrument.title, "instrument2": other}
    if cell.ref:
        yield Finding("A207", Place(raw.file, raw.identity.sheet, cell.ref), facts)
    else:
        yield Finding("A207", Place(raw.file), facts, "form")


def predicates_agree(instrument: Instrument, result: IndexResult, file: str) -> Iterator[Finding]:
    """A205: the exact and the printed index give the same predicate."""
    printed = rounded(result.total.index)
    exact, shown = band(instrument, result.total.index), band(instrument, Fraction(printed))
    if exact is not shown:
        facts: dict[str, Fact] = {
            "exact": result.total.index,
            "rounded": Printed(Fraction(printed)),
            "predicate1": exact.name,
            "predicate2": shown.name,
        }
        yield Finding("A205", Place(file), facts)


class _Said(Protocol):
    """What a sheet says in Identitas, by label in lower case, and where it stands."""

    @property
    def file(self) -> str:
        """The file, as findings call it."""

    @property
    def identity(self) -> Mapping[str, str]:
        """The texts."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Where they stand."""


def identities_agree(sheets: Sequence[_Said]) -> Iterator[Finding]:
    """B104: all files are of one institution, year and stage; what is blank agrees with all."""
    for label in LABELS:
        named = [sheet for sheet in sheets if sheet.identity.get(label)]
        usual = most_common(plain(sheet.identity[label]) for sheet in named)
        other = common_text(named, label)
        for sheet in named:
            found = sheet.identity[label]
            if plain(found) != usual:
                facts: dict[str, Fact] = {
                    "label": Word(f"identity.{label}"),
                    "file": sheet.file,
                    "found": Quoted(found),
                    "other": Quoted(other),
                }
                yield Finding("B104", sheet.places.get(label, Place(sheet.file)), facts)


def agency_is_known(name: str, place: Place, plan: Assignment) -> Iterator[Finding]:
    """B208: the name of an agency is one of those assigned."""
    if plan.agency(name):
        return
    close = plan.suggestion(name)
    # Longer than other quotations: it is to be compared.
    found = Raw(f'"{name[:_LONGEST_UNKNOWN]}"')
    facts: dict[str, Fact] = {"found": found, "suggestion": close or ""}
    yield Finding("B208", place, facts, "suggestion" if close else "")


def common_text(sheets: Iterable[_Said], label: str) -> str:
    """Return what most files say under a label of Identitas, as the first of them writes it."""
    texts = [sheet.identity[label] for sheet in sheets if sheet.identity.get(label)]
    usual = most_common(map(plain, texts))
    return next((text for text in texts if plain(text) == usual), "")


def most_common(texts: Iterable[str]) -> str:
    """Return the text that stands most often, of several the first."""
    return next((text for text, _ in Counter(texts).most_common(1)), "")


def plain(text: str) -> str:
    """Write a text as it is compared: without case and odd spaces."""
    return " ".join(text.casefold().split())
