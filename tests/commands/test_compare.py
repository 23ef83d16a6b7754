"""`spbe compare` on real files: the drawn screen, every format, exit codes, learned rates."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.commands.conftest import Spbe

from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

EXAMPLES = Path(__file__).parents[2] / "examples"
YEAR_2022, YEAR_2024 = (EXAMPLES / f"bandar-lampung-{year}.xlsx" for year in (2022, 2024))


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
