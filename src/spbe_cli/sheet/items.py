"""The pieces of evidence of the sheet Bukti: what rows say, what is wrong, the values given."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple

from spbe_cli.answers import JUDGED, STATUSES, Answer, Cell, Item, Kind, RawItem, RawSheet, as_found
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted, Raw
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.scoring import converted
from spbe_cli.sheet.values import agrees, day_of, evidence_of, written
from spbe_cli.xlsx.tables import heading

_LISTED: Final = re.compile(r"i?0*(\d{1,6})[-_. ]*l(\d)[-_. ]*0*(\d{1,3})", re.IGNORECASE)
_FREE: Final = re.compile(r"i?0*(\d{1,6})[-_. ]*([a-z])", re.IGNORECASE)
_SYNONYMS: Final = {"belum ada": "belum", "sudah ada": "ada", "tersedia": "ada", "": ""}
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
"""What somebody wrote behind a status: `ada (menunggu tanda tangan)`."""
_MOST_ROWS: Final = 10


class ReadItems(NamedTuple):
    """The pieces that could be read, each once, the faults of the others, the code of every row."""

    items: tuple[Item, ...]
    faults: tuple[Finding, ...]
    codes: Mapping[int, str]


def items_in(instrument: Instrument, raw: RawSheet) -> ReadItems:
    """A180-A184: codes, levels, statuses and dates are sound, and no code has two statuses."""
    if not raw.items:
        return ReadItems((), (), {})
    known = {
        one.code: Item(one.code, indicator.code, one.level, one.evidence.letter, one.evidence.text)
        for indicator in instrument.indicators()
        for one in indicator.asked_items()
    }
    found, codes = defaultdict[str, list[tuple[int, Item]]](list), dict[int, str]()
    faults = list[Finding]()
    for row in raw.items:
        place = Place(raw.file, raw.items_sheet, row.code.ref or None)
        asked = _asked_of(row.code, known, instrument)
        if asked is None:
            listed = next(one.asked_items()[0].code for one in instrument.indicators())
            told: dict[str, Fact] = {"row": row.row, "example": listed}
            told["instrument"] = instrument.title
            if not row.code.blank:
                told["found"] = Quoted(row.code.text) if row.code.text else as_found(row.code)
            faults.append(Finding("A180", place, told, "blank" if row.code.blank else ""))
            continue
        codes[row.row] = asked.code
        if wrong := tuple(_faults_of(row, asked, instrument, place)):
            faults += wrong
        else:
            found[asked.code].append((row.row, _item_of(row, asked, place)))
    items = []
    for code, rows in found.items():
        begun = [one for one in rows if one[1].begun] or rows[:1]
        statuses = dict.fromkeys(item.status for _, item in begun)
        if len(statuses) == 1:
            items.append(joined([item for _, item in begun]))
            continue
        facts: dict[str, Fact] = {"item": code, "statuses": Listed(tuple(map(Raw, statuses)))}
        facts["rows"] = Listed(tuple(str(number) for number, _ in begun), _MOST_ROWS)
        last = begun[-1][1]
        faults.append(Finding("A181", last.place, facts, "", _first_row(instrument, last)))
    return ReadItems(tuple(items), tuple(faults), codes)


def joined(items: list[Item]) -> Item:
    """Join what several rows say of one piece: every text once, the first day."""

    def once(what: str) -> str:
        return "; ".join(dict.fromkeys(filter(None, (getattr(one, what) for one in items))))

    texts: dict[str, Any] = {what: once(what) for what in ("asked", "files", "note", "owner")}
    return replace(items[0], **texts, day=next((one.day for one in items if one.day), None))


def _asked_of(cell: Cell, known: Mapping[str, Item], instrument: Instrument) -> Item | None:
    """Return what a code stands for; where no source lists pieces, any letter is one."""
    text = " ".join(written(cell).split())
    if instrument.lists_items:
        match = _LISTED.fullmatch(text)
        return known.get(f"I{match[1]}-L{match[2]}-{int(match[3]):02}") if match else None
    match = _FREE.fullmatch(text)
    indicator = instrument.indicator(match[1]) if match else None
    if match is None or indicator is None:
        return None
    letter = match[2].lower()
    code = f"{match[1]}.{letter}"
    return known.get(code, Item(code, indicator.code, None, letter))


def _first_row(instrument: Instrument, item: Item) -> str:
    return next(one.rows()[0] for one in instrument.indicators() if one.code == item.indicator)


def _faults_of(
    row: RawItem, asked: Item, instrument: Instrument, place: Place
) -> Iterator[Finding]:
    def fault(code: str, cell: Cell, variant: str = "", **facts: Fact) -> Finding:
        found = Quoted(cell.text) if cell.kind is Kind.TEXT else as_found(cell)
        told: dict[str, Fact] = {"item": asked.code, "found": found, **facts}
        at = replace(place, cell=cell.ref)
        return Finding(code, at, told, variant, _first_row(instrument, asked))

    levels, level = instrument.scale(), _level_in(row.level)
    if not row.level.blank and level not in levels:
        yield fault("A184", row.level, scale=f"{levels[0]}-{levels[-1]}")
    elif instrument.lists_items and level and level != asked.level:
        yield fault("A184", row.level, "differs", level=asked.level or 0)
    if _status_in(row.status) is None:
        yield fault("A182", row.status)
    if evidence_of(row.day) and day_of(row.day) is None:
        yield fault("A183", row.day)


def _level_in(cell: Cell) -> int | None:
    text = written(cell).replace(",0", "").replace(".0", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else None


def _status_in(cell: Cell) -> str | None:
    """Return a status without what stands in brackets; empty if blank, None if there is none."""
    if cell.failed:
        return None
    plain = heading(written(cell))
    status = _SYNONYMS.get(plain, plain)
    return status if not status or status in STATUSES else None


def _item_of(row: RawItem, asked: Item, place: Place) -> Item:
    files, status, day = evidence_of(row.files), _status_in(row.status), day_of(row.day)
    beside = _BRACKETS.findall(written(row.status))
    note = "; ".join(filter(None, (evidence_of(row.note), *beside)))
    return replace(
        asked,
        level=_level_in(row.level) or asked.level,
        asked=evidence_of(row.asked) or asked.asked,
        files=files,
        status=status or ("ada" if files else "belum"),
        day=day,
        note=note,
        owner=evidence_of(row.owner),
        place=place,
        begun=bool(files or status or note or day),
    )


# What pieces are worth.  No rule says where the decimals of an indicator come from.  From one real
# result (Kabupaten Aceh Tengah 2026) we infer: the value is where the first level begins whose
# pieces are not all accepted, plus the width of its band times accepted / asked.  That gives 13 of
# 16 values as they were printed; those of 3, 4 and 20 it does not explain, so a typed value always
# wins (docs/decisions/0022-values-from-items.md).


Basis = Literal["accepted", "present", "index", "no_index"]


class Proposal(NamedTuple):
    """The value that the evidence of an indicator gives, and what was counted, by levels.

    `basis`: pieces accepted, pieces there while nobody judged, another index, or the want of it.
    """

    indicator: str
    value: Fraction
    basis: Basis
    counts: Mapping[int, tuple[int, int]]

    def differs(self, answer: Answer | None) -> bool:
        """Tell whether somebody typed another value than the pieces give."""
        judged = self.basis in {"accepted", "present"}
        return judged and answer is not None and not agrees(answer.level, self.value)


def proposals(
    instrument: Instrument, items: Iterable[Item], answers: Mapping[str, Answer]
) -> dict[str, Proposal]:
    """Return the values by indicator whose pieces were begun, or that has an agency's index."""
    begun = [item for item in items if item.begun]
    if not (instrument.lists_items and instrument.decimals and begun):
        return {}
    # Those accepted count, if any of the sheet was judged.
    judged = any(item.status in JUDGED for item in begun)
    basis: Basis = "accepted" if judged else "present"
    counted = (one for one in begun if one.present and (one.status == "diterima" or not judged))
    codes, indicators = {one.code for one in counted}, {one.indicator for one in begun}
    found = {}
    for one in instrument.indicators():
        answer = answers.get(one.code)
        if one.external and answer and answer.external is not None:
            value = converted(one.external, answer.external, instrument)
            found[one.code] = Proposal(one.code, value, "index", {})
        elif one.external:
            lowest = Fraction(instrument.lowest)
            found[one.code] = Proposal(one.code, lowest, "no_index", {})
        elif one.code in indicators:
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
