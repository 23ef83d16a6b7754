"""A document as `laporan.html`: one file that a browser shows and prints.

There is no script, no link out of the page, no font to fetch, and a policy in the file forbids
the browser to fetch any.
"""

from itertools import count

from markupsafe import Markup

from spbe_cli.reports import svg
from spbe_cli.reports.document import Document
from spbe_cli.reports.markup import filled
from spbe_cli.words import Words


def write(document: Document, words: Words) -> str:
    """Write a document as a page of HTML that is also sound XML."""
    numbers = count(1)
    filters = {
        "bar": lambda cell: Markup(svg.bar(cell)),  # noqa: S704  a drawing of ours
        # Its texts were escaped when it was written.
        "drawn": lambda drawing: Markup(svg.svg(drawing, next(numbers))),  # noqa: S704
    }
    return filled("document.html.j2", document, words, filters)
