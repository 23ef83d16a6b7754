"""The report on many sheets: who stands where, and who must do what, as an author counts it."""

from fractions import Fraction
from pathlib import Path

from tests.commands.documents import YEARS, index_of, levels_of, predicate_of, printed
from tests.program import EXAMPLES

from spbe_cli.many.run import Batch, Options, Passed, assess_all
from spbe_cli.reports.batch import BatchReport
from spbe_cli.reports.document import Columns, Document, Table, text_of
from spbe_cli.words import Language, Words


def report(batch: Batch, language: Language = Language.INDONESIAN) -> Document:
    return BatchReport(batch, Words(language)).document()


def gathered(*paths: Path, **options: object) -> Batch:
    sheets = tuple((path, path.name) for path in paths)
    return assess_all(sheets, Passed("masuk"), Options(jobs=1, **options))  # type: ignore[arg-type]


def texts(document: Document, *heads: str) -> list[list[str]]:
    """Return the rows of the first table that has these heads."""
    blocks = [*document.summary, *(block for part in document.parts for block in part.blocks)]
    found = (block for block in blocks if isinstance(block, Table))
    table = next(one for one in found if {*heads} <= {column.head for column in one.columns})
    return [[text_of(cell) for cell in row.cells] for row in table.rows]


def test_rank_mean_and_spread_are_those_of_the_published_results() -> None:
    document = report(gathered(*(EXAMPLES / f"bandar-lampung-{year}.xlsx" for year in YEARS)))
    indices = {year: index_of(levels_of(year)) for year in YEARS}
    ranked = sorted(indices, key=lambda year: -indices[year])
    ranks = [row[1:4] for row in texts(document, "No", "Instansi")]
    assert ranks == [
        [
            f"Pemerintah Kota Bandar Lampung · {year}",
            printed(indices[year]),
            predicate_of(indices[year]),
        ]
        for year in ranked
    ]
    mean = sum(indices.values(), Fraction(0)) / len(indices)
    ends = (mean, max(indices.values()), min(indices.values()))
    assert texts(document, "Rata-rata")[0] == ["Indeks", *map(printed, ends)]
    predicates = [predicate_of(index) for index in indices.values()]
    counted = {row[0]: row[2] for row in texts(document, "Banyak instansi")}
    assert counted == {name: str(predicates.count(name)) for name in counted}
    (drawn,) = (block for part in document.parts for block in part.blocks
                if isinstance(block, Columns))  # fmt: skip
    # 16 columns from 1 to 5: one for every quarter of a level.
    expected = [0] * 16
    for index in indices.values():
        expected[int((index - 1) * 4)] += 1
    assert drawn.heights == tuple(expected)
    assert drawn.mark
    assert drawn.mark.value == mean
