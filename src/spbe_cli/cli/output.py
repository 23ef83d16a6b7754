"""What goes to the screen: how wide, in which colours, in which characters.

Nothing but `write` touches the streams: it knows the ones that are closed, that are no
terminal, and that can't show every character.  What goes to stderr is written before what
goes to stdout, so that the index stands last.
"""

import errno
import os
import stat
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import Final, TextIO

from spbe_cli.errors import EnvironmentRefusal
from spbe_cli.exact import whole_of
from spbe_cli.words import Words

WIDEST: Final = 120
NARROWEST: Final = 20
ELSEWHERE: Final = 80
"""Columns of what is no terminal."""

PLAIN: Final = str.maketrans("─├┼┤█■▌░·", "-+++###.-")
"""What stands for the drawn characters where a stream cannot show one of them."""

ALIKE: Final = str.maketrans(
    {"…": "...", "≈": "~", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"'}  # noqa: RUF001  these it is about
)
"""What stands for a sign of a text, as Word and Excel write them, where a stream lacks it."""

VIRTUAL_TERMINALS: Final = ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON", "ConEmuANSI")
"""Variables of the terminals on Windows that understand colours."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a stream can show."""

    width: int = ELSEWHERE
    colour: bool = False
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What a command knows of its user; it stands in `typer.Context.obj`."""

    words: Words
    out: Screen
    err: Screen


def screen_of(stream: TextIO | None, *, colour: bool = True) -> Screen:
    """Return what a stream can show; `colour` is what the user allows."""
    if stream is None or stream.closed or not stream.isatty():
        return Screen()
    width = max(NARROWEST, min(columns(stream), WIDEST))
    return Screen(width, colour and understands_colour(), terminal=True)


def columns(stream: TextIO) -> int:
    """Return the columns of a terminal: what COLUMNS says, else what the system says."""
    asked = os.environ.get("COLUMNS", "")
    if columns := whole_of(asked):
        return columns
    try:
        return os.get_terminal_size(stream.fileno()).columns or ELSEWHERE
    except OSError:
        return ELSEWHERE


def understands_colour() -> bool:
    """Tell whether the terminal wants and understands colours, by what the environment says."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return os.name != "nt" or any(os.environ.get(name) for name in VIRTUAL_TERMINALS)


def render(renderable: object, screen: Screen) -> str:
    """Lay out what a report returned, as wide as the screen, with a line break at the end."""
    from rich.console import Console

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


def prepare(stream: TextIO | None) -> None:
    """Make a stream fit to write to: UTF-8 where it is no terminal, and never an error."""
    if isinstance(stream, TextIOWrapper) and not stream.closed:
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str, stream: TextIO | None) -> None:
    """Write text at once; a closed stream or pipe is quiet, and the command goes on.

    Raises:
        EnvironmentRefusal: the stream does not take it, such as a full disk.
    """
    if stream is None or stream.closed:
        return
    try:
        stream.write(showable(text, stream.encoding or "utf-8"))
        stream.flush()
    except OSError as refused:
        gone = is_gone(stream, refused)
        silence(stream)
        if not gone:
            raise EnvironmentRefusal("stream", reason=refused.strerror) from refused


def is_gone(stream: TextIO, refused: OSError) -> bool:
    """Tell whether nobody is there any more: a pipe is closed, or the window of the terminal."""
    if refused.errno == errno.EIO:
        try:
            return stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
        except OSError:
            return False
    # Windows calls a closed pipe an invalid argument.
    return refused.errno in {errno.EPIPE, errno.EINVAL}


def showable(text: str, encoding: str) -> str:
    """Write a text in what an encoding has, as far as we know what stands for the rest."""
    if not has(encoding, "".join(map(chr, PLAIN))):
        text = text.translate(PLAIN)
    return text.translate({n: alike for n, alike in ALIKE.items() if not has(encoding, chr(n))})


def has(encoding: str, signs: str) -> bool:
    """Tell whether an encoding has all of these characters."""
    try:
        signs.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def silence(stream: TextIO) -> None:
    """Send what is left in a broken stream nowhere, so that the interpreter ends quietly."""
    try:
        descriptor = stream.fileno()
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
