"""How far a long run is: a bar on a terminal, elsewhere one line at the end of the checks."""

import sys
from fractions import Fraction
from time import monotonic
from typing import Final

from spbe_cli.cli.output import Session, write
from spbe_cli.words.shown import visible

BAR: Final = 20
PAUSE: Final = 0.1
"""So many seconds pass between two pictures of the bar."""
CLEAR: Final = "\r\x1b[K"


class Progress:
    """The bar: told of every file that is done.  `doing` is the label of what is done to them."""

    def __init__(self, total: int, session: Session, doing: str = "batch.checking") -> None:
        self.total = total
        self.session = session
        self.doing = doing
        self.count = 0
        self.begin = self.shown = monotonic()

    def done(self, name: str) -> None:
        """Move on by one file, and show it if the last picture is old enough."""
        self.count += 1
        now = monotonic()
        if self.session.err.terminal and now - self.shown >= PAUSE:
            self.shown = now
            write(CLEAR + self.line(name), sys.stderr)

    def line(self, name: str) -> str:
        """Return the bar, the count, and the file just done, in one line."""
        words, full = self.session.words, BAR * self.count // max(self.total, 1)
        bar = "█" * full + "░" * (BAR - full)
        count = words.label("batch.so_far", count=self.count, total=self.total)
        text = f"{words.label(self.doing)}  {bar}  {count}  {visible(name)}"
        return text[: self.session.err.width - 1]

    def finish(self) -> None:
        """Take the bar away."""
        if self.session.err.terminal:
            write(CLEAR, sys.stderr)

    def tell(self) -> None:
        """Say how long it took, where no bar was seen."""
        if self.session.err.terminal:
            return
        words = self.session.words
        seconds = words.number(Fraction(monotonic() - self.begin), 1)
        text = words.label("batch.checked", count=self.count, seconds=seconds)
        write(f"{text}\n", sys.stderr)
