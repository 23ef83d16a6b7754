"""Merging: one level for every row, everyone's evidence, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Finding
from spbe_cli.instrument.loading import shipped
from spbe_cli.many.merge import Merged, Rules, merge, read_all
from spbe_cli.many.merge_rows import MergedRow
from spbe_cli.reports.merge import merged_file
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

PLAN = Assignment(
    (
        Agency("Bappeda", ("13", "32"), ("14",), "Badan Perencanaan (Bappeda)"),
        Agency("BPKAD", ("14", "24"), ("13",)),
        Agency("DPMPTSP", ("47",)),
    )
)
Answers = dict[str, tuple[object, str, str]]


@dataclass
class Inbox:
    """Writes sheets of agencies, and merges them."""

    folder: Path
    sheets: list[tuple[Path, str]] = field(default_factory=list)

    def add(
        self,
        name: str,
        answers: Answers,
        request: TemplateRequest | None = None,
        change: Mapping[str, str | None] | None = None,
    ) -> None:
        """Write one sheet; the numbers answered are those that it was asked for."""
        request = request or sent_by(name)
        own = TemplateRequest(
            request.institution, request.agency, request.year, request.stage, only=tuple(answers)
        )
        prefilled = {row: Prefill(*answer) for row, answer in answers.items()}
        content = answer_workbook(shipped("permenpanrb-59-2020"), own, prefilled)
        path = self.folder / f"{name}.xlsx"
        path.write_bytes(changed(content, change) if change else content)
        self.sheets.append((path, path.name))

    def merge(self, plan: Assignment | None = None, **rules: object) -> Merged:
        """Merge the sheets."""
        assessments = read_all(self.sheets, None).parts
        return merge(assessments, plan, Rules("kota.xlsx", **rules))  # type: ignore[arg-type]


def changed(content: bytes, cells: Mapping[str, str | None]) -> bytes:
    book, out = load_workbook(BytesIO(content)), BytesIO()
    for cell, value in cells.items():
        book["Identitas"][cell] = value
    book.save(out)
    return out.getvalue()


def sent_by(agency: str | None, year: str = "2025") -> TemplateRequest:
    return TemplateRequest("Kota A", agency, year, "Penilaian Mandiri")


def said(level: object, evidence: str = "a.pdf", explanation: str = "Fakta") -> Answers:
    return {"13": (level, evidence, explanation)}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def row_of(merged: Merged, number: str) -> MergedRow:
    return next(one for one in merged.rows if one.row.number == number)


def test_evidence_that_excel_cannot_show_is_not_carried_over(inbox: Inbox) -> None:
    for name, found in (("Bappeda", "#REF!"), ("BPKAD", "=Rekap!C5")):
        inbox.add(name, {"13": (3, "a.pdf", "Fakta")})
        path = inbox.folder / f"{name}.xlsx"
        made = load_workbook(path)
        row = next(one for one in made["Jawaban"].iter_rows() if one[0].value in {13, "13"})
        row[5].value = found
        made.save(path)
    assert row_of(inbox.merge(), "13").evidence == ""


def codes(merged: Merged, *, besides: str = "B201") -> list[str]:
    return [finding.code for finding in merged.findings if finding.code != besides]


def only(merged: Merged, code: str) -> Finding:
    (found,) = (finding for finding in merged.findings if finding.code == code)
    return found


def test_equal_levels_of_two_agencies_are_fine(inbox: Inbox) -> None:
    inbox.add("Bappeda", said(3, "a.pdf; b.pdf", "Satu"))
    inbox.add("BPKAD", said(3, "b.pdf; http://x.id/?a;b", "Dua"))
    merged = inbox.merge()
    assert codes(merged) == []
    row = row_of(merged, "13")
    assert row.level == 3
    assert row.evidence == "a.pdf; b.pdf; http://x.id/?a;b"
    assert row.explanation == "[Bappeda] Satu\n[BPKAD] Dua"


def test_words_for_no_evidence_give_way_to_evidence(inbox: Inbox) -> None:
    inbox.add("Bappeda", said(3, "tidak ada"))
    inbox.add("BPKAD", said(3, "b.pdf"))
    assert row_of(inbox.merge(), "13").evidence == "b.pdf"


@pytest.mark.parametrize(("rule", "level"), [("owner", 3), ("lowest", 2), ("highest", 4)])
def test_a_rule_decides_and_is_listed(inbox: Inbox, rule: str, level: int) -> None:
    inbox.add("BPKAD", said(2))
    inbox.add("Bappeda", said(3))
    inbox.add("Inspektorat", said(4))
    merged = inbox.merge(PLAN, on_conflict=rule)
    assert merged.sound
    assert row_of(merged, "13").level == level
    assert only(merged, "B207").variant == rule
    (decision,) = merged.decisions
    assert {claim.level for claim in decision.others} == {2, 3, 4} - {level}


def test_the_owner_decides_nothing_without_a_level(inbox: Inbox) -> None:
    inbox.add("BPKAD", said(2))
    inbox.add("Inspektorat", said(3))
    merged = inbox.merge(PLAN, on_conflict="owner")
    assert "B101" in codes(merged)
    assert row_of(merged, "13").answered
    assert "13" not in merged.missing()


def test_a_contributor_gives_evidence_without_a_level(inbox: Inbox) -> None:
    inbox.add("Bappeda", said(3))
    inbox.add("BPKAD", {"24": (2, "c.pdf", "x"), "13": (None, "dpa.pdf", "DPA terlampir")})
    merged = inbox.merge(PLAN)
    assert codes(merged) == []
    assert row_of(merged, "13").evidence == "a.pdf; dpa.pdf"
    assert "[BPKAD] DPA terlampir" in row_of(merged, "13").explanation


@pytest.mark.parametrize(
    ("dates", "latest", "expected"),
    [
        (("09/06/2025", "10/06/2025"), True, ["B202"]),
        (("11/06/2025", "10/06/2025"), True, ["B105"]),
        (("10/06/2025", "10/06/2025"), True, ["B202"]),
        (("09/06/2025", None), True, ["B105"]),
        (("09/06/2025", "10/06/2025"), False, ["B105"]),
    ],
)
def test_a_sheet_with_errors_does_not_count_once_a_later_one_came(
    inbox: Inbox, dates: tuple[str, str | None], *, latest: bool, expected: list[str]
) -> None:
    inbox.add("Bappeda", said(9), change={"B8": dates[0]})
    inbox.add("Bappeda (1)", said(4), sent_by("Bappeda"), {"B8": dates[1]})
    merged = inbox.merge(latest=latest)
    assert codes(merged) == expected
    assert row_of(merged, "13").level == 4


def test_files_that_do_not_name_their_sender_stand_for_themselves(inbox: Inbox) -> None:
    inbox.add("satu", said(3), sent_by(None))
    inbox.add("dua", {"24": (2, "b.pdf", "x")}, sent_by(None))
    merged = inbox.merge()
    assert codes(merged) == []
    assert row_of(merged, "13").explanation == "[satu] Fakta"


def test_the_index_of_another_agency_is_kept_with_its_conversion(tmp_path: Path) -> None:
    pemdi = shipped("permenpanrb-8-2026")
    row = next(i.code for i in pemdi.indicators() if i.external)
    index = next(i.external for i in pemdi.indicators() if i.external)
    value = (index.minimum + 2 * index.maximum) / 3
    value = Fraction(round(value * 10), 10)
    request = TemplateRequest("Kota A", "Diskominfo", "2026", "Penilaian Mandiri", only=(row,))
    path = tmp_path / "a.xlsx"
    answer = {row: Prefill(None, "a.pdf", "Fakta", value)}
    path.write_bytes(answer_workbook(pemdi, request, answer))
    assessments = read_all([(path, "a.xlsx")], None).parts
    merged = merge(assessments, None, Rules("kota.xlsx"))
    assert merged.sound
    (before,) = (one for one in merged.rows if one.level is not None)
    written = tmp_path / "kota.xlsx"
    written.write_bytes(merged_file(merged, None))
    again = read_all([(written, "kota.xlsx")], None, [Path("kota.xlsx")]).parts
    (after,) = (one for one in merge(again, None, Rules("x")).rows if one.level is not None)
    assert after.level == before.level
