"""What is worth a second look in an answer sheet: the warnings, one function per rule."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Quoted, Raw, Word
from spbe_cli.sheet.cells import formula_found, names_no_document
from spbe_cli.sheet.numbers import strays_from
from spbe_cli.sheet.view import View

_SHARED_EVIDENCE: Final = 5
_ALL_ALIKE: Final = 10


def _claims_have_evidence(view: View) -> Iterator[Finding]:
    """A201: a level above the lowest has evidence."""
    bare = [row for row in _claims(view) if not view.answers[row].evidence]
    if bare and "evidence" not in view.raw.headings:
        numbers = Numbers(tuple(bare))
        yield view.finding("A201", None, "column", count=len(bare), numbers=numbers)
        return
    for row in bare:
        cell, level = view.rows[row].evidence, view.answers[row].level
        match cell.kind:
            case Kind.ERROR:
                error = Raw(str(cell.value))
                yield view.about("A201", row, cell, "error", level=level, found=error)
            case Kind.UNCALCULATED:
                formula = formula_found(cell)
                yield view.about("A201", row, cell, "formula", level=level, found=formula)
            case _:
                yield view.about("A201", row, cell, level=level)


def _claims(view: View) -> list[str]:
    lowest = view.instrument.lowest
    return [row for row, answer in view.answers.items() if answer.level > lowest]


def _evidence_names_documents(view: View) -> Iterator[Finding]:
    """A202: evidence names a document or a link."""
    for row in _claims(view):
        evidence = view.answers[row].evidence
        if evidence and names_no_document(evidence):
            cell = view.rows[row].evidence
            yield view.about("A202", row, cell, found=Quoted(evidence))


def _claims_are_explained(view: View) -> Iterator[Finding]:
    """A203: a level above the lowest has an explanation, where the sheet has a column for it."""
    bare = tuple(row for row in _claims(view) if not view.answers[row].explanation)
    if bare and "explanation" in view.raw.headings:
        yield view.finding("A203", None, count=len(bare), numbers=Numbers(bare))


def _nothing_is_hidden(view: View) -> Iterator[Finding]:
    """A204: no answer stands in a hidden row or column."""
    rows = [row.row for row in view.rows.values() if row.hidden and not row.level.blank]
    if rows:
        yield view.finding("A204", None, rows=Numbers(tuple(map(str, rows))))
    if view.raw.hidden_columns:
        columns = Raw(", ".join(view.raw.hidden_columns))
        yield view.finding("A204", None, "columns", headings=columns)


def _identity_is_complete(view: View) -> Iterator[Finding]:
    """A208: Identitas is filled in, as far as files are told apart by it."""
    identity = view.raw.identity
    if identity.sheet is None:
        yield Finding("A208", Place(view.raw.file), {}, "absent")
        return
    wanted = list(identity.wanted)
    wanted[1:1] = ["perangkat daerah"] if view.scope is not None else []
    empty = [Word(f"identity.{label}") for label in wanted if label not in identity.cells]
    if empty:
        place = Place(view.raw.file, identity.sheet)
        yield Finding("A208", place, {"labels": Listed(tuple(empty))})


def _names_are_the_instruments(view: View) -> Iterator[Finding]:
    """A209: the name of a row is the instrument's, but for small differences."""
    indicators = view.instrument.rows()
    misnamed = {number for number, _, _ in view.misnamed}
    for number, row in view.rows.items():
        name = row.name.text
        indicator = indicators[number]
        if number not in misnamed and strays_from(indicator, name):
            facts: dict[str, Fact] = {"found": Quoted(name), "instrument": view.instrument.title}
            yield view.about("A209", number, row.name, **facts)


def _only_what_was_asked(view: View) -> Iterator[Finding]:
    """A210: only indicators asked for are answered."""
    more = tuple(row for row in view.answers if row not in view.asked)
    if more and not view.unclear:
        yield view.finding("A210", None, count=len(more), numbers=Numbers(more))


def _evidence_differs(view: View) -> Iterator[Finding]:
    """A211: evidence differs between indicators."""
    users: dict[str, list[str]] = defaultdict(list)
    for row in _claims(view):
        users[view.answers[row].evidence].append(row)
    for evidence, rows in users.items():
        if evidence and len(rows) >= _SHARED_EVIDENCE and not names_no_document(evidence):
            facts: dict[str, Fact] = {"found": Quoted(evidence), "numbers": Numbers(tuple(rows))}
            yield view.finding("A211", None, count=len(rows), **facts)


def _instrument_is_primary(view: View) -> Iterator[Finding]:
    """A213: the instrument comes from the regulation's own text."""
    if view.instrument.secondary:
        yield Finding("A213", Place(view.raw.file), {"instrument": view.instrument.title})


def _levels_differ(view: View) -> Iterator[Finding]:
    """A214: levels differ, from ten indicators on."""
    levels = {answer.level for answer in view.answers.values()}
    if len(view.answers) >= _ALL_ALIKE and len(levels) == 1:
        (level,) = levels
        if level > view.instrument.lowest:
            yield view.finding("A214", None, count=len(view.answers), level=level)


def _levels_are_typed(view: View) -> Iterator[Finding]:
    """A215: levels are typed, not linked."""
    linked = tuple(row for row in view.answers if _comes_from_formula(view.rows[row].level))
    if linked:
        yield view.finding("A215", None, count=len(linked), numbers=Numbers(linked))


def _comes_from_formula(cell: Cell) -> bool:
    return cell.formula is not None


def _presets_are_meant(view: View) -> Iterator[Finding]:
    """A218: a level that the form shows from the start is explained or proved."""
    for row, answer in view.answers.items():
        if answer.level == view.raw.preset and not (answer.evidence or answer.explanation):
            yield view.about("A218", row, view.rows[row].level, level=answer.level)


REMARKS: Final[tuple[Callable[[View], Iterator[Finding]], ...]] = (
    _claims_have_evidence,
    _evidence_names_documents,
    _claims_are_explained,
    _nothing_is_hidden,
    _identity_is_complete,
    _names_are_the_instruments,
    _only_what_was_asked,
    _evidence_differs,
    _instrument_is_primary,
    _levels_differ,
    _levels_are_typed,
    _presets_are_meant,
)
