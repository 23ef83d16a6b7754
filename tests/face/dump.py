"""What a file says, as text that differs well: of every kind of file that the program writes."""

import functools
import hashlib
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE_TEXT: Final = ("Petunjuk", "Kriteria")
"""Sheets that say the same in every answer sheet; only `dump: all` writes them out."""
BESIDE: Final = frozenset(
    {"a", "abbr", "b", "em", "i", "small", "span", "strong", "svg", "td", "th"}
)
"""Elements of a page that stand in a line; any other begins a line of its own."""
UNSEEN: Final = frozenset({"script", "style", "svg"})


def dumped(path: Path, how: str, normal: Callable[[str], str]) -> str:
    """Return what a file says; `how` is `brief`, `all` or nothing."""
    if path.suffix in {".xlsx", ".xlsm"}:
        return workbook(path, how, normal)
    readers = {".html": html, ".docx": word}
    text = normal(readers.get(path.suffix, plain)(path))
    return f"{brief(text)}\n" if how == "brief" else text


def brief(text: str) -> str:
    """Return the size and a hash of a text, where it matters that it changes, not what it says."""
    return f"{len(text.splitlines())} lines, {hashlib.sha256(text.encode()).hexdigest()[:12]}"


def plain(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "backslashreplace")


# Workbooks


def workbook(path: Path, how: str, normal: Callable[[str], str]) -> str:
    """Return the cells of every sheet, with formulas and the values beside them."""
    content = path.read_bytes()
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        sheets = [archive.read(name) for name in names if "/sheet" in name]
    charts = sum(name.startswith("xl/charts/chart") for name in names)
    images = sum(name.startswith("xl/media/") for name in names)
    book = opened(content, values=False)
    formulas = any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    values = opened(content, values=True) if formulas and how != "brief" else book
    lines = [f"{len(book.worksheets)} sheets, {charts} charts, {images} images"]
    for sheet in book.worksheets:
        rows = [normal(row) for row in rows_of(sheet, values[sheet.title])]
        short = how == "brief" or (how != "all" and sheet.title in TEMPLATE_TEXT)
        lines.append(f"[{sheet.title}] {about(sheet)}")
        lines += ["  " + brief("\n".join(rows))] if short else rows
    return "\n".join(lines) + "\n"


@functools.lru_cache(maxsize=6)
def opened(content: bytes, *, values: bool) -> Workbook:
    """Open a workbook, which the next session, in another language, often writes again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it doesn't keep
        return load_workbook(BytesIO(content), data_only=values)


def about(sheet: Worksheet) -> str:
    """Return what a sheet is besides its cells."""
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]
    formats = Counter(cell.number_format for cell in cells if cell.value is not None)
    formats.pop("General", None)
    facts = [sheet.dimensions]
    facts += [sheet.sheet_state] if sheet.sheet_state != "visible" else []
    if sheet.protection.sheet:
        facts.append(f"protected but {sum(not cell.protection.locked for cell in cells)} cells")
    counted = {
        "merged": len(sheet.merged_cells.ranges),
        "validations": len(sheet.data_validations.dataValidation),
        "conditional formats": len(list(sheet.conditional_formatting)),
        "links": sum(cell.hyperlink is not None for cell in cells),
    }
    facts += [f"{count} {what}" for what, count in counted.items() if count]
    facts += [f"{count} as {form}" for form, count in sorted(formats.items())]
    return ", ".join(facts)


def rows_of(sheet: Worksheet, values: Worksheet) -> Iterator[str]:
    """Yield each row that says something; a formula like the one above it is `=^`."""
    above: dict[int, str] = {}
    for row in sheet.iter_rows():
        texts: list[str] = []
        for cell in row:
            if not isinstance(cell, Cell) or cell.value is None:
                texts.append("")
                continue
            text = shown(cell.value)
            if cell.data_type == "f":
                same = re.sub(rf"(?<=[A-Z]){cell.row}\b", "_", text)
                text = "=^" if above.get(cell.column) == same else text
                above[cell.column] = same
                text += f" -> {shown(values.cell(cell.row, cell.column).value)}"
            if cell.comment:
                text += f" (comment: {shown(cell.comment.text)})"
            texts.append(text)
        if any(texts):
            yield f"  {row[0].row}: {' | '.join(texts).rstrip(' |')}"


def shown(value: object) -> str:
    """Return a value on one line; a text that looks like a number is in quotes."""
    text = str(getattr(value, "text", value)).replace("\n", "⏎")
    numeric = isinstance(value, str) and re.fullmatch(r"-?\d+([.,]\d+)?", value)
    return f'"{text}"' if numeric else text


# Word


def word(path: Path) -> str:
    """Return the paragraphs and tables of a Word file, with its headers and footers."""
    document = Document(str(path))
    lines = list(blocks(document.iter_inner_content()))
    for section in document.sections:
        for name, part in (("header", section.header), ("footer", section.footer)):
            lines += [f"{name}: {line}" for line in blocks(part.iter_inner_content())]
    return "\n".join([*lines, f"{len(document.inline_shapes)} images", ""])


def blocks(content: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in content:
        if isinstance(block, Table):
            for row in block.rows:
                yield "| " + " | ".join(cell.text.replace("\n", "⏎") for cell in row.cells)
        elif block.text.strip():
            style = block.style.name if block.style else None
            yield block.text if style in {None, "Normal"} else f"[{style}] {block.text}"


# Pages


def html(path: Path) -> str:
    """Return the text of a page, a block a line and the cells of a row between bars."""
    reader = Page()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    lines = (re.sub(r"[ \t\n]+", " ", line).strip() for line in "".join(reader.pieces).split("\f"))
    return "\n".join([*filter(None, lines), f"{reader.drawings} drawings", ""])


class Page(HTMLParser):
    """Gathers the text that a reader of the page sees; blocks end with a form feed."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.drawings = 0
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.drawings += tag == "svg"
        self.unseen += tag in UNSEEN
        if tag in {"td", "th"}:
            self.pieces.append(" | ")
        self.end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        self.end_line(tag)

    def end_line(self, tag: str) -> None:
        if tag not in BESIDE and not self.unseen:
            self.pieces.append("\f")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)
