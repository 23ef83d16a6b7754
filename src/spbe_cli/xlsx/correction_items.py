"""What goes back to a respondent: what is copied, and where each finding stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import ascii_uppercase
from typing import Final, NamedTuple

from spbe_cli.answers import LABELS, Answer, Cell, Kind, RawItem, RawRow, RawSheet
from spbe_cli.exact import whole_of
from spbe_cli.findings import Due, Fact, Finding, Listed, Numbers, Place, Raw, Severity, Word
from spbe_cli.instrument import Instrument
from spbe_cli.words import catalogue
from spbe_cli.words.catalogue import Sentence
from spbe_cli.xlsx.form_items import ITEM_LETTERS
from spbe_cli.xlsx.form_layout import (
    BETWEEN,
    JUSTIFICATION,
    WORDS,
    ExtraColumn,
    ItemEntry,
    Layout,
    Prefill,
    TemplateRequest,
    date_of,
    is_asked,
    lay_out,
)
from spbe_cli.xlsx.lists import ITEMS_SHEET
from spbe_cli.xlsx.styles import ERROR, WARNING, Style

EMPTY: Final = WORDS.label("empty")
NOTHING: Final = "-"
_DOUBTFUL: Final = frozenset({"A103", "A114", "A115"})
"""Findings after which a level, though readable, must be entered anew."""
_KEPT_LABELS: Final = ("pengisi", "tanggal", "kontak")
"""What the respondent wrote into the open cells of Identitas."""
_OPEN_LABELS: Final[tuple[str, ...]] = ("instansi", "tahun", "tahap")
"""What is open in Identitas where there was no such sheet."""


@dataclass(frozen=True)
class Returned:
    """A sheet as it was received and checked.

    `rows` holds the rows of every number of the instrument, several if it stands several
    times; `answers` those that could be read; `asked` the numbers asked for, None for all.
    `item_codes` are the codes in the rows of Bukti, as far as they are known.
    `identity` goes by label in lower case; `number` is which correction this is, `due` and
    `contact` say how to send it back.
    """

    instrument: Instrument
    raw: RawSheet
    findings: tuple[Finding, ...]
    identity: Mapping[str, str]
    rows: Mapping[str, tuple[RawRow, ...]]
    answers: Mapping[str, Answer]
    asked: tuple[str, ...] | None = None
    number: int = 1
    due: Due = None
    contact: str | None = None
    item_codes: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def row_at_cell(self) -> Mapping[str, RawRow]:
        """The row of every cell of the table that a finding without an answer is placed at."""
        return {
            cell.ref: row
            for row in reversed(self.raw.rows)  # of two rows the first one has a cell
            for cell in (row.number, row.level, row.name)
            if cell.ref
        }

    @cached_property
    def number_at_row(self) -> Mapping[int, str]:
        """The number of the instrument that stands in a row of the sheet."""
        return {row.row: number for number, rows in self.rows.items() for row in rows}

    def row_at(self, finding: Finding) -> RawRow | None:
        """Return the row of the answer table that a finding is placed at."""
        place = finding.place
        return self.row_at_cell.get(place.cell or "") if place.sheet == self.raw.sheet else None

    def about_items(self, finding: Finding) -> bool:
        """Tell whether a finding is about the sheet Bukti."""
        return bool(finding.place.sheet) and finding.place.sheet == self.raw.items_sheet

    def displaces(self, finding: Finding) -> bool:
        """Tell whether a row bears another indicator's name and its number has a row of its own."""
        row = self.row_at(finding)
        own = row is not None and self.number_at_row.get(row.row) == finding.indicator
        return finding.code == "A115" and not own

    def numbers_of(self, finding: Finding) -> tuple[str, ...]:
        """Return the numbers of the rows that a finding is about."""
        known = self.instrument.rows()
        match finding.facts:
            case {"number": str(number), "other": str(other)}:
                first = () if self.displaces(finding) else (number,)
                return first if first and other in self.rows else (*first, other)
            case _ if finding.indicator:
                return (finding.indicator,)
            case {"numbers": Numbers(codes)}:
                return tuple(code for code in codes if code in known)
            case {"rows": Numbers(rows)}:
                held = set(rows)
                return tuple(n for row, n in self.number_at_row.items() if str(row) in held)
            case {"missing": Raw(), "found": Raw(number)}:
                return (number,)
            case _:
                # The rows to fill in where nothing was; those of evidence, if that is all.
                required = self.instrument.required_rows() if finding.code == "A112" else ()
                levels = tuple(n for n in required if is_asked(known[n], self.asked))
                return levels or tuple(n for n in required if n in self.rows)


class Item(NamedTuple):
    """A finding in terms of the new file, or of the sender's own workbook.

    `places` are sheet and cell of all that it is about, `sheet` that of most of them; `numbers`
    are the rows; `written` is what somebody wrote there.
    """

    finding: Finding
    sheet: str
    places: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    written: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells on its sheet."""
        return tuple(cell for sheet, cell in self.places if sheet == self.sheet)

    @property
    def is_error(self) -> bool:
        """Tell whether it must be put right."""
        return self.finding.severity is Severity.ERROR


def correction_layout(returned: Returned) -> Layout:
    """Decide what stands where in the new file; no cell stands out yet."""
    identity = returned.identity
    request = TemplateRequest(
        institution=identity.get("instansi"),
        agency=identity.get("perangkat daerah"),
        year=identity.get("tahun"),
        stage=identity.get("tahap"),
        due=returned.due,
        contact=returned.contact,
        only=returned.asked,
        correction=returned.number,
    )
    # What was asked for stays as it was written where it can't be read (A130).
    unreadable = any(finding.code == "A130" for finding in returned.findings)
    kept = (*_KEPT_LABELS, "indikator") if unreadable else _KEPT_LABELS
    typed = {label: identity[label] for label in kept if label in identity}
    columns = []
    if "justification" in returned.raw.headings:
        # What an assessor wrote beside the levels.
        rows = returned.rows.items()
        reasons = {number: _written(found[0].justification) for number, found in rows}
        columns.append(ExtraColumn(JUSTIFICATION, 46, reasons, open=True))
    # Of several rows of a code the first is kept: one that was begun.
    items = sorted(returned.raw.items, key=lambda row: not row.begun)
    entries = [_item_entry(row, returned.item_codes.get(row.row)) for row in items]
    layout = lay_out(returned.instrument, request, _prefills(returned), columns, entries)
    return replace(layout, typed=typed)


def _item_entry(row: RawItem, code: str | None) -> ItemEntry:
    """Return a row of Bukti as it was written."""
    return ItemEntry(
        code=code or _written(row.code),
        level=whole_of(_written(row.level)) or _written(row.level) or None,
        asked=_written(row.asked),
        files=_written(row.files),
        status=_written(row.status),
        day=date_of(row.day.value) or _written(row.day),
        note=_written(row.note),
        owner=_written(row.owner),
        source=row.row,
    )


def _prefills(returned: Returned) -> dict[str, Prefill]:
    """Return what stands in the rows of the new file; a blank row stays one.

    Without it, a row for evidence only would not come back.  Several evidences and explanations
    are joined, each once.
    """
    doubtful = {
        number
        for finding in returned.findings
        if finding.code in _DOUBTFUL and not returned.displaces(finding)
        for number in returned.numbers_of(finding)
    }
    filled = {}
    for number, rows in returned.rows.items():
        answer = returned.answers.get(number)
        evidence = [_written(row.evidence) for row in rows if not row.evidence.failed]
        explanation = [_written(row.explanation) for row in rows]
        level: object = _written(rows[0].level) or None
        index: object = _written(rows[0].external) or None
        if number in doubtful:
            level = None
        elif answer and not rows[0].level.blank:
            level = answer.level
        if answer and answer.external is not None:
            index = answer.external
        evidence, explanation = (
            list(dict.fromkeys(filter(None, texts))) for texts in (evidence, explanation)
        )
        filled[number] = Prefill(level, "; ".join(evidence), "\n".join(explanation), index)
    return filled


def _written(cell: Cell) -> str:
    """Return what somebody saw in a cell, as text: `3,5`, `3 April 2025`, `=Rekap!C5`."""
    if cell.kind in {Kind.NUMBER, Kind.DATE}:
        return WORDS.show(cell.value)
    if cell.kind is Kind.LOGICAL:
        return "TRUE" if cell.value else "FALSE"
    if cell.kind is Kind.UNCALCULATED:
        return cell.formula or "="
    return "" if cell.blank or cell.kind is Kind.REFUSED else str(cell.value)


def items_of(returned: Returned, layout: Layout | None) -> tuple[Item, ...]:
    """Return all findings for the respondent, errors first, what has no cell last.

    They are in the order of the new file; without `layout` in terms of the workbook received.
    """
    told = [one for one in returned.findings if not catalogue.record(one.code).for_analyst]
    if layout is None:
        # Who has a layout of his own is not asked for our sheet Identitas.
        told = [one for one in told if (one.code, one.variant) != ("A208", "absent")]

    def order(item: Item) -> tuple[bool, bool, str, int]:
        row = int(item.cells[0][1:]) if layout and item.cells else 0
        return (not item.is_error, not item.cells, item.sheet if layout else "", row)

    return tuple(sorted((_item_of(one, returned, layout) for one in told), key=order))


def _item_of(finding: Finding, returned: Returned, layout: Layout | None) -> Item:
    numbers = returned.numbers_of(finding)
    facts: dict[str, Fact] = {
        "numbers": Numbers(numbers),
        "levels": Listed(tuple(_levels_found(numbers, returned))),
        "list": Word("correction.list") if layout and not returned.instrument.decimals else "",
        **finding.facts,
    }
    place = finding.place
    if layout is None:
        places = _own_places(finding, returned, numbers)
        sheet = places[0][0] if places else place.sheet or returned.raw.sheet
    else:
        sheet, cells = _new_cells(finding, returned, numbers, layout)
        places = tuple((sheet, cell) for cell in cells)
        place = Place("", sheet, cells[0]) if cells else Place("")
        if sheet == "Identitas" and "cell" in facts:
            facts["cell"] = cells[0]
    placed = replace(finding, place=place, facts=facts)
    return Item(placed, sheet, places, numbers, _found_in(finding, returned, numbers))


def _new_cells(
    finding: Finding, returned: Returned, numbers: tuple[str, ...], layout: Layout
) -> tuple[str, tuple[str, ...]]:
    """Place a finding in the new file, by the rows of the numbers and the letters of columns."""
    column = _column_of(finding)
    if returned.about_items(finding):
        row = (finding.place.cell or "").lstrip(ascii_uppercase)
        found = (one.row for one in layout.items if str(one.entry.source) == row)
        return ITEMS_SHEET, tuple(f"{ITEM_LETTERS[column]}{one}" for one in found)
    if identity := _identity_cells(finding, returned):
        return "Identitas", identity
    rows = {line.number: line.row for line in layout.lines}
    letter = layout.letters._asdict()[column]
    return "Jawaban", tuple(f"{letter}{rows[one]}" for one in numbers if one in rows)


def _own_places(
    finding: Finding, returned: Returned, numbers: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Place a finding in the workbook received."""
    place, raw, column = finding.place, returned.raw, _column_of(finding)
    if place.sheet and place.cell and finding.code != "A103":
        return ((place.sheet, place.cell),)
    if returned.about_items(finding):  # it has other columns than the rows of the table
        return ()
    rows = (row for number in numbers for row in returned.rows.get(number, ()))
    cells: Iterable[Cell] = (getattr(row, column) for row in rows)
    return tuple(dict.fromkeys((cell.sheet or raw.sheet, cell.ref) for cell in cells if cell.ref))


def _identity_cells(finding: Finding, returned: Returned) -> tuple[str, ...]:
    """Return the cells of the new sheet Identitas that a finding is about."""
    match finding:
        case Finding(code="A208", variant="absent"):
            labels = _OPEN_LABELS
        case Finding(code="A208", facts={"labels": Listed(items)}):
            words = (item.key for item in items if isinstance(item, Word))
            labels = tuple(key.removeprefix("identity.") for key in words)
        case _ if finding.place.sheet and finding.place.sheet == returned.raw.identity.sheet:
            cells = returned.raw.identity.cells.items()
            labels = tuple(label for label, cell in cells if cell.ref == finding.place.cell)
        case _:
            labels = ()
    return tuple(f"B{LABELS.index(label) + 1}" for label in labels if label in LABELS)


def _found_in(finding: Finding, returned: Returned, numbers: tuple[str, ...]) -> str:
    """Return what stands in the place of a finding; all of a row that is not copied."""
    found, row, identity = WORDS.found(finding), returned.row_at(finding), returned.raw.identity
    if returned.about_items(finding):
        return found or NOTHING
    if finding.code == "A103":
        return "; ".join(_levels_found(numbers, returned))
    if row and finding.code == "A114":
        return _written(row.level) or EMPTY
    if row and finding.code == "A115" and not returned.displaces(finding):
        return BETWEEN.join((found or "", f"tingkat {_written(row.level) or EMPTY}"))
    if row and (not numbers or finding.code == "A115"):
        level = _written(row.level)
        texts = map(_written, (row.evidence, row.explanation))
        whole = (_written(row.number), _written(row.name), level and f"tingkat {level}", *texts)
        found = BETWEEN.join(filter(None, whole))
    elif not found and len(numbers) == 1 and numbers[0] in returned.rows:
        cell: Cell = getattr(returned.rows[numbers[0]][0], _column_of(finding))
        found = _written(cell) or EMPTY
    elif not found and finding.place.cell and finding.place.sheet == identity.sheet:
        cells = (cell for cell in identity.cells.values() if cell.ref == finding.place.cell)
        found = "".join(map(_written, cells))
    return found or NOTHING


def _levels_found(numbers: tuple[str, ...], returned: Returned) -> list[str]:
    """Return what stands in the level cells of all rows with these numbers."""
    rows = (row for number in numbers for row in returned.rows.get(number, ()))
    return [_written(row.level) or EMPTY for row in rows]


def _column_of(finding: Finding) -> str:
    """Return the column that a finding is about; A112 of a sheet that asks for no level differs."""
    if (finding.code, finding.variant) == ("A112", "evidence"):
        return "evidence"
    return catalogue.record(finding.code).column


def marks_of(
    items: tuple[Item, ...], say: Callable[[Finding], Sentence]
) -> dict[tuple[str, str], tuple[Style, str]]:
    """Return the cells that stand out; errors come first and win, all notes are shown."""
    marks: dict[tuple[str, str], tuple[Style, list[str]]] = {}
    for item in items:
        note = say(item.finding).prose()
        for place in item.places:
            _, notes = marks.setdefault(place, (ERROR if item.is_error else WARNING, []))
            if note not in notes:
                notes.append(note)
    return {place: (look, "\n".join(notes)) for place, (look, notes) in marks.items()}
