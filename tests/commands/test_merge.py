"""`spbe merge`: one level for every row, everyone's evidence, and what stands in the way."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import Xml, part
from tests.program import Said, spbe

from spbe_cli.sheet.assess import Status, assess

PLAN = """\
assignments:
  - {agency: Bappeda, name: Badan Perencanaan (Bappeda), owns: "13, 32", supports: "14"}
  - {agency: BPKAD, owns: "14, 24", supports: "13"}
  - {agency: DPMPTSP, owns: "47"}
"""
ASSIGN = ("--assign", "tugas.yaml")
Answers = dict[str, object]


@pytest.fixture(autouse=True)
def assignment() -> None:
    Path("tugas.yaml").write_text(PLAN)


def merge(*options: object) -> Said:
    return spbe("merge", "masuk", "-o", "kota.xlsx", *options)


def send(agency: str, answers: Answers, name: str = "", **identity: object) -> Path:
    return part(Path("masuk", f"{name or agency}.xlsx"), agency, answers, **identity)


def said(level: object, evidence: str = "a.pdf", explanation: str = "Fakta") -> Answers:
    return {"13": (level, evidence, explanation)}


def merged(number: int) -> list[Any]:
    """Return level, evidence and explanation of a row of what was merged."""
    rows = load_workbook("kota.xlsx")["Jawaban"].iter_rows(min_row=5, values_only=True)
    (row,) = ([*row[4:7]] for row in rows if row[0] == number)
    return row


def codes(err: str, *besides: str) -> list[str]:
    found = re.findall(r"(?:error|warning) ([A-Z]\d{3}):", err)
    return [code for code in found if code not in {"B201", *besides}]


def test_score_reads_the_merged_file_and_refuses_its_gaps() -> None:
    send("A", {str(n): 4 if n == 20 else 3 for n in range(1, 46)})
    assert merge()[0] == 0
    found = assess(Path("kota.xlsx"), "kota.xlsx")
    assert (found.status, [one.code for one in found.findings]) == (
        Status.INVALID,
        ["A104", "A104"],
    )
    send("B", {"46": 3, "47": 3})
    assert merge("--force")[0] == 0
    first = Path("kota.xlsx").read_bytes()
    assert assess(Path("kota.xlsx"), "kota.xlsx").status is Status.SCORED
    assert merge("--force")[0] == 0
    assert Path("kota.xlsx").read_bytes() == first


def test_what_was_merged_before_is_no_sender_and_can_be_made_anew() -> None:
    again = ("merge", "masuk", "-o", "masuk/kota.xlsx")
    send("Bappeda", {"13": 3})
    assert spbe(*again)[0] == 0
    before = Path("masuk/kota.xlsx").read_bytes()
    send("DPMPTSP", {"47": 4})
    assert spbe(*again)[0] == 2
    assert Path("masuk/kota.xlsx").read_bytes() == before
    code, out, err = spbe(*again, "--force")
    assert (code, "B102" in err) == (0, False)
    assert "1 berkas buatan spbe dilewati: masuk/kota.xlsx" in out.replace("\\", "/")
    assert "2 dari 47 indikator, dari 2 berkas" in out
    # Named itself it is merged as any other sheet, and never replaced.
    named = ("merge", "masuk/kota.xlsx", "masuk/Bappeda.xlsx", "-o")
    assert spbe(*named, "masuk/kota.xlsx", "--force")[0] == 2
    assert spbe(*named, "lain.xlsx", "-f", "json").data["skipped"] == []


def test_only_files_that_count_must_agree() -> None:
    send("BPKAD", {"24": "tiga"}, "lama", Tanggal="9/6/2025", Tahun=2023)
    later = send("BPKAD", {"24": 3}, Tanggal="10/6/2025")
    send("Bappeda", {"13": 3})
    code, _, err = merge("--latest")
    assert (code, "B104" in err) == (0, False)
    later.unlink()
    code, _, err = merge("--skip-invalid", "--force")
    assert (code, "B209" in err, "B104" in err) == (0, True, False)


def test_who_only_supports_is_late_too_and_who_has_no_duty_is_not() -> None:
    text = "assignments:\n  - {agency: Bagian Hukum, owns: 44}\n"
    Path("tugas.yaml").write_text(
        f"{text}  - {{agency: Setda, supports: 44}}\n  - {{agency: Bagian Umum}}\n"
    )
    send("Bagian Hukum", {"44": 3})
    out = merge(*ASSIGN)[1]
    (line,) = [line for line in out.splitlines() if line.startswith("Setda")]
    assert line.split() == ["Setda", "belum", "mengirim", "0", "0"]
    assert "Bagian Umum" not in out


def test_evidence_that_excel_cannot_show_is_not_carried_over() -> None:
    send("Bappeda", {"13": (3, Xml('t="e"><v>#REF!</v>'), "Fakta")})
    send("BPKAD", {"13": (3, Xml("><f>Rekap!C5</f>"), "Fakta")})
    assert merge()[0] == 0
    assert merged(13)[1] is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            said(3, "a.pdf; b.pdf", "Satu"),
            said(3, "b.pdf; http://x.id/?a;b", "Dua"),
            [3, "a.pdf; b.pdf; http://x.id/?a;b", "[Bappeda] Satu\n[BPKAD] Dua"],
        ),
        (said(3, "tidak ada", ""), said(3, "b.pdf", ""), [3, "b.pdf", None]),
        (
            said(3),
            {"24": 2, **said(None, "dpa.pdf", "DPA terlampir")},
            [3, "a.pdf; dpa.pdf", "[Bappeda] Fakta\n[BPKAD] DPA terlampir"],
        ),
    ],
    ids=["equal levels", "a word for no evidence", "a contributor without a level"],
)
def test_what_two_agencies_say_is_joined(
    first: Answers, second: Answers, expected: list[object]
) -> None:
    send("Bappeda", first)
    send("BPKAD", second)
    code, _, err = merge(*ASSIGN)
    assert (code, codes(err, "I206")) == (0, [])
    assert merged(13) == expected


@pytest.mark.parametrize(("rule", "level"), [("owner", 3), ("lowest", 2), ("highest", 4)])
def test_a_rule_decides_and_is_listed_whatever_the_order(rule: str, level: int) -> None:
    files = [send(*one) for one in (("BPKAD", said(2)), ("Bappeda", said(3)), ("Camat", said(4)))]
    made = merge(*ASSIGN, "--on-conflict", rule, "-f", "json").data
    (decision,) = made["decisions"]
    assert decision["level"] == merged(13)[0] == level
    assert {one["level"] for one in decision["others"]} == {2, 3, 4} - {level}
    assert "B207" in {one["code"] for one in made["findings"]}
    turned = ("merge", *files[::-1], "-o", "kota.xlsx", "--force", *ASSIGN, "--on-conflict", rule)
    assert spbe(*turned)[0] == 0
    assert merged(13)[0] == level


def test_the_owner_decides_nothing_without_a_level() -> None:
    send("BPKAD", said(2))
    send("Camat", said(3))
    code, _, err = merge(*ASSIGN, "--on-conflict", "owner")
    assert code == 1
    assert "error B101" in err
    assert not Path("kota.xlsx").exists()


@pytest.mark.parametrize(
    ("dates", "latest", "told"),
    [
        (("09/06/2025", "10/06/2025"), True, "B202"),
        (("11/06/2025", "10/06/2025"), True, "B105"),
        (("10/06/2025", "10/06/2025"), True, "B202"),
        (("09/06/2025", None), True, "B105"),
        (("09/06/2025", "10/06/2025"), False, "B105"),
    ],
)
def test_a_sheet_with_errors_does_not_count_once_a_later_one_came(
    dates: tuple[str, str | None], *, latest: bool, told: str
) -> None:
    send("Bappeda", said(9), Tanggal=dates[0])
    send("Bappeda", said(4), "Bappeda (1)", Tanggal=dates[1])
    code, _, err = merge(*(["--latest"] if latest else []))
    assert [one for one in codes(err) if one[0] == "B"] == [told]
    assert code == (told != "B202")
    if code == 0:
        assert merged(13)[0] == 4


def test_files_that_do_not_name_their_sender_stand_for_themselves() -> None:
    send("", said(3), "satu")
    send("", {"24": 2}, "dua")
    code, _, err = merge()
    assert (code, codes(err, "A208")) == (0, [])
    assert merged(13)[2] == "[satu] Fakta"


def test_the_index_of_another_agency_is_kept_with_its_conversion() -> None:
    asked = ("--only", "5", "--opd", "Diskominfo", "--year", "2026", "--institution", "Kota A")
    assert spbe("template", *asked, "-o", "a.xlsx")[0] == 0
    book = load_workbook("a.xlsx")
    sheet = book["Jawaban"]
    sheet["F5"], sheet["G5"], sheet["H5"] = 68.75, "a.pdf", "Fakta"
    book.save("a.xlsx")
    assert spbe("merge", "a.xlsx", "-o", "kota.xlsx")[0] == 0
    again = spbe("merge", "kota.xlsx", "-o", "lagi.xlsx", "-f", "json").data
    assert again["summary"]["missing"] == [str(n) for n in range(1, 21) if n != 5]
    rows = load_workbook("lagi.xlsx")["Jawaban"].iter_rows(min_row=5, values_only=True)
    (found,) = (row[4:6] for row in rows if row[0] == 5)
    # SDI 68.75 is 3.75 by the line of the regulation: 1 + 68.75 / 25.
    assert next(one for one in found if one is not None) in {3.75, 68.75}
