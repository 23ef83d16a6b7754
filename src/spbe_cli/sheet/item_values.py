"""What pieces of evidence are worth: the value that an indicator's pieces give.

No rule says where the decimals of an indicator come from.  From one real result (Kabupaten Aceh
Tengah 2026) we infer: the value is where the first level begins whose pieces are not all
accepted, plus the width of its band times accepted / asked.  That gives 13 of 16 values as they
were printed; those of 3, 4 and 20 it does not explain, so a typed value always wins
(docs/decisions/0022-values-from-items.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from spbe_cli.answers import JUDGED, PRESENT, Answer, Item
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.scoring import converted

Basis = Literal["accepted", "present", "index", "no_index"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The value that the evidence of an indicator gives, and what was counted for it.

    `counts` are pieces counted and asked for, level by level, up to the one not complete.
    `basis`: pieces that an assessor accepted, those that are there while nobody has judged
    any, another agency's index, or the want of one.
    """

    indicator: str
    value: Fraction
    basis: Basis
    counts: Mapping[int, tuple[int, int]]


def basis_of(items: Iterable[Item]) -> Basis:
    """Return which pieces count: those accepted, if any of the sheet was judged."""
    return "accepted" if any(item.status in JUDGED for item in items) else "present"


def proposals(
    instrument: Instrument, items: Iterable[Item], answers: Mapping[str, Answer]
) -> dict[str, Proposal]:
    """Return the values by indicator, where its pieces were begun; none without a scale for it.

    An index of another agency gives the value where it is converted; without one it is the lowest.
    """
    begun = [item for item in items if item.begun]
    if not (instrument.lists_items and instrument.decimals and begun):
        return {}
    basis = basis_of(begun)
    counted = PRESENT if basis == "present" else {"diterima"}
    codes = {item.code for item in begun if item.status in counted}
    found = {}
    for one in instrument.indicators():
        if one.external:
            found[one.code] = _from_index(instrument, one, answers.get(one.code))
        elif any(item.indicator == one.code for item in begun):
            found[one.code] = value_of(instrument, one, codes, basis)
    return found


def value_of(
    instrument: Instrument, indicator: Indicator, codes: Iterable[str], basis: Basis
) -> Proposal:
    """Return the value of an indicator of which the pieces with these codes count."""
    held, counts = set(codes), dict[int, tuple[int, int]]()
    for level in instrument.scale():
        asked = [one.code for one in indicator.asked_items() if one.level == level]
        counts[level] = (len(held.intersection(asked)), len(asked))
        if counts[level][0] < len(asked):
            begin = instrument.begins.get(level, Fraction(level))
            end = instrument.begins.get(level + 1, Fraction(instrument.highest))
            value = begin + (end - begin) * Fraction(*counts[level])
            return Proposal(indicator.code, value, basis, counts)
    return Proposal(indicator.code, Fraction(instrument.highest), basis, counts)


def _from_index(instrument: Instrument, indicator: Indicator, answer: Answer | None) -> Proposal:
    index, value = indicator.external, answer.external if answer else None
    if index is None or value is None:
        return Proposal(indicator.code, Fraction(instrument.lowest), "no_index", {})
    return Proposal(indicator.code, converted(index, value, instrument), "index", {})
