"""The sheet `Indikator`: every answered row with level, points, evidence and explanation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.exact import whole_of
from spbe_cli.former.excel.canvas import Canvas, Value
from spbe_cli.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.reports.levels import level_name, strong, weak
from spbe_cli.reports.statements import supplied_as
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

LEVEL: Final = "Tingkat"
AGENCY: Final = "Perangkat Daerah"
EXTERNAL: Final = "Indeks Asal"


@dataclass(frozen=True, slots=True)
class Row:
    """One answered row with the parts it belongs to; one of a partial sheet has no score."""

    number: str
    indicator: Indicator
    aspect: Aspect
    domain: Domain | None
    answer: Answer
    score: Score | None
    agency: str | None
    level_name: str | None
    index: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands in it and how."""

    heading: str
    width: float
    value: Callable[[Row], Value]
    style: str = "top"


COLUMNS: Final = (
    Column("No", 7, lambda row: number(row.number), "top_code"),
    Column("Domain", 16, lambda row: row.domain.name if row.domain else None),
    Column("Aspek", 22, lambda row: row.aspect.name),
    Column("Indikator", 36, lambda row: row.indicator.name),
    Column(LEVEL, 9, lambda row: row.answer.level, "level"),
    Column("Nama tingkat", 14, lambda row: row.level_name),
    Column(EXTERNAL, 14, lambda row: row.index),
    Column("Bobot", 8, lambda row: row.score.weight if row.score else None, "top_exact"),
    Column("Poin", 8, lambda row: row.score.points if row.score else None, "top_exact"),
    Column("Bukti Dukung", 34, lambda row: row.answer.evidence),
    Column("Penjelasan", 44, lambda row: row.answer.explanation),
    Column(AGENCY, 20, lambda row: row.agency),
)
NUMBERS: Final = ("Bobot", "Poin")
"""What only a complete sheet has."""


def write(page: Canvas, assessment: Assessment) -> None:
    """Write the sheet."""
    instrument, sheet = assessment.instrument, assessment.sheet
    assert instrument is not None  # noqa: S101  a sheet that could be read
    assert sheet is not None  # noqa: S101
    columns = [column for column in COLUMNS if column.heading not in absent(assessment)]
    page.widths(*(column.width for column in columns))
    page.headings(0, [column.heading for column in columns], NUMBERS)
    line = 0
    for line, row in enumerate(answered(page, assessment, instrument, sheet), start=1):
        for position, column in enumerate(columns):
            style = tint(instrument, row) if column.heading == LEVEL else column.style
            page.put(line, position, column.value(row), style)
    page.table(line, len(columns))
    page.paper(assessment.file, landscape=True)


def absent(assessment: Assessment) -> tuple[str, ...]:
    """Return the columns that this instrument or this sheet has no use for."""
    instrument = assessment.instrument
    domain = () if instrument and instrument.domains else ("Domain",)
    agency = () if assessment.identity.get("perangkat daerah") else (AGENCY,)
    external = () if instrument and instrument.external_indicators() else (EXTERNAL,)
    return (*domain, *agency, *external, *(() if assessment.result else NUMBERS))


def answered(
    page: Canvas, assessment: Assessment, instrument: Instrument, sheet: AnswerSheet
) -> Iterator[Row]:
    """Yield the answered rows in the order of the instrument; a note at levels nobody gave."""
    scores = {s.code: s for s in assessment.result.indicators} if assessment.result else {}
    levels = {**sheet.assumed, **sheet.levels(), **{c: s.index for c, s in scores.items()}}
    agency = assessment.identity.get("perangkat daerah")
    for aspect in instrument.aspects:
        domain = next((d for d in instrument.domains if d.code == aspect.domain), None)
        for indicator in aspect.indicators:
            for code in indicator.rows():
                if code in levels:
                    answer = answer_of(code, levels[code], sheet, page)
                    named = level_name(instrument, indicator, answer.level)
                    index = index_of(indicator, answer, page.words)
                    found = scores.get(code)
                    yield Row(code, indicator, aspect, domain, answer, found, agency, named, index)


def answer_of(code: str, level: Fraction, sheet: AnswerSheet, page: Canvas) -> Answer:
    """Return what was answered; a level that nobody gave at this stage says so."""
    given, kind = sheet.answers.get(code, Answer(level)), supplied_as(sheet, code)
    if kind is None:
        return given
    note = page.label(f"{kind}_row")
    return replace(given, level=level, explanation=f"{note}\n{given.explanation}".strip())


def index_of(indicator: Indicator, answer: Answer, words: Words) -> str | None:
    """Return the index of another agency that the sheet gives for a row, as `SDI 62,5`."""
    index, value = indicator.external, answer.external
    return None if index is None or value is None else f"{index.name} {words.number(value, None)}"


def number(code: str) -> Value:
    """Return the number of a row as a number where it is one, so that it sorts as one."""
    number = whole_of(code)
    return code if number is None else number


def tint(instrument: Instrument, row: Row) -> str:
    """Return the style of a level: strengths and weaknesses stand out."""
    if strong(instrument, row.answer.level):
        return "good"
    return "weak" if weak(instrument, row.answer.level) else "level"
