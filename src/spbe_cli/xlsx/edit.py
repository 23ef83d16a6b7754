"""Changes somebody else's workbook in place: what it costs, what is lost, what is written.

Only this module knows openpyxl, which takes 200 ms to load.  What was changed is read back: nothing
but the cells that were meant may differ; results of formulas are put back.
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

from spbe_cli.words import clean
from spbe_cli.xlsx.book import Attributes, Handlers, elements, local, open_book, read_xml
from spbe_cli.xlsx.cells import Grid, cells_in, letters, position, read_sheet
from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.styles import LINK, WRITTEN, ListRow

# openpyxl makes objects of every style, name, rule and note, of every cell that a link covers, and
# writes shared formulas out for every cell: a small file would take minutes and gigabytes.

LIMIT_XML: Final = 24_000_000
"""So many bytes of XML may a workbook have that is changed: openpyxl takes fifty times as much."""
LIMIT_BURDEN: Final = 240_000
"""So much may it cost; the ministry's own workbook of 2018 comes to 210,000."""
_PLAIN: Final = frozenset({"c", "f", "is", "row", "si", "t", "v"})
"""What costs one: the elements of cells, which are quick."""
_OBJECT: Final = 4
"""What another element costs."""
_BLANKS: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


class Uneditable(Exception):  # noqa: N818  it is no error of the program
    """A workbook that cannot be changed without harm, and the key of a word that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Burden(Handlers):
    def __init__(self, package: Package) -> None:
        self.package, self.sum = package, 0
        self.shared: dict[str, int] = {}
        self.formula: str | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        self.sum += 1 if tag in _PLAIN else _OBJECT
        self.sum += _OBJECT * attributes.get("sqref", "").count(" ")
        if tag == "f" and attributes.get("t") == "shared":
            self.formula = attributes.get("si", "")
            # Its text is written into every cell that has it.
            self.sum += self.shared.get(self.formula, 0) // 100
        elif tag == "hyperlink":
            named = {local(name): value for name, value in attributes.items()}
            self.sum += _OBJECT * cells_in(named.get("ref", ""))
        if self.sum > LIMIT_BURDEN:
            self.package.refuse("A147", "cells", limit=str(LIMIT_BURDEN))

    def end(self, tag: str) -> None:
        if tag == "f":
            self.formula = None

    def text(self, data: str) -> None:
        if self.formula is not None:
            self.shared[self.formula] = self.shared.get(self.formula, 0) + len(data)


def too_heavy(package: Package) -> bool:
    """Tell whether a workbook would cost openpyxl too much; `Refused` if a part is unsafe."""
    package = Package(package.file, package.content)
    # What a part is called tells nothing.
    parts = [name for name in package.infos if package.head(name).lstrip(_BLANKS).startswith(b"<")]
    if sum(package.infos[name].file_size for name in parts) > LIMIT_XML:
        return True
    burden = _Burden(package)
    for name in parts:
        try:
            read_xml(package, name, burden)
        except Refused as refused:
            if refused.finding.code == "A147":
                return True
            if refused.finding.code != "A144":
                raise
            # Old drawings are not well formed; openpyxl gets no further in them either.
    return False


_PARTS: Final = {
    "controls": re.compile(r"xl/(ctrlprops|activex)/"),
    "signature": re.compile(r"_xmlsignatures/"),
    "macros": re.compile(r"xl/(vbaproject\.bin|macrosheets/|dialogsheets/)"),
    "pictures": re.compile(r"xl/media/"),
    "charts": re.compile(r"xl/(charts|chartsheets|diagrams)/"),
    "objects": re.compile(r"xl/embeddings/"),
    "pivots": re.compile(r"xl/(pivottables|slicers|timelines)/"),
    "connections": re.compile(r"xl/(connections\.xml|querytables/|model/)"),
    "threads": re.compile(r"xl/threadedcomments/"),
    "comments": re.compile(r"xl/(.*/)?comments?\d*\.xml"),
    "arrays": re.compile(r"xl/metadata\.xml"),
}
"""What openpyxl drops, or writes anew in a look of its own, by the parts of the file."""
_DRAWING: Final = re.compile(r"xl/drawings/[^/]*\.xml")
_OLD_DRAWING: Final = re.compile(r"xl/drawings/[^/]*\.vml")
_CONTROL: Final = re.compile(rb'ObjectType="(?!Note")')
_EXTENSIONS: Final = {
    "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}": "validations",
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}": "formats",
    "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}": "formats",
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}": "sparklines",
    "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}": "pivots",
    "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}": "pivots",
}


def lost_parts(package: Package, *, macros: bool = False) -> tuple[str, ...]:
    """Return what does not survive a change, as keys of words; `macros` are kept."""
    package = Package(package.file, package.content)
    found = {key for key, known in _PARTS.items() if any(map(known.match, package.infos))}
    if macros:
        found.discard("macros")
    for name in package.infos:
        if _DRAWING.fullmatch(name) and elements(package, name, "sp", "cxnSp", "grpSp"):
            found.add("shapes")
        elif _OLD_DRAWING.fullmatch(name) and _CONTROL.search(b"".join(package.chunks(name))):
            found.add("controls")
        elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
            uris = (one.get("uri", "").upper() for _, one in elements(package, name, "ext"))
            found |= {_EXTENSIONS[uri] for uri in uris if uri in _EXTENSIONS}
    return (*(key for key in _PARTS if key in found), *sorted(found - _PARTS.keys()))


LIMIT_COVERED: Final = 200_000
"""So many cells may be merged: openpyxl makes an object of every one."""
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*?(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>'
)
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
    """A workbook that is changed; `Refused` if we can't read it, `Uneditable` if openpyxl can't."""

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
        place.value = clean(value) if isinstance(value, str) else value
        if isinstance(value, str):
            place.data_type = "s"
        self.touched.add((sheet, cell))

    def mark(self, sheet: str, cell: str, colour: str, note: str) -> None:
        """Colour a cell and put a note on it, below the one that is there."""
        place = self._cell(sheet, self.anchor(sheet, cell))
        place.fill = PatternFill("solid", fgColor=_rgb(colour))
        said = f"{_OURS}{clean(note)}"
        known = place.comment
        author = known.author if known and known.author else "spbe"
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

    def add(self, title: str, widths: Sequence[int], lines: Sequence[ListRow]) -> None:
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
                    cell.value, cell.data_type = clean(text), "s"
                    wrapped = line.look in {"item", "head"}
                    cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
                    bold = line.look not in {"", "guide", "item"}
                    size = 18 if line.look == "title" else 11
                    white = "FFFFFFFF" if line.look == "head" else None
                    cell.font = Font(name="Calibri", bold=bold, size=size, color=white)
            if line.link:
                name, cell = line.link[0].replace("'", "''"), sheet.cell(row, 2)
                cell.hyperlink = Hyperlink(cell.coordinate, location=f"'{name}'!{line.link[1]}")
                blue = _rgb(str(LINK["font_color"]))
                cell.font = Font(name="Calibri", color=blue, underline="single")
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
        """Return it, formulas with `results` as they were; Uneditable if more would change."""
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
                if name == "docProps/core.xml":
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
            formulas = one.formula == two.formula or (one.formula == "=" and two.formula)
            alike = (one.kind, one.value) == (two.kind, two.value) or (one.blank and two.blank)
            unread = one.formula is not None and not results
            meant = (name, f"{letters(column)}{row}") in touched
            if not (meant or (formulas and (alike or unread))):
                return True
    return False
