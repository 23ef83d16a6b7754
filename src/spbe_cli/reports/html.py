"""A document as `laporan.html`: one file that a browser shows and prints.

The template arranges the blocks of a document.  It escapes all text, and control characters are
made visible on the way.  There is no script, no link out of the page, no font to fetch, and a
policy in the file forbids the browser to fetch any.
"""

from importlib.resources import files
from itertools import count

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.reports import svg
from spbe_cli.reports.document import Document
from spbe_cli.words import Words
from spbe_cli.words.shown import visible


def write(document: Document, words: Words) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    numbers = count(1)
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Drawings of ours pass as they are; control characters of texts are made visible.
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
    environment.filters |= {
        "bar": lambda cell: Markup(svg.bar(cell)),  # noqa: S704  a drawing of ours
        # Its texts were escaped when it was written.
        "drawn": lambda drawing: Markup(svg.svg(drawing, next(numbers))),  # noqa: S704
        "kind": lambda part: type(part).__name__,
    }
    source = files("spbe_cli.reports").joinpath("document.html.j2").read_text("utf-8")
    return environment.from_string(source).render(
        document=document,
        label=words.label,
        language=words.language.value,
        version=__version__,
    )
