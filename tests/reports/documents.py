"""Documents of real subjects for the tests: published cases, compared, planned, doubted, gathered.

Expected figures come from the published results or from `index_of`, which is independent of the
package: weights as printed in Tabel 9 of PermenPANRB 59/2020, in hundredths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import yaml
from defusedxml.ElementTree import fromstring
from spbe_cli.checks.changes import Wanted
from spbe_cli.former import Page
from spbe_cli.former.compare import document as compared_document
from spbe_cli.former.document import Document, Drawing, Heading, Number, Table, text_of
from spbe_cli.former.plan import document as planned_document
from spbe_cli.former.risk import document as exposed_document
from spbe_cli.former.simulate import document as simulated_document
from spbe_cli.weighing import Simulated, Wish, plan_sheet, simulate_sheet

from spbe_cli.analysis.compare import compare_sheets
from spbe_cli.analysis.risk import Doubts, expose
from spbe_cli.findings import Place
from spbe_cli.sheet.assess import Assessment, assess
from spbe_cli.words import Language, Words

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
OWNERS: Final = EXAMPLES / "penugasan.yaml"
CASES: Final[Mapping[str, Any]] = {
    case["id"]: case
    for case in yaml.safe_load((EXAMPLES / "cases/official.yaml").read_text("utf-8"))["cases"]
}
YEARS: Final = ("2021", "2022", "2024")
WEIGHTS: Final = dict(
    zip(
        (str(number) for number in range(1, 48)),
        [130] * 10 + [250] * 10 + [150] * 11 + [275] * 10 + [300] * 6,
        strict=True,
    )
)
BOUNDS: Final = {"Memuaskan": 420, "Sangat Baik": 350, "Baik": 260, "Cukup": 180, "Kurang": 0}
FIFTH: Final = Doubts(downgrade={Fraction(1): Fraction(1, 5)}, assign=OWNERS)
Levels = Mapping[str, int]


def published(year: str) -> Mapping[str, Any]:
    figures: Mapping[str, Any] = CASES[f"bandar-lampung-{year}"]["published"]
    return figures


def levels_of(year: str) -> dict[str, int]:
    return dict(CASES[f"bandar-lampung-{year}"]["levels"])


def index_of(levels: Levels) -> Fraction:
    return Fraction(sum(WEIGHTS[row] * level for row, level in levels.items()), 10_000)


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


def page(language: Language = Language.INDONESIAN) -> Page:
    return Page(Words(language), detail=True)


def comparison(
    first: Assessment, second: Assessment, language: Language = Language.INDONESIAN
) -> Document:
    return compared_document.document(compare_sheets(first, second), page(language))


def plan(sheet: Assessment, wish: Wish, language: Language = Language.INDONESIAN) -> Document:
    return planned_document.document(plan_sheet(sheet, wish), page(language))


def risk(sheet: Assessment, doubts: Doubts, language: Language = Language.INDONESIAN) -> Document:
    return exposed_document.document(expose(sheet, doubts), page(language))


def simulated(sheet: Assessment, wanted: Levels) -> Simulated:
    changes = [Wanted(n, Fraction(to), f"{n}={to}", Place("x")) for n, to in wanted.items()]
    return simulate_sheet(sheet, changes)


def simulation(
    sheet: Assessment, wanted: Levels, language: Language = Language.INDONESIAN
) -> Document:
    return simulated_document.document(simulated(sheet, wanted), page(language))


def hostile(sheet: Assessment, text: str) -> Assessment:
    labels = ("instansi", "perangkat daerah", "tahun", "tahap")
    return replace(sheet, file=f"{text}.xlsx", identity=dict.fromkeys(labels, text))


def tables(document: Document) -> Iterator[Table]:
    return (block for block in document.blocks if isinstance(block, Table))


def table(document: Document, *heads: str) -> Table:
    return next(one for one in tables(document) if {*heads} <= {c.head for c in one.columns})


def below(document: Document, heading: str) -> Table:
    """Return the first table below a heading."""
    blocks = iter(document.blocks)
    next(b for b in blocks if isinstance(b, Heading) and b.text.startswith(heading))
    return next(b for b in blocks if isinstance(b, Table))


def texts(of: Table) -> list[list[str]]:
    return [[text_of(cell) for cell in row.cells] for row in of.rows]


def values(of: Table, column: int, kind: str | None = None) -> list[Fraction]:
    """Return the numbers of a column, of rows of one kind."""
    rows = (row for row in of.rows if kind is None or row.kind == kind)
    cells = (row.cells[column] for row in rows if len(row.cells) > column)
    return [cell.value for cell in cells if isinstance(cell, Number)]


def drawing(document: Document, place: int = 0) -> Element:
    """Return a drawing of a document as XML, with plain names of elements."""
    found = [block for block in document.blocks if isinstance(block, Drawing)]
    root: Element = fromstring(found[place].svg)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root
