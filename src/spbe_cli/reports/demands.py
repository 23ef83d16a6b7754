"""What a row must have to rise: the criteria and the typical evidence of every level it passes."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.instrument import Instrument, Level
from spbe_cli.words import Words


def passed(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> Iterator[Level]:
    """Yield every level that a row must satisfy on its way, the highest last."""
    first, last = instrument.level_at(start), instrument.level_at(end)
    known = {level.number: level for level in instrument.rows()[row].levels}
    for number in range(min(first + 1, last), last + 1):
        if number in known:
            yield known[number]


def demand(instrument: Instrument, row: str, start: Fraction, end: Fraction, words: Words) -> str:
    """Say in short what sets the levels apart; of several, each with its number."""
    texts = {
        level.number: level.distinguishing or level.criterion or words.label("not_in_source")
        for level in passed(instrument, row, start, end)
    }
    return "; ".join(numbered(texts, "")) or words.label("not_in_source")


def criteria(instrument: Instrument, row: str, start: Fraction, end: Fraction, words: Words) -> str:
    """Write the criterion of the level reached, and of those passed on the way."""
    texts = {
        level.number: level.criterion or words.label("not_in_source")
        for level in passed(instrument, row, start, end)
    }
    return "\n".join(numbered(texts, f"{words.label('level')} "))


def numbered(texts: dict[int, str], name: str) -> Iterator[str]:
    """Yield a text as it is, several with the numbers of their levels."""
    for number, text in texts.items():
        yield f"{name}{number}: {text}" if len(texts) > 1 else text


def evidence(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> str:
    """Write the typical evidence of the indicator, and of every level on the way."""
    indicator = instrument.rows()[row]
    numbers = [level.number for level in passed(instrument, row, start, end)]
    of_levels = (indicator.evidence_at(number) for number in numbers)
    return "\n".join(dict.fromkeys(filter(None, (indicator.evidence, *of_levels))))
