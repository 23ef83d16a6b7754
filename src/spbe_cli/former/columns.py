"""Lines of a table that is laid out by hand: a name that folds, numbers to the right of it."""

import textwrap
from collections.abc import Sequence
from itertools import accumulate

from spbe_cli.words.shown import visible

NARROWEST = 12


def laid_out(name: str, cells: Sequence[str], widths: Sequence[int], width: int) -> list[str]:
    """Lay out a row: every cell ends at the end of its column, the name folds before them.

    A cell that is wider than its column pushes those before it to the left.
    """
    room = max(width - sum(widths), NARROWEST)
    ends = [room + reached for reached in accumulate(widths)]
    texts = list(zip(cells, ends, strict=True))
    right, begin = "", ends[-1] if ends else room
    for text, end in reversed(texts):
        stop = min(end, begin - 1) if right and text else min(end, begin)
        right = text + " " * (begin - stop) + right
        begin = stop - len(text)
    first, *rest = fold(name, room)
    return [(first.ljust(begin) + right).rstrip(), *rest]


def fold(name: str, width: int) -> list[str]:
    """Fold a name: what follows its first word, a number or a code, hangs under itself."""
    indent = len(name) - len(name.lstrip())
    code, gap, rest = name.lstrip().partition(" ")
    hang = indent + (len(code) + 1 if gap and code[-1:].isdigit() else 0)
    text = visible(f"{code}{gap}{rest}")
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * hang,
        break_on_hyphens=False,
    ) or [""]


def wrapped(text: str, width: int) -> list[str]:
    """Break a sentence into lines, with a hanging indent."""
    return textwrap.wrap(visible(text), width, subsequent_indent="  ", break_on_hyphens=False)
