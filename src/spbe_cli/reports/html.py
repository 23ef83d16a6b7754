"""A document as `laporan.html`: one file that a browser shows, on a phone too, and prints.

A policy in the file forbids the browser to fetch anything.  Only a page with texts to copy has a
script, by whose hash the policy lets it run and no other; without it one click chooses a text.
"""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from itertools import count, groupby
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.reports import document as doc
from spbe_cli.reports import svg
from spbe_cli.words import Words, visible

LONG_PART: Final = 8  # a part with more rows than this is folded on a screen; paper shows it all
LONG_TABLE: Final = 15  # a table with more rows is folded on the first page, which itself is not
TEXT_WIDTH: Final = 16
"""A column as wide as this holds text; a phone has room for one of them beside numbers."""
MOST_WIDTH: Final = 80
"""A table that is wider, in characters, has no room on a phone, whatever it holds."""
MOST_BESIDE_BARS: Final = 5
"""Where there are more columns, a phone has no room for bars beside them."""
LOW: Final = 10
READ_TEXT: Final = 220
"""Rows with more characters than this are read one by one, not compared with one another."""


def _beside(name: str) -> str:
    return files("spbe_cli.reports").joinpath(name).read_text("utf-8")


# It stands in a page that is sound XML, too: no `<` and no `&`.
SCRIPT: Final = _beside("document.js")
POLICY: Final = f"sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}"


def write(document: doc.Document, words: Words) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    numbers = count(1)
    filters: dict[str, Callable[..., Any]] = {
        "bar": lambda cell: Markup(svg.bar(cell)),  # noqa: S704  a drawing of ours
        # Its texts were escaped when it was written.
        "drawn": lambda drawing: Markup(svg.svg(drawing, next(numbers))),  # noqa: S704
        "filled": _filled,
        "looks": _looks,
        "name_place": _name_place,
        "rows": lambda part: sum(len(table.rows) for table in doc.tables(part.blocks)),
    }
    first, *parts = pages = document.pages()
    blocks = (block for part in pages for block in part.blocks)
    copies = any(isinstance(block, doc.Listing) and block.copy for block in blocks)

    # Parts that are read row by row share the columns of the paper.
    def is_read(numbered: tuple[int, doc.Part]) -> bool:
        return any("read" in _looks(_filled(one)) for one in doc.tables(numbered[1].blocks))

    return filled(
        "document.html.j2",
        document,
        words,
        filters,
        answered=any(isinstance(block, doc.Verdict | doc.Table) for block in first.blocks),
        first=first.blocks,
        runs=[(read, [*run]) for read, run in groupby(enumerate(parts, start=1), is_read)],
        long_part=LONG_PART,
        long_table=LONG_TABLE,
        style=Markup(_beside("document.css")),  # noqa: S704  a file of ours
        script=Markup(SCRIPT) if copies else "",  # noqa: S704  a file of ours
        script_hash=POLICY,
    )


def filled(
    name: str,
    document: doc.Document,
    words: Words,
    filters: dict[str, Callable[..., Any]],
    **facts: object,
) -> str:
    """Fill a template with a document, and other facts; all text is escaped."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # What is markup of ours passes as it is; control characters of texts are made visible.
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
    environment.filters |= {"kind": lambda part: type(part).__name__, **filters}
    return environment.from_string(_beside(name)).render(
        document=document,
        label=words.label,
        language=words.language.value,
        version=__version__,
        **facts,
    )


def _filled(table: doc.Table) -> doc.Table:
    cells = [found for row in table.rows for found in enumerate(row.cells)]
    said = {place for place, cell in cells if doc.text_of(cell).strip()}
    return table.only(said | table.bars().keys())


def _name_place(row: doc.Row, table: doc.Table) -> int:
    """Return which cell names a row: its first own text, else a text, but no number of a list."""
    cells = [*enumerate(row.cells)]
    own = (place for place, cell in cells if isinstance(cell, doc.Own))
    said = (place for place, cell in cells if doc.text_of(cell).strip())
    place = next(own, next(said, 0))
    if place <= 1 and not isinstance(row.cells[place], doc.Number):
        return place
    texts = (n for n, cell in cells if isinstance(cell, str) and cell.strip())
    return next((n for n in texts if table.columns[n].width >= TEXT_WIDTH), place)


def _looks(table: doc.Table) -> str:
    """Say how a table is laid out where there is no room: rows as cards, or read one by one."""
    bars = len(table.bars())
    texts = sum(column.width >= TEXT_WIDTH for column in table.columns) - bars
    said = sum(len(doc.text_of(cell)) for row in table.rows for cell in row.cells)
    squeezed = bars and len(table.columns) > MOST_BESIDE_BARS
    wide = squeezed or table.width - 24 * bars > MOST_WIDTH
    looks = ["cards"] if texts > 1 or wide else []
    pairs = len(table.columns) == 2  # noqa: PLR2004  what is said of something, below its name
    looks += ["pairs"] if looks and pairs else []
    looks += ["read"] if looks and (pairs or said > READ_TEXT * len(table.rows)) else []
    # A short table with low rows is never broken by a page.
    low = len(table.rows) <= LOW and table.width <= 120  # noqa: PLR2004
    looks += ["whole"] if low and "read" not in looks else []
    return " ".join(looks)
