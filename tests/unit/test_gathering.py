"""Which files paths lead to, and what is passed over."""

from pathlib import Path

import pytest

from spbe_cli.many.gather import gather


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("masuk")
    (folder / "b").mkdir(parents=True)
    (folder / ".arsip").mkdir()
    for name in ("a.xlsx", "b/c.XLSM", "~$a.xlsx", ".x.xlsx", "foto.jpg", ".arsip/lama.xlsx"):
        (folder / name).write_bytes(b"")
    return folder


def names(paths: list[Path]) -> list[str]:
    return [Path(name).as_posix() for _, name in gather(paths).files]


def test_a_folder_is_read_with_all_below_it(inbox: Path) -> None:
    found = gather([inbox])
    assert names([inbox]) == ["masuk/a.xlsx", "masuk/b/c.XLSM"]
    assert [Path(name).as_posix() for name in found.skipped] == ["masuk/foto.jpg"]
    assert found.hidden == 3
    assert found.empty == ()


def test_a_file_is_taken_once_however_it_is_named(inbox: Path) -> None:
    paths = [inbox / "a.xlsx", inbox, inbox / "*.xlsx", inbox / "b" / ".." / "a.xlsx"]
    assert names(paths) == ["masuk/a.xlsx", "masuk/b/c.XLSM"]


def test_tables_of_other_kinds_are_found_too(tmp_path: Path) -> None:
    for name in ("a.xls", "b.XLSB", "c.ods", "d.csv", "e.gsheet", "f.docx", "g.txt"):
        (tmp_path / name).write_bytes(b"")
    found = gather([tmp_path])
    assert [path.name for path, _ in found.files] == [
        "a.xls",
        "b.XLSB",
        "c.ods",
        "d.csv",
        "e.gsheet",
    ]
    assert [path.name for path in found.skipped] == ["f.docx", "g.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_kind(inbox: Path) -> None:
    assert names([inbox / "foto.jpg"]) == ["masuk/foto.jpg"]


def test_a_pattern_is_expanded(inbox: Path) -> None:
    assert names([inbox / "**" / "*.XLSM"]) == ["masuk/b/c.XLSM"]


def test_a_path_that_leads_to_nothing_is_named(inbox: Path) -> None:
    (inbox / "kosong").mkdir()
    assert gather([inbox / "kosong"]).empty == (str(inbox / "kosong"),)
    assert gather([inbox / "*.pdf"]).empty == (str(inbox / "*.pdf"),)
