"""Hand over what a report makes: to stdout, and to every file that was asked for."""

import sys
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console

from spbe_cli.cli.files import write_file
from spbe_cli.cli.terminal import Screen, Session, write
from spbe_cli.reports import FORMATS, Report, terminal, written
from spbe_cli.words import Words

PIECE: Final = 1 << 20
"""About so many bytes are written at once."""


def deliver(
    make: Callable[[Words], Report],
    format_: str,
    outputs: Sequence[Path] | None,
    session: Session,
    *,
    force: bool,
    detail: bool = False,
    beside: Sequence[Path] = (),
) -> None:
    """Write a report to files, by their endings, and to stdout, and name the files below it.

    `make` makes the report in some words: documents say in full what a screen cuts.  `beside` is
    what was written of it already.
    """
    paths = save(make, outputs, session, force=force)
    show(make, format_, session, detail=detail)
    name_written((*paths, *beside), session)


def save(
    make: Callable[[Words], Report],
    outputs: Sequence[Path] | None,
    session: Session,
    *,
    force: bool,
) -> tuple[Path, ...]:
    """Write a report to files and return which; all are made before the first is written."""
    words = session.words.in_full()
    made = {path: written(make(words), path.suffix.casefold(), words) for path in outputs or ()}
    for path, content in made.items():
        write_file(path, content, force=force)
    return tuple(made)


def show(
    make: Callable[[Words], Report], format_: str, session: Session, *, detail: bool = False
) -> None:
    """Write a report to stdout."""
    words = session.words
    if format_ in FORMATS:
        for piece in _pieces(written(make(words), FORMATS[format_], words)):
            write(piece, sys.stdout)
        return
    page = terminal.render(make(words).document(), words, session.out.width, detail=detail)
    write(render(page, session.out), sys.stdout)


def _pieces(content: bytes) -> Iterator[str]:
    """Yield a text in whole lines, some at a time: it may be a very long one."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start + PIECE) + 1 or len(content)
        yield content[start:end].decode()
        start = end


def name_written(paths: Sequence[Path], session: Session, label: str = "written") -> None:
    """Name the files that were written, below all else."""
    for path in paths:
        write(session.words.label(label, file=str(path)) + "\n", sys.stderr)


def render(renderable: object, screen: Screen) -> str:
    """Lay out what a report returned, as wide as the screen, with a line break at the end."""
    page = StringIO()
    Console(
        file=page,
        width=screen.width,
        height=100,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    ).print(renderable)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())
