"""What never ends is not read: devices and pipes are refused, and every file has a bound."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.program import EXAMPLES

from spbe_cli.cli.program import run
from spbe_cli.sheet.assess import assess
from spbe_cli.xlsx import package

EXAMPLE = str(EXAMPLES / "bandar-lampung-2024.xlsx")
COMMANDS = (
    ("verify",),
    ("check",),
    ("check", "--diff", "a.yaml"),
    ("score", EXAMPLE, "-i"),
    ("template", "-o", "new.xlsx", "-i"),
    ("merge", EXAMPLE, "-o", "new.xlsx", "--assign"),
    ("batch", EXAMPLE, "--assign"),
    ("plan", EXAMPLE, "--target", "3.5", "--efforts"),
    ("simulate", EXAMPLE, "--from"),
    ("risk", EXAMPLE, "--rates"),
)

Capture = pytest.CaptureFixture[str]


def device(path: Path) -> None:
    """Make a file of this name that never ends."""
    path.symlink_to("/dev/zero")


def pipe(path: Path) -> None:
    """Make a pipe of this name, to which nobody writes."""
    os.mkfifo(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="Windows has no such files")
@pytest.mark.parametrize("make", [device, pipe])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: f"{one[0]} {one[-1][:9]}")
def test_a_file_without_end_is_refused_and_not_read(
    command: tuple[str, ...],
    make: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "a.yaml")

    real = Path.open

    def opened(path: Path, *how: Any, **more: Any) -> object:  # noqa: ANN401  as Path.open
        assert path.name != "a.yaml"
        return real(path, *how, **more)

    monkeypatch.setattr(Path, "open", opened)
    assert run([*command, "a.yaml"]) == 2
    out, err = capsys.readouterr()
    assert "bukan berkas biasa" in err
    assert out == ""


def test_a_workbook_that_grows_while_it_is_read_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK" * 1_000)
    seen = path.stat()
    monkeypatch.setattr(package, "LIMIT_FILE", seen.st_size)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: seen)
    with path.open("ab") as file:
        file.write(b"PK" * 1_000)
    assert [finding.code for finding in assess(path, "a.xlsx").findings] == ["A147"]
