"""Changes somebody else's workbook in place: marks cells, writes cells, adds a sheet.

Only this module knows openpyxl, which takes 200 ms to load.  What was changed is read back with our
own reader: nothing but the cells that were meant may differ; results of formulas are put back.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.cells import Grid, letters, position, read_sheet
from spbe_cli.xlsx.losses import Uneditable, too_heavy
from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.styles import WRITTEN, Line, written

LIMIT_COVERED: Final = 200_000
"""So many cells may be merged: openpyxl makes an object of every one."""
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*?(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>'
)
_SHARED: Final = "="
_AUTHOR: Final = "spbe"
_OURS: Final = "Perbaikan isian: "
_OUR_PART: Final = re.compile(rf"(?:\A|\n){_OURS}")
"""How our part of a note begins."""


@contextmanager
def _at_work() -> Iterator[None]:
    """Let openpyxl work, which warns of what it drops and raises errors of a dozen kinds."""
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except Exception as odd:
        raise Uneditable("open") from odd


class Editor:
    """A workbook that is changed.

    `Refused` if our own reader does not read every sheet of it; `Uneditable` if openpyxl does not
    open it, or it is too big.
    """

    def __init__(self, package: Package, *, macros: bool = False) -> None:
        if too_heavy(package):
            raise Uneditable("big")
        self.package = package
        self.before = _seen(Package(package.file, package.content))
        covered = (area for grid in self.before.values() for area in grid.merged)
        if sum((b - t + 1) * (r - le + 1) for t, b, le, r in covered) > LIMIT_COVERED:
            raise Uneditable("big")
        with _at_work():
            self.book: Any = load_workbook(
                BytesIO(package.content), rich_text=True, keep_vba=macros
            )
        self.touched: set[tuple[str, str]] = set()

    def close(self) -> None:
        """Close the archive in which openpyxl keeps macros."""
        archive = getattr(self.book, "vba_archive", None)
        if archive:
            archive.close()

    def _cell(self, sheet: str, cell: str) -> Any:  # noqa: ANN401  openpyxl does not say its types
        found = next((one for one in self.book.worksheets if one.title == sheet), None)
        if found is None:
            raise Uneditable("open")
        return found[cell]

    def anchor(self, sheet: str, cell: str) -> str:
        """Return the cell that holds what is seen at a place: of merged ones the first."""
        row, column = position(cell) or (0, 0)
        for top, bottom, left, right in self.before[sheet].merged:
            if top <= row <= bottom and left <= column <= right:
                return f"{letters(left)}{top}"
        return cell

    def write(self, sheet: str, cell: str, value: str | float) -> None:
        """Write a number or a text; a text stays one whatever it begins with."""
        place = self._cell(sheet, cell)
        place.value = written(value) if isinstance(value, str) else value
        if isinstance(value, str):
            place.data_type = "s"
        self.touched.add((sheet, cell))

    def mark(self, sheet: str, cell: str, colour: str, note: str) -> None:
        """Colour a cell and put a note on it, below the one that is there."""
        place = self._cell(sheet, self.anchor(sheet, cell))
        place.fill = PatternFill("solid", fgColor=_rgb(colour))
        said = f"{_OURS}{written(note)}"
        known = place.comment
        author = known.author if known and known.author else _AUTHOR
        text = f"{known.text.rstrip()}\n\n{said}" if known and known.text.strip() else said
        lines = sum(1 + len(line) // 44 for line in text.splitlines())  # as many surely fit
        place.comment = Comment(text, author, height=20 * (lines + 1), width=320)

    def unmark(self, colours: Sequence[str]) -> None:
        """Take away the marks and notes of an earlier copy of ours."""
        ours = set(map(_rgb, colours))
        for sheet in self.book.worksheets:
            # Its published ways go through every cell up to the last one, which may be far away.
            places: list[Any] = list(vars(sheet)["_cells"].values())
            for place in (cell for cell in places if cell.comment):
                text = str(place.comment.text)
                if ours_at := _OUR_PART.search(text):
                    if str(place.fill.fgColor.rgb) in ours:
                        place.fill = PatternFill()
                    kept = text[: ours_at.start()].strip()
                    place.comment = Comment(kept, place.comment.author) if kept else None

    def remove(self, heading: str) -> None:
        """Take out the sheets that begin with this heading."""
        for sheet in self.book.worksheets:
            if sheet["A1"].value == heading:
                self.book.remove(sheet)
                self.before.pop(sheet.title, None)

    def add(self, title: str, widths: Sequence[int], lines: Sequence[Line]) -> None:
        """Put a sheet in front of all others."""
        sheet = self.book.create_sheet(title, 0)
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[letters(column)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        for row, line in enumerate(lines, start=1):
            for column, text in enumerate(map(str, line.texts), start=1):
                cell = sheet.cell(row, column)
                if line.colour:
                    cell.fill = PatternFill("solid", fgColor=_rgb(line.colour))
                if text:
                    cell.value, cell.data_type = written(text), "s"
                    wrapped = line.look in {"item", "head"}
                    cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
                    bold = line.look not in {"", "guide", "item"}
                    size = 18 if line.look == "title" else 11
                    white = "FFFFFFFF" if line.look == "head" else None
                    cell.font = Font(name="Calibri", bold=bold, size=size, color=white)
            if line.link:
                name, cell = line.link[0].replace("'", "''"), sheet.cell(row, 2)
                cell.hyperlink = Hyperlink(cell.coordinate, location=f"'{name}'!{line.link[1]}")
                cell.font = Font(name="Calibri", color="FF0563C1", underline="single")
        for other in self.book.worksheets:
            other.sheet_view.tabSelected = False
        self.book.active = 0

    def note(self, name: str, value: str) -> None:
        """Set a custom property of the workbook."""
        properties = self.book.custom_doc_props
        if name in properties.names:
            del properties[name]
        properties.append(StringProperty(name=name, value=value))

    def saved(self, *, results: bool) -> bytes:
        """Return the workbook; with `results` those of formulas stand as they did.

        `Uneditable` if something else than what was meant would be changed.
        """
        if not results and self.book.calculation:
            self.book.calculation.fullCalcOnLoad = True
        content = self._written(results=results)
        try:
            after = _seen(Package(self.package.file, content))
        except Refused as refused:
            raise Uneditable("differs") from refused
        if _differ(self.before, after, self.touched, results=results):
            raise Uneditable("differs")
        return content

    def _written(self, *, results: bool) -> bytes:
        """Save, put results back, and write one date into all files, so that bytes are the same."""
        saved = BytesIO()
        with _at_work():
            self.book.save(saved)
        stored = {
            f"xl/worksheets/sheet{number}.xml": self.before[sheet.title].results
            for number, sheet in enumerate(self.book.worksheets, start=1)
            if results and sheet.title in self.before
        }
        day = f"{WRITTEN:%Y-%m-%dT%H:%M:%SZ}".encode()
        packed = BytesIO()
        with ZipFile(saved) as source, ZipFile(packed, "w") as target:
            for name in source.namelist():
                part = source.read(name)
                if name == _CORE:
                    part = _MODIFIED.sub(rb"\g<1>" + day, part)
                elif stored.get(name):
                    part = _with_results(part, stored[name])
                target.writestr(ZipInfo(name), part, ZIP_DEFLATED)
        return packed.getvalue()


def _rgb(colour: str) -> str:
    return f"FF{colour.lstrip('#')}"


def _seen(package: Package) -> dict[str, Grid]:
    book = open_book(package)
    return {sheet.name: read_sheet(book, sheet) for sheet in book.sheets}


def _with_results(part: bytes, stored: Mapping[str, tuple[str, str]]) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        kind, value = stored.get(found[1].decode(), ("", ""))
        if not value:
            return found[0]
        kind = f' t="{kind}"' if kind not in {"", "n"} else ""
        text = f"<v>{escape(value)}</v></c>".encode()
        return b'<c r="%b"%b%b>%b%b' % (found[1], found[2], kind.encode(), found[3], text)

    return _FORMULA.sub(put, part)


def _differ(
    before: Mapping[str, Grid],
    after: Mapping[str, Grid],
    touched: set[tuple[str, str]],
    *,
    results: bool,
) -> bool:
    for name, grid in before.items():
        other = after.get(name)
        if other is None or sorted(other.merged) != sorted(grid.merged):
            return True
        places = {(r, c) for one in (grid, other) for r, row in one.cells.items() for c in row}
        for row, column in places:
            one, two = grid.cell(row, column), other.cell(row, column)
            # Of a formula that several cells share only the first cell may hold the text.
            formulas = one.formula == two.formula or (one.formula == _SHARED and two.formula)
            alike = (one.kind, one.value) == (two.kind, two.value) or (one.blank and two.blank)
            unread = one.formula is not None and not results
            meant = (name, f"{letters(column)}{row}") in touched
            if not (meant or (formulas and (alike or unread))):
                return True
    return False
