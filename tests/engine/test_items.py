"""Pieces of evidence and the value they give, held against one real result of 2026.

Of Kabupaten Aceh Tengah the portal's record of 20 September 2026 and the assessor's values are
known, piece by piece: examples/butir-aceh-tengah-2026.tsv and examples/cases/pemdi.yaml.
"""

from collections import Counter
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program import EXAMPLES

from spbe_cli.exact import rounded
from spbe_cli.files.assignments import load_assignment
from spbe_cli.instrument.loading import shipped
from spbe_cli.many.merge import merge
from spbe_cli.reports.evidence import to_revise
from spbe_cli.sheet.assess import Assessment, Choice, assess
from spbe_cli.sheet.items import proposals, value_of
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import ItemEntry, Prefill, TemplateRequest, lay_out

PEMDI = shipped("permenpanrb-8-2026")
ACEH = EXAMPLES / "aceh-tengah-2026.xlsx"
pytestmark = pytest.mark.usefixtures("here")
PRINTED = {
    "1": "2.00", "2": "1.50", "3": "1.26", "4": "1.30", "8": "1.00", "9": "1.00", "10": "1.00",
    "11": "1.50", "12": "1.25", "13": "1.17", "14": "1.00", "15": "1.00", "16": "1.00",
    "17": "2.50", "19": "1.00", "20": "1.30",
}  # fmt: skip
"""The assessor's values as they were printed, but for those of another agency's index."""
UNEXPLAINED = {"3": "1.20", "4": "1.33", "20": "1.25"}
TO_REVISE = [
    *("I1-L2-02", "I4-L1-02", "I8-L1-01", "I9-L1-01", "I10-L1-01", "I12-L1-02", "I13-L1-02"),
    *("I13-L2-01", "I13-L2-02", "I13-L3-01", "I14-L1-01", "I14-L1-02", "I15-L1-01", "I16-L1-01"),
    *("I19-L1-02", "I20-L1-03", "I20-L1-04", "I4-L2-02", "I12-L2-01"),
]
"""Those refused for want of a lower level stand last."""


def real() -> Assessment:
    return assess(ACEH, ACEH.name)


def written(*items: ItemEntry, missing: str | None = None, **levels: float) -> Assessment:
    """Assess a sheet with level 1 but where `i4=2` says another, and these pieces."""
    rows = {row: Prefill(levels.get(f"i{row}", 1), "a.pdf", "Fakta") for row in PEMDI.rows()}
    rows = {row: Prefill() if one.level == 0 else one for row, one in rows.items()}
    request = TemplateRequest("Kabupaten Contoh", year="2026", stage="Penilaian Mandiri")
    path = Path("a.xlsx")
    path.write_bytes(answer_file(lay_out(PEMDI, request, rows, items=items)))
    return assess(path, path.name, Choice(missing=missing))


def codes(made: Assessment) -> list[str]:
    return [one.code for one in made.findings if one.code not in {"A213", "A208", "A211"}]


def test_every_piece_of_the_real_assessment_is_read() -> None:
    sheet = real().sheet
    assert sheet
    counts = Counter(item.status for item in sheet.items if item.begun)
    assert counts == {"diterima": 18, "revisi": 17, "ditolak": 2}
    assert [item.code for item in to_revise(sheet.items)] == TO_REVISE


def test_thirteen_of_sixteen_values_are_proposed_as_they_were_printed() -> None:
    sheet = real().sheet
    assert sheet
    made = proposals(PEMDI, sheet.items, sheet.answers)
    found = {row: str(rounded(made[row].value, 2)) for row in PRINTED}
    assert {row: v for row, v in found.items() if v != PRINTED[row]} == UNEXPLAINED
    assert made["13"].value == Fraction(7, 6)
    assert {row for row, one in made.items() if one.basis == "no_index"} == {"5", "6", "7", "18"}
    warned = [one.indicator for one in real().findings if one.code == "A244"]
    assert warned == list(UNEXPLAINED)


def test_typed_values_win_and_a_blank_takes_the_proposed_one() -> None:
    """7/6 for indicator 13, which no cell can hold, gives the index that was published."""
    book = load_workbook(ACEH)
    book["Jawaban"]["E17"] = None
    content = BytesIO()
    book.save(content)
    path = Path("a.xlsx")
    path.write_bytes(content.getvalue())
    assert assess(path, path.name).result is None
    made = assess(path, path.name, Choice(missing="items"))
    assert made.sheet
    assert made.sheet.assumed == {"13": Fraction(7, 6)}
    assert made.result
    assert made.result.total.index == Fraction(931, 750)
    assert str(made.result.total.rounded) == "1.24"
    levels = made.sheet.levels()
    assert [levels[row] for row in UNEXPLAINED] == [Fraction(t) for t in ("1.26", "1.3", "1.3")]


def test_what_pieces_give_is_known_where_another_level_is_missing() -> None:
    book, before = load_workbook(ACEH), real().result
    book["Jawaban"]["E5"] = book["Jawaban"]["E6"] = None
    for row in book["Bukti"].iter_rows(min_row=5):
        for cell in row[3:8] if str(row[0].value).startswith("I1-") else ():
            cell.value = None
    path = Path("a.xlsx")
    book.save(path)
    made = assess(path, path.name, Choice(missing="items"))
    assert made.bounds
    assert before
    # The assessor gave 2 for indicator 1, which weighs 5 %, and what the pieces give for 2.
    low, high = (one.total.index - before.total.index for one in made.bounds)
    assert (low, high) == (Fraction(-5, 100), Fraction(15, 100))


def test_pieces_alone_are_no_blank_sheet() -> None:
    levels = {f"i{row}": 0 for row in PEMDI.rows()}
    made = written(ItemEntry("I4-L1-01", status="ada"), missing="items", **levels)
    assert [one.code for one in made.findings if one.code in {"A104", "A112"}] == ["A104"] * 15


def test_what_no_piece_tells_stays_missing() -> None:
    made = written(ItemEntry("I4-L1-01", status="ada"), missing="items", i4=0, i8=0)
    assert [one.indicator for one in made.findings if one.code == "A104"] == ["8"]
    assert made.result is None
    # Which index is possible hangs on what is missing alone: 8 weighs 4 %, 4 weighs 5 %.
    assert made.view
    assert made.bounds
    raised = (proposals(PEMDI, made.view.items, {})["4"].value - 1) * Fraction(5, 100)
    low, high = (one.total.index for one in made.bounds)
    assert (low, high - low) == (1 + raised, 4 * Fraction(4, 100))


@pytest.mark.parametrize(
    ("accepted", "value"),
    [
        ((), "1"),
        (("I17-L1-01",), "1.25"),
        (("I17-L1-01", "I17-L1-02"), "1.5"),
        (("I17-L1-01", "I17-L1-02", "I17-L2-01"), "2"),
        # A piece of a higher level counts for nothing as long as one below is not accepted.
        (("I17-L1-01", "I17-L2-01", "I17-L2-02"), "1.25"),
    ],
)
def test_a_value_grows_in_the_first_level_that_is_not_complete(
    accepted: tuple[str, ...], value: str
) -> None:
    indicator = PEMDI.indicator("17")
    assert indicator
    assert value_of(PEMDI, indicator, accepted, "accepted").value == Fraction(value)


def test_all_pieces_give_the_top_of_the_scale() -> None:
    for indicator in PEMDI.indicators():
        every = [one.code for one in indicator.asked_items()]
        assert value_of(PEMDI, indicator, every, "accepted").value == 5


def test_ikasandi_counts_at_the_levels_that_ask_for_it() -> None:
    """Indicator 11 needs it at level 5 only; 10 has nothing else at level 1."""
    eleven = PEMDI.indicator("11")
    assert eleven
    others = [one.code for one in eleven.asked_items() if "IKASANDI" not in one.evidence.text]
    assert value_of(PEMDI, eleven, others, "accepted").value == Fraction("4.5")
    made = written(ItemEntry("I10-L1-01", status="ada"), i10=1.5)
    assert "A244" not in codes(made)


def test_pieces_that_are_there_count_until_one_is_judged() -> None:
    there = [ItemEntry(f"I4-L1-0{n}", status="ada") for n in (1, 2)]
    assert "A244" not in codes(written(*there, i4=1.33))
    judged = ItemEntry("I9-L1-01", status="revisi")
    assert "A244" in codes(written(*there, judged, i4=1.33))


def test_the_limit_of_age_is_counted_to_the_first_day_of_the_year() -> None:
    def found(day: date) -> list[str]:
        return codes(written(ItemEntry("I10-L1-01", status="ada", day=day), i10=1.5))

    assert "A241" in found(date(2024, 12, 31))
    assert "A241" not in found(date(2025, 1, 1))


@pytest.mark.parametrize(
    ("owner", "status"), [("Bappeda", "ada"), ("BPKAD", "belum"), ("", "belum")]
)
def test_the_owner_decides_about_a_piece_else_the_weakest_status(owner: str, status: str) -> None:
    edition, read = shipped("permenpanrb-59-2020"), []
    for agency, said in (("Bappeda", "ada"), ("BPKAD", "belum")):
        request = TemplateRequest("Kota Contoh", agency, "2024", only=("13",))
        items = (ItemEntry("13.c", files=f"{agency}.pdf", status=said),)
        path = Path(f"{agency}.xlsx")
        filled = {"13": Prefill(2, "a.pdf", "Fakta")}
        path.write_bytes(answer_file(lay_out(edition, request, filled, items=items)))
        read.append(assess(path, path.name))
    plan = Path("p.yaml")
    plan.write_text(
        f"instrument: permenpanrb-59-2020\nassignments:\n- {{agency: {owner}, owns: '13'}}\n"
        f"- {{agency: {'BPKAD' if owner == 'Bappeda' else 'Bappeda'}, supports: '13'}}\n"
    )
    assignment = load_assignment(plan).assignment if owner else None
    merged = merge(read, assignment, "kota.xlsx")
    (item,) = (one for one in merged.items if one.begun)
    assert (item.status, item.files) == (status, "Bappeda.pdf; BPKAD.pdf")
    assert "A246" in [one.code for one in merged.findings]


def test_what_a_template_says_is_read_as_it_was_written() -> None:
    entry = ItemEntry("I4-L1-02", None, "", "x.pdf", "revisi", None, "kurang", "Bappeda")
    sheet = written(entry).sheet
    assert sheet
    begun = [item for item in sheet.items if item.begun]
    assert [(i.code, i.level, i.letter, i.files, i.status, i.note, i.owner) for i in begun] == [
        ("I4-L1-02", 1, "b", "x.pdf", "revisi", "kurang", "Bappeda")
    ]
    assert len(sheet.items) == 232
