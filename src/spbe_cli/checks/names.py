"""Names of indicators as sheets write them, and whether they are those of their numbers."""

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from spbe_cli.instrument import Indicator, Instrument

FORMAL: Final = ("tingkat kematangan", "instansi pusat pemerintah daerah", "spbe")
CLOSE: Final = 0.85
LONGEST_NAME: Final = 2_000
LONGEST_KNOWN: Final = 200


def plain(name: str) -> str:
    """Write a name as it is compared: without case, punctuation and formal words.

    >>> plain("Tingkat Kematangan Arsitektur  SPBE Instansi Pusat/Pemerintah Daerah")
    'arsitektur'
    """
    return plain_again(name) if len(name) <= LONGEST_KNOWN else plain_once(name)


def plain_once(name: str) -> str:
    """Write a name as it is compared."""
    text = " ".join(re.findall(r"\w+", name[:LONGEST_NAME].casefold()))
    for words in FORMAL:
        text = text.replace(words, "")
    return " ".join(text.split())


plain_again = lru_cache(maxsize=1_000)(plain_once)
"""The same, for names that come again in every sheet."""


def own_names(indicator: Indicator) -> frozenset[str]:
    """Return the plain names of an indicator: official, short, aliases."""
    return plain_names((indicator.name, indicator.short, *indicator.aliases))


@cache
def plain_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return names of an instrument as they are compared."""
    return frozenset(map(plain, names))


def named_by(instrument: Instrument, name: str) -> str | None:
    """Return the number of the indicator that has this name, if one does."""
    written = plain(name)
    if not written:
        return None
    return next((i.code for i in instrument.indicators() if written in own_names(i)), None)


def meant_by(instrument: Instrument, name: str, indicator: Indicator) -> str | None:
    """Return the number of another indicator that has this name, if one does."""
    return None if plain(name) in own_names(indicator) else named_by(instrument, name)


def strays_from(indicator: Indicator, name: str) -> bool:
    """Tell whether a name differs from the indicator's by more than small things."""
    written = plain(name)
    names = own_names(indicator)
    if not written or written in names:
        return False
    return not any(own in written or is_close(written, own) for own in names)


def is_close(one: str, other: str) -> bool:
    """Tell whether two names differ by a slip of the keyboard at most."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE
