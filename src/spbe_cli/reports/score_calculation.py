"""The sheet `Perhitungan`: the result once more as live formulas, for auditors to follow.

Columns: A code, B name, C weight, D level or index, E their product, F what the engine computed,
G the difference.  Rows count from 1, as Excel shows them.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from spbe_cli.exact import exact_text
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.reports.xlsx_book import ReportPage
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.styles import Style

FIRST_HEADING: Final = 4
TOTAL_ROWS: Final = 3  # the exact index, the rounded one, the predicate
WIDTHS: Final = (7, 52, 12, 22, 12, 14, 10)
DUST: Final = 9
"""Decimals kept before a result is compared or rounded: binary fractions leave dust behind."""
SOURCES: Final = (
    "scale", "weights", "calculation", "repeat", "rounding", "predicates", "predicate_on",
)  # fmt: skip
"""The sources of an instrument that bear on the calculation."""

EXACT: Final = {"num_format": "0.00##"}
INDEX: Final = {"num_format": "0.0000"}
PRINTED: Final = {"num_format": "0.00"}


class SheetRows:
    """The rows of what the sheet holds, by code, also of what is not answered."""

    def __init__(self, instrument: Instrument) -> None:
        """Lay the sheet out, one table below the other."""
        self.indicators = _numbered(instrument.rows(), FIRST_HEADING + 1)
        first = max(self.indicators.values()) + 3
        self.aspects = _numbered((part.code for part in instrument.aspects), first)
        first = max(self.aspects.values()) + 3
        self.domains = _numbered((part.code for part in instrument.domains), first)
        self.total = max((self.domains or self.aspects).values()) + 3
        self.predicates = self.total + TOTAL_ROWS + 2
        self.sources = self.predicates + len(instrument.predicates) + 2

    def cells(self, column: str, indicators: Sequence[Indicator]) -> str:
        """Return the cells of indicators that follow one another."""
        first, last = indicators[0].rows()[0], indicators[-1].rows()[-1]
        return f"{column}{self.indicators[first]}:{column}{self.indicators[last]}"


def _numbered(codes: Iterable[str], first: int) -> Mapping[str, int]:
    return {code: row for row, code in enumerate(codes, start=first)}


def write(page: ReportPage, instrument: Instrument, result: IndexResult) -> None:
    """Write the sheet; the levels are the only cells to be changed."""
    page.set_widths(WIDTHS)
    sheet = _Sheet(page, instrument, result, SheetRows(instrument))
    page.line(sheet.label("calculation", index=instrument.index_name), styles.PART)
    page.line(sheet.label("calculation_hint"), styles.STRONG)
    sheet.indicators()
    sheet.parts()
    sheet.total()
    sheet.predicates()
    sheet.sources()
    sheet.guard()


@frozen
class _Sheet:
    page: ReportPage
    instrument: Instrument
    result: IndexResult
    at: SheetRows

    def label(self, key: str, **facts: object) -> str:
        return self.page.report.words.label(f"excel.{key}", **facts)

    def headings(self, first: int, *names: str) -> None:
        names = (*names, self.label("column_engine"), self.label("column_difference"))
        for column, name in enumerate(names):
            side = styles.RIGHT if column > 1 else styles.LEFT
            self.page.write((first - 2, column), name, styles.HEADING, side)

    def put(self, cell: str, value: object, *looks: Style) -> None:
        folded = styles.FOLDED if isinstance(value, str) else {}
        self.page.write(cell, value, styles.CELL, folded, *looks)

    def formula(self, cell: str, formula: str, value: Fraction | str, *looks: Style) -> None:
        stored = value if isinstance(value, str) else float(value)
        self.page.sheet.write_formula(cell, formula, self.page.look(styles.CELL, *looks), stored)

    def compared(self, cell: str, formula: str, engine: Fraction, look: Style, *own: Style) -> None:
        """Write a formula, in a look of its own, what the engine computed, how the two differ."""
        row = cell[1:]
        self.formula(cell, formula, engine, look, *own)
        self.put(f"F{row}", engine, look)
        self.formula(f"G{row}", f"=ROUND({cell}-F{row},{DUST})", Fraction(0), EXACT)

    def indicators(self) -> None:
        """Write NI x BI of every row that may be answered."""
        names = map(self.label, ("column_indicator", "weight_bi", "level_ni"))
        self.headings(FIRST_HEADING + 1, "No", *names, "NI x BI")
        scores = {score.code: score for score in self.result.indicators}
        aspects = {aspect.code: aspect for aspect in self.instrument.aspects}
        for code, indicator in self.instrument.rows().items():
            row, score = self.at.indicators[code], scores.get(code)
            self.put(f"A{row}", int(code) if code.isdecimal() else code, styles.CENTRED)
            self.put(f"B{row}", indicator.name)
            weight = score.weight if score else Fraction(0)
            self.weight(row, aspects[indicator.aspect], indicator, weight)
            level = score.index if score else None
            self.put(f"D{row}", level, styles.INPUT, styles.RIGHT, styles.BOLD)
            points = score.points if score else Fraction(0)
            self.compared(f"E{row}", f"=C{row}*D{row}", points, EXACT)

    def weight(self, row: int, aspect: Aspect, indicator: Indicator, weight: Fraction) -> None:
        """Write BI; where it hangs on how many rows are answered, BA x BI / sum(BI of those)."""
        nominal = sum(one.weight for one in aspect.indicators)
        if nominal != aspect.weight or any(one.repeat > 1 for one in aspect.indicators):
            groups = (tuple(group) for _, group in groupby(aspect.indicators, lambda i: i.weight))
            answered = "+".join(
                f"{_factor(group[0].weight)}*COUNT({self.at.cells('D', group)})" for group in groups
            )
            whole = f"C{self.at.aspects[aspect.code]}*{_factor(indicator.weight)}"
            formula = f"=IF(COUNT(D{row})=0,0,{whole}/({answered}))"
            self.formula(f"C{row}", formula, weight, EXACT)
        elif "/" in exact_text(weight):
            self.formula(f"C{row}", f"={exact_text(weight)}", weight, EXACT)
        else:
            self.put(f"C{row}", weight, EXACT)

    def parts(self) -> None:
        """Write the index of every aspect, from its indicators, and of every domain, from these."""
        at, instrument, result = self.at, self.instrument, self.result
        names = map(self.label, ("column_code", "column_aspect", "weight_ba"))
        self.headings(min(at.aspects.values()), *names, "NA = Σ(NI x BI) / BA", "NA x BA")
        for aspect, score in zip(instrument.aspects, result.aspects, strict=True):
            cells = at.cells("E", aspect.indicators)
            self.part(at.aspects[aspect.code], aspect, score, cells)
        if not instrument.domains:  # an edition may have none
            return
        names = map(self.label, ("column_code", "column_domain", "weight_bd"))
        self.headings(min(at.domains.values()), *names, "ND = Σ(NA x BA) / BD", "ND x BD")
        for domain, score in zip(instrument.domains, result.domains, strict=True):
            rows = [at.aspects[aspect.code] for aspect in domain.aspects]
            cells = f"E{min(rows)}:E{max(rows)}"
            self.part(at.domains[domain.code], domain, score, cells)

    def part(self, row: int, part: Aspect | Domain, score: Score, cells: str) -> None:
        self.put(f"A{row}", part.code, styles.CENTRED)
        self.put(f"B{row}", part.name)
        self.put(f"C{row}", part.weight, EXACT)
        self.compared(f"D{row}", f"=SUM({cells})/C{row}", score.index, INDEX)
        self.formula(f"E{row}", f"=D{row}*C{row}", score.points, EXACT)

    def total(self) -> None:
        """Write the index, exact and rounded.

        ROUND stands twice, because a tie such as 3.465 may come out as 3.4649999999999994.
        """
        total, row = self.result.total, self.at.total
        parts = (self.at.domains or self.at.aspects).values()
        chain = "Σ(ND x BD)" if self.at.domains else "Σ(NA x BA)"
        names = map(self.label, ("column_index", "column_weight"))
        self.headings(row, "", *names, f"{chain} / {exact_text(total.weight)}", "")
        for line in range(row, row + TOTAL_ROWS):
            for column in "ABCDEFG":
                self.put(f"{column}{line}", None)
        weights, points = (f"SUM({c}{min(parts)}:{c}{max(parts)})" for c in "CE")
        self.put(f"B{row}", self.label("exact_index", index=total.name))
        self.formula(f"C{row}", f"={weights}", total.weight, EXACT)
        self.compared(f"D{row}", f"={points}/C{row}", total.index, INDEX)
        self.put(f"B{row + 1}", self.label("rounded_index", index=total.name), styles.BOLD)
        rounded, formula = Fraction(total.rounded), f"=ROUND(ROUND(D{row},{DUST}),2)"
        self.compared(f"D{row + 1}", formula, rounded, PRINTED, styles.BOLD)

    def predicates(self) -> None:
        """Write the predicate, as a formula over the lower bounds of all, the highest first."""
        first, row = self.at.predicates, self.at.total + 2
        exact = self.instrument.predicate_on == "exact"
        index = f"ROUND(D{row - 2},{DUST})" if exact else f"D{row - 1}"
        *above, lowest = range(first, first + len(self.instrument.predicates))
        tests = "".join(f"IF({index}>=C{band},B{band}," for band in above)
        self.put(f"B{row}", self.label("predicate"), styles.BOLD)
        name, formula = self.result.predicate.name, f"={tests}B{lowest}{')' * len(above)}"
        self.formula(f"D{row}", formula, name, styles.RIGHT, styles.BOLD)
        self.put(f"F{row}", name, styles.RIGHT)
        for column, text in enumerate(("", self.label("predicate"), self.label("column_from"))):
            self.page.write((first - 2, column), text, styles.HEADING, styles.LEFT)
        for row, predicate in enumerate(self.instrument.predicates, start=first):
            self.put(f"B{row}", predicate.name)
            self.put(f"C{row}", predicate.minimum, EXACT)

    def sources(self) -> None:
        """Write where the instrument has its rules from."""
        self.page.row = self.at.sources - 1
        self.page.line(self.label("sources"), styles.SECTION)
        for name in SOURCES:
            if said := self.instrument.sources.get(name):
                self.page.line(f"{self.label(f'source_{name}')}: {said}", styles.TOP)

    def guard(self) -> None:
        """Let only levels of the scale in, guard everything else, and mark every difference."""
        sheet, instrument = self.page.sheet, self.instrument
        lowest, highest = instrument.lowest, instrument.highest
        kind = "decimal" if instrument.decimals else "integer"
        rule = {
            "validate": kind,
            "criteria": "between",
            "minimum": lowest,
            "maximum": highest,
            "error_title": self.label("level_title"),
            "error_message": self.label(f"level_{kind}", lowest=lowest, highest=highest),
        }
        rows = self.at.indicators.values()
        sheet.data_validation(f"D{min(rows)}:D{max(rows)}", rule)
        look = self.page.look({"bg_color": styles.AMBER["bg_color"]}, styles.BOLD)
        differs = {"type": "cell", "criteria": "!=", "value": 0, "format": look}
        for table in filter(None, (self.at.indicators, self.at.aspects, self.at.domains)):
            sheet.conditional_format(f"G{min(table.values())}:G{max(table.values())}", differs)
        sheet.conditional_format(f"G{self.at.total}:G{self.at.total + 1}", differs)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.freeze_panes(2, 0)
        sheet.print_area(0, 0, self.at.sources + len(SOURCES), len(WIDTHS) - 1)
        self.page.on_paper()


def _factor(weight: Fraction) -> str:
    """Write an exact number as a factor of a formula."""
    text = exact_text(weight)
    return f"({text})" if "/" in text else text
