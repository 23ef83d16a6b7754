"""A document as a workbook: a first sheet to read and print, and a sheet for every part below it.

Numbers are stored as numbers in their own look.  Charts are drawn from numbers, by `graphs`.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from xlsxwriter import Workbook

from spbe_cli.former import Page
from spbe_cli.former.document import (
    PART,
    Block,
    Document,
    Heading,
    Table,
    without_drawn_columns,
)
from spbe_cli.former.excel.book import SUMMARY, Formats, workbook
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.graphs import Graphs
from spbe_cli.former.excel.looks import styles
from spbe_cli.former.excel.names import sheet_names
from spbe_cli.former.excel.parts import Sheet, widths_of, write_apart, write_blocks, write_part
from spbe_cli.words import Words


class Section(NamedTuple):
    """A part of a document that is a sheet of the workbook; the first one has no name."""

    name: str
    blocks: tuple[Block, ...]


class Binder(NamedTuple):
    """A workbook that is being made: its looks, its words, its charts, its answer file."""

    book: Workbook
    formats: Formats
    words: Words
    graphs: Graphs
    file: str

    def sheet(self, name: str) -> Canvas:
        """Add a sheet."""
        return Canvas(self.book.add_worksheet(name), self.formats, self.words)


def write(document: Document, page: Page) -> bytes:
    """Write a document as a workbook."""
    document, content = without_drawn_columns(document), BytesIO()
    with workbook(content, document.title, document.file) as book:
        formats = {name: book.add_format(dict(look)) for name, look in styles(document).items()}
        first, *parts = sections(document)
        numbers = page.words.label("excel.chart_data")
        *names, last = sheet_names([*(part.name for part in parts), numbers])
        binder = Binder(book, formats, page.words, Graphs(book, last), document.file)
        write_first(binder, document, first, names)
        write_sections(binder, parts, names)
        write_numbers(binder)
    return content.getvalue()


def sections(document: Document) -> Iterator[Section]:
    """Yield what stands above the first heading, then every part; some tables stand alone."""
    name, blocks = "", list[Block]()
    apart: list[Section] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == PART:
            yield from closed(name, blocks, apart)
            name, blocks, apart = block.sheet or block.text, [block], []
        elif isinstance(block, Table) and block.sheet:
            apart.append(Section(block.sheet, (block,)))
        else:
            blocks.append(block)
    yield from closed(name, blocks, apart)


def closed(name: str, blocks: list[Block], apart: list[Section]) -> Iterator[Section]:
    """Yield a part that is complete, unless it is but a heading, then its tables on their own."""
    if not name or len(blocks) > 1:
        yield Section(name, tuple(blocks))
    yield from apart


def write_first(binder: Binder, document: Document, first: Section, names: list[str]) -> None:
    """Write the sheet that is read first; it names the others."""
    page, widths = binder.sheet(SUMMARY), widths_of(first.blocks)
    page.widths(*widths)
    sheet = Sheet(page, widths, binder.graphs)
    sheet.line(document.title, "title")
    if document.subtitle:
        sheet.line(document.subtitle, "grey")
    for text in document.caveats:
        sheet.line(text, "alert")
    write_blocks(sheet, first.blocks)
    for name in names:
        sheet.line(page.label("on_sheet", sheet=name), "plain")
    sheet.row += 1
    sheet.line(page.words.label("html.not_official"), "grey")
    page.sheet.hide_gridlines(2)
    page.paper(document.file)
    page.sheet.activate()


def write_sections(binder: Binder, parts: list[Section], names: list[str]) -> None:
    """Write every part on its sheet."""
    for name, part in zip(names, parts, strict=True):
        page = binder.sheet(name)
        (first, *others) = part.blocks
        if isinstance(first, Table) and not others:
            write_apart(page, first, binder.file)
        else:
            write_part(page, part.blocks, binder.graphs, binder.file)


def write_numbers(binder: Binder) -> None:
    """Write what the charts draw, if there are any."""
    if binder.graphs.charts:
        page = binder.sheet(binder.graphs.name)
        binder.graphs.write_numbers(page)
        page.paper(binder.file)
