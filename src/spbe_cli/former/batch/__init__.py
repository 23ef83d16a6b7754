"""What `spbe batch` gives out: one function per format, from a `Batch` to a document.

Documents come in pieces, so that those of ten thousand sheets need not stand in memory; only
what is read on paper is built whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Final

from spbe_cli.batch.run import Batch
from spbe_cli.former import Page
from spbe_cli.former.formats import document_of, files_of

Pieces = Callable[[Batch, Page], Iterable[str | bytes]]


def streamed(module: str, batch: Batch, page: Page) -> Iterable[str | bytes]:
    """Return the report of a module, in pieces; it loads when its format is asked for."""
    report: Pieces = import_module(f"spbe_cli.former.batch.{module}").report
    return report(batch, page)


def whole(
    write: Callable[[Batch, Page], str | bytes], batch: Batch, page: Page
) -> Iterator[str | bytes]:
    """Yield a document that is written at once."""
    yield write(batch, page)


PAPER: Final[Mapping[str, Callable[[Batch, Page], str | bytes]]] = files_of(
    document_of("batch.document")
)
FILES: Final[Mapping[str, Pieces]] = {
    **{ending: partial(whole, write) for ending, write in PAPER.items()},
    ".xlsx": partial(streamed, "excel"),
    ".json": partial(streamed, "jsondoc"),
    ".csv": partial(streamed, "csvdoc"),
}
TEXTS: Final[Mapping[str, Pieces]] = {
    "json": FILES[".json"],
    "csv": FILES[".csv"],
    "markdown": FILES[".md"],
}
"""Formats for stdout; the table is made of lines instead."""
