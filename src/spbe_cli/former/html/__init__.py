"""A document as `laporan.html`: one file that a browser shows and prints.

The template arranges the blocks of a document.  It escapes all text, and control characters are
made visible on the way.  There is no script, no link, no font to fetch, and a policy in the file
forbids the browser to fetch any.
"""

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.former import Page
from spbe_cli.former.document import (
    Document,
    Drawing,
    Heading,
    Items,
    Number,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
    name_place,
    wide,
)
from spbe_cli.words.shown import visible

__all__ = ["write"]

TEMPLATE: Final = "document.html.j2"
MOST_IN_ONE: Final = 15
"""A table with more rows than this may run on over the next page."""
LOW_ROWS: Final = 120
"""A table with wider columns than this, in characters, holds long texts: its rows are high."""

KINDS: Final = {
    "own": Own,
    "valued": Number,
    "drawing": Drawing,
    "heading": Heading,
    "paragraph": Paragraph,
    "items": Items,
    "table": Table,
    "verdict": Verdict,
}
"""What the template calls the parts of a document."""


def write(document: Document, page: Page) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown,
    )
    environment.tests.update({name: kind_test(kind) for name, kind in KINDS.items()})
    environment.filters |= FILTERS
    template = environment.from_string(files(__name__).joinpath(TEMPLATE).read_text("utf-8"))
    return template.render(
        document=document,
        wide_tables=[block for block in document.blocks if wide(block)],
        label=page.words.label,
        language=page.words.language.value,
        version=__version__,
    )


def shown(value: object) -> object:
    """Make control characters of a text visible; drawings of ours pass as they are."""
    return value if isinstance(value, Markup) else visible(str(value))


def kind_test(kind: type) -> Callable[[object], bool]:
    """Return what tells whether a part of a document is of a kind."""
    return lambda part: isinstance(part, kind)


def drawn(drawing: Drawing) -> Markup:
    """Let a drawing of ours through; its texts were escaped when it was written."""
    return Markup(drawing.svg)  # noqa: S704


def bodies(table: Table) -> Iterator[list[Row]]:
    """Yield the rows that belong together: each group with the rows below it."""
    body: list[Row] = []
    for row in table.rows:
        if body and row.kind == "group":
            yield body
            body = []
        body.append(row)
    if body:
        yield body


def whole(table: Table) -> bool:
    """Tell whether a table is so short, and its rows so low, that no page need break it."""
    width = sum(column.width for column in table.columns)
    return len(table.rows) <= MOST_IN_ONE and width <= LOW_ROWS


def shares(table: Table) -> list[int]:
    """Return the widths of columns in percent of the whole."""
    whole = sum(column.width for column in table.columns)
    return [round(100 * column.width / whole) for column in table.columns]


FILTERS: Final = {
    "bodies": bodies,
    "drawn": drawn,
    "name_place": name_place,
    "shares": shares,
    "whole": whole,
}
