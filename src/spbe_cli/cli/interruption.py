"""Ctrl-C and its kin: a request to end leaves nothing behind, and can be heeded at a good moment.

What was to be ignored when we were started (`nohup`) stays ignored.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final, NoReturn

from spbe_cli.errors import by_signal

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals that ask for an end besides Ctrl-C; Windows has no SIGHUP."""


def end_tidily() -> None:
    """Let TERM and HUP end the program as Ctrl-C does: drafts and processes go, too."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, break_off)


def break_off(number: int, _: FrameType | None) -> NoReturn:
    """End here and now."""
    raise KeyboardInterrupt(number)


@dataclass(slots=True)
class Wish:
    """Whether the user wants to stop, and by which signal that was said."""

    number: int = signal.SIGINT
    stop: bool = False

    def heard(self) -> bool:
        """Tell whether Ctrl-C was pressed, or another signal came."""
        return self.stop

    @property
    def exit_code(self) -> int:
        """The exit code of this end."""
        return by_signal(self.number)


@contextmanager
def heeding() -> Iterator[Wish]:
    """Note the first request to end instead of breaking off; the second one breaks off."""
    wish = Wish()

    def note(number: int, frame: FrameType | None) -> None:
        if wish.stop:
            break_off(number, frame)
        wish.number, wish.stop = number, True

    heeded = (signal.SIGINT, *ENDING)
    known = {number: signal.getsignal(number) for number in heeded}
    before = {n: handler for n, handler in known.items() if handler is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, note)
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
