"""The sentences made of criteria: questions of an interview, recommendations."""

import re
from fractions import Fraction

import pytest

from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.reports.levels import passed, question, recommendation

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


SENTENCE = re.compile(r"Perlu [a-z].*[^.]\.")


@pytest.mark.parametrize(
    ("edition", "levels", "count"),
    [
        ("permenpanrb-59-2020", range(2, 6), 47 * 4),
        ("permenpanrb-8-2026", range(1, 6), 16 * 5),
        ("permenpanrb-5-2018", range(1, 6), 35 * 5),
    ],
)
def test_every_level_has_a_sentence(edition: str, levels: range, count: int) -> None:
    instrument, said = shipped(edition), []
    for row, indicator in instrument.rows().items():
        for level in levels if row == indicator.rows()[0] else ():
            # Just reached, the level below is complete.
            lowest = Fraction(instrument.lowest)
            below = level > instrument.lowest
            start = instrument.reached_at(level - 1) if below else lowest
            found = recommendation(instrument, row, start)
            if indicator.external:
                assert found is None
            else:
                said.append((row, level, str(found)))
    assert len(said) == count
    wrong = [one for one in said if not SENTENCE.fullmatch(one[2]) or "  " in one[2]]
    assert wrong == []
    # What a level lacks is nothing to strive for.
    lacking = re.compile(
        r"agar .*\b(?:belum|tetapi|hanya|tanpa|baru (?:berupa|mengatur))\b|[Ss]udah"
    )
    assert [one for one in said if lacking.search(one[2])] == []


def test_the_first_level_that_is_not_complete_counts() -> None:
    pemdi = shipped("permenpanrb-8-2026")
    # Half of level 2, as assessed in Aceh Tengah 2026 (2 of 4 items), then all of it.
    assert "sebagian layanan digital" in str(recommendation(pemdi, "1", Fraction(2)))
    assert "rencana secara penuh" in str(recommendation(pemdi, "1", Fraction("2.5")))
    assert recommendation(pemdi, "1", Fraction(5)) is None


@pytest.mark.parametrize(
    ("edition", "start", "end", "levels"),
    [
        # Where a score on a bound has completed the lower level, 2 is not complete before 2.5.
        ("permenpanrb-8-2026", "2", "3.5", [2, 3]),
        ("permenpanrb-8-2026", "1.094", "2.5", [1, 2]),
        ("permenpanrb-8-2026", "2.5", "2.5", [2]),
        ("permenpanrb-59-2020", "2", "4", [3, 4]),
        ("permenpanrb-59-2020", "3", "3", [3]),
    ],
)
def test_a_raise_asks_for_every_level_that_is_not_complete(
    edition: str, start: str, end: str, levels: list[int]
) -> None:
    found = passed(shipped(edition), "1", Fraction(start), Fraction(end))
    assert [level.number for level in found] == levels
