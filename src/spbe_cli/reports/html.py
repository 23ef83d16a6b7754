"""A document as `laporan.html`: one file that a browser shows and prints.

The template arranges the blocks of a document.  It escapes all text, and control characters are
made visible on the way.  There is no script, no link out of the page, no font to fetch, and a
policy in the file forbids the browser to fetch any.
"""

from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import count
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.reports import svg
from spbe_cli.reports.document import (
    Bar,
    Columns,
    Document,
    Drawing,
    Fields,
    Heading,
    Items,
    Number,
    Own,
    Paragraph,
    Row,
    State,
    Table,
    Verdict,
    name_place,
    wide,
)
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

TEMPLATE: Final = "document.html.j2"
MOST_IN_ONE: Final = 15
"""A table with more rows than this may run on over the next page."""
LOW_ROWS: Final = 120
"""A table with wider columns than this, in characters, holds long texts: its rows are high."""

KINDS: Final = {
    "bar": Bar,
    "columns": Columns,
    "drawing": Drawing,
    "fields": Fields,
    "heading": Heading,
    "items": Items,
    "own": Own,
    "paragraph": Paragraph,
    "state": State,
    "table": Table,
    "valued": Number,
    "verdict": Verdict,
}
"""What the template calls the parts of a document."""


def write(document: Document, words: Words) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    numbers = count(1)
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    environment.tests.update({name: _kind_test(kind) for name, kind in KINDS.items()})
    environment.filters |= {
        "bar": lambda cell: Markup(svg.bar(cell)),  # noqa: S704  a drawing of ours
        "bodies": _bodies,
        # Its texts were escaped when it was written.
        "drawn": lambda drawing: Markup(svg.svg(drawing, next(numbers))),  # noqa: S704
        "name_place": name_place,
        "shares": _shares,
        "whole": _whole,
        "wide": wide,
    }
    source = files("spbe_cli.reports").joinpath(TEMPLATE).read_text("utf-8")
    blocks = [
        *document.first_page(),
        *(block for part in document.on_paper() for block in part.blocks),
    ]
    return environment.from_string(source).render(
        document=document,
        wide_tables=[block for block in blocks if wide((block,))],
        label=words.label,
        language=words.language.value,
        version=__version__,
    )


def _shown(value: object) -> object:
    """Make control characters of a text visible; drawings of ours pass as they are."""
    return value if isinstance(value, Markup) else visible(str(value))


def _kind_test(kind: type) -> Callable[[object], bool]:
    return lambda part: isinstance(part, kind)


def _bodies(table: Table) -> Iterator[list[Row]]:
    """Yield the rows that belong together: each group with the rows below it."""
    body: list[Row] = []
    for row in table.rows:
        if body and row.kind == "group":
            yield body
            body = []
        body.append(row)
    if body:
        yield body


def _whole(table: Table) -> bool:
    """Tell whether a table is so short, and its rows so low, that no page need break it."""
    width = sum(column.width for column in table.columns)
    return len(table.rows) <= MOST_IN_ONE and width <= LOW_ROWS


def _shares(table: Table) -> list[int]:
    """Return the widths of columns in percent of the whole."""
    whole = sum(column.width for column in table.columns)
    return [round(100 * column.width / whole) for column in table.columns]
