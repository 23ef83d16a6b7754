"""What is done before a sheet is sent: each line fails for what it says, and for nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from spbe_cli.analysis.checklist import checklist
from spbe_cli.answers import Answer, AnswerSheet, Cell, Identity, Kind, RawSheet
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Sound

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
