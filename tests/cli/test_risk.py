"""`spbe risk` on real files: what is shown, every format, exit codes, faulty rates."""

import json
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import Spbe
from tests.cli.quick_sheets import write

from spbe_cli.cli.program import run
from spbe_cli.cli.terminal import Screen
from spbe_cli.reports import ENDINGS, FORMATS

EXAMPLES = Path(__file__).parents[2] / "examples"
SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"
ASSIGNMENT = EXAMPLES / "penugasan.yaml"
RATES = """\
source: Kota Denpasar 2021
rates:
  4:
    claims: 14
    lowered:
      1: 8
      2: 3
  5:
    claims: 4
    lowered:
      1: 1
      2: 2
    raised: 0
"""


@pytest.fixture
def rates(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "peluang.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_chance_may_be_in_per_cent(spbe: Spbe) -> None:
    known = spbe("risk", SHEET, "--downgrade", "0.2", "--downgrade", "2=0.055", "-f", "csv")
    assert known[0] == 0
    written = ("--downgrade", "20%", "--downgrade", "2=5,5 %")
    assert spbe("risk", SHEET, *written, "-f", "csv") == known


def test_the_smallest_number_of_downgrades_is_told_by_hand(spbe: Spbe) -> None:
    # 2.9795 less 0.05 points: 2.60 is lost with more than 37.95 points of losses.  One level
    # each: six of 3.00 and nine of 2.75; 6 x 3 + 7 x 2.75 = 37.25, and one more is 40.
    _, out, _ = spbe("risk", SHEET, "-f", "json")
    fewest = json.loads(out)["fewest"]
    assert fewest["by_one"]["count"] == 14
    assert fewest["by_one"]["index"] == {
        "points": "257.95", "weight": "100", "value": 2.58, "predicate": "Cukup",
    }  # fmt: skip
    # To level 1: 36 and 40 lose 11 points each, 42 and 44 nine each: 40.
    assert fewest["to_lowest"]["count"] == 4
    assert set(fewest["to_lowest"]["indicators"]) == {"36", "40", "42", "44"}


def test_a_stated_chance_gives_the_distribution(spbe: Spbe) -> None:
    code, out, _ = spbe("risk", SHEET, "--downgrade", "0,2")
    assert code == 0
    said = " ".join(out.split())
    assert "setiap klaim di atas tingkat 1, terlepas dari yang lain, berpeluang 20 % turun" in said
    assert " 2,60 Baik 99,9 % █" in said
    assert " 4,20 Memuaskan 0 % ░" in said
    assert "5 % = 2,70; 25 % = 2,76; 50 % = 2,80; 75 % = 2,84; 95 % = 2,89; rata-rata 2,80." in said


def test_the_mean_of_stated_chances_is_known(spbe: Spbe) -> None:
    _, out, _ = spbe("risk", SHEET, "--downgrade", "0.2", "--downgrade", "2=0.05", "-f", "json")
    document = json.loads(out)
    spread = document["distribution"]
    lost = sum(
        -Fraction(claim["one_less"]) / 5
        - max(2 * Fraction(claim["one_less"]), Fraction(claim["all_less"])) / 20
        for claim in document["claims"]
    )
    assert len(document["claims"]) == 42
    assert Fraction(spread["mean"]) == Fraction("2.9795") - lost
    assert sum(Fraction(one["chance"]) for one in spread["predicates"]) == 1
    assert sum(Fraction(one["chance"]) for one in spread["values"]) == 1


def test_counted_rates_are_never_called_national(spbe: Spbe, rates: Callable[[str], Path]) -> None:
    code, out, _ = spbe("risk", SHEET, "--rates", rates(RATES))
    assert code == 0
    assert "peluang turun menurut Kota Denpasar 2021" in out
    assert "Bukan angka nasional: " in out
    assert "Tingkat 2, 3 tidak ada dalam tabel peluang dan dianggap tetap." in out


def test_rates_may_be_chances(spbe: Spbe, rates: Callable[[str], Path]) -> None:
    path = rates("source: x\nrates:\n  5:\n    lowered:\n      1: 0.5\n")
    _, out, _ = spbe("risk", SHEET, "--rates", path, "-f", "json")
    values = json.loads(out)["distribution"]["values"]
    # 36 and 40, of 2.75 points each.
    assert [(one["value"], one["chance"]) for one in values] == [
        (2.92, "0.25"),
        (2.95, "0.5"),
        (2.98, "0.25"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rates:\n  5:\n    lowered:\n      1: 1\n", "I113"),
        ("source: x\nrates:\n  9:\n    claims: 2\n", "2:3|I123"),
        ("source: x\nrates:\n  5:\n    lowered:\n      7: 1\n", "I123"),
        ("source: x\nrates:\n  5:\n    claims: 2\n    lowered:\n      1: 3\n", "5:5|I105"),
        ("source: x\nrates: 5\n", "I130"),
        ("source: x\nrates:\n  5:\n    turun: 1\n", "I102"),
        ("source: x\nrates:\n  5:\n    lowered:\n      1: 0,2\n", "I105"),
        ("", "I127"),
    ],
)
def test_a_faulty_file_of_rates_is_told(
    spbe: Spbe, rates: Callable[[str], Path], text: str, expected: str
) -> None:
    for language in ("id", "en"):
        code, out, err = spbe("risk", SHEET, "--rates", rates(text), "--lang", language)
        assert (code, out) == (1, "")
        assert f"error {expected.rpartition('|')[2]}: " in err
        assert err.count("error ") == 1


def test_the_lowest_predicate_is_not_lost(spbe: Spbe) -> None:
    _, out, _ = spbe("risk", EXAMPLES / "bandar-lampung-2022.xlsx")
    assert "Kurang adalah predikat terendah." in out


def test_a_sheet_with_errors_has_no_risk(spbe: Spbe) -> None:
    code, out, err = spbe("risk", EXAMPLES / "bad" / "sembilan-kesalahan.xlsx")
    assert (code, out) == (1, "")
    assert err.count(": error A") == 9


def test_the_part_of_an_agency_has_no_risk(spbe: Spbe, tmp_path: Path) -> None:
    code, out, _ = spbe("risk", EXAMPLES / "bad" / "jawaban-bappeda.xlsx", "-f", "json")
    assert code == 1
    document = json.loads(out)
    assert document["claims"] == []
    assert document["distribution"] is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--downgrade", "120%"), "tidak terbaca"),
        (("--downgrade", "1,2"), "tidak terbaca"),
        (("--downgrade", "0=0.2"), "tidak terbaca"),
        (("--downgrade", "0.2", "--downgrade", "1=0.3"), "dua kali"),
        (("--downgrade", "0.7", "--downgrade", "2=0.4"), "jumlah peluang 1,1 lebih dari 1"),
        (("--downgrade", "0.2", "--rates", ASSIGNMENT), "pilih salah satu"),
        (("--rates", "tidak-ada.yaml"), "tidak-ada.yaml"),
        (("-o", "hasil.pdf"), ".pdf"),
    ],
)
def test_wrong_use_is_refused(spbe: Spbe, arguments: tuple[object, ...], said: str) -> None:
    code, out, err = spbe("risk", SHEET, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_file_of_rates_can_be_checked(spbe: Spbe, rates: Callable[[str], Path]) -> None:
    code, out, _ = spbe("check", rates(RATES))
    assert code == 0
    assert "peluang turun untuk 2 tingkat" in out
    code, out, _ = spbe("check", rates(RATES.replace("  4:", "  8:")))
    assert code == 1
    assert "error I123" in out
    code, out, _ = spbe("check", rates(f"instrument: tidak-ada\n{RATES}"))
    assert code == 1
    assert "error I123" in out


def test_the_documented_file_of_rates_is_sound(spbe: Spbe, rates: Callable[[str], Path]) -> None:
    text = (EXAMPLES.parent / "docs" / "risk.md").read_text("utf-8")
    assert spbe("check", rates(text.split("```yaml\n")[1].split("```")[0]))[0] == 0


def test_the_part_of_an_agency_says_what_comes_next(spbe: Spbe, tmp_path: Path) -> None:
    part = tmp_path / "bagian.xlsx"
    template = ("template", "--only", "32", "--institution", "Kota Contoh", "--year", "2024")
    assert spbe(*template, "-o", part)[0] == 0
    book = load_workbook(part)
    book["Jawaban"]["E5"], book["Jawaban"]["F5"] = 3, "bukti.pdf"
    book.save(part)
    code, out, _ = spbe("risk", part)
    assert code == 1
    assert "(spbe merge)" in " ".join(out.split())


def test_markdown_lists_claims_by_agency(spbe: Spbe, tmp_path: Path) -> None:
    own = tmp_path / "penugasan.yaml"
    own.write_text("assignments:\n  - agency: Bappeda\n    owns: 32, 33\n", encoding="utf-8")
    _, out, _ = spbe("risk", SHEET, "-f", "markdown", "--assign", own)
    nobody = "|  | **Belum ada penanggung jawab** |  |  | **-0,2375** | **-0,7675** |"
    assert out.index("|  | **Bappeda** |") < out.index(nobody)


def test_claims_of_no_high_level_leave_nothing_to_prove(spbe: Spbe) -> None:
    code, out, _ = spbe("risk", EXAMPLES / "bandar-lampung-2021.xlsx")
    assert code == 0
    assert "Tidak ada klaim di atas tingkat 3." in out


@pytest.mark.parametrize("width", [40, 50, 69, 100, 120])
def test_the_screen_fits_its_width(monkeypatch: pytest.MonkeyPatch, spbe: Spbe, width: int) -> None:
    monkeypatch.setattr("spbe_cli.cli.program.screen_of", lambda *_, **__: Screen(width))
    _, out, _ = spbe("risk", SHEET, "--downgrade", "0.2", "--assign", ASSIGNMENT, "--detail")
    assert max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize("format_", ["table", *FORMATS, *ENDINGS])
def test_what_is_too_fine_says_in_every_format_by_how_much_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch, spbe: Spbe, tmp_path: Path, format_: str
) -> None:
    def shown() -> str:
        path = tmp_path / f"hasil{format_}"
        options = ("-o", path, "--force") if format_ in ENDINGS else ("-f", format_)
        code, out, _ = spbe("risk", SHEET, "--downgrade", "0.2", *options)
        assert code == 0
        written = path.read_bytes() if format_ in ENDINGS else out.encode()
        if written[:2] == b"PK":
            with ZipFile(BytesIO(written)) as package:
                written = b"".join(map(package.read, package.namelist()))
        return " ".join(written.decode("utf-8", "replace").split())

    exact = '"approximation": null' in shown() or "Dihitung persis dari semua" in shown()
    assert exact or format_.endswith("csv")
    monkeypatch.setattr("spbe_cli.analysis.distribution.MOST_BYTES", 5000)
    said = shown()
    assert "Dihitung persis" not in said
    near = ("dapat meleset paling jauh 0,", '"approximation": { "index": "0.', "approximation,,")
    assert any(text in said for text in near)


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_without_any_claim_there_is_nothing_to_lose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    sheet = write(tmp_path / "satu.xlsx", levels={str(n): 1 for n in range(1, 48)})
    assert run(["risk", str(sheet), "--downgrade", "0,2", "-f", format_]) == 0
    out = capsys.readouterr().out
    assert "Tidak ada tingkat di atas 1: indeks tidak dapat turun lagi." in out
    assert "disertai bukti dukung" not in out
    assert "Peluang predikat" not in out
