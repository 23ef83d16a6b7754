"""Documents of real subjects for the tests: published cases, compared, planned, doubted, placed.

Expected figures come from the published results or from `index_of`, which is independent of the
package: weights as printed in Tabel 9 of PermenPANRB 59/2020, in hundredths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

import yaml
from tests.program import EXAMPLES

from spbe_cli.analysis.compare import compare_sheets
from spbe_cli.analysis.plan import PlanOptions, plan_sheet
from spbe_cli.analysis.risk import assess_risk
from spbe_cli.analysis.simulate import simulate_sheet
from spbe_cli.answers import Agency, Assignment
from spbe_cli.files import Wanted
from spbe_cli.findings import Place
from spbe_cli.reports import WRITERS
from spbe_cli.reports.compare import CompareReport
from spbe_cli.reports.compare_agencies import Falls
from spbe_cli.reports.document import Block, Document, Heading, Number, Table, tables, text_of
from spbe_cli.reports.plan import PlanReport
from spbe_cli.reports.risk import RiskReport
from spbe_cli.reports.risk_interview import InterviewReport
from spbe_cli.reports.simulate import SimulateReport
from spbe_cli.sheet.assess import Assessment, assess
from spbe_cli.words import Language, Words

OWNERS: Final = EXAMPLES / "penugasan.yaml"
CASES: Final[Mapping[str, Any]] = {
    case["id"]: case
    for case in yaml.safe_load((EXAMPLES / "cases/official.yaml").read_text("utf-8"))["cases"]
}
YEARS: Final = ("2021", "2022", "2024")
WEIGHTS: Final = dict(
    zip(
        map(str, range(1, 48)),
        [130] * 10 + [250] * 10 + [150] * 11 + [275] * 10 + [300] * 6,
        strict=True,
    )
)
BOUNDS: Final = {"Memuaskan": 420, "Sangat Baik": 350, "Baik": 260, "Cukup": 180, "Kurang": 0}
FIFTH: Final[Mapping[str, Any]] = {"downgrade": {Fraction(1): Fraction(1, 5)}, "assign": OWNERS}
Levels = Mapping[str, int]


def published(year: str) -> Mapping[str, Any]:
    figures: Mapping[str, Any] = CASES[f"bandar-lampung-{year}"]["published"]
    return figures


def levels_of(year: str) -> dict[str, int]:
    return dict(CASES[f"bandar-lampung-{year}"]["levels"])


def points_of(levels: Levels) -> int:
    return sum(WEIGHTS[row] * level for row, level in levels.items())


def index_of(levels: Levels) -> Fraction:
    return Fraction(points_of(levels), 10_000)


def predicate_of(index: Fraction) -> str:
    return next(name for name, bound in BOUNDS.items() if index * 100 >= bound)


def printed(value: Fraction, places: int = 2) -> str:
    unit = 10**places
    whole = int(value * unit + Fraction(1, 2))
    return f"{whole // unit},{whole % unit:0{places}}"


def example(name: str) -> Assessment:
    return assess(EXAMPLES / name, f"examples/{name}")


def city(year: str) -> Assessment:
    return example(f"bandar-lampung-{year}.xlsx")


def hostile(sheet: Assessment, text: str) -> Assessment:
    labels = ("instansi", "perangkat daerah", "tahun", "tahap")
    held = sheet.sheet and replace(
        sheet.sheet,
        answers={
            row: replace(one, evidence=f"{text}.pdf; {text}", explanation=f"Fakta: {text}\n{text}")
            for row, one in sheet.sheet.answers.items()
        },
    )
    named = dict.fromkeys(labels, text)
    return replace(sheet, file=f"{text}.xlsx", identity=named, sheet=held)


def comparison(
    first: Assessment, second: Assessment, language: Language = Language.INDONESIAN
) -> Document:
    return CompareReport(compare_sheets(first, second), Words(language)).document()


def plan(
    sheet: Assessment, options: PlanOptions, language: Language = Language.INDONESIAN
) -> Document:
    return PlanReport(plan_sheet(sheet, options), Words(language)).document()


def risk(
    sheet: Assessment, given: Mapping[str, Any] = FIFTH, language: Language = Language.INDONESIAN
) -> Document:
    return RiskReport(assess_risk(sheet, **given), Words(language)).document()


def interview(sheet: Assessment, language: Language = Language.INDONESIAN) -> Document:
    return InterviewReport(assess_risk(sheet), Words(language)).document()


def notice(first: Assessment, second: Assessment, language: Language) -> Document:
    """Return what goes to the agency that owns everything."""
    everything = tuple(str(number) for number in range(1, 48))
    agency = Agency("Dinas <b>", everything, full="Dinas |*_` (B)")
    compared, owners = compare_sheets(first, second), Assignment((agency,))
    told = Falls(compared, ("a", "b"), owners, Words(language), "besok", "<i>Ani</i>")
    return told.to_agency(agency, compared.falls())


def simulation(
    sheet: Assessment, wanted: Levels, language: Language = Language.INDONESIAN
) -> Document:
    changes = [Wanted(n, Fraction(to), f"{n}={to}", Place("x")) for n, to in wanted.items()]
    return SimulateReport(simulate_sheet(sheet, changes), Words(language)).document()


def blocks(document: Document) -> Iterator[Block]:
    """Yield all that a document says and draws, in order, the titles of its parts included."""
    yield from document.summary + document.beside
    for part in document.parts:
        yield Heading(part.title)
        yield from part.blocks


def tables_of(document: Document) -> Iterator[Table]:
    return tables(tuple(blocks(document)))


def table(document: Document, *heads: str) -> Table:
    """Return the first table that has these heads."""
    return next(one for one in tables_of(document) if {*heads} <= {c.head for c in one.columns})


def below(document: Document, heading: str) -> Table:
    """Return the first table below a heading."""
    found = blocks(document)
    next(b for b in found if isinstance(b, Heading) and b.text.startswith(heading))
    return next(b for b in found if isinstance(b, Table))


def texts(of: Table) -> list[list[str]]:
    return [[text_of(cell) for cell in row.cells] for row in of.rows]


def values(of: Table, column: int, kind: str | None = None) -> list[Fraction]:
    """Return the numbers of a column, of rows of one kind."""
    rows = (row for row in of.rows if kind is None or row.kind == kind)
    cells = (row.cells[column] for row in rows if len(row.cells) > column)
    return [cell.value for cell in cells if isinstance(cell, Number)]


def written(ending: str, document: Document, language: Language = Language.INDONESIAN) -> bytes:
    """Return a document as a file of this ending."""
    writer = import_module(f"spbe_cli.reports.{WRITERS[ending]}")
    content = writer.write(document, Words(language))
    return content if isinstance(content, bytes) else content.encode()
