"""Where a finding stands in the new file, and what was written there."""

from dataclasses import dataclass, replace
from typing import Final

from spbe_cli.answers import LABELS, Cell, RawRow
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Severity, Word
from spbe_cli.words import Words, catalogue
from spbe_cli.xlsx.correction_items import (
    Returned,
    identity_typed,
    is_displaced,
    numbers_of,
    prefills,
    request_of,
    row_at,
    written,
)
from spbe_cli.xlsx.styles import ERROR, WARNING
from spbe_cli.xlsx.form_layout import Layout, Mark, lay_out
from spbe_cli.xlsx.form_texts import WORDS

ONLY_EVIDENCE: Final = ("A112", "evidence")
"""The finding, with its variant, of a blank sheet that asks for no level."""
OPEN_LABELS: Final[tuple[str, ...]] = ("instansi", "tahun", "tahap")
"""What is open in Identitas where there was no such sheet."""
EMPTY: Final = WORDS.label("empty")
NOTHING: Final = "-"
BETWEEN: Final = " · "
LEVEL: Final = "tingkat {}"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in terms of the new file.

    `cells` are all cells concerned, on the sheet of the finding's place; `numbers` the rows;
    `written` is what somebody wrote there.
    """

    finding: Finding
    sheet: str
    cells: tuple[str, ...]
    numbers: tuple[str, ...]
    written: str

    @property
    def is_error(self) -> bool:
        """Tell whether it must be put right."""
        return self.finding.severity is Severity.ERROR


def correction_layout(returned: Returned) -> Layout:
    """Decide what stands where in the new file; no cell stands out yet."""
    layout = lay_out(returned.instrument, request_of(returned), prefills(returned))
    return replace(layout, typed=identity_typed(returned))


def items_of(returned: Returned, layout: Layout) -> tuple[Item, ...]:
    """Return all findings for the respondent: errors first, each in the order of the new file."""
    told = (one for one in returned.findings if not catalogue.record(one.code).for_analyst)
    items = [item_of(finding, returned, layout) for finding in told]
    return tuple(sorted(items, key=order))


def order(item: Item) -> tuple[bool, bool, str, int]:
    """Sort by weight, then by sheet and row; what has no cell comes last."""
    row = int(item.cells[0][1:]) if item.cells else 0
    return (not item.is_error, not item.cells, item.sheet, row)


def item_of(finding: Finding, returned: Returned, layout: Layout) -> Item:
    """Place a finding in the new file."""
    numbers = numbers_of(finding, returned)
    identity = identity_cells(finding, returned)
    sheet = "Identitas" if identity else "Jawaban"
    cells = identity or answer_cells(finding, numbers, layout)
    place = Place("", sheet, cells[0]) if cells else Place("")
    facts = facts_of(finding, returned, numbers)
    if identity and "cell" in facts:
        facts["cell"] = cells[0]
    placed = replace(finding, place=place, facts=facts)
    return Item(placed, sheet, cells, numbers, found_in(finding, returned, numbers))


def identity_cells(finding: Finding, returned: Returned) -> tuple[str, ...]:
    """Return the cells of the new sheet Identitas that a finding is about."""
    match finding:
        case Finding(code="A208", variant="absent"):
            labels = OPEN_LABELS
        case Finding(code="A208", facts={"labels": Listed(items)}):
            words = (item.key for item in items if isinstance(item, Word))
            labels = tuple(key.removeprefix("identity.") for key in words)
        case _ if finding.place.sheet and finding.place.sheet == returned.raw.identity.sheet:
            cells = returned.raw.identity.cells.items()
            labels = tuple(label for label, cell in cells if cell.ref == finding.place.cell)
        case _:
            labels = ()
    return tuple(f"B{LABELS.index(label) + 1}" for label in labels if label in LABELS)


def answer_cells(finding: Finding, numbers: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Return the cells of the new sheet Jawaban that a finding is about."""
    rows = {line.number: line.row for line in layout.lines}
    column = layout.letters._asdict()[column_of(finding)]
    return tuple(f"{column}{rows[number]}" for number in numbers if number in rows)


def facts_of(finding: Finding, returned: Returned, numbers: tuple[str, ...]) -> dict[str, Fact]:
    """Return the facts of a finding, and those that only the new file tells."""
    levels = Listed(tuple(levels_found(numbers, returned)))
    known: Fact = "" if returned.instrument.decimals else Word("correction.list")
    return {"numbers": Numbers(numbers), "levels": levels, "list": known, **finding.facts}


def found_in(finding: Finding, returned: Returned, numbers: tuple[str, ...]) -> str:
    """Return what stands in the place of a finding; all of a row that is not copied."""
    found = WORDS.found(finding)
    if finding.code == "A103":
        return "; ".join(levels_found(numbers, returned))
    row = row_at(finding, returned)
    if row and finding.code == "A114":
        return written(row.level) or EMPTY
    if row and finding.code == "A115" and not is_displaced(finding, returned):
        return BETWEEN.join((found or "", LEVEL.format(written(row.level) or EMPTY)))
    if row and (not numbers or finding.code == "A115"):
        return whole(row)
    return found or standing(finding, returned, numbers) or NOTHING


def standing(finding: Finding, returned: Returned, numbers: tuple[str, ...]) -> str:
    """Return what stands in the cell that a finding is about, if it is one cell."""
    if len(numbers) == 1 and numbers[0] in returned.rows:
        return written(cell_of(finding, returned.rows[numbers[0]][0])) or EMPTY
    if finding.place.cell and finding.place.sheet == returned.raw.identity.sheet:
        cells = returned.raw.identity.cells.values()
        return "".join(written(cell) for cell in cells if cell.ref == finding.place.cell)
    return ""


def levels_found(numbers: tuple[str, ...], returned: Returned) -> list[str]:
    """Return what stands in the level cells of all rows with these numbers."""
    rows = (row for number in numbers for row in returned.rows.get(number, ()))
    return [written(row.level) or EMPTY for row in rows]


def whole(row: RawRow) -> str:
    """Return all that stands in a row."""
    level = written(row.level)
    texts = (
        written(row.number),
        written(row.name),
        LEVEL.format(level) if level else "",
        written(row.evidence),
        written(row.explanation),
    )
    return BETWEEN.join(filter(None, texts))


def cell_of(finding: Finding, row: RawRow) -> Cell:
    """Return the cell of a row that a finding is about."""
    cells = {
        "level": row.level,
        "external": row.external,
        "evidence": row.evidence,
        "explanation": row.explanation,
    }
    return cells[column_of(finding)]


def column_of(finding: Finding) -> str:
    """Return the column that a finding is about."""
    if (finding.code, finding.variant) == ONLY_EVIDENCE:
        return "evidence"
    return catalogue.record(finding.code).column


def marks_of(items: tuple[Item, ...], words: Words) -> dict[tuple[str, str], Mark]:
    """Return the cells that stand out; errors come first and win, all notes are shown."""
    marks: dict[tuple[str, str], Mark] = {}
    for item in items:
        note = words.correction(item.finding).prose()
        for place in ((item.sheet, cell) for cell in item.cells):
            known = marks.get(place)
            look = ERROR if item.is_error else WARNING
            marks[place] = (
                replace(known, note=f"{known.note}\n{note}") if known else Mark(look, note)
            )
    return marks
