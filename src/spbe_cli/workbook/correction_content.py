"""What is copied from the file received: sound answers as numbers, all else as it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spbe_cli.answers import Answer, Cell, Kind, RawRow, RawSheet
from spbe_cli.findings import Finding, Numbers, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, is_asked
from spbe_cli.xlsx.form_texts import WORDS

DOUBTFUL: Final = frozenset({"A103", "A114", "A115"})
"""Findings after which a level, though readable, must be entered anew."""
KEPT_LABELS: Final = ("pengisi", "tanggal", "kontak")
"""What the respondent wrote into the open cells of Identitas."""


@dataclass(frozen=True)
class Returned:
    """A sheet as it was received and checked.

    `rows` holds the rows of every number of the instrument, several if it stands several
    times; `answers` those that could be read; `asked` the numbers asked for, None for all.
    `identity` goes by label in lower case; `number` is which correction this is, `due` and
    `contact` say how to send it back.
    """

    instrument: Instrument
    raw: RawSheet
    findings: tuple[Finding, ...]
    identity: Mapping[str, str]
    rows: Mapping[str, tuple[RawRow, ...]]
    answers: Mapping[str, Answer]
    asked: tuple[str, ...] | None = None
    number: int = 1
    due: str | None = None
    contact: str | None = None

    @cached_property
    def row_at_cell(self) -> Mapping[str, RawRow]:
        """The row of every cell of the answer table that a finding without an answer is placed at.

        Of two rows the first one has a cell.
        """
        cells = ((ref, row) for row in reversed(self.raw.rows) for ref in refs_of(row))
        return {ref: row for ref, row in cells if ref}

    @cached_property
    def number_at_row(self) -> Mapping[int, str]:
        """The number of the instrument that stands in a row of the sheet."""
        return {row.row: number for number, rows in self.rows.items() for row in rows}


def request_of(returned: Returned) -> TemplateRequest:
    """Return what is printed into the new file."""
    identity = returned.identity
    return TemplateRequest(
        institution=identity.get("instansi"),
        agency=identity.get("perangkat daerah"),
        year=identity.get("tahun"),
        stage=identity.get("tahap"),
        due=returned.due,
        contact=returned.contact,
        only=returned.asked,
        correction=returned.number,
    )


def identity_typed(returned: Returned) -> dict[str, str]:
    """Return what stays in Identitas as it was written; unreadable numbers do, too."""
    unreadable = any(finding.code == "A130" for finding in returned.findings)
    labels = (*KEPT_LABELS, "indikator") if unreadable else KEPT_LABELS
    return {label: returned.identity[label] for label in labels if label in returned.identity}


def prefills(returned: Returned) -> dict[str, Prefill]:
    """Return what stands in the rows of the new file; a blank row stays one.

    Without it, a row for evidence only would not come back.
    """
    doubtful = {
        number
        for finding in returned.findings
        if finding.code in DOUBTFUL and not is_displaced(finding, returned)
        for number in numbers_of(finding, returned)
    }
    return {number: prefill(returned, number, doubtful) for number in returned.rows}


def prefill(returned: Returned, number: str, doubtful: set[str]) -> Prefill:
    """Return what was written about one number; several evidences and explanations are joined."""
    rows = returned.rows[number]
    evidence = joined("; ", [written(row.evidence) for row in rows if not row.evidence.failed])
    explanation = joined("\n", [written(row.explanation) for row in rows])
    level: object = written(rows[0].level) or None
    if number in doubtful:
        level = None
    elif number in returned.answers and not rows[0].level.blank:
        level = returned.answers[number].level
    return Prefill(level, evidence, explanation, index_prefill(returned, number))


def index_prefill(returned: Returned, number: str) -> object:
    """Return what was written under Indeks Asal: a number if it was read, else as it stands."""
    answer = returned.answers.get(number)
    if answer is not None and answer.external is not None:
        return answer.external
    return written(returned.rows[number][0].external) or None


def joined(mark: str, texts: list[str]) -> str:
    """Join texts, each once; nothing is left out but repetitions."""
    return mark.join(dict.fromkeys(filter(None, texts)))


def written(cell: Cell) -> str:
    """Return what somebody saw in a cell, as text: `3,5`, `3 April 2025`, `=Rekap!C5`."""
    match cell.kind:
        case Kind.TEXT:
            return str(cell.value) if cell.text else ""
        case Kind.NUMBER | Kind.DATE:
            return WORDS.show(cell.value)
        case Kind.LOGICAL:
            return "TRUE" if cell.value else "FALSE"
        case Kind.ERROR:
            return str(cell.value)
        case Kind.UNCALCULATED:
            return cell.formula or "="
        case Kind.BLANK | Kind.REFUSED:
            return ""


def numbers_of(finding: Finding, returned: Returned) -> tuple[str, ...]:
    """Return the numbers of the rows that a finding is about."""
    match finding.facts:
        case {"number": str(number), "other": str(other)}:
            first = () if is_displaced(finding, returned) else (number,)
            return first if first and other in returned.rows else (*first, other)
        case _ if finding.indicator:
            return (finding.indicator,)
        case {"numbers": Numbers(codes)}:
            return tuple(code for code in codes if code in returned.instrument.rows())
        case {"rows": Numbers(rows)}:
            held = set(rows)
            return tuple(n for row, n in returned.number_at_row.items() if str(row) in held)
        case {"missing": Raw(), "found": Raw(number)}:
            return (number,)
        case _:
            return blank_rows(returned) if finding.code == "A112" else ()


def blank_rows(returned: Returned) -> tuple[str, ...]:
    """Return the rows to fill in of a sheet in which nothing was; of evidence, if that is all."""
    required, rows = returned.instrument.required_rows(), returned.instrument.rows()
    levels = tuple(n for n in required if is_asked(rows[n], returned.asked))
    return levels or tuple(n for n in required if n in returned.rows)


def is_displaced(finding: Finding, returned: Returned) -> bool:
    """Tell whether a row bears another indicator's name and its number has a row of its own."""
    if finding.code != "A115":
        return False
    row = row_at(finding, returned)
    return row is None or returned.number_at_row.get(row.row) != finding.indicator


def row_at(finding: Finding, returned: Returned) -> RawRow | None:
    """Return the row of the answer table that a finding is placed at."""
    cell = finding.place.cell
    if finding.place.sheet != returned.raw.sheet or not cell:
        return None
    return returned.row_at_cell.get(cell)


def refs_of(row: RawRow) -> tuple[str, ...]:
    """Return the cells of a row that a finding may be placed at, if it is not at its answer."""
    return (row.number.ref, row.level.ref, row.name.ref)
