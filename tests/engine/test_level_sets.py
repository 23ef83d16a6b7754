"""Every susunan tingkat rekaan that is shipped gives what the ministry printed."""

from collections import Counter
from importlib.resources import files

from tests.engine.test_published_results import ROWS

from spbe_cli.analysis.published import level_sets
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import score

PRINTED = {(int(row["year"]), row["institution"]): row for row in ROWS}
DATA = files("spbe_cli").joinpath("data", "levels-2023-2024.tsv").read_text("utf-8")
LEGIBLE = {key for key, row in PRINTED.items() if row["D1"]}


def test_every_susunan_tingkat_rekaan_gives_the_printed_indices() -> None:
    instrument = shipped("permenpanrb-59-2020")
    predicates: Counter[bool] = Counter()
    for one in level_sets():
        row = PRINTED[one.year, one.institution]
        result = score(instrument, one.levels)
        figures = [str(part.rounded) for part in (*result.domains, result.total)]
        assert figures == [row[column] for column in ("D1", "D2", "D3", "D4", "index")]
        predicates[result.predicate.name == row["predicate"]] += 1
    assert predicates == {True: 1230, False: 2}


def test_only_the_rows_that_whole_levels_cannot_give_are_left_out() -> None:
    left_out = LEGIBLE - {(one.year, one.institution) for one in level_sets()}
    assert left_out == {(2023, "Pemerintah Kab. Banyuasin")}


def test_the_file_says_that_its_levels_are_made_up() -> None:
    assert DATA.startswith("# Susunan tingkat rekaan: ")
