"""Ctrl-C that is heeded at a good moment: what is done so far can still be handed over."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Wish:
    """Whether the user wants to stop."""

    stop: bool = False

    def heard(self) -> bool:
        """Tell whether Ctrl-C was pressed."""
        return self.stop


@contextmanager
def heeding() -> Iterator[Wish]:
    """Note the first Ctrl-C instead of breaking off; the second one breaks off."""
    wish = Wish()

    def note(number: int, frame: FrameType | None) -> None:
        if wish.stop:
            signal.default_int_handler(number, frame)
        wish.stop = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield wish
    finally:
        signal.signal(signal.SIGINT, before)
