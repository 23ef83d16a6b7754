"""A later stage on top of an earlier one: what is kept, where it stands, what is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.identity import keep_earlier
from spbe_cli.sheet.view import view_of

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")


def text(ref: str, value: str) -> Cell:
    return Cell(ref, Kind.TEXT, value) if value else Cell(ref)


def row(place: int, number: str, level: int | None = None, words: str = "") -> RawRow:
    """Return one row; `words` are its evidence and explanation."""
    shown = (
        Cell(f"E{place}", Kind.NUMBER, Decimal(level)) if level is not None else Cell(f"E{place}")
    )
    evidence, explanation = text(f"F{place}", words), text(f"G{place}", words)
    return RawRow(place, text(f"A{place}", number), shown, Cell(f"D{place}"), evidence, explanation)


def sheet(*rows: RawRow, file: str = "interviu.xlsx") -> RawSheet:
    return RawSheet(file, "", "Jawaban", rows, {}, Identity("Identitas"))


def kept(now: RawSheet, earlier: RawSheet) -> tuple[RawSheet, object]:
    return keep_earlier(view_of(NEW, now), view_of(NEW, earlier))


def test_what_the_later_stage_says_is_kept_beside_the_earlier_level() -> None:
    index = Cell("H9", Kind.NUMBER, Decimal(50))
    earlier = sheet(replace(row(5, "1", 3, "lama"), external=replace(index, ref="H5")))
    now = sheet(replace(row(9, "1", None, "baru"), external=Cell("H9")))
    (made,) = kept(now, earlier)[0].rows
    assert made == replace(row(9, "1", 3, "baru"), external=index)
    own = replace(index, value=Decimal(60))
    (made,) = kept(sheet(replace(now.rows[0], external=own)), earlier)[0].rows
    assert made.external == own


@pytest.mark.parametrize(
    "now",
    [
        sheet(row(5, "1", 9)),
        sheet(row(5, "1", 3)),
        replace(sheet(row(5, "1"), row(6, "2", 2)), merged=(("E5:E6", 5, 6),)),
        replace(
            sheet(row(5, "2", 2)), identity=Identity("Identitas", {"indikator": text("B6", "2")})
        ),
    ],
    ids=["off the scale", "answered", "merged", "not asked for"],
)
def test_nothing_is_kept_where_the_later_stage_has_its_say(now: RawSheet) -> None:
    assert kept(now, sheet(row(5, "1", 4))) == (now, ())


def test_a_row_that_bears_another_name_is_not_taken_for_absent() -> None:
    named = replace(row(6, "2", 3), name=text("D6", NEW.rows()["1"].short))
    now = sheet(row(5, "2", 2), named)
    assert kept(now, sheet(row(5, "2", 4))) == (now, ())
