"""Explanations in their parts: the frames of Pedoman 3/2024, and how people write them."""

from fractions import Fraction

import pytest

from spbe_cli.analysis.portal import Entry, usual_names
from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.instrument.loading import shipped
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
    entry = Entry("1", indicator, answer, explained(answer, frame), asked, (), (), ())
    assert entry.missing == ("Analisis",)
    assert entry.text == (
        "Fakta: pasal 5, ayat 2\n\nAnalisis: [BELUM ADA: pasal itu telah mengatur "
        "(kriteria tingkat yang dipilih).]"
    )
    bare = Entry("1", indicator, Answer(Fraction(2)), None, {}, (), (), ())
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
