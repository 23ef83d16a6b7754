"""The way from a document into markup: a template arranges its blocks, and escapes all text."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from spbe_cli import __version__
from spbe_cli.reports import document as doc
from spbe_cli.words import Words, visible


def filled(
    name: str,
    document: doc.Document,
    words: Words,
    filters: dict[str, Callable[..., Any]],
    **facts: object,
) -> str:
    """Fill a template with a document, and with the facts that it needs besides."""
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
    source = files("spbe_cli.reports").joinpath(name).read_text("utf-8")
    return environment.from_string(source).render(
        document=document,
        label=words.label,
        language=words.language.value,
        version=__version__,
        **facts,
    )
