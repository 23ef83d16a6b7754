"""What comes of checking a sheet: an answer sheet, or gaps, or nothing; findings in order."""

from decimal import Decimal
from fractions import Fraction

import pytest

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.findings import Finding, Place
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.check import Checked, check, reading_order

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
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
