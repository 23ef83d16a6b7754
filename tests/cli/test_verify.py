"""`spbe verify` from the command line."""

import json
from pathlib import Path

import pytest

from spbe_cli.cli.program import run

Capture = pytest.CaptureFixture[str]

OFFICIAL = Path(__file__).parents[2] / "examples" / "cases" / "official.yaml"


def cases(index: str = "3.00", predicate: str = "Baik", raised: tuple[int, ...] = ()) -> str:
    levels = ", ".join(f"'{n}': {3 if n in raised or not raised else 2}" for n in range(1, 48))
    return (
        "cases:\n- id: kota\n  institution: Kota\n  year: 2024\n"
        "  instrument: permenpanrb-59-2020\n"
        f"  levels: {{{levels}}}\n"
        f"  published: {{index: '{index}', predicate: {predicate}}}\n"
        "  source: LHE\n"
    )


def in_folder(tmp_path: Path, **texts: str) -> Path:
    folder = tmp_path / "kasus"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_difference_makes_exit_code_1(tmp_path: Path, capsys: Capture) -> None:
    folder = in_folder(tmp_path, kota=cases("3.01"))
    assert run(["verify", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert f"{folder / 'kota.yaml'}:7:22: error A164: kota: indeks dihitung 3.00" in err
    assert "BERBEDA" in out


def test_a_faulty_file_makes_exit_code_1(tmp_path: Path, capsys: Capture) -> None:
    folder = in_folder(tmp_path, kosong="", kota=cases())
    assert run(["verify", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert "kosong.yaml:1:1: error I127" in err
    assert "2 berkas, 1 kasus, 2 angka: 2 sama" in out


def test_a_predicate_that_rounding_explains_is_a_warning(tmp_path: Path, capsys: Capture) -> None:
    raised = (*range(1, 8), *range(11, 32), *range(42, 45))
    folder = in_folder(tmp_path, kota=cases("2.60", "Baik", raised))
    assert run(["verify", str(folder)]) == 0
    assert "warning A205" in capsys.readouterr().err
    assert run(["verify", str(folder), "--strict"]) == 1


def test_files_folders_and_patterns_are_read_once_in_order(tmp_path: Path, capsys: Capture) -> None:
    folder = in_folder(tmp_path, b=cases(), a=cases())
    (folder / "catatan.txt").write_text("bukan kasus", encoding="utf-8")
    paths = [folder / "b.yaml", folder, folder / "*.yaml"]
    assert run(["verify", *map(str, paths), "-f", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["files"] == [str(folder / "b.yaml"), str(folder / "a.yaml")]
    assert err == ""


def test_findings_are_not_repeated_where_the_format_holds_them(
    tmp_path: Path, capsys: Capture
) -> None:
    folder = in_folder(tmp_path, kota=cases("3.01"))
    for format_ in ("json", "markdown"):
        assert run(["verify", str(folder), "-f", format_]) == 1
        out, err = capsys.readouterr()
        assert "A164" in out
        assert err == ""


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("tidak-ada.yaml", "tidak-ada.yaml"),
        ("x*.yaml", "Tidak ada berkas yang cocok dengan"),
        ("", "Tidak ada berkas YAML di folder"),
        ("jawaban.xlsx", "Untuk berkas jawaban: spbe score"),
    ],
)
def test_what_cannot_be_a_file_of_cases_is_refused(
    tmp_path: Path, name: str, refusal: str, capsys: Capture
) -> None:
    (tmp_path / "jawaban.xlsx").write_bytes(b"PK")
    assert run(["verify", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert refusal in err


def test_the_output_is_written_and_never_replaces_an_input(tmp_path: Path, capsys: Capture) -> None:
    folder = in_folder(tmp_path, kota=cases())
    output = tmp_path / "hasil.csv"
    assert run(["verify", str(folder), "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8").startswith("file,case,")
    assert str(output) in capsys.readouterr().err
    assert run(["verify", str(folder), "-o", str(output)]) == 2
    assert run(["verify", str(folder), "-o", str(folder / "kota.yaml"), "--force"]) == 2
