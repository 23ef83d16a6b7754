"""Which edition is for which year: by the validity that every shipped instrument states."""

from typing import Final

from spbe_cli.inspection import shipped_instruments
from spbe_cli.instrument import Instrument

OPEN_YEARS: Final = 10
"""So many years after the newest edition began, a year is taken for a slip of the hand.

No edition was in force for longer than five; no clock is read, so an old `spbe` says the same.
"""


def edition_of(year: int) -> Instrument | None:
    """Return the edition for a year; None where none is known."""
    return next((one for one in shipped_instruments() if one.is_valid_in(year)), None)


def later_editions(instrument: Instrument) -> tuple[Instrument, ...]:
    """Return the editions that came after one, the oldest first."""
    later = (one for one in shipped_instruments() if one.valid_from > instrument.valid_from)
    return tuple(sorted(later, key=lambda one: one.valid_from))


def years_near(chosen: Instrument | None) -> range:
    """Return the years that a sheet can be of, with those of an instrument of one's own."""
    known = (*shipped_instruments(), *([chosen] if chosen else ()))
    ends = [one.valid_until or one.valid_from + OPEN_YEARS for one in known]
    return range(min(one.valid_from for one in known), max(ends) + 1)
