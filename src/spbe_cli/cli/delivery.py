"""Hand over what a report makes: to stdout, and to a file if one was asked for."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from spbe_cli.cli.output import Session, render, write
from spbe_cli.cli.output_file import write_file
from spbe_cli.reports import Page

Subject = TypeVar("Subject")


def save(
    subject: Subject,
    files: Mapping[str, Callable[[Subject, Page], str | bytes]],
    output: Path | None,
    session: Session,
    *,
    force: bool,
) -> None:
    """Write the report of a subject to a file, by its ending, and say so."""
    if output is None:
        return
    document = files[output.suffix.casefold()](subject, Page(session.words.in_full(), detail=True))
    write_file(output, document if isinstance(document, bytes) else document.encode(), force=force)
    write(session.words.label("written", file=str(output)) + "\n", sys.stderr)


def show(
    subject: Subject, report: Callable[[Subject, Page], object], session: Session, *, detail: bool
) -> None:
    """Write the report of a subject to stdout."""
    document = report(subject, Page(session.words, session.out.width, detail))
    write(document if isinstance(document, str) else render(document, session.out), sys.stdout)
