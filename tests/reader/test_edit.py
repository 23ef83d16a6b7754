"""Workbooks of others that are changed in place: what would be lost is said, all else stays."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from tests.findings.materials import spoilt
from tests.program import EXAMPLES, spbe
from tests.reader.books import (
    JAWABAN,
    brief,
    edited,
    good_parts,
    parts_of,
    zipped,
)

from spbe_cli.sheet.assess import assess
from spbe_cli.xlsx import edit
from spbe_cli.xlsx.edit import Editor, Uneditable, lost_parts
from spbe_cli.xlsx.package import Package

pytestmark = pytest.mark.usefixtures("here")
DRAWING = '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/x">{}</xdr:wsDr>'
ORANGE = "FFF8CBAD"


def lost(*parts: tuple[str, str, str], **kept: bool) -> tuple[str, ...]:
    """Return what is lost of the good sheet with other parts: name, what stood there, what does."""
    return lost_parts(Package("a.xlsx", spoilt({"parts": parts})), **kept)


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("xl/media/image1.jpeg", "x", "pictures"),
        ("xl/charts/chart1.xml", "<c/>", "charts"),
        ("xl/ctrlProps/ctrlProp1.xml", "<c/>", "controls"),
        ("xl/activeX/activeX1.xml", "<c/>", "controls"),
        ("xl/drawings/vmlDrawing1.vml", '<x:ClientData ObjectType="Radio"/>', "controls"),
        ("_xmlsignatures/sig1.xml", "<c/>", "signature"),
        ("xl/vbaProject.bin", "x", "macros"),
        ("xl/pivotTables/pivotTable1.xml", "<c/>", "pivots"),
        ("xl/threadedComments/threadedComment1.xml", "<c/>", "threads"),
        ("xl/comments1.xml", "<c/>", "comments"),
        ("xl/embeddings/oleObject1.bin", "x", "objects"),
        ("xl/metadata.xml", "<c/>", "arrays"),
        ("xl/connections.xml", "<c/>", "connections"),
        ("xl/drawings/drawing1.xml", DRAWING.format("<xdr:sp/>"), "shapes"),
    ],
)
def test_a_part_that_is_lost_is_told(part: str, content: str, expected: str) -> None:
    assert lost((part, "", content)) == (expected,)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}", ("validations",)),
        ("{78C0D931-6437-407d-A8EE-F0AAD7539E65}", ("formats",)),
        ("{05C60535-1F16-4fd2-B633-F4F36F0B64E0}", ("sparklines",)),
        ("{00000000-0000-0000-0000-000000000000}", ()),
    ],
)
def test_an_extension_of_a_sheet_that_is_lost_is_told(uri: str, expected: tuple[str, ...]) -> None:
    end = "</worksheet>"
    assert lost((JAWABAN, end, f'<extLst><ext uri="{uri}"><x/></ext></extLst>{end}')) == expected


def test_nothing_is_lost_of_what_openpyxl_keeps() -> None:
    assert lost() == ()
    note = '<x:ClientData ObjectType="Note"/>'
    assert lost(("xl/drawings/vmlDrawing1.vml", "", note)) == ()
    assert lost(("xl/drawings/drawing1.xml", "", DRAWING.format("<xdr:pic/>"))) == ()
    assert lost(("xl/vbaProject.bin", "", "x"), macros=True) == ()


def uneditable(part: str, old: str, new: str) -> str:
    """Return why a workbook with this change is not opened."""
    with pytest.raises(Uneditable) as found:
        Editor(Package("a.xlsx", spoilt({"parts": [[part, old, new]]})))
    return found.value.reason


def test_what_openpyxl_would_choke_on_is_not_given_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = "<xf numFmtId='x'/></cellXfs>"
    assert uneditable("xl/styles.xml", "</cellXfs>", odd) == "open"
    monkeypatch.setattr(edit, "LIMIT_XML", 10_000)
    assert uneditable(JAWABAN, "", "<worksheet/>") == "big"


END, ROWS_END = "</worksheet>", "</sheetData>"
FAR = f'<hyperlinks><hyperlink ref="{{}}" location="A1"/></hyperlinks>{END}'
SHARED = f'<row r="900"><c r="A900"><f t="shared" si="0">{"A1+" * 10_000}</f></c>'
SHARED += '<c><f t="shared" si="0"/></c>' * 900 + f"</row>{ROWS_END}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ROWS_END, f'{ROWS_END}<mergeCells><mergeCell ref="J1:XFD20000"/></mergeCells>'),
        (END, FAR.format("A1:XFD1048576")),
        (END, FAR.format("A:XFD")),
        (END, f'<conditionalFormatting sqref="{"A1 " * 70_000}"/>{END}'),
        (END, "<rule/>" * 60_001 + END),
        (ROWS_END, SHARED),
    ],
    ids=["merged", "link", "columns", "ranges", "objects", "formula"],
)
def test_what_takes_minutes_and_gigabytes_is_not_opened(old: str, new: str) -> None:
    assert uneditable(JAWABAN, old, new) == "big"


def test_a_part_weighs_whatever_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit, "LIMIT_BURDEN", 10_000)
    parts = good_parts()
    assert not edit.too_heavy(Package("a.xlsx", zipped(parts)))
    parts["xl/media/image1.png"] = b"\n<x>" + b"<y/>" * 3_000 + b"</x>"
    assert edit.too_heavy(Package("a.xlsx", zipped(parts)))


def test_marks_are_taken_away_without_a_walk_to_a_far_cell() -> None:
    editor = Editor(Package("a.xlsx", spoilt({"ZZ900": "jauh"})))
    sheet = editor.book["Jawaban"]
    held: dict[object, object] = vars(sheet)["_cells"]
    editor.mark("Jawaban", "E9", ORANGE[2:], "salah")
    before = len(held)
    editor.unmark([ORANGE[2:]])
    assert sheet["E9"].comment is None
    assert len(held) == before


def test_another_cell_that_changes_is_found() -> None:
    editor = Editor(Package("a.xlsx", spoilt({})))
    editor.book["Jawaban"]["E9"] = 5
    with pytest.raises(Uneditable) as found:
        editor.saved(results=True)
    assert found.value.reason == "differs"
    editor.touched.add(("Jawaban", "E9"))
    assert editor.saved(results=True) == editor.saved(results=True)


def computed() -> bytes:
    """Return the good sheet with levels that are results of formulas, and a fault."""
    parts = parts_of(spoilt({"E17": "tiga", "H5": "=E5*2", "H6": "=A1", "H7": "=E7>2"}))
    results = (("E5*2", "", "6"), ("A1", ' t="str"', "a &amp; b"), ("E7&gt;2", ' t="b"', "1"))
    for formula, kind, value in results:
        old = f"><f>{formula}</f><v />".encode()
        assert old in parts[JAWABAN]
        new = f"{kind}><f>{formula}</f><v>{value}</v>".encode()
        parts[JAWABAN] = parts[JAWABAN].replace(old, new)
    return zipped(parts)


def test_results_notes_and_rich_texts_stay_in_a_marked_copy() -> None:
    book = load_workbook(BytesIO(computed()))
    assert book["Jawaban"]["H5"].value == "=E5*2"
    Path("jawaban.xlsx").write_bytes(computed())
    assert spbe("score", "jawaban.xlsx", "-o", "perbaikan.xlsx", "--mark")[0] == 1
    sheet = load_workbook("perbaikan.xlsx", data_only=True)["Jawaban"]
    assert [sheet[cell].value for cell in ("H5", "H6", "H7")] == [6, "a & b", True]
    assert sheet["E17"].fill.fgColor.rgb == ORANGE


def test_marks_of_an_earlier_copy_go_and_what_was_there_before_stays() -> None:
    def spoil(book: Workbook) -> None:
        sheet = book["Jawaban"]
        sheet["E17"], sheet["E18"] = "tiga", 3.5
        sheet["E17"].comment = Comment("Periksa lagi", "Budi")
        sheet["A2"] = CellRichText("isi ", TextBlock(InlineFont(b=True), "semua"))
        book.create_sheet("Perbaikan")["A1"] = "Perbaikan jalan"

    Path("jawaban.xlsx").write_bytes(edited(spoil)())
    assert spbe("score", "jawaban.xlsx", "-o", "satu.xlsx", "--mark")[0] == 1
    book = load_workbook("satu.xlsx", rich_text=True)
    assert book.sheetnames == ["Perbaikan spbe", "Identitas", "Jawaban", "Perbaikan"]
    assert book["Perbaikan"]["A1"].value == "Perbaikan jalan"
    assert book["Jawaban"]["A2"].value[1].font.b
    assert book["Jawaban"]["E17"].comment.text.startswith("Periksa lagi\n\nPerbaikan isian: ")
    book["Jawaban"]["E17"] = 3
    book.save("kembali.xlsx")
    assert spbe("score", "kembali.xlsx", "-o", "dua.xlsx", "--mark")[0] == 1
    again = load_workbook("dua.xlsx")
    assert again["Perbaikan"]["A1"].value == "Perbaikan jalan"
    sheet = again["Jawaban"]
    assert sheet["E17"].comment.text == "Periksa lagi"
    assert sheet["E17"].fill.fill_type is None
    assert sheet["E18"].fill.fgColor.rgb == ORANGE
    assert [brief(one) for one in assess(Path("dua.xlsx"), "dua.xlsx").findings] == ["A106 E18"]


def test_the_notes_speak_to_the_sender_also_on_the_sheet_of_evidence() -> None:
    example = EXAMPLES / "aceh-tengah-2026.xlsx"
    book = load_workbook(example)
    book["Bukti"]["E5"] = "proses"
    book.save("jawaban.xlsx")
    Path("bukti").mkdir()
    Path("bukti/lain.pdf").write_bytes(b"x")
    command = ("score", "jawaban.xlsx", "--evidence", "bukti", "-o", "tanda.xlsx", "--mark")
    assert spbe(*command)[0] == 1
    book = load_workbook("tanda.xlsx")
    assert "proses" in book["Bukti"]["E5"].comment.text
    rows = book["Perbaikan"].iter_rows(min_row=8, min_col=2, max_col=5, values_only=True)
    listed = [[str(text) for text in row] for row in rows]
    assert listed[0][0] == "Bukti!E5"
    # The sender has no folder of ours, and knows nothing of what we infer.
    assert not [one for one in listed if "folder" in one[3] or "dugaan" in one[3]]
    assert any("belum kami terima" in one[3] for one in listed)


def test_a_batch_marks_only_where_nothing_is_lost() -> None:
    Path("masuk").mkdir()
    parts = parts_of(spoilt({"E17": "tiga"}))
    Path("masuk/a.xlsx").write_bytes(zipped(parts))
    _, _, err = spbe("batch", "masuk", "--corrections", "kembali", "--mark")
    assert "A230" not in err
    (made,) = Path("kembali").glob("*.xlsx")
    assert "Petunjuk" not in load_workbook(made).sheetnames
    Path("masuk/a.xlsx").write_bytes(zipped({**parts, "xl/media/image1.png": b"x"}))
    _, _, err = spbe("batch", "masuk", "--corrections", "kembali", "--mark")
    assert "A230" in err
    assert "Petunjuk" in load_workbook(made).sheetnames
    # One that somebody has saved since may hold answers.
    load_workbook(made).save(made)
    assert spbe("batch", "masuk", "--corrections", "kembali", "--mark")[0] == 2


def test_a_form_keeps_its_macros() -> None:
    blank = parts_of(spoilt({"E5:E51": None}))
    types = blank["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main+xml", b"x").replace(
        b"application/vnd.openxmlformats-officedocument.x",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
    blank |= {"[Content_Types].xml": types, "xl/vbaProject.bin": b"macros"}
    form, target = Path("formulir.xlsm"), Path("terisi.xlsm")
    form.write_bytes(zipped(blank))
    sheet = Path("jawaban.xlsx")
    sheet.write_bytes(spoilt({}))
    code, _, err = spbe("fill", sheet, form, "-o", target)
    assert (code, "A230" in err) == (0, False), err
    assert parts_of(target.read_bytes())["xl/vbaProject.bin"] == b"macros"
    assert b"macroEnabled" in parts_of(target.read_bytes())["[Content_Types].xml"]
    code, _, err = spbe("fill", sheet, form, "-o", Path("terisi.xlsx"))
    assert (code, "A230" in err) == (0, True), err


def test_a_text_of_an_answer_becomes_no_formula() -> None:
    sheet, form, target = (Path(f"{name}.xlsx") for name in "abc")

    def typed(book: Workbook) -> None:
        book["Jawaban"]["G5"] = "=1+1"
        book["Jawaban"]["G5"].data_type = "s"

    sheet.write_bytes(edited(typed)())
    form.write_bytes(spoilt({"G5": "-"}))
    assert spbe("fill", sheet, form, "-o", target)[0] == 0
    cell = load_workbook(target)["Jawaban"]["G5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_reasons_of_an_assessor_go_along() -> None:
    sheet, form, target = (Path(f"{name}.xlsx") for name in "abc")
    sheet.write_bytes(spoilt({"I4": "Justifikasi", "I5": "Pasal 9"}))
    form.write_bytes(spoilt({"J4": "Justifikasi Asesor"}))
    assert spbe("fill", sheet, form, "-o", target)[0] == 0
    assert load_workbook(target)["Jawaban"]["J5"].value == "Pasal 9"
    form.write_bytes(spoilt({}))
    code, _, err = spbe("fill", sheet, form, "-o", target, "--force")
    assert (code, "A232: formulir tidak punya kolom untuk Justifikasi" in err) == (0, True)
    Path("masuk").mkdir()
    Path("masuk", "a.xlsx").write_bytes(sheet.read_bytes())
    assert spbe("merge", "masuk", "-o", target, "--force")[0] == 0
    jawaban = load_workbook(target)["Jawaban"]
    (column,) = (cell.column for cell in jawaban[4] if cell.value == "Justifikasi")
    assert str(jawaban.cell(5, column).value).endswith("] Pasal 9")
