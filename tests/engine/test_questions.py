"""The questions of an interview are sentences that can be asked as they stand."""

import re

import pytest

from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.reports.questions import question

CRITERIA = sorted({
    level.criterion
    for one in shipped_ids()
    for indicator in shipped(one).indicators()
    for level in indicator.levels
    if level.criterion and level.number > shipped(one).lowest
})  # fmt: skip

UNSOUND = re.compile(r"\btetapi\b|\bmeski\b|\bbelum\b|;|\?|\. [A-Z]|\bmis\.|\.$")
BEGINNING = re.compile(
    r"(?:hanya|keduanya|[Mm]enjadi|tetap|terintegrasi|dipakai|Kebijakan|Dokumen|Layanan|Hasil)\b"
)


def test_there_are_criteria_of_all_editions() -> None:
    assert len(CRITERIA) > 350


def test_every_question_is_one_sentence_about_what_is_there() -> None:
    begin, wrong = "Apa yang menunjukkan bahwa ", []
    for asked in map(question, CRITERIA):
        clause = asked.removeprefix(begin).removesuffix("?")
        # It has a subject, and no capital that only a sentence of its own begins with.
        if f"{begin}{clause}?" != asked or UNSOUND.search(clause) or BEGINNING.match(clause):
            wrong.append(asked)
    assert wrong == []


@pytest.mark.parametrize(
    ("criterion", "asked"),
    [
        (
            "Kebijakan sudah ditetapkan; tugas tim baru mendukung SPBE di sebagian unit.",
            "kebijakan sudah ditetapkan, serta tugas tim sudah mendukung SPBE di sebagian unit",
        ),
        ("Rencana belum seluruhnya dikonsultasikan.", "sebagian rencana sudah dikonsultasikan"),
        ("Jaringan Intra tersedia tetapi belum diterapkan.", "Jaringan Intra tersedia"),
        ("SPL diperbaiki.", "SPL diperbaiki"),
        ("Proses terpadu. IPS 3,50-4,20.", "proses terpadu"),
        (
            "Kolaborasi: terintegrasi dengan layanan lain (mis. Kementerian Keuangan).",
            "layanan ini terintegrasi dengan layanan lain (misalnya Kementerian Keuangan)",
        ),
    ],
)
def test_what_a_criterion_becomes(criterion: str, asked: str) -> None:
    assert question(criterion) == f"Apa yang menunjukkan bahwa {asked}?"
