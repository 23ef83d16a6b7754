"""What goes back to a respondent: what is copied, and where each finding stands."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from string import ascii_uppercase
from typing import Any, Final, NamedTuple

from spbe_cli.answers import LABELS, Cell, Kind
from spbe_cli.exact import whole_of
from spbe_cli.findings import Due, Fact, Finding, Listed, Numbers, Place, Raw, Severity, Word
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.values import correction_number
from spbe_cli.sheet.view import View
from spbe_cli.words import catalogue
from spbe_cli.words.catalogue import Sentence
from spbe_cli.xlsx import form_layout as form
from spbe_cli.xlsx.form_answers import ITEM_LETTERS
from spbe_cli.xlsx.styles import ERROR, WARNING, Marks, Style
from spbe_cli.xlsx.tables import ITEMS_SHEET

Say = Callable[[Finding], Sentence]
EMPTY: Final = form.WORDS.label("empty")
NOTHING: Final = "-"
_DOUBTFUL: Final = frozenset({"A103", "A114", "A115"})
"""Findings after which a level, though readable, must be entered anew."""
_KEPT_LABELS: Final = ("pengisi", "tanggal", "kontak")
"""What the respondent wrote into the open cells of Identitas."""


class Reply(NamedTuple):
    """When and to whom a respondent sends the correction back, as the sender wrote it."""

    due: Due = None
    contact: str | None = None


class Returned(NamedTuple):
    """A sheet that could be read, with its findings, to be sent back."""

    assessment: Assessment
    view: View
    reply: Reply

    @property
    def number(self) -> int:
        """Which correction of the sheet this is."""
        return correction_number(self.assessment.says("perbaikan")) + 1


def correction_layout(returned: Returned) -> form.Layout:
    """Decide what stands where in the new file; no cell stands out yet."""
    identity, view = returned.assessment.identity, returned.view
    request = form.TemplateRequest(
        institution=identity.get("instansi"),
        agency=identity.get("perangkat daerah"),
        year=identity.get("tahun"),
        stage=identity.get("tahap"),
        due=returned.reply.due,
        contact=returned.reply.contact,
        only=view.scope,
        correction=returned.number,
    )
    # What was asked for stays as it was written where it can't be read (A130).
    unreadable = any(finding.code == "A130" for finding in returned.assessment.findings)
    kept = (*_KEPT_LABELS, "indikator") if unreadable else _KEPT_LABELS
    typed = {label: identity[label] for label in kept if label in identity}
    columns = []
    for heading, cells in view.raw.others:
        first = {number: rows[0].row for number, rows in view.found.items()}
        told = {number: _written(cells[row]) for number, row in first.items() if row in cells}
        columns.append(form.ExtraColumn(heading, 30, told))
    if "justification" in view.raw.headings:
        # What an assessor wrote beside the levels.
        rows = view.rows.items()
        carried = view.raw.carried.rows
        reasons = {n: _written(row.justification) for n, row in rows if n not in carried}
        columns.append(form.ExtraColumn(form.JUSTIFICATION, 46, reasons, open=True))
    # Of several rows of a code the first is kept: one that was begun.
    entries = []
    for row in sorted(view.raw.items, key=lambda row: not row.begun):
        texts: dict[str, Any] = {what: _written(getattr(row, what)) for what in ITEM_LETTERS}
        texts["code"] = view.read_items.codes.get(row.row) or texts["code"]
        texts["level"] = whole_of(texts["level"]) or texts["level"] or None
        texts["day"] = form.date_of(row.day.value) or texts["day"]
        entries.append(form.ItemEntry(**texts, source=row.row))
    layout = form.lay_out(view.instrument, request, _prefills(returned), columns, entries)
    return replace(layout, typed=typed)


def _prefills(returned: Returned) -> dict[str, form.Prefill]:
    """Return what stands in the rows of the new file, texts joined; a blank row stays one."""
    findings = (one for one in returned.assessment.findings if one.code in _DOUBTFUL)
    told = [ListedFinding(one, returned, None) for one in findings]
    doubtful = {number for one in told if not one.displaces for number in one.numbers}
    filled, carried = {}, returned.view.raw.carried.rows
    for number, rows in returned.view.found.items():
        answer = None if number in carried else returned.view.answers.get(number)
        evidence = (_written(row.evidence) for row in rows if not row.evidence.failed)
        explanation = (_written(row.explanation) for row in rows)
        level: object = _written(rows[0].level) or None
        index: object = _written(rows[0].external) or None
        if number in carried:
            level = index = None  # of an earlier stage: nobody gave it at this one
        elif number in doubtful:
            level = None
        elif answer and not rows[0].level.blank:
            level = answer.level
        if answer and answer.external is not None:
            index = answer.external
        once = [dict.fromkeys(filter(None, texts)) for texts in (evidence, explanation)]
        filled[number] = form.Prefill(level, "; ".join(once[0]), "\n".join(once[1]), index)
    return filled


def _written(cell: Cell) -> str:
    """Return what somebody saw in a cell, as text: `3,5`, `3 April 2025`, `=Rekap!C5`."""
    if cell.kind in {Kind.NUMBER, Kind.DATE}:
        return form.WORDS.show(cell.value)
    if cell.kind is Kind.LOGICAL:
        return "TRUE" if cell.value else "FALSE"
    if cell.kind is Kind.UNCALCULATED:
        return cell.formula or "="
    return "" if cell.blank or cell.kind is Kind.REFUSED else str(cell.value)


class ListedFinding:
    """A finding in terms of the new file or, without `layout`, of the sender's own workbook.

    It is about `count` entries.  It has sheet and cell of all `places`, the `cells` on its own
    sheet, and what somebody has `written` there; `numbers` and `rows` are those that it is about.
    """

    def __init__(self, finding: Finding, returned: Returned, layout: form.Layout | None) -> None:
        self._told, self._view, view = finding, returned.view, returned.view
        place, raw = finding.place, view.raw
        self.is_error = finding.severity is Severity.ERROR
        count = finding.facts.get("count") if catalogue.record(finding.code).gap else None
        self.count = count if isinstance(count, int) else 1
        self.about_items = bool(place.sheet) and place.sheet == raw.items_sheet
        # Of two rows the first one has a cell.
        cells = ((row, cell) for row in raw.rows for cell in (row.number, row.level, row.name))
        at_cell = (row for row, cell in cells if cell.ref and cell.ref == place.cell)
        self.row = next(at_cell, None) if place.sheet == raw.sheet else None
        own = (row.row for row in view.found.get(finding.indicator or "", ()))
        # Its row bears another indicator's name, and its number has a row of its own.
        misplaced = self.row is None or self.row.row not in own
        self.displaces = finding.code == "A115" and misplaced
        self.numbers = self._numbers()
        self.rows = [row for number in self.numbers for row in view.found.get(number, ())]
        self.levels = [_written(row.level) or EMPTY for row in self.rows]
        asks_evidence = (finding.code, finding.variant) == ("A112", "evidence")
        self.column = "evidence" if asks_evidence else catalogue.record(finding.code).column
        self.written = self._found() or NOTHING
        facts: dict[str, Fact] = {
            "numbers": Numbers(self.numbers),
            "levels": Listed(tuple(self.levels)),
            "list": Word("correction.list") if layout and not view.instrument.decimals else "",
            **finding.facts,
        }
        if layout is None:
            self.places = self._own_places()
            self.sheet = self.places[0][0] if self.places else place.sheet or raw.sheet
        else:
            self.sheet, found = self._new_cells(layout)
            self.places = tuple((self.sheet, cell) for cell in found)
            place = Place("", self.sheet, found[0]) if found else Place("")
            if self.sheet == "Identitas" and "cell" in facts:
                facts["cell"] = found[0]
        self.cells = tuple(cell for sheet, cell in self.places if sheet == self.sheet)
        self.finding = replace(finding, place=place, facts=facts)

    def _numbers(self) -> tuple[str, ...]:
        view, finding, known = self._view, self._told, self._view.instrument.rows()
        match finding.facts:
            case {"number": str(number), "other": str(other)}:
                first = () if self.displaces else (number,)
                return first if first and other in view.found else (*first, other)
            case _ if finding.indicator:
                return (finding.indicator,)
            case {"numbers": Numbers(codes)}:
                return tuple(code for code in codes if code in known)
            case {"rows": Numbers(named)}:
                found = (
                    (number, str(row.row)) for number, rows in view.found.items() for row in rows
                )
                return tuple(number for number, row in found if row in named)
            case {"missing": Raw(), "found": Raw(number)}:
                return (number,)
            case _:
                # The rows to fill in where nothing was; those of evidence, if that is all.
                required = view.instrument.required_rows() if finding.code == "A112" else ()
                levels = tuple(n for n in required if form.is_asked(known[n], view.scope))
                return levels or tuple(n for n in required if n in view.found)

    def _new_cells(self, layout: form.Layout) -> tuple[str, tuple[str, ...]]:
        if self.about_items:
            source = (self._told.place.cell or "").lstrip(ascii_uppercase)
            rows = enumerate(layout.items, start=form.FIRST_ROW)
            found = (row for row, one in rows if str(one.source) == source)
            return ITEMS_SHEET, tuple(f"{ITEM_LETTERS[self.column]}{row}" for row in found)
        if identity := self._identity_cells():
            return "Identitas", identity
        at = {line.number: line.row for line in layout.lines}
        letter = layout.letters[self.column]
        return "Jawaban", tuple(f"{letter}{at[one]}" for one in self.numbers if one in at)

    def _own_places(self) -> tuple[tuple[str, str], ...]:
        place = self._told.place
        if place.sheet and place.cell and self._told.code != "A103":
            return ((place.sheet, place.cell),)
        if self.about_items:  # it has other columns than the rows of the table
            return ()
        cells: Iterable[Cell] = (getattr(row, self.column) for row in self.rows)
        places = ((one.sheet or self._view.raw.sheet, one.ref) for one in cells if one.ref)
        return tuple(dict.fromkeys(places))

    def _identity_cells(self) -> tuple[str, ...]:
        finding, identity = self._told, self._view.raw.identity
        labels: Iterable[str] = ()
        if (finding.code, finding.variant) == ("A208", "absent"):
            labels = ("instansi", "tahun", "tahap")  # what is open where there was no such sheet
        elif finding.code == "A208" and isinstance(listed := finding.facts.get("labels"), Listed):
            words = (item.text for item in listed.items if isinstance(item, Word))
            labels = (key.removeprefix("identity.") for key in words)
        elif finding.place.sheet and finding.place.sheet == identity.sheet:
            cells = identity.cells.items()
            labels = (label for label, cell in cells if cell.ref == finding.place.cell)
        return tuple(f"B{LABELS.index(label) + 1}" for label in labels if label in LABELS)

    def _found(self) -> str | None:
        """Return what stands in the place of a finding; all of a row that is not copied."""
        code, place, row = self._told.code, self._told.place, self.row
        found, identity = form.WORDS.found(self._told), self._view.raw.identity
        level = _written(row.level) if row else ""
        if self.about_items:
            return found
        if code == "A103":
            return "; ".join(self.levels)
        if row and code == "A114":
            return level or EMPTY
        if row and code == "A115" and not self.displaces:
            return form.BETWEEN.join((found or "", f"tingkat {level or EMPTY}"))
        if row and (not self.numbers or code == "A115"):
            texts = map(_written, (row.evidence, row.explanation))
            whole = (_written(row.number), _written(row.name), level and f"tingkat {level}", *texts)
            found = form.BETWEEN.join(filter(None, whole))
        elif not found and len(self.numbers) == 1 and self.rows:
            found = _written(getattr(self.rows[0], self.column)) or EMPTY
        elif not found and place.cell and place.sheet == identity.sheet:
            cells = (cell for cell in identity.cells.values() if cell.ref == place.cell)
            found = "".join(map(_written, cells))
        return found


def items_of(returned: Returned, layout: form.Layout | None) -> tuple[ListedFinding, ...]:
    """Return the findings for the respondent, errors first; without `layout` of their workbook."""
    findings = returned.assessment.findings
    found = [one for one in findings if not catalogue.record(one.code).for_analyst]
    if layout is None:
        # Who has a layout of his own is not asked for our sheet Identitas.
        found = [one for one in found if (one.code, one.variant) != ("A208", "absent")]

    def order(item: ListedFinding) -> tuple[bool, bool, str, int]:
        row = int(item.cells[0][1:]) if layout and item.cells else 0
        return (not item.is_error, not item.cells, item.sheet if layout else "", row)

    return tuple(sorted((ListedFinding(one, returned, layout) for one in found), key=order))


def marks_of(items: tuple[ListedFinding, ...], say: Say) -> Marks:
    """Return the cells that stand out; errors come first and win, all notes are shown."""
    marks: dict[tuple[str, str], tuple[Style, list[str]]] = {}
    for item in items:
        note = say(item.finding).prose()
        for place in item.places:
            _, notes = marks.setdefault(place, (ERROR if item.is_error else WARNING, []))
            if note not in notes:
                notes.append(note)
    return {place: (look, "\n".join(notes)) for place, (look, notes) in marks.items()}
