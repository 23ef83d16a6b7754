"""A later stage on top of an earlier one: what is kept, where it stands, what is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.previous import identities_agree, instruments_agree, keep_earlier
from spbe_cli.words import Words

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


def test_a_blank_keeps_level_and_texts_at_its_own_place() -> None:
    earlier = sheet(row(5, "1", 3, "lama"), row(6, "2", 4, "lama"), file="dok.xlsx")
    now = sheet(row(9, "1"), row(8, "2", 2))
    filled, (finding,) = keep_earlier(NEW, now, earlier)
    assert filled.rows == (row(9, "1", 3, "lama"), now.rows[1])
    assert Words().line(finding) == (
        "interviu.xlsx:Jawaban: warning A219: 1 indikator tanpa tingkat memakai tingkat dari "
        "dok.xlsx: 1; pastikan memang tidak berubah, lalu catat dalam berita acara"
    )


def test_what_the_later_stage_says_is_kept_beside_the_earlier_level() -> None:
    index = Cell("H9", Kind.NUMBER, Decimal(50))
    earlier = sheet(replace(row(5, "1", 3, "lama"), external=replace(index, ref="H5")))
    now = sheet(replace(row(9, "1", None, "baru"), external=Cell("H9")))
    (made,) = keep_earlier(NEW, now, earlier)[0].rows
    assert made == replace(row(9, "1", 3, "baru"), external=index)
    own = replace(index, value=Decimal(60))
    (made,) = keep_earlier(NEW, sheet(replace(now.rows[0], external=own)), earlier)[0].rows
    assert made.external == own


def test_a_cell_stays_on_the_sheet_where_it_stands() -> None:
    there = replace(row(5, "1", 3), level=Cell("B7", Kind.NUMBER, Decimal(3), sheet="Indikator 1"))
    here = replace(row(5, "1"), level=Cell("C9", sheet="Lembar 1"))
    (made,) = keep_earlier(NEW, sheet(here), sheet(there))[0].rows
    assert made.level == Cell("C9", Kind.NUMBER, Decimal(3), sheet="Lembar 1")


def test_a_row_that_is_not_there_follows_after_the_last_and_stands_nowhere() -> None:
    old = replace(row(5, "1", 3, "lama"), hidden=True, name=text("D5", NEW.rows()["1"].short))
    old = replace(old, external=Cell("H5", Kind.NUMBER, Decimal(50)))
    earlier = sheet(old, row(6, "2", 4, "lama"), file="dok.xlsx")
    filled, (finding,) = keep_earlier(NEW, sheet(row(20, "3", 1)), earlier)
    assert [one.row for one in filled.rows] == [20, 21, 22]
    first = filled.rows[1]
    cells = (first.number, first.level, first.name, first.evidence, first.explanation)
    assert [cell.ref for cell in (*cells, first.external)] == [""] * 6
    assert [cell.value for cell in cells] == ["1", 3, None, "lama", "lama"]
    assert first.external.value == 50
    assert first.hidden is False
    assert finding.facts["count"] == 2


def test_a_sheet_without_rows_takes_all_of_them() -> None:
    filled, _ = keep_earlier(NEW, sheet(), sheet(row(5, "1", 3)))
    assert [(one.row, one.number.value) for one in filled.rows] == [(1, "1")]


@pytest.mark.parametrize(
    "now",
    [
        sheet(row(5, "1", 9)),
        sheet(row(5, "1", 3)),
        replace(sheet(row(5, "1"), row(6, "2", 2)), merged=(("E5:E6", 5, 6),)),
        replace(
            sheet(row(5, "2", 2)),
            identity=Identity("Identitas", {"indikator": text("B6", "2")}),
        ),
    ],
    ids=["off the scale", "answered", "merged", "not asked for"],
)
def test_nothing_is_kept_where_the_later_stage_has_its_say(now: RawSheet) -> None:
    assert keep_earlier(NEW, now, sheet(row(5, "1", 4))) == (now, ())


def test_a_row_that_bears_another_name_is_not_taken_for_absent() -> None:
    named = replace(row(6, "2", 3), name=text("D6", NEW.rows()["1"].short))
    now = sheet(row(5, "2", 2), named)
    assert keep_earlier(NEW, now, sheet(row(5, "2", 4))) == (now, ())


def test_both_stages_use_one_instrument() -> None:
    later, earlier = sheet(), sheet(file="dok.xlsx")
    assert list(instruments_agree(later, NEW, earlier, NEW)) == []
    (finding,) = instruments_agree(later, NEW, earlier, OLD)
    assert Words().line(finding) == (
        "interviu.xlsx: error B103: dok.xlsx memakai PermenPANRB 5/2018, berkas lain "
        "PermenPANRB 59/2020; pisahkan berkasnya"
    )


def of(label: str, value: str, ref: str = "B3") -> RawSheet:
    return replace(sheet(), identity=Identity("Identitas", {label: text(ref, value)}))


@pytest.mark.parametrize(
    ("label", "said"),
    [("instansi", "Instansi"), ("perangkat daerah", "Perangkat Daerah"), ("tahun", "Tahun")],
)
def test_both_stages_are_of_one_institution_agency_and_year(label: str, said: str) -> None:
    (finding,) = identities_agree(of(label, "Kota B"), of(label, "Kota A"))
    sentence = (
        f'{said} di interviu.xlsx "Kota B", di berkas lain "Kota A"; '
        "samakan di lembar Identitas, atau keluarkan berkasnya"
    )
    assert Words().line(finding) == f"interviu.xlsx:Identitas!B3: error B104: {sentence}"
    (finding,) = identities_agree(of(label, "Kota B", ""), of(label, "Kota A"))
    assert Words().line(finding) == f"interviu.xlsx:Identitas: error B104: {sentence}"
    for other in ("", "  KOTA   b "):
        assert list(identities_agree(of(label, "Kota B"), of(label, other))) == []
        assert list(identities_agree(of(label, other), of(label, "Kota B"))) == []


def test_stages_differ_in_what_makes_them_stages() -> None:
    assert list(identities_agree(of("tahap", "Interviu"), of("tahap", "Dokumen"))) == []
