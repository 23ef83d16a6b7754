"""The report `laporan.html`: one file that a browser shows and prints, and that asks for nothing.

`content` says what is shown, `svg` draws, the template arranges; `tables` holds the rows.  The
template escapes all text, and control characters are made visible on the way.  There is no
script, no link, no font to fetch, and a policy in the file forbids the browser to fetch any.
"""

from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.assessment import Assessment
from spbe_cli.messages.facts import visible
from spbe_cli.reports import Page
from spbe_cli.reports.html.content import content

__all__ = ["report"]

TEMPLATE: Final = "report.html.j2"


def report(assessment: Assessment, page: Page) -> str:
    """Write an assessment of any status as a page of HTML that is also sound XML."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown,
    )
    template = environment.from_string(files(__name__).joinpath(TEMPLATE).read_text("utf-8"))
    said = content(assessment, page.words)
    return template.render(
        label=page.words.label, language=page.words.language.value, version=__version__, **said
    )


def shown(value: object) -> object:
    """Make control characters of a text visible; drawings of ours pass as they are."""
    return value if isinstance(value, Markup) else visible(str(value))
