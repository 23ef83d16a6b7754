"""The answer file of a new edition, with the evidence of the one before beside its blank rows.

No level comes along: the criteria are others.  What is carried stands to the right of the answers,
so that nothing counts as evidence before somebody has looked at it again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spbe_cli.instrument import Indicator, Instrument, Reuse
from spbe_cli.xlsx.form import answer_workbook
from spbe_cli.xlsx.form_layout import ExtraColumn, Prefill, TemplateRequest

HOW: Final[Mapping[str, str]] = {
    "reuse": "pakai ulang",
    "update": "perbarui",
    "new": "baru",
}
"""How old evidence serves, as the file says it."""
UNCHECKED: Final = "belum dinilai ulang"


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """A row of the new edition, and the old rows with evidence or explanation that serve it."""

    reuse: Reuse
    sources: tuple[tuple[str, Indicator, Prefill], ...]

    @property
    def with_evidence(self) -> tuple[str, ...]:
        """The numbers of the old rows that name evidence."""
        return tuple(row for row, _, one in self.sources if one.evidence.strip())


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes from a sheet of one edition, `file`, into one of the next."""

    instrument: Instrument
    before: Instrument
    file: str
    request: TemplateRequest
    lines: tuple[CarriedLine, ...]


def carry(
    instrument: Instrument,
    before: Instrument,
    entries: Mapping[str, Prefill],
    asked: tuple[str, ...] | None,
) -> tuple[CarriedLine, ...]:
    """Return what serves every indicator; of an agency's part only those that it has a part in."""
    owners = before.rows()
    lines = []
    for reuse in instrument.reuse:
        if asked is not None and not set(asked) & set(reuse.old):
            continue
        found = (
            (row, owners[row], entry)
            for row, entry in entries.items()
            if owners[row].code in reuse.old and (entry.evidence.strip() or entry.explanation)
        )
        lines.append(CarriedLine(reuse, tuple(found)))
    return tuple(lines)


def carried_workbook(carried: Carried) -> bytes:
    """Return the blank answer file with four columns: how, evidence, explanation, what is new."""
    lines, title = carried.lines, carried.before.title
    texts = {one.reuse.indicator: dict(_texts(one, carried.file)) for one in lines}

    def column(what: str) -> dict[str, object]:
        return {number: own[what] for number, own in texts.items() if own[what]}

    columns = (
        ExtraColumn("Dipakai lagi? (praktik satu kabupaten, tidak resmi)", 18, column("how")),
        ExtraColumn(f"Bukti menurut {title} ({UNCHECKED})", 46, column("evidence")),
        ExtraColumn(f"Penjelasan menurut {title} ({UNCHECKED})", 46, column("explanation")),
        ExtraColumn("Yang perlu ditambah, dan catatan", 40, column("note")),
    )
    return answer_workbook(carried.instrument, carried.request, {}, columns)


def _texts(line: CarriedLine, file: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in the columns of a row; every text names its indicator and its file."""
    yield "how", HOW[line.reuse.how]
    yield "note", line.reuse.note or ""
    for what in ("evidence", "explanation"):
        told = (
            f"{row} {indicator.short}: {text}"
            for row, indicator, one in line.sources
            if (text := (one.evidence if what == "evidence" else one.explanation).strip())
        )
        listed = "\n".join(told)
        yield what, f"{UNCHECKED}, dari {file}:\n{listed}" if listed else ""
