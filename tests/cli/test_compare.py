"""`spbe compare` on real files: the drawn screen, every format, exit codes, learned rates."""

import csv
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.cli.conftest import Spbe

from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

EXAMPLES = Path(__file__).parents[2] / "examples"
YEAR_2022, YEAR_2024 = (EXAMPLES / f"bandar-lampung-{year}.xlsx" for year in (2022, 2024))
MADIUN = EXAMPLES / "kabupaten-madiun-2020.xlsx"


Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make an answer sheet: level 3 with evidence, but for what is changed."""

    def make_sheet(name: str, levels: Mapping[int, int] | None = None, **identity: object) -> Path:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Identitas"
        labels = {"Instansi": "Kota Contoh", "Tahun": 2024, "Tahap": "Hasil Evaluasi"}
        for row in {**labels, **identity}.items():
            sheet.append(list(row))
        answers = book.create_sheet("Jawaban")
        answers.append(["No", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan"])
        indicators = shipped("permenpanrb-59-2020").rows()
        for number in range(1, 48):
            proof = None if number == 34 else f"b{number}.pdf"
            short = indicators[str(number)].short
            answers.append([number, short, (levels or {}).get(number, 3), proof, "x"])
        path = tmp_path / name
        book.save(path)
        return path

    return make_sheet


@pytest.fixture
def pair(make: Make) -> tuple[Path, Path]:
    """Make a self-assessment and what assessors made of it."""
    claimed = make("mandiri.xlsx", {1: 5, 2: 5, 34: 5, 40: 4}, Tahap="Penilaian Mandiri")
    return claimed, make("hasil.xlsx", {1: 4, 2: 5, 40: 3, 41: 4})


def test_what_fell_comes_first_and_nothing_of_it_is_left_out(spbe: Spbe) -> None:
    code, out, _ = spbe("compare", YEAR_2024, YEAR_2022)
    assert code == 0
    assert "0 indikator naik, 36 turun, 11 tetap. Sumbangan domain berjumlah tepat -1,4770." in out
    assert "Turun paling berpengaruh" in out
    assert out.count(" ke ") == 36
    assert "--detail" not in out


def test_a_self_assessment_is_held_against_the_assessors(
    spbe: Spbe, pair: tuple[Path, Path]
) -> None:
    code, out, err = spbe("compare", *pair)
    assert code == 0
    assert err.count("warning A201") == 2
    flat = " ".join(out.split())
    assert "Kota Contoh: Penilaian Mandiri dan Hasil Evaluasi, 2024 " in flat
    assert "3 indikator diturunkan, 1 dinaikkan, 43 tetap." in out
    lowered, lifted = out.index("Diturunkan asesor\n"), out.index("Dinaikkan asesor\n")
    assert lowered < lifted
    # Two levels of indicator 34, of 2.75 percent, and one of indicator 1, of 1.3 percent.
    assert "34 Layanan Keuangan tidak 5 ke 3 -0,0550 " in flat
    assert "ada 5 ke 4 -0,0130 " in flat


def test_two_files_that_say_nothing_of_a_difference_are_numbered(spbe: Spbe, make: Make) -> None:
    one, two = make("a.xlsx"), make("b.xlsx", {1: 4}, Instansi="Kota Lain")
    code, out, _ = spbe("compare", one, two)
    assert code == 0
    assert (
        "Berkas 1: Kota Contoh · 2024 · Hasil Evaluasi (a.xlsx); "
        "Berkas 2: Kota Lain · 2024 · Hasil Evaluasi (b.xlsx) "
    ) in " ".join(out.split())


def test_different_editions_have_no_difference_but_stand_side_by_side(spbe: Spbe) -> None:
    code, out, err = spbe("compare", MADIUN, YEAR_2024)
    assert code == 1
    assert err.count("error A162") == 1
    assert "Instrumen berbeda: indeks tidak dapat dibandingkan\n" in out
    flat = " ".join(out.split())
    assert "3 Kebijakan Rencana Induk SPBE / 1 Kebijakan resmi 3 3 Arsitektur SPBE" in flat
    assert "35-2 Layanan Publik / 46 Layanan Publik Sektor 2 disimpulkan 4 2 " in flat
    assert "Sumbangan" not in out
    assert "Selisih" not in out


def test_json_holds_every_indicator_exactly(spbe: Spbe) -> None:
    code, out, err = spbe("compare", YEAR_2022, YEAR_2024, "-f", "json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["comparable"] is True
    assert document["before"]["value"] == 1.5
    assert document["after"]["value"] == 2.98
    assert document["difference"] == "1.477"
    assert document["domains"][0]["gain"] == "0.117"
    gains = [Fraction(one["gain"]) for one in document["indicators"]]
    assert len(gains) == 47
    assert sum(gains) == Fraction("1.477")
    assert document["mapping"] == document["findings"] == []


def test_json_of_editions_holds_the_mapping_and_no_difference(spbe: Spbe) -> None:
    code, out, _ = spbe("compare", YEAR_2024, MADIUN, "-f", "json")
    document = json.loads(out)
    assert code == 1
    assert document["comparable"] is False
    assert document["difference"] is None
    assert document["indicators"] == []
    first = document["mapping"][0]
    assert first == {"before": "10", "after": "1", "from": 3, "to": 3, "status": "completed"}
    assert len(document["unmapped"]["before"]) == 21
    assert [finding["code"] for finding in document["findings"]] == ["A162"]


def test_csv_has_a_row_for_every_part_and_indicator(spbe: Spbe) -> None:
    _, out, _ = spbe("compare", YEAR_2024, YEAR_2022, "-f", "csv")
    rows = list(csv.DictReader(StringIO(out, newline="")))
    assert len(rows) == 1 + 4 + 8 + 47
    assert (rows[0]["gain"], rows[0]["predicate_before"]) == ("-1.477", "Baik")
    indicators = [row for row in rows if row["part"] == "indicator"]
    assert sum(Fraction(row["gain"]) for row in indicators) == Fraction("-1.477")


def test_csv_of_editions_has_a_row_for_every_pair(spbe: Spbe) -> None:
    _, out, _ = spbe("compare", MADIUN, YEAR_2024, "-f", "csv")
    rows = list(csv.DictReader(StringIO(out, newline="")))
    assert len(rows) == 26
    assert (rows[0]["code"], rows[0]["code_after"], rows[0]["status"]) == ("1", "10", "completed")


def test_markdown_holds_the_findings(spbe: Spbe) -> None:
    _, out, err = spbe("compare", MADIUN, YEAR_2024, "-f", "markdown", "--lang", "en")
    assert err == ""
    assert "| Must be corrected | A162 | bandar-lampung-2024.xlsx |" in out
    assert "| 35-3 Layanan Publik / 47 Layanan Publik Sektor 3 | inferred | 3 | 2 |" in out


def test_what_a_sheet_says_of_itself_neither_breaks_the_table_nor_the_terminal(
    spbe: Spbe, make: Make
) -> None:
    stages = "Penilaian\u202e [red]" + "x" * 90, "<b>|" + " y" * 60
    sheets = [make(f"{n}.xlsx", {1: n}, Tahap=stage) for n, stage in enumerate(stages, 1)]
    for format_ in ("table", "json", "csv", "markdown"):
        code, out, _ = spbe("compare", *sheets, "-f", format_)
        assert code == 0
        assert "\u202e" not in out or format_ == "json"
        assert format_ != "table" or max(map(len, out.splitlines())) <= 80


def test_the_part_of_an_agency_has_no_index_to_compare(spbe: Spbe, make: Make) -> None:
    part = make("bagian.xlsx", Indikator="1-47")
    assert spbe("compare", part, part)[0] == 0
    part = make("bagian.xlsx", Indikator="1-3")
    code, out, _ = spbe("compare", part, YEAR_2024, "-f", "json")
    assert code == 1
    assert json.loads(out)["before"] is None


def test_strict_counts_warnings(spbe: Spbe, pair: tuple[Path, Path]) -> None:
    assert spbe("compare", *pair, "--strict")[0] == 1


def test_rates_are_learned_and_serve_risk(
    spbe: Spbe, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    table = tmp_path / "peluang.yaml"
    code, _, err = spbe("compare", *pair, "--rates-out", table)
    assert code == 0
    assert f"Ditulis: {table}" in err
    assert table.read_text(encoding="utf-8").endswith(
        "instrument: permenpanrb-59-2020\n"
        "rates:\n"
        "  3:\n    claims: 43\n    raised: 1\n"
        "  4:\n    claims: 1\n    lowered:\n      1: 1\n    raised: 0\n"
        "  5:\n    claims: 3\n    lowered:\n      1: 1\n      2: 1\n    raised: 0\n"
    )
    code, out, _ = spbe("risk", pair[0], "--rates", table, "-f", "json")
    assert code == 0
    spread = json.loads(out)["distribution"]
    assert spread["chances"] == {"3": {}, "4": {"1": "1"}, "5": {"1": "1/3", "2": "1/3"}}
    assert "Kota Contoh: Penilaian Mandiri dan Hasil Evaluasi, 2024" in spread["source"]


def test_rates_of_scores_with_decimals_foretell_what_they_were_learned_from(
    spbe: Spbe, tmp_path: Path
) -> None:
    pemdi, table = shipped("permenpanrb-8-2026"), tmp_path / "peluang.yaml"
    pair = {"Penilaian Mandiri": 4, "Hasil Evaluasi": Decimal("3.25")}
    for stage, level in pair.items():
        request = TemplateRequest("Kota Contoh", year="2026", stage=stage)
        filled = {row: Prefill(level, "bukti.pdf", "Fakta") for row in pemdi.rows()}
        (tmp_path / f"{stage}.xlsx").write_bytes(answer_workbook(pemdi, request, filled))
    sheets = [tmp_path / f"{stage}.xlsx" for stage in pair]
    assert spbe("compare", *sheets, "--rates-out", table)[0] == 0
    assert "  4:\n    claims: 20\n    lowered:\n      0.75: 20\n" in table.read_text("utf-8")
    code, out, _ = spbe("risk", sheets[0], "--rates", table, "-f", "json")
    assert code == 0
    found = json.loads(out)["distribution"]
    assert found["mean"] == "3.25"
    assert found["values"] == [{"value": 3.25, "chance": "1"}]
    assert found["chances"] == {"4": {"0.75": "1"}}


@pytest.mark.parametrize(
    "identity", [{"Tahun": 2023}, {"Tahap": "Penilaian Mandiri"}, {"Instansi": "Kota Lain"}]
)
def test_rates_are_not_learned_from_what_is_no_pair(
    spbe: Spbe, make: Make, tmp_path: Path, identity: dict[str, object]
) -> None:
    claimed = make("mandiri.xlsx", Tahap="Penilaian Mandiri")
    table = tmp_path / "peluang.yaml"
    code, out, err = spbe("compare", claimed, make("b.xlsx", **identity), "--rates-out", table)
    assert (code, out) == (2, "")
    assert "bukan hasil asesor" in err
    assert not table.exists()


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_the_later_year_named_first_gives_a_hint(spbe: Spbe, format_: str) -> None:
    hint = "Urutannya terbalik: 2024 disebut lebih dahulu daripada 2022."
    _, backward, _ = spbe("compare", YEAR_2024, YEAR_2022, "-f", format_)
    _, forward, _ = spbe("compare", YEAR_2022, YEAR_2024, "-f", format_)
    assert hint in " ".join(backward.split())
    assert "terbalik" not in forward


def test_the_result_before_the_self_assessment_gives_a_hint(spbe: Spbe, make: Make) -> None:
    final = make("hasil.xlsx")
    claimed = make("mandiri.xlsx", {1: 5}, Tahap="Penilaian Mandiri")
    _, out, _ = spbe("compare", final, claimed)
    assert "Hasil Evaluasi disebut lebih dahulu daripada Penilaian Mandiri" in " ".join(out.split())
    assert "terbalik" not in spbe("compare", claimed, final)[1]


def test_a_comparison_with_a_self_assessment_says_so(spbe: Spbe, make: Make) -> None:
    old = make("lama.xlsx", Tahun=2023)
    new = make("baru.xlsx", {1: 5}, Tahap="Penilaian Mandiri")
    older = make("mandiri.xlsx", Tahun=2023, Tahap="Penilaian Mandiri")
    said = spbe("compare", old, new)[1]
    assert "\n2024: Belum diverifikasi asesor\n" in said
    assert (
        "\n2024: Hitungan penilaian mandiri; indeks resmi ditetapkan Kementerian PANRB.\n" in said
    )
    assert "2023: Belum" not in said
    said = spbe("compare", older, new)[1]
    assert all(f"\n{year}: Belum diverifikasi asesor\n" in said for year in (2023, 2024))
    assert "diverifikasi" not in spbe("compare", YEAR_2022, YEAR_2024)[1]
