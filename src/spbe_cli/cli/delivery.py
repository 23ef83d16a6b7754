"""Hand over what a report makes: to stdout, and to every file that was asked for."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from spbe_cli.cli.output import Session, render, write
from spbe_cli.cli.output_file import write_file
from spbe_cli.reports import Page

Subject = TypeVar("Subject")
Report = Callable[[Subject, Page], object]
"""What makes a document: a text, bytes, or something that rich renders."""


def deliver(
    subject: Subject,
    formats: tuple[Mapping[str, Report[Subject]], Report[Subject]],
    outputs: Sequence[Path] | None,
    session: Session,
    command: str = "",
    *,
    force: bool,
    detail: bool = False,
    beside: Sequence[Path] = (),
) -> None:
    """Write the report of a subject to files and to stdout, and name the files below it.

    `formats` are those of files, by their endings, and that of stdout.  `command` is what gives
    the result again, `beside` what was written of it already.
    """
    files, report = formats
    written = save(subject, files, outputs, session, command, force=force)
    show(subject, report, session, command, detail=detail)
    name_written((*written, *beside), session)


def save(
    subject: Subject,
    files: Mapping[str, Report[Subject]],
    outputs: Sequence[Path] | None,
    session: Session,
    command: str = "",
    *,
    force: bool,
) -> tuple[Path, ...]:
    """Write the report of a subject to files, by their endings, and return which.

    All are made before the first is written.  `command` is what gives the result again.
    """
    page = Page(session.words.in_full(), detail=True, command=command)
    made = {path: files[path.suffix.casefold()](subject, page) for path in outputs or ()}
    for path, document in made.items():
        content = document if isinstance(document, bytes) else str(document).encode()
        write_file(path, content, force=force)
    return tuple(made)


def show(
    subject: Subject,
    report: Report[Subject],
    session: Session,
    command: str = "",
    *,
    detail: bool,
) -> None:
    """Write the report of a subject to stdout; `command` is what gives the result again."""
    document = report(subject, Page(session.words, session.out.width, detail, command))
    write(document if isinstance(document, str) else render(document, session.out), sys.stdout)


def name_written(paths: Sequence[Path], session: Session, label: str = "written") -> None:
    """Name the files that were written, below all else."""
    for path in paths:
        write(session.words.label(label, file=str(path)) + "\n", sys.stderr)
