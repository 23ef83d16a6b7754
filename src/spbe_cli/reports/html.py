"""A document as `laporan.html`: one file that a browser shows, on a phone too, and prints.

The sheet of styles lays the blocks out.  There is no link out of the page, no font to fetch, and a
policy in the file forbids the browser to fetch any.

Only a page with texts to copy has a script: this one, word for word, by whose hash the policy lets
it run and no other.  It takes nothing from the page but texts, and puts nothing into it but the
words of its buttons.  Without it a text is chosen with one click.
"""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from itertools import count, groupby
from typing import Any, Final

from markupsafe import Markup

from spbe_cli.reports import svg
from spbe_cli.reports.document import (
    Bar,
    Document,
    Listing,
    Number,
    Part,
    Row,
    Table,
    Verdict,
    tables,
    text_of,
)
from spbe_cli.reports.markup import filled
from spbe_cli.words import Words

LONG_PART: Final = 8
"""A part with more rows than this is folded on a screen; paper shows it all."""
LONG_TABLE: Final = 15
"""On the first page, which is not folded, a table with more rows is."""
TEXT_WIDTH: Final = 16
"""A column as wide as this holds text; a phone has room for one of them beside numbers."""
MOST_WIDTH: Final = 80
"""A table that is wider, in characters, has no room on a phone, whatever it holds."""
MOST_BESIDE_BARS: Final = 5
"""Where there are more columns, a phone has no room for bars beside them."""
LOW: Final = 10
READ_TEXT: Final = 220
"""Rows with more characters than this are read one by one, not compared with one another."""

# It stands in a page that is sound XML, too: no `<` and no `&`.
SCRIPT: Final = """\
for (const button of document.querySelectorAll("button[data-done]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.previousElementSibling;
    let done = true;
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
    } catch {
      getSelection().selectAllChildren(text);
      done = document.execCommand("copy");
    }
    button.textContent = done ? button.dataset.done : button.dataset.chosen;
  });
}
"""
POLICY: Final = f"sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}"


def write(document: Document, words: Words) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    numbers = count(1)
    filters: dict[str, Callable[..., Any]] = {
        "bar": lambda cell: Markup(svg.bar(cell)),  # noqa: S704  a drawing of ours
        # Its texts were escaped when it was written.
        "drawn": lambda drawing: Markup(svg.svg(drawing, next(numbers))),  # noqa: S704
        "filled": _filled,
        "looks": _looks,
        "name_place": _name_place,
        "rows": _rows,
    }
    blocks = (block for part in document.pages() for block in part.blocks)
    copies = any(isinstance(block, Listing) and block.copy for block in blocks)
    first, *parts = document.pages()
    style = files("spbe_cli.reports").joinpath("document.css").read_text("utf-8")
    return filled(
        "document.html.j2",
        document,
        words,
        filters,
        answered=any(isinstance(block, Verdict | Table) for block in first.blocks),
        first=first.blocks,
        runs=[(read, [*run]) for read, run in groupby(enumerate(parts, start=1), _is_read)],
        long_part=LONG_PART,
        long_table=LONG_TABLE,
        style=Markup(style),  # noqa: S704  a file of ours
        script=Markup(SCRIPT) if copies else "",  # noqa: S704  the constant above
        script_hash=POLICY,
    )


def _filled(table: Table) -> Table:
    """Return a table without the columns that say nothing, as those to be filled in elsewhere."""
    return table.only(
        {
            place
            for row in table.rows
            for place, cell in enumerate(row.cells)
            if isinstance(cell, Bar) or text_of(cell).strip()
        }
    )


def _name_place(row: Row, table: Table) -> int:
    """Return which cell heads a row: the one that names it, and no number that it has in a list."""
    place = row.name_place
    if place <= 1 and not isinstance(row.cells[place], Number):
        return place
    texts = (
        place
        for place, cell in enumerate(row.cells)
        if isinstance(cell, str) and cell.strip() and table.columns[place].width >= TEXT_WIDTH
    )
    return next(texts, place)


def _looks(table: Table) -> str:
    """Say how a table is laid out where there is no room: rows as cards, or read one by one."""
    texts = sum(column.width >= TEXT_WIDTH for column in table.columns) - len(table.bars())
    said = sum(len(text_of(cell)) for row in table.rows for cell in row.cells)
    squeezed = bool(table.bars()) and len(table.columns) > MOST_BESIDE_BARS
    wide = squeezed or table.width - 24 * len(table.bars()) > MOST_WIDTH
    looks = ["cards"] if texts > 1 or wide else []
    pairs = len(table.columns) == 2  # noqa: PLR2004  what is said of something, below its name
    looks += ["pairs"] if looks and pairs else []
    looks += ["read"] if looks and (pairs or said > READ_TEXT * len(table.rows)) else []
    # A short table with low rows is never broken by a page.
    low = len(table.rows) <= LOW and table.width <= 120  # noqa: PLR2004
    looks += ["whole"] if low and "read" not in looks else []
    return " ".join(looks)


def _is_read(numbered: tuple[int, Part]) -> bool:
    """Tell whether a part is read row by row; such parts share the columns of the paper."""
    return any("read" in _looks(_filled(table)) for table in tables(numbered[1].blocks))


def _rows(part: Part) -> int:
    return sum(len(table.rows) for table in tables(part.blocks))
