"""The report `laporan.html`: one file that a browser shows and prints, and that asks for nothing.

The template arranges the blocks of a document.  It escapes all text, and control characters are
made visible on the way.  There is no script, no link, no font to fetch, and a policy in the file
forbids the browser to fetch any.
"""

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.assessment import Assessment
from spbe_cli.messages.facts import visible
from spbe_cli.reports import Page
from spbe_cli.reports.document import (
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
)
from spbe_cli.reports.html.content import Content, content

__all__ = ["report", "write"]

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


def report(assessment: Assessment, page: Page) -> str:
    """Write an assessment of any status as a page of HTML that is also sound XML."""
    return rendered("report.html.j2", page, content(assessment, page.words))


def write(document: Document, page: Page) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    parts = ("title", "subtitle", "caveats", "blocks")
    return rendered("document.html.j2", page, {name: getattr(document, name) for name in parts})


def rendered(template: str, page: Page, said: Content) -> str:
    """Fill in a template."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown,
        loader=FunctionLoader(lambda name: files(__name__).joinpath(name).read_text("utf-8")),
    )
    environment.tests.update({name: kind_test(kind) for name, kind in KINDS.items()})
    environment.filters |= {"bodies": bodies, "drawn": drawn, "name_place": name_place}
    return environment.get_template(template).render(
        label=page.words.label, language=page.words.language.value, version=__version__, **said
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
