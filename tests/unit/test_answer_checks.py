"""What comes of checking a sheet: an answer sheet, or gaps, or nothing; findings in order."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.findings import Finding, Place, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.check import Checked, check, faults_beside_gaps, reading_order
from spbe_cli.sheet.identity import editions_agree, identity_places, year_is_covered
from spbe_cli.sheet.view import view_of
from spbe_cli.words import Words

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")
Levels = dict[str, int | str | None]


def text(ref: str, value: str) -> Cell:
    return Cell(ref, Kind.TEXT, value) if value else Cell(ref)


def raw(levels: Levels, scope: str = "", evidence: str = "bukti.pdf") -> RawSheet:
    """Return a sheet with these levels from row 5 on; text stands for what is no number."""
    rows = []
    for place, (number, level) in enumerate(levels.items(), start=5):
        cell = text(f"E{place}", level) if isinstance(level, str) else Cell(f"E{place}")
        if isinstance(level, int):
            cell = Cell(f"E{place}", Kind.NUMBER, Decimal(level))
        said = text(f"F{place}", evidence), text(f"G{place}", evidence)
        rows.append(RawRow(place, text(f"A{place}", number), cell, Cell(f"D{place}"), *said))
    identity = Identity("Identitas", {"indikator": text("B6", scope)} if scope else {})
    return RawSheet("a.xlsx", "", "Jawaban", tuple(rows), {}, identity)


def full(instrument: Instrument = NEW, **changed: int | str | None) -> Levels:
    return {row: changed.get(f"r{row}", 3) for row in instrument.rows()}


def codes(checked: Checked) -> set[str]:
    return {finding.code for finding in checked.findings if finding.code < "A2"}


def test_a_sound_sheet_has_an_answer_for_every_row() -> None:
    checked = check(NEW, raw(full()))
    assert checked.sheet
    assert checked.sheet.asked == tuple(NEW.rows())
    assert checked.sheet.answers == checked.answers
    assert checked.sheet.levels() == dict.fromkeys(NEW.rows(), Fraction(3))
    assert (checked.sheet.assumed, checked.partial, checked.gaps) == ({}, False, ())


def test_gaps_are_told_where_nothing_else_is_wrong() -> None:
    checked = check(NEW, raw(full(r13=None, r15=None)))
    assert (checked.sheet, checked.partial, checked.gaps) == (None, False, ("13", "15"))
    assert set(checked.answers) == {row for row in NEW.rows() if row not in {"13", "15"}}
    assert codes(checked) == {"A104"}
    absent = check(NEW, raw({row: level for row, level in full().items() if row != "13"}))
    assert (absent.gaps, codes(absent)) == (("13",), {"A111"})
    blank = check(NEW, raw(dict.fromkeys(NEW.rows())))
    assert (blank.gaps, codes(blank)) == (tuple(NEW.rows()), {"A112"})
    assert check(NEW, raw(full(r13=None), evidence="")).gaps == ("13",)
    other = check(NEW, raw(full(r13=None, r15="tiga")))
    assert (other.sheet, other.gaps, codes(other)) == (None, (), {"A104", "A101"})


def test_a_part_has_no_gaps_but_a_sheet_of_its_own() -> None:
    checked = check(NEW, raw({"13": 3, "14": 2}, "13, 14"))
    assert checked.sheet
    assert (checked.sheet.asked, checked.partial) == (("13", "14"), True)
    missing = check(NEW, raw({"13": 3, "14": None}, "13, 14"))
    assert (missing.sheet, missing.partial, missing.gaps) == (None, True, ())


@pytest.mark.parametrize("scope", ["", "13, 14"])
def test_what_is_assumed_fills_the_whole_sheet(scope: str) -> None:
    checked = check(NEW, raw({"13": 3, "14": None}, scope), assume=1)
    assert checked.sheet
    rest = {row: Fraction(1) for row in NEW.rows() if row != "13"}
    assert (checked.sheet.assumed, checked.partial) == (rest, False)
    assert checked.answers["13"].level == 3
    assert {row: checked.answers[row].level for row in rest} == rest
    (finding,) = (one for one in checked.findings if one.code == "A216")
    assert finding.facts["count"] == 46
    complete = check(NEW, raw(full()), assume=1)
    assert complete.sheet
    assert complete.sheet.assumed == {}
    assert "A216" not in {one.code for one in complete.findings}


def test_a_repeated_row_with_evidence_lacks_a_level() -> None:
    levels: Levels = {row: 3 for row in OLD.rows() if row != "35-3"} | {"35-2": None}
    checked = check(OLD, raw(levels))
    assert checked.gaps == ("35-2",)
    (line,) = lines(checked, "A104")
    assert line.endswith("isi 0, 1, 2, 3, 4, atau 5")
    without = raw(levels, evidence="")
    assert check(OLD, without).sheet
    assert check(OLD, replace(without, rows=without.rows[:-1])).sheet


def test_faults_beside_gaps_are_errors_that_say_more_than_that_there_are_gaps() -> None:
    findings = [Finding(code, Place("a")) for code in ("A104", "A101", "A201", "A111", "A112")]
    assert faults_beside_gaps(findings) == (findings[1],)


def test_findings_follow_the_file_identitas_and_the_rows() -> None:
    order = reading_order(raw({"1": 3}))
    places = [
        Place("a"),
        Place("a", "Identitas"),
        Place("a", "Identitas", "B2"),
        Place("a", "Identitas", "B10"),
        Place("a", "Jawaban"),
        Place("a", "Jawaban", "A5"),
        Place("a", "Jawaban", "E5"),
        Place("a", "Jawaban", "X5"),
        Place("a", "Jawaban", "AA5"),
        Place("a", "Jawaban", "A10"),
        Place("a", "Lain", "A1"),
    ]
    findings = [Finding("A101", place) for place in places]
    backwards = findings[::-1]
    assert sorted(backwards, key=order) == findings


def test_sheets_of_single_indicators_follow_in_the_order_of_the_rows() -> None:
    sheet = raw({"1": 3, "2": 3})
    first, second = sheet.rows
    there = (
        replace(first, evidence=replace(first.evidence, sheet="Z")),
        replace(second, evidence=replace(second.evidence, sheet="Y")),
    )
    order = reading_order(replace(sheet, rows=there))
    findings = [Finding("A201", Place("a", name, "B1")) for name in ("Jawaban", "Z", "Y", "A")]
    backwards = findings[::-1]
    assert sorted(backwards, key=order) == findings


def test_a_year_within_the_validity_is_no_finding() -> None:
    place = Place("a", "Identitas", "B3")
    for year in (None, 2021, 2025):
        assert list(year_is_covered(NEW, year, None, place)) == []
    for year in (2020, 2026):
        assert [one.place for one in year_is_covered(NEW, year, None, place)] == [place]


def test_what_reading_found_comes_first() -> None:
    remark = Finding("A212", Place("a.xlsx"))
    checked = check(NEW, replace(raw(full(r13="tiga")), remarks=(remark,)))
    assert checked.findings[0] is remark


def named(value: str, ref: str) -> RawSheet:
    cells = {"instrumen": text(ref, value)}
    return replace(raw({}), identity=Identity("Identitas", cells))


@pytest.mark.parametrize(
    ("value", "other"),
    [("bukan id", NEW), (NEW.id.upper(), None), (NEW.title.upper(), None)],
)
def test_an_edition_that_agrees_is_no_finding(value: str, other: Instrument | None) -> None:
    assert list(editions_agree(NEW, named(value, "B5"), other)) == []
    assert list(editions_agree(NEW, raw({}), other)) == []


def test_an_index_beside_an_indicator_that_takes_none_is_left_alone() -> None:
    sheet = raw(full())
    index = Cell("H5", Kind.NUMBER, Decimal(50))
    rows = tuple(replace(row, external=index) for row in sheet.rows)
    assert check(NEW, replace(sheet, rows=rows)).sheet


def lines(checked: Checked, *wanted: str) -> list[str]:
    return [Words().line(one) for one in checked.findings if one.code in wanted]


def test_where_no_level_is_asked_for_evidence_will_do() -> None:
    blank: Levels = {"13": None, "14": None}
    for scope in ("tidak ada", "  Tidak   ADA "):
        sheet = raw(blank, scope, evidence="")
        assert view_of(NEW, sheet).scope == ()
        assert lines(check(NEW, sheet), "A104", "A111", "A112") == [
            (
                "a.xlsx:Jawaban: error A112: belum ada bukti dukung dan penjelasan yang diisi, "
                "mungkin ini berkas kosong; kirim berkas yang sudah diisi"
            )
        ]
    first, second = raw(blank, "tidak ada", evidence="").rows
    proved = replace(second, evidence=text("F6", "a.pdf"))
    sheet = replace(raw(blank, "tidak ada"), rows=(first, proved))
    assert "A112" not in codes(check(NEW, sheet))
    assert "A112" not in codes(check(NEW, raw({}, "tidak ada")))


def test_ten_levels_alike_are_told_and_nine_are_not() -> None:
    nine, ten = (dict.fromkeys(tuple(NEW.rows())[:count], 3) for count in (9, 10))
    assert lines(check(NEW, raw({**nine}, "1-9")), "A214") == []
    assert len(lines(check(NEW, raw({**ten}, "1-10")), "A214")) == 1


def test_of_rows_with_one_number_those_with_another_name_are_set_apart() -> None:
    first, second = raw({"13": 3, "013": 4}).rows
    other = replace(first, name=text("D5", NEW.rows()["14"].short))
    view = view_of(NEW, replace(raw({}), rows=(other, second)))
    assert (view.rows, view.displaced) == ({"13": second}, (("13", other),))
    assert view.repeated == {}
    (misnamed,) = (one for one in check(NEW, view.raw).findings if one.code == "A115")
    assert (misnamed.code, misnamed.indicator, misnamed.place.cell) == ("A115", "13", "D5")


def test_blank_rows_with_one_number_count_once() -> None:
    view = view_of(NEW, raw({"13": None, "013": None, "14": 3}, evidence=""))
    assert [row.row for row in view.rows.values()] == [5, 7]
    assert (view.repeated, view.displaced) == ({}, ())


def test_a_row_without_a_number_is_told_behind_one_with_a_strange_number() -> None:
    checked = check(NEW, raw(full() | {"48": 3, "": 2}))
    assert [line.partition(": error")[0] for line in lines(checked, "A102", "A113")] == [
        "a.xlsx:Jawaban!A52",
        "a.xlsx:Jawaban!E53",
    ]


def test_numbers_asked_for_that_do_not_exist_are_told_with_what_stands_there() -> None:
    (finding,) = (
        one for one in check(NEW, raw({"13": 3}, "13, 99")).findings if one.code == "A130"
    )
    assert (finding.variant, finding.found) == ("unknown", Quoted("13, 99"))


def twice() -> Instrument:
    """Return the edition of 2018, with two answers to indicator 35 and no other names of rows."""
    aspects = tuple(
        replace(
            aspect,
            indicators=tuple(
                replace(one, repeat=2) if one.code == "35" else one for one in aspect.indicators
            ),
        )
        for aspect in OLD.aspects
    )
    return replace(OLD, aspects=aspects, aliases={})


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("35-3", "A117: indikator 35 dijawab 3 kali, paling banyak 2"),
        ("35-0", "A102: nomor indikator 35-0 tidak ada dalam PermenPANRB 5/2018 (1-35)"),
        ("35", "A102: nomor indikator 35 tidak ada dalam PermenPANRB 5/2018 (1-35)"),
        ("34-2", "A102: nomor indikator 34-2 tidak ada dalam PermenPANRB 5/2018 (1-35)"),
    ],
)
def test_a_number_too_many_is_told_apart_from_one_that_is_none(number: str, told: str) -> None:
    instrument = twice()
    levels: Levels = {**dict.fromkeys(instrument.rows(), 3), number: 3}
    (line,) = lines(check(instrument, raw(levels)), "A102", "A117")
    assert line.partition("; ")[0] == f"a.xlsx:Jawaban!A41: error {told}"


def test_identitas_tells_where_its_texts_stand() -> None:
    cells = {"tahun": text("B3", "2025"), "tahap": text("", "Interviu")}
    sheet = replace(raw({}), identity=Identity("Identitas", cells))
    assert identity_places(sheet) == {
        "tahun": Place("a.xlsx", "Identitas", "B3"),
        "tahap": Place("a.xlsx", "Identitas"),
    }
