"""Changes somebody else's workbook in place: marks cells, writes cells, adds a sheet.

Only this module knows openpyxl, which loads where a workbook is changed and nowhere else.  What it
cannot keep is told beforehand by the parts of the file (`losses`).  What was changed is read
back with our own reader and held against what was there: nothing but the cells that were meant may
differ.  Results of formulas, which openpyxl drops, are put back where nothing was changed that they
could depend on.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from spbe_cli.answers import Cell
from spbe_cli.xlsx.book import Attributes, Handlers, Pieces, open_book, read_xml
from spbe_cli.xlsx.burden import too_heavy
from spbe_cli.xlsx.cells import Grid, letters, read_sheet
from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.styles import WRITTEN, written

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

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
_LINE: Final = 20
_NOTE_WIDTH: Final = 320
_NOTE_LINE: Final = 44
_SHEETS: Final = "xl/worksheets/sheet{}.xml"


class Uneditable(Exception):  # noqa: N818  it is no error of the program
    """A workbook that cannot be changed without harm; `reason` is the key of a word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# What is there, as our own reader sees it


class Sight(NamedTuple):
    """The cells of all sheets, and the results of formulas as they are stored."""

    grids: Mapping[str, Grid]
    results: Mapping[str, Mapping[str, tuple[str, str]]]


def _seen(package: Package) -> Sight:
    """Read all sheets of a workbook.

    Raises:
        Refused: one of them is damaged, hostile, or beyond the limits.
    """
    grids: dict[str, Grid] = {}
    results: dict[str, Mapping[str, tuple[str, str]]] = {}
    book = open_book(package)
    for sheet in book.sheets:
        grids[sheet.name] = read_sheet(book, sheet)
    again = Package(package.file, package.content)
    for sheet in book.sheets:
        stored = _Results()
        if sheet.part:
            read_xml(again, sheet.part, stored)
        results[sheet.name] = stored.found
    return Sight(grids, results)


class _Results(Handlers):
    """Takes in the stored results of formulas: type and text by cell."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self.cell = self.kind = ""
        self.value = Pieces()
        self.formula = self.reading = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self.cell, self.kind = attributes.get("r", ""), attributes.get("t", "")
            self.value, self.formula = Pieces(), False
        elif tag == "f":
            self.formula = True
        self.reading = tag == "v"

    def end(self, tag: str) -> None:
        self.reading = False
        if tag == "c" and self.formula and self.value.length:
            self.found[self.cell] = (self.kind, self.value.text())

    def text(self, data: str) -> None:
        if self.reading:
            self.value.add(data)


# The change


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet that is added: its texts, how it looks, where its second cell leads."""

    texts: tuple[str, ...]
    look: str = ""
    colour: str = ""
    link: tuple[str, str] | None = None


class Editor:
    """A workbook that is changed.

    Raises:
        Refused: our own reader does not read every sheet of it.
        Uneditable: openpyxl does not open it, or it is too big.
    """

    def __init__(self, package: Package, *, macros: bool = False) -> None:
        if too_heavy(package):
            raise Uneditable("big")
        self.package = package
        self.before = _seen(Package(package.file, package.content))
        covered = (area for grid in self.before.grids.values() for area in grid.merged)
        if sum((b - t + 1) * (r - le + 1) for t, b, le, r in covered) > LIMIT_COVERED:
            raise Uneditable("big")
        self.book = _opened(package.content, macros=macros)
        self.touched: set[tuple[str, str]] = set()
        self.anchors: dict[str, dict[str, str]] = {}

    def close(self) -> None:
        """Close the archive in which openpyxl keeps macros."""
        archive = getattr(self.book, "vba_archive", None)
        if archive:
            archive.close()

    def _sheet(self, name: str) -> "Worksheet":
        found: Any = next((one for one in self.book.worksheets if one.title == name), None)
        if found is None:
            raise Uneditable("open")
        sheet: Worksheet = found
        return sheet

    def anchor(self, sheet: str, cell: str) -> str:
        """Return the cell that holds what is seen at a place: of merged ones the first."""
        if sheet not in self.anchors:
            self.anchors[sheet] = {
                f"{letters(column)}{row}": f"{letters(left)}{top}"
                for top, bottom, left, right in self.before.grids[sheet].merged
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
            }
        return self.anchors[sheet].get(cell, cell)

    def write(self, sheet: str, cell: str, value: str | float) -> None:
        """Write a number or a text; a text stays one whatever it begins with."""
        place: Any = self._sheet(sheet)[cell]
        place.value = written(value) if isinstance(value, str) else value
        if isinstance(value, str):
            place.data_type = "s"
        self.touched.add((sheet, cell))

    def mark(self, sheet: str, cell: str, colour: str, note: str) -> None:
        """Colour a cell and put a note on it, below the one that is there."""
        from openpyxl.comments import Comment  # noqa: PLC0415  loads where it is needed
        from openpyxl.styles import PatternFill  # noqa: PLC0415

        place: Any = self._sheet(sheet)[self.anchor(sheet, cell)]
        place.fill = PatternFill("solid", fgColor=f"FF{colour.lstrip('#')}")
        said = f"{_OURS}{written(note)}"
        known = place.comment
        author = known.author if known and known.author else _AUTHOR
        text = f"{known.text.rstrip()}\n\n{said}" if known and known.text.strip() else said
        lines = sum(1 + len(line) // _NOTE_LINE for line in text.splitlines())
        place.comment = Comment(text, author, height=_LINE * (lines + 1), width=_NOTE_WIDTH)

    def unmark(self, colours: Sequence[str]) -> None:
        """Take away the marks and notes of an earlier copy of ours."""
        from openpyxl.comments import Comment  # noqa: PLC0415
        from openpyxl.styles import PatternFill  # noqa: PLC0415

        ours = {f"FF{colour.lstrip('#')}" for colour in colours}
        for sheet in self.book.worksheets:
            # Its published ways go through every cell up to the last one, which may be far away.
            places: list[Any] = list(vars(sheet)["_cells"].values())
            for place in (cell for cell in places if cell.comment):
                ours_at = _OUR_PART.search(str(place.comment.text))
                if ours_at is None:
                    continue
                if str(place.fill.fgColor.rgb) in ours:
                    place.fill = PatternFill()
                kept = str(place.comment.text)[: ours_at.start()].strip()
                place.comment = Comment(kept, place.comment.author) if kept else None

    def text(self, sheet: str, cell: str) -> str:
        """Return the text that a cell holds; none of what is no sheet of cells."""
        found: Any = self.book[sheet]
        value = found[cell].value if found in self.book.worksheets else None
        return value if isinstance(value, str) else ""

    def remove(self, title: str) -> None:
        """Take out a sheet."""
        self.book.remove(self.book[title])
        kept = {name: grid for name, grid in self.before.grids.items() if name != title}
        self.before = self.before._replace(grids=kept)

    def add(self, title: str, widths: Sequence[int], lines: Sequence[Line]) -> None:
        """Put a sheet in front of all others."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        sheet: Any = self.book.create_sheet(title, 0)
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[letters(column)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        for number, line in enumerate(lines, start=1):
            for column, text in enumerate(line.texts, start=1):
                cell = sheet.cell(number, column)
                if line.colour:
                    cell.fill = PatternFill("solid", fgColor=f"FF{line.colour.lstrip('#')}")
                if not text:
                    continue
                cell.value = written(text)
                cell.data_type = "s"
                wrapped = line.look in {"item", "head"}
                cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
                bold, size = (
                    line.look in {"title", "bold", "head"},
                    18 if line.look == "title" else 11,
                )
                white = "FFFFFFFF" if line.look == "head" else None
                cell.font = Font(name="Calibri", bold=bold, size=size, color=white)
            if line.link:
                place, cell = line.link, sheet.cell(number, 2)
                name = place[0].replace("'", "''")
                cell.hyperlink = _link(cell.coordinate, f"'{name}'!{place[1]}")
                cell.font = Font(name="Calibri", color="FF0563C1", underline="single")
        for other in self.book.worksheets:
            other.sheet_view.tabSelected = False
        self.book.active = 0

    def note(self, name: str, value: str) -> None:
        """Set a custom property of the workbook."""
        from openpyxl.packaging.custom import StringProperty  # noqa: PLC0415

        book: Any = self.book
        properties = book.custom_doc_props
        if name in properties.names:
            del properties[name]
        properties.append(StringProperty(name=name, value=value))

    def saved(self, *, results: bool) -> bytes:
        """Return the workbook; with `results` those of formulas stand as they did.

        Raises:
            Uneditable: something else than what was meant would be changed.
        """
        if not results and self.book.calculation:
            self.book.calculation.fullCalcOnLoad = True
        content = self._written(results=results)
        try:
            after = _seen(Package(self.package.file, content))
        except Refused as refused:
            raise Uneditable("differs") from refused
        if any(_changes(self.before, after, self.touched, results=results)):
            raise Uneditable("differs")
        return content

    def _written(self, *, results: bool) -> bytes:
        """Save, put results back, and write one date into all files, so that bytes are the same."""
        saved = BytesIO()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.book.save(saved)
        except Exception as odd:
            raise Uneditable("open") from odd
        stored: dict[str, Mapping[str, tuple[str, str]]] = {}
        if results:
            for number, sheet in enumerate(self.book.worksheets, start=1):
                stored[_SHEETS.format(number)] = self.before.results.get(sheet.title, {})
        day = f"{WRITTEN:%Y-%m-%dT%H:%M:%SZ}".encode()
        packed = BytesIO()
        with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
            for info in source.infolist():
                part = source.read(info)
                if info.filename == _CORE:
                    part = _MODIFIED.sub(rb"\g<1>" + day, part)
                elif stored.get(info.filename):
                    part = _with_results(part, stored[info.filename])
                target.writestr(_dated(info.filename), part)
        return packed.getvalue()


def _opened(content: bytes, *, macros: bool) -> "Workbook":
    """Open a workbook with openpyxl, which raises errors of a dozen kinds on odd ones.

    Raises:
        Uneditable: it does not open it.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  200 ms

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(content), rich_text=True, keep_vba=macros)
    except Exception as odd:
        raise Uneditable("open") from odd


def _link(cell: str, location: str) -> object:
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    return Hyperlink(ref=cell, location=location)


def _dated(name: str) -> ZipInfo:
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    return info


def _with_results(part: bytes, stored: Mapping[str, tuple[str, str]]) -> bytes:
    """Put the stored results of formulas back into the part of a sheet."""

    def put(found: re.Match[bytes]) -> bytes:
        kind, value = stored.get(found[1].decode(), ("", ""))
        if not value:
            return found[0]
        kind = f' t="{kind}"' if kind and kind != "n" else ""
        text = f"<v>{escape(value)}</v></c>".encode()
        return b'<c r="%b"%b%b>%b%b' % (found[1], found[2], kind.encode(), found[3], text)

    return _FORMULA.sub(put, part)


def _changes(
    before: Sight, after: Sight, touched: set[tuple[str, str]], *, results: bool
) -> Iterator[tuple[str, str]]:
    """Yield the cells that differ without being meant to."""
    for name, grid in before.grids.items():
        other = after.grids.get(name)
        if other is None or sorted(other.merged) != sorted(grid.merged):
            yield name, ""
            return
        cells = {(r, c) for one in (grid, other) for r, row in one.cells.items() for c in row}
        for row, column in cells:
            place = f"{letters(column)}{row}"
            if (name, place) not in touched and not _alike(
                grid.cell(row, column), other.cell(row, column), results=results
            ):
                yield name, place


def _alike(one: Cell, other: Cell, *, results: bool) -> bool:
    """Tell whether a cell holds the same; of a formula only the first cell may hold the text."""
    if (one.formula is None) != (other.formula is None):
        return False
    if one.formula not in {None, _SHARED, other.formula}:
        return False
    if one.formula is not None and not results:
        return True
    return (one.kind, one.value) == (other.kind, other.value) or (one.blank and other.blank)
