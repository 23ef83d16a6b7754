"""The sheet `Perhitungan`: the result once more as live formulas, beside the engine's values.

The formulas follow the regulation step by step, so that an auditor can read them, change a
level and see what becomes of the index.  Columns: A code, B name, C weight, D level or index,
E their product, F what the engine computed, G the difference, H how the charts call the part, I the
target that the radar draws.
"""

from fractions import Fraction
from itertools import groupby
from typing import Final

from spbe_cli.exact import exact_text
from spbe_cli.former.excel import chain
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.chain import ENGINE, Sheet
from spbe_cli.former.excel.indicators import number
from spbe_cli.former.excel.places import FIRST_HEADING, places
from spbe_cli.instrument import Aspect, Indicator
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment

HEADINGS: Final = ("No", "Indikator", "Bobot (BI)", "Tingkat (NI)", "NI x BI", *ENGINE)
WIDTHS: Final = (7, 52, 12, 22, 12, 14, 10, 36, 10)
SOURCES: Final = (
    "scale",
    "weights",
    "calculation",
    "repeat",
    "rounding",
    "predicates",
    "predicate_on",
)
"""The sources of an instrument that bear on the calculation."""


def write(page: Canvas, assessment: Assessment) -> None:
    """Write the sheet."""
    instrument, result = assessment.instrument, assessment.result
    assert instrument is not None  # noqa: S101  a scored sheet has all this
    assert result is not None  # noqa: S101
    page.widths(*WIDTHS)
    page.put(0, 0, page.label("calculation", index=instrument.index_name), "title_line")
    page.put(1, 0, page.label("calculation_hint"), "strong_line")
    sheet = Sheet(page, instrument, result, places(instrument))
    write_indicators(sheet)
    chain.write(sheet)
    write_sources(sheet)
    guard_levels(sheet)
    finish(sheet, assessment.file)


def write_indicators(sheet: Sheet) -> None:
    """Write the rows that may be answered: the level is the only cell to be changed."""
    sheet.headings(FIRST_HEADING + 1, HEADINGS)
    scores = {score.code: score for score in sheet.result.indicators}
    for aspect in sheet.instrument.aspects:
        for indicator in aspect.indicators:
            for code in indicator.rows():
                row, score = sheet.at.indicators[code], scores.get(code)
                sheet.put(f"A{row}", number(code), "code")
                sheet.put(f"B{row}", indicator.name)
                write_weight(sheet, row, aspect, indicator, score)
                sheet.put(f"D{row}", score.index if score else None, "input")
                points = score.points if score else Fraction(0)
                sheet.formula(f"E{row}", f"=C{row}*D{row}", points, "exact")
                sheet.compare(f"E{row}", points, "exact")


def write_weight(
    sheet: Sheet, row: int, aspect: Aspect, indicator: Indicator, score: Score | None
) -> None:
    """Write BI; where it hangs on how many rows are answered, as a formula."""
    weight = score.weight if score else Fraction(0)
    formula = share(sheet, row, aspect, indicator) if shared(aspect) else None
    if formula is None and "/" in exact_text(weight):
        formula = f"={exact_text(weight)}"
    if formula is None:
        sheet.put(f"C{row}", weight, "exact")
    else:
        sheet.formula(f"C{row}", formula, weight, "exact")


def shared(aspect: Aspect) -> bool:
    """Tell whether the rows of an aspect share its weight, instead of each having its own."""
    nominal = sum(indicator.weight for indicator in aspect.indicators)
    return nominal != aspect.weight or any(i.repeat > 1 for i in aspect.indicators)


def share(sheet: Sheet, row: int, aspect: Aspect, indicator: Indicator) -> str:
    """Return the formula of a row's share: BA x BI / sum(BI of the answered rows)."""
    groups = (tuple(group) for _, group in groupby(aspect.indicators, lambda i: i.weight))
    answered = "+".join(
        f"{factor(group[0].weight)}*COUNT({sheet.at.cells('D', group)})" for group in groups
    )
    whole = f"C{sheet.at.aspects[aspect.code]}*{factor(indicator.weight)}"
    return f"=IF(COUNT(D{row})=0,0,{whole}/({answered}))"


def factor(weight: Fraction) -> str:
    """Write an exact number as a factor of a formula."""
    text = exact_text(weight)
    return f"({text})" if "/" in text else text


def write_sources(sheet: Sheet) -> None:
    """Write where the instrument has its rules from."""
    row = sheet.at.sources
    sheet.put(f"A{row}", sheet.page.label("sources"), "section")
    known = [name for name in SOURCES if name in sheet.instrument.sources]
    for line, name in enumerate(known, start=row):
        text = f"{sheet.page.label(f'source_{name}')}: {sheet.instrument.sources[name]}"
        sheet.page.line(line, (0, 6), text)


def finish(sheet: Sheet, file: str) -> None:
    """Guard everything but the levels, and mark every difference."""
    page = sheet.page
    differs = {"type": "cell", "criteria": "!=", "value": 0, "format": page.formats["differs"]}
    for table in (sheet.at.indicators, sheet.at.aspects, sheet.at.domains):
        if table:
            cells = f"G{min(table.values())}:G{max(table.values())}"
            page.sheet.conditional_format(cells, differs)
    page.sheet.conditional_format(f"G{sheet.at.total}:G{sheet.at.total + 1}", differs)
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.sheet.freeze_panes(2, 0)
    page.sheet.print_area(0, 0, sheet.at.sources + len(SOURCES), 6)
    page.paper(file)


def guard_levels(sheet: Sheet) -> None:
    """Let only levels of the scale in."""
    instrument, rows = sheet.instrument, sheet.at.indicators.values()
    kind = "decimal" if instrument.decimals else "integer"
    ends = {"lowest": instrument.lowest, "highest": instrument.highest}
    rule = {
        "validate": kind,
        "criteria": "between",
        "minimum": instrument.lowest,
        "maximum": instrument.highest,
        "error_title": sheet.page.label("level_title"),
        "error_message": sheet.page.label(f"level_{kind}", **ends),
    }
    sheet.page.sheet.data_validation(f"D{min(rows)}:D{max(rows)}", rule)
