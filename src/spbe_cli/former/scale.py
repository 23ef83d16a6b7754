"""The scale of predicates with the index on it, in three lines of text, or four."""

from fractions import Fraction

from spbe_cli.exact import rounded
from spbe_cli.former import Page
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult
from spbe_cli.words import Words


def scale_lines(result: IndexResult, instrument: Instrument, page: Page) -> list[str]:
    """Draw the bands with their names above, their bounds below, and the index as a block."""
    ends = bounds(instrument)
    places = [place(bound, instrument, page.width) for bound in ends]
    index = place(result.total.index, instrument, page.width)
    return [
        *names_lines(instrument, places),
        axis_line(places, index),
        values_line(ends, places, (result.total.index, index), page.words),
    ]


def bounds(instrument: Instrument) -> list[Fraction]:
    """Return the lowest level, the inner bounds of the bands, and the highest level."""
    inner = sorted(predicate.minimum for predicate in instrument.predicates)[1:]
    return [Fraction(instrument.lowest), *inner, Fraction(instrument.highest)]


def place(value: Fraction, instrument: Instrument, width: int) -> int:
    """Return the column of a value."""
    share = (value - instrument.lowest) / (instrument.highest - instrument.lowest)
    return max(0, int(rounded(share * (width - 1), 0)))


def names_lines(instrument: Instrument, places: list[int]) -> list[str]:
    """Write the name of every band where it begins; names that do not fit stand a line higher.

    There they may run on over the next band; only what would cover another name goes higher.
    """
    lines = [""]
    for number, predicate in enumerate(reversed(instrument.predicates)):
        begin, fits = places[number] + (number > 0), fits_band(predicate.name, places, number)
        begin = max(0, min(begin, places[-1] + 1 - len(predicate.name)))
        height = 0 if fits else 1
        while height < len(lines) and lines[height] and len(lines[height]) >= begin:
            height += 1
        lines += [""] * (height + 1 - len(lines))
        lines[height] = lines[height].ljust(begin) + predicate.name
    return [line for line in reversed(lines) if line]


def fits_band(name: str, places: list[int], number: int) -> bool:
    """Tell whether a name fits between the bounds of its band."""
    return len(name) < places[number + 1] - places[number]


def axis_line(places: list[int], index: int) -> str:
    """Draw the axis with the bounds and the index."""
    axis = ["─"] * (places[-1] + 1)
    for bound in places[1:-1]:
        axis[bound] = "┼"
    axis[0], axis[-1] = "├", "┤"
    axis[index] = "█"
    return "".join(axis)


def values_line(
    ends: list[Fraction], places: list[int], index: tuple[Fraction, int], words: Words
) -> str:
    """Write the bounds under the axis, and the index where it touches none of them."""
    texts = [(column, words.number(bound)) for bound, column in zip(ends, places, strict=True)]
    last, text = texts[-1]
    texts[-1] = (last + 1 - len(text), text)
    value = words.number(index[0])
    begin = index[1] - 1
    free = all(begin + len(value) < c or c + len(t) < begin for c, t in texts)
    if free:
        texts.append((begin, value))
    line = ""
    for column, text in sorted(texts):
        line = line.ljust(column) + text
    return line
