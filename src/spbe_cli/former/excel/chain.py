"""The chain of formulas in `Perhitungan`: aspects, domains, the index, its predicate."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.exact import exact_text
from spbe_cli.former.excel.canvas import Canvas, Value
from spbe_cli.former.excel.places import TOTAL_ROWS, Places
from spbe_cli.former.score.drawings import ring_of
from spbe_cli.instrument import Aspect, Domain, Instrument
from spbe_cli.scoring import IndexResult, Score

ENGINE: Final = ("Hitungan spbe", "Selisih")
ASPECTS: Final = ("Kode", "Aspek", "Bobot (BA)", "NA = Σ(NI x BI) / BA", "NA x BA", *ENGINE)
DOMAINS: Final = ("Kode", "Domain", "Bobot (BD)", "ND = Σ(NA x BA) / BD", "ND x BD", *ENGINE)
CHARTS: Final = "Label grafik"
TARGET: Final = "Target"
PREDICATES: Final = ("Predikat", "Mulai")

DUST: Final = 9
"""Decimals kept before a result is compared or rounded: binary fractions leave dust behind."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the tables of the sheet have in common."""

    page: Canvas
    instrument: Instrument
    result: IndexResult
    at: Places

    def headings(self, first: int, names: Sequence[str]) -> None:
        """Write the headings above the first row of a table."""
        self.page.headings(first - 2, names, names[2:7])

    def put(self, cell: str, value: Value, style: str = "text") -> None:
        """Write a value."""
        self.page.put(int(cell[1:]) - 1, ord(cell[0]) - ord("A"), value, style)

    def formula(self, cell: str, formula: str, value: Fraction | str, style: str) -> None:
        """Write a formula with the value it has."""
        stored = value if isinstance(value, str) else float(value)
        self.page.sheet.write_formula(cell, formula, self.page.formats[style], stored)

    def compare(self, cell: str, engine: Fraction, style: str) -> None:
        """Write what the engine computed, and how a formula differs from it."""
        row = cell[1:]
        self.put(f"F{row}", engine, style)
        self.formula(f"G{row}", f"=ROUND({cell}-F{row},{DUST})", Fraction(0), "exact")


def write(sheet: Sheet) -> None:
    """Write all that follows from the levels, step by step."""
    write_aspects(sheet)
    write_domains(sheet)
    write_total(sheet)
    write_predicates(sheet)


def write_aspects(sheet: Sheet) -> None:
    """Write NA = sum(NI x BI) / BA of every aspect."""
    ring = ring_of(sheet.instrument)
    heads = (*ASPECTS, CHARTS, *((TARGET,) if ring else ()))
    sheet.headings(min(sheet.at.aspects.values()), heads)
    for aspect, score in zip(sheet.instrument.aspects, sheet.result.aspects, strict=True):
        cells = sheet.at.cells("E", aspect.indicators)
        row = sheet.at.aspects[aspect.code]
        write_part(sheet, row, aspect, score, cells)
        if ring:
            sheet.put(f"I{row}", ring.minimum, "grey_number")


def write_domains(sheet: Sheet) -> None:
    """Write ND = sum(NA x BA) / BD of every domain; an edition may have none."""
    if not sheet.at.domains:
        return
    sheet.headings(min(sheet.at.domains.values()), (*DOMAINS, CHARTS))
    for domain, score in zip(sheet.instrument.domains, sheet.result.domains, strict=True):
        rows = [sheet.at.aspects[aspect.code] for aspect in domain.aspects]
        cells = f"E{min(rows)}:E{max(rows)}"
        write_part(sheet, sheet.at.domains[domain.code], domain, score, cells)


def write_part(sheet: Sheet, row: int, part: Aspect | Domain, score: Score, cells: str) -> None:
    """Write the row of an aspect or a domain."""
    sheet.put(f"A{row}", part.code, "code")
    sheet.put(f"B{row}", part.name)
    sheet.put(f"C{row}", part.weight, "exact")
    sheet.formula(f"D{row}", f"=SUM({cells})/C{row}", score.index, "index_exact")
    sheet.formula(f"E{row}", f"=D{row}*C{row}", score.points, "exact")
    sheet.compare(f"D{row}", score.index, "index_exact")
    sheet.put(f"H{row}", f"{part.code} {part.short}", "grey_line")


def write_total(sheet: Sheet) -> None:
    """Write the index, exact and rounded, and its predicate.

    ROUND stands twice, because a tie such as 3.465 may come out as 3.4649999999999994.
    """
    total, row = sheet.result.total, sheet.at.total
    domains = bool(sheet.at.domains)
    parts = (sheet.at.domains if domains else sheet.at.aspects).values()
    chain = "Σ(ND x BD)" if domains else "Σ(NA x BA)"
    of_weights = f"{chain} / {exact_text(total.weight)}"
    sheet.headings(row, ("", "Indeks", "Bobot", of_weights, "", *ENGINE))
    for cell in (f"{column}{row + line}" for column in "ABCDEFG" for line in range(TOTAL_ROWS)):
        sheet.put(cell, None)
    weights, points = (f"SUM({c}{min(parts)}:{c}{max(parts)})" for c in "CE")
    sheet.put(f"B{row}", sheet.page.label("exact_index", index=total.name))
    sheet.formula(f"C{row}", f"={weights}", total.weight, "exact")
    sheet.formula(f"D{row}", f"={points}/C{row}", total.index, "index_exact")
    sheet.compare(f"D{row}", total.index, "index_exact")
    sheet.put(f"B{row + 1}", sheet.page.label("rounded_index", index=total.name), "strong_cell")
    rounded = Fraction(total.rounded)
    sheet.formula(f"D{row + 1}", f"=ROUND(ROUND(D{row},{DUST}),2)", rounded, "strong_number")
    sheet.compare(f"D{row + 1}", rounded, "number")
    write_predicate(sheet, row + 2)


def write_predicate(sheet: Sheet, row: int) -> None:
    """Write the predicate as a formula over the table below it."""
    exact = sheet.instrument.predicate_on == "exact"
    index = f"ROUND(D{sheet.at.total},{DUST})" if exact else f"D{sheet.at.total + 1}"
    first = sheet.at.predicates
    *above, lowest = range(first, first + len(sheet.instrument.predicates))
    tests = "".join(f"IF({index}>=C{band},B{band}," for band in above)
    name = sheet.result.predicate.name
    sheet.put(f"B{row}", sheet.page.label("predicate"), "strong_cell")
    sheet.formula(f"D{row}", f"={tests}B{lowest}{')' * len(above)}", name, "strong_right")
    sheet.put(f"F{row}", name, "text_right")


def write_predicates(sheet: Sheet) -> None:
    """Write the lower bounds of the predicates, the highest first."""
    first = sheet.at.predicates
    sheet.page.headings(first - 2, ("", *PREDICATES), PREDICATES[1:])
    for row, predicate in enumerate(sheet.instrument.predicates, start=first):
        sheet.put(f"B{row}", predicate.name)
        sheet.put(f"C{row}", predicate.minimum, "exact")
