"""What goes to the screen, how wide and in which characters, and requests to end.

Nothing but `write` touches the streams.  What goes to stderr is written before what goes to
stdout, so that the index stands last.
"""

import errno
import os
import signal
import stat
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from io import TextIOWrapper
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

from spbe_cli.errors import SpbeError
from spbe_cli.exact import whole_of
from spbe_cli.frozen import frozen
from spbe_cli.words import Words, visible

if TYPE_CHECKING:
    # A project is read where there is one; its models take long to make.
    from spbe_cli.files.project import Project

WIDEST: Final = 120
NARROWEST: Final = 20
ELSEWHERE: Final = 80
"""Columns of what is no terminal."""
PLAIN: Final = str.maketrans("─├┼┤█■▌░║·", "-+++###.|-")
"""What stands for the drawn characters where a stream cannot show one of them."""
ALIKE: Final = str.maketrans(
    {"…": "...", "≈": "~", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"'}  # noqa: RUF001  these it is about
)
"""What stands for a sign of a text, as Word and Excel write them, where a stream lacks it."""
ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals that ask for an end besides Ctrl-C; Windows has no SIGHUP."""
VIRTUAL_TERMINALS: Final = ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON", "ConEmuANSI")
"""Variables of the terminals on Windows that understand colours."""


@frozen
class Screen:
    """What a stream can show."""

    width: int = ELSEWHERE
    colour: bool = False
    terminal: bool = False


@frozen
class Session:
    """What a command knows of its user; it stands in `typer.Context.obj`."""

    words: Words
    out: Screen
    err: Screen
    project: "Project | None" = None
    project_file: str | None = None

    def say(self, key: str, **facts: object) -> None:
        """Say a label on stderr, in lines of its own."""
        write(broken(self.words.label(key, **facts), self.err) + "\n", sys.stderr)

    def name_written(self, paths: Iterable[Path], label: str = "written") -> None:
        """Name the files that were written, below all else."""
        for path in paths:
            self.say(label, file=str(path))


def screen_of(stream: TextIO | None, *, colour: bool = True) -> Screen:
    """Return what a stream can show; `colour` is what the user allows."""
    if stream is None or stream.closed or not stream.isatty():
        return Screen()
    columns = whole_of(os.environ.get("COLUMNS", ""))
    if not columns:
        with suppress(OSError):
            columns = os.get_terminal_size(stream.fileno()).columns
    width = max(NARROWEST, min(columns or ELSEWHERE, WIDEST))
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    understood = os.name != "nt" or any(os.environ.get(name) for name in VIRTUAL_TERMINALS)
    return Screen(width, colour and not plain and understood, terminal=True)


def prepare(stream: TextIO | None) -> None:
    """Make a stream fit to write to: UTF-8 where it is no terminal, and never an error."""
    if isinstance(stream, TextIOWrapper) and not stream.closed:
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str, stream: TextIO | None) -> None:
    """Write at once; a closed stream is quiet.  Raises SpbeError if it does not take it else."""
    if stream is None or stream.closed:
        return
    try:
        stream.write(_showable(text, stream.encoding or "utf-8"))
        stream.flush()
    except OSError as refused:
        # Windows calls a closed pipe an invalid argument; a terminal whose window is closed
        # fails like a device.
        gone = refused.errno in {errno.EPIPE, errno.EINVAL}
        with suppress(OSError):
            descriptor = stream.fileno()
            gone |= refused.errno == errno.EIO and stat.S_ISCHR(os.fstat(descriptor).st_mode)
            # What is left in the stream goes nowhere, so that the interpreter ends quietly.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, descriptor)
            os.close(nowhere)
        if not gone:
            raise SpbeError("stream", reason=refused.strerror) from refused


def _showable(text: str, encoding: str) -> str:
    """Write a text in what an encoding has, as far as we know what stands for the rest."""

    def has(signs: str) -> bool:
        try:
            return bool(signs.encode(encoding))
        except (LookupError, UnicodeEncodeError):
            return False

    if not has("".join(map(chr, PLAIN))):
        text = text.translate(PLAIN)
    return text.translate({n: alike for n, alike in ALIKE.items() if not has(chr(n))})


def broken(text: str, screen: Screen) -> str:
    """Break a text at words for a terminal; paths stay whole, elsewhere all of it."""
    if not screen.terminal:
        return text
    wrapper = textwrap.TextWrapper(
        screen.width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(map(wrapper.fill, text.split("\n")))


BAR: Final = 20
PAUSE: Final = 0.1
"""So many seconds pass between two pictures of the bar."""
CLEAR: Final = "\r\x1b[K"


class Progress:
    """How far a long run is: told of every file that is done, `doing` the label of what is."""

    def __init__(self, total: int, session: Session, doing: str = "batch.checking") -> None:
        self.total, self.session, self.doing = total, session, doing
        self.count = 0
        self.begin = self.shown = monotonic()

    def done(self, name: str) -> None:
        """Move on by one file, and show it if the last picture is old enough."""
        self.count += 1
        now = monotonic()
        if self.session.err.terminal and now - self.shown >= PAUSE:
            self.shown = now
            words, full = self.session.words, BAR * self.count // max(self.total, 1)
            bar = "█" * full + "░" * (BAR - full)
            count = words.label("batch.so_far", count=self.count, total=self.total)
            text = f"{words.label(self.doing)}  {bar}  {count}  {visible(name)}"
            write(CLEAR + text[: self.session.err.width - 1], sys.stderr)

    def finish(self, *, tell: bool = False) -> None:
        """Take the bar away; where none was seen, `tell` how long it took."""
        if self.session.err.terminal:
            write(CLEAR, sys.stderr)
        elif tell:
            words = self.session.words
            seconds = words.number(Fraction(monotonic() - self.begin), 1)
            told = words.label("batch.checked", count=self.count, seconds=seconds)
            write(f"{told}\n", sys.stderr)


# Requests to end


def end_tidily() -> None:
    """Let TERM and HUP end the program as Ctrl-C does: drafts and processes go, too."""
    for number in ENDING:  # what is ignored from the start (`nohup`) stays ignored
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _break_off)


def _break_off(number: int, _: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt(number)


@dataclass(slots=True)
class Ending:
    """Whether the user wants to stop, and by which signal that was said."""

    number: int | None = None

    def heard(self) -> bool:
        """Tell whether Ctrl-C was pressed, or another signal came."""
        return self.number is not None


@contextmanager
def heeding() -> Iterator[Ending]:
    """Note the first request to end instead of breaking off; the second one breaks off."""
    ending = Ending()

    def note(number: int, frame: FrameType | None) -> None:
        if ending.heard():
            _break_off(number, frame)
        ending.number = number

    known = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDING)}
    before = {n: handler for n, handler in known.items() if handler is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, note)
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
