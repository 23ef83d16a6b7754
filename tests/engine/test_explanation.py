"""Explanations in their parts, and what is done before a sheet is sent."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from spbe_cli.analysis.portal import PortalEntry, checklist, usual_names
from spbe_cli.answers import Answer, AnswerSheet, Cell, Identity, Kind, RawSheet
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Sound
from spbe_cli.sheet.explanation import asked_for, explained, own_answers

INSTRUMENT = shipped("permenpanrb-59-2020")

# In the manner of the ministry's own examples, which name a part behind it.
EXAMPLE = (
    "Tercantum dalam Perbup 27/2021, Pasal 5 halaman 9, sesuai 1.PERBUP-27-2021.pdf (Fakta).\n\n"
    "Pengaturan itu lengkap, namun belum mengatur integrasi (Analisis).\n\n"
    "Hasil penilaian menggambarkan tingkat 3. (Justifikasi Hasil)."
)


def parts(text: str, stage: str = "Penilaian Mandiri", justification: str = "") -> dict[str, str]:
    frame = INSTRUMENT.frame(stage)
    assert frame is not None
    answer = Answer(Fraction(3), "", text, justification=justification)
    return dict(explained(answer, frame).parts)


@pytest.mark.parametrize(
    ("text", "fact", "analysis"),
    [
        ("Fakta: pasal 5. Analisis: lengkap.", "pasal 5.", "lengkap."),
        ("FAKTA :\nA\n\n- Hasil analisis: B", "A", "B"),
        ("Analisa: B\nFakta: A", "A", "B"),
        ("Fakta: A. Fakta: B", "A.\nB", ""),
        ("A (Fakta). B (analisis). C", "A", "B\nC"),
        ("Ada perda tentang fakta: x", "Ada perda tentang fakta: x", ""),
        ("Pembuka. Fakta: A", "Pembuka.\nA", ""),
        ("", "", ""),
    ],
)
def test_what_was_written_goes_below_its_heading(text: str, fact: str, analysis: str) -> None:
    assert parts(text) == {"Fakta": fact, "Analisis": analysis}


def test_the_ministrys_way_to_name_parts_is_understood() -> None:
    found = parts(EXAMPLE, "Penilaian Dokumen")
    assert list(found) == ["Fakta", "Analisis", "Justifikasi Hasil"]
    assert found["Fakta"].endswith("sesuai 1.PERBUP-27-2021.pdf")
    assert found["Analisis"] == "Pengaturan itu lengkap, namun belum mengatur integrasi"
    assert found["Justifikasi Hasil"] == "Hasil penilaian menggambarkan tingkat 3."


@pytest.mark.parametrize(
    "stage", ["Penilaian Dokumen", "penilaian  interviu", "Penilaian Visitasi"]
)
def test_an_assessor_adds_and_replaces(stage: str) -> None:
    said = "Fakta: A. Analisis: B"
    assert parts(said, stage, "Tingkat 3") == {
        "Fakta": "A.", "Analisis": "B", "Justifikasi Hasil": "Tingkat 3",
    }  # fmt: skip
    assert parts(said, stage, "Analisis: C\nJustifikasi: D") == {
        "Fakta": "A.", "Analisis": "C", "Justifikasi Hasil": "D",
    }  # fmt: skip


def test_nothing_is_lost_of_a_text_without_headings() -> None:
    frame = INSTRUMENT.frame("Penilaian Mandiri")
    assert frame is not None
    found = explained(Answer(Fraction(2), "", "a\nb"), frame)
    assert (found.parts["Fakta"], found.loose, found.missing) == ("a\nb", True, ("Analisis",))


def test_what_is_missing_is_marked_and_what_nobody_sees_is_not_pasted() -> None:
    frame, indicator = INSTRUMENT.frame("Penilaian Mandiri"), INSTRUMENT.indicator("1")
    assert frame is not None
    assert indicator is not None
    answer = Answer(Fraction(2), "", "Fakta:\tpasal\u200b 5,\tayat\u00ad 2")
    asked = asked_for(indicator, frame)
    entry = PortalEntry("1", indicator, answer, explained(answer, frame), asked, (), (), ())
    assert entry.missing == ("Analisis",)
    assert entry.text == (
        "Fakta: pasal 5, ayat 2\n\nAnalisis: [BELUM ADA: pasal itu telah mengatur "
        "(kriteria tingkat yang dipilih).]"
    )
    bare = PortalEntry("1", indicator, Answer(Fraction(2)), None, {}, (), (), ())
    assert (bare.text, bare.missing) == ("[BELUM ADA: penjelasan indikator ini]", ("Penjelasan",))


def test_the_names_of_senders_are_left_out_of_a_merged_sheet_and_nothing_else() -> None:
    said = {
        "1": Answer(Fraction(3), "", "[Bappeda] Fakta: A\n[BPKAD] Fakta: B\n[1] catatan"),
        "2": Answer(Fraction(3), "", "[BPKAD] Fakta: C"),
    }
    sheet = AnswerSheet(said, ("1", "2"))
    assert [one.explanation for one in own_answers(sheet, joined=True).values()] == [
        "Fakta: A\nFakta: B\n[1] catatan",
        "Fakta: C",
    ]
    assert own_answers(sheet, joined=False) == said


@pytest.mark.parametrize(
    ("number", "names", "usual"),
    [
        # The examples of Pedoman 3/2024, p. 194.
        ("1", ["1.Pergub-1-2020.pdf"], ["1.Pergub-1-2020.pdf"]),
        ("1", ["1.a.Pergub-1-2020.pdf", "1.b.SK.pdf"], ["1.a.Pergub-1-2020.pdf", "1.b.SK.pdf"]),
        ("35", ["35.e.Fitur_Baru_LPSE.jpg"], ["35.e.Fitur_Baru_LPSE.jpg"]),
        # A prefix of another indicator (p. 230) stays to be seen.
        ("31", ["16.a.Audit.pdf"], ["31.16.a.Audit.pdf"]),
        ("1", ["Pergub.pdf", "Indikator 01 SK.pdf"], ["1.a.Pergub.pdf", "1.b.SK.pdf"]),
        ("1", ["10.Perda.pdf"], ["1.10.Perda.pdf"]),
    ],
)
def test_files_are_named_in_the_ministrys_way(
    number: str, names: list[str], usual: list[str]
) -> None:
    assert list(usual_names(names, number)) == usual


WHOLE = "Fakta: pasal 5, pada bukti 1.a.Perwal.pdf. Analisis: lengkap."
SOUND = Answer(Fraction(3), "1.a.Perwal.pdf", WHOLE)


def lacking(
    said: Mapping[str, Answer], instrument: str = "permenpanrb-59-2020", *findings: Finding
) -> dict[str, tuple[str, ...]]:
    """Return what is not done, with the rows that lack it."""
    known = shipped(instrument)
    cells = {"tahun": Cell("B3", Kind.TEXT, "2024")}
    raw = RawSheet("a.xlsx", "", "Jawaban", (), {}, Identity("Identitas", cells))
    sheet = AnswerSheet(said, tuple(said))
    identity = {"tahap": "Penilaian Mandiri"}
    made = Sound(
        file="a.xlsx",
        sha256="",
        findings=findings,
        instrument=known,
        identity=identity,
        raw=raw,
        sheet=sheet,
    )
    return {one.name: one.rows for one in checklist(made) if not one.done}


def test_a_sound_answer_lacks_nothing() -> None:
    assert lacking({"1": SOUND}) == {}


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        (replace(SOUND, explanation="Fakta: 1.a.Perwal.pdf"), "explained"),
        (replace(SOUND, explanation="Fakta: pasal 5. Analisis: lengkap."), "files_told"),
        (replace(SOUND, level=Fraction(4)), "reviewed"),
    ],
)
def test_what_an_answer_lacks_is_told_of_its_row(changed: Answer, name: str) -> None:
    assert lacking({"1": changed, "2": SOUND}) == {name: ("1",)}


@pytest.mark.parametrize(
    ("row", "level", "evidence", "name"),
    [
        # Reviews are less than two years old (Pedoman 3/2024): by its year 2022 may still be.
        ("1", 4, "Laporan reviu 2022", None),
        ("1", 5, "Laporan Review Tahun 2021", "dated"),
        ("1", 4, "Laporan reviu", "dated"),
        ("1", 4, "Laporan audit 2024", "reviewed"),
        # Audits of ICT, two years at most; a service proves its review at level 5 only.
        ("29", 4, "Laporan audit 2023", None),
        ("29", 4, "Laporan reviu 2023", "reviewed"),
        ("32", 4, "SPBE", None),
        ("32", 5, "SPBE", "reviewed"),
        # The criterion of indicator 3 asks for no review before level 5.
        ("3", 4, "Perwal", None),
    ],
)
def test_reviews_are_asked_for_and_may_not_be_old(
    row: str, level: int, evidence: str, name: str | None
) -> None:
    said = Answer(Fraction(level), evidence, "Fakta: A. Analisis: B.")
    assert lacking({row: said}) == ({name: (row,)} if name else {})


def test_a_review_may_be_named_in_the_explanation() -> None:
    said = Answer(Fraction(4), "Perwal", "Fakta: direviu pada 2023. Analisis: lengkap.")
    assert lacking({"1": said}) == {}


def test_what_is_a_finding_is_counted_from_it() -> None:
    place = Place("a.xlsx")
    found = (
        Finding("A201", place, {}, "", "2"),
        Finding("A203", place, {"numbers": Numbers(("2", "1"))}),
    )
    told = lacking({"1": SOUND, "2": SOUND}, "permenpanrb-59-2020", *found)
    assert told == {"evidence": ("2",), "explained": ("1", "2")}


def test_indices_of_other_agencies_are_to_be_there() -> None:
    said = {row: Answer(Fraction(1), "surat", "ada") for row in ("4", "5", "6")}
    said["6"] = replace(said["6"], external=Fraction(2))
    assert lacking(said, "permenpanrb-8-2026") == {"external": ("5",)}
