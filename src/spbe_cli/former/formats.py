"""The files of a report that is read on paper, each written from one `Document`.

A command names in its table of files `**files_of(build)`, where `build` makes the document.  A
writer is a module with a function `write`; it loads when its format is asked for.
"""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Final, TypeVar

from spbe_cli.former import Page
from spbe_cli.former.document import Document

Subject = TypeVar("Subject")

WRITERS: Final = {
    ".html": "html",
    ".docx": "docx",
    ".xlsx": "excel.document",
    ".md": "markdown",
}


def files_of(
    build: Callable[[Subject, Page], Document],
) -> Mapping[str, Callable[[Subject, Page], str | bytes]]:
    """Return what writes the document of a subject, by the ending of the file."""
    return {ending: partial(built, ending, build) for ending in WRITERS}


def document_of(module: str) -> Callable[[Subject, Page], Document]:
    """Return what builds a document, the function `document` of a module that loads when asked."""

    def build(subject: Subject, page: Page) -> Document:
        document: Callable[[Subject, Page], Document]
        document = import_module(f"spbe_cli.former.{module}").document
        return document(subject, page)

    return build


def built(
    ending: str, build: Callable[[Subject, Page], Document], subject: Subject, page: Page
) -> str | bytes:
    """Build the document of a subject and write it in the format of an ending."""
    return write(ending, build(subject, page), page)


def write(ending: str, document: Document, page: Page) -> str | bytes:
    """Write a document in the format of an ending."""
    writer: Callable[[Document, Page], str | bytes]
    writer = import_module(f"spbe_cli.former.{WRITERS[ending]}").write
    return writer(document, page)
