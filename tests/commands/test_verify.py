"""`spbe verify` from the command line."""

import json
from pathlib import Path

import pytest

from spbe_cli.cli.program import run

Capture = pytest.CaptureFixture[str]


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


def test_files_folders_and_patterns_are_read_once_in_order(tmp_path: Path, capsys: Capture) -> None:
    folder = in_folder(tmp_path, b=cases(), a=cases())
    (folder / "catatan.txt").write_text("bukan kasus", encoding="utf-8")
    paths = [folder / "b.yaml", folder, folder / "*.yaml"]
    assert run(["verify", *map(str, paths), "-f", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["files"] == [str(folder / "b.yaml"), str(folder / "a.yaml")]
    assert err == ""
