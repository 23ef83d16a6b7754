"""The program on real terminals and pipes: narrow ones, old ones, closed ones."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from tests.program import EXAMPLES

from spbe_cli.cli.program import run

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no shell of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

GOOD = "jawaban.xlsx"
BAD = "salah.xlsx"
SPBE = [sys.executable, "-m", "spbe_cli"]
OF_THE_SCREEN = ("COLUMNS", "NO_COLOR", "SPBE_LANG", "PYTHONIOENCODING", "PYTHONUTF8")

COMMANDS = {
    "help": ["--help"],
    "help of a command": ["score", "--help"],
    "score": ["score", GOOD],
    "detail": ["score", GOOD, "--detail"],
    "errors": ["score", BAD],
    "refusal": ["scor"],
    "batch": ["batch", GOOD, BAD],
    "plan": ["plan", GOOD, "--target", "3"],
    "simulate": ["simulate", GOOD, "--set", "11=4"],
    "indicator": ["explain", "13"],
    "finding": ["explain", "A107"],
    "instruments": ["instruments"],
    "check": ["check"],
    "verify": ["verify", str(EXAMPLES / "cases" / "pemdi.yaml")],
}
CODES = {"errors": 1, "refusal": 2, "batch": 1}
SCREENS = ("score", "plan", "simulate")
SOME = ("score", "errors", "batch", "finding")
"""Commands that are started as programs of their own, which takes its time."""
NUMBER = re.compile(r"\d+(?:,\d+)?")

some_commands = pytest.mark.parametrize("name", SOME)

Show = Callable[..., tuple[int, bytes]]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # A long path would be wrapped, and with it the numbers in it.
    shutil.copy(EXAMPLES / "bandar-lampung-2024.xlsx", tmp_path / GOOD)
    shutil.copy(EXAMPLES / "bad" / "sembilan-kesalahan.xlsx", tmp_path / BAD)
    monkeypatch.chdir(tmp_path)
    for name in OF_THE_SCREEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Run a command on a terminal; return its exit code and all that it showed."""

    def show_it(name: str, columns: int = 80, page: str = "utf-8") -> tuple[int, bytes]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        shown: list[bytes] = []
        reader = Thread(target=lambda: shown.extend(iter(lambda: read(ours), b"")))
        reader.start()
        with os.fdopen(theirs, "w", encoding=page) as terminal, monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", terminal)
            patched.setattr(sys, "stderr", terminal)
            code = run(COMMANDS[name])
        reader.join()
        os.close(ours)
        return code, b"".join(shown)

    return show_it


def read(terminal: int) -> bytes:
    """Read what a terminal shows; its end is an error on Linux."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


def started(shell: str, name: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command from a line of a shell, in which it stands as `"$@"`."""
    return subprocess.run(  # noqa: S603  our own code
        ["/bin/sh", "-c", shell, "sh", *SPBE, *COMMANDS[name]],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **changes},
    )


# Narrow terminals


@pytest.mark.parametrize(
    ("name", "columns"),
    [("score", 20), *((n, c) for n in (*SCREENS, "errors") for c in (40, 60, 80))],
)
def test_a_narrow_terminal_cuts_no_number(
    show: Show, monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    known = set(NUMBER.findall(show(name, 120)[1].decode()))
    narrow = show(name, columns)[1].decode()
    assert [number for number in NUMBER.findall(narrow) if number not in known] == []
    assert max(map(len, narrow.splitlines())) <= columns


# Old code pages


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "batch"])
@pytest.mark.parametrize("page", ["cp1252", "cp437", "cp850", "ascii"])
def test_an_old_terminal_shows_all_words_and_numbers(
    show: Show, monkeypatch: pytest.MonkeyPatch, name: str, page: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    code, new = show(name)
    same, old = show(name, page=page)
    assert code == same
    words = re.compile(r"\w+", re.ASCII)
    assert words.findall(old.decode(page)) == words.findall(new.decode())
    assert old.count(b"?") == new.count(b"?")


def test_the_program_takes_the_page_that_it_is_told() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603  our own code
        [*SPBE, "score", GOOD],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "NO_COLOR": "1"},
    ) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b"")).decode("cp1252")
    os.close(ours)
    assert process.returncode == 0
    assert "Indeks SPBE  2,98  Baik" in shown
    assert "-----" in shown


# Pipes and streams that are closed


@pytest.mark.parametrize("reader", ["head -1", "true", "exec 0<&-"])
@some_commands
def test_a_reader_that_stops_early_is_quiet(name: str, reader: str) -> None:
    done = started(f'{{ "$@"; echo "code $?" >&2; }} | {{ {reader}; }}', name)
    assert done.stderr.splitlines()[-1] == f"code {CODES.get(name, 0)}"
    for word in ("Traceback", "Broken pipe", "BrokenPipeError", "Exception"):
        assert word not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
@some_commands
def test_a_closed_stream_is_quiet(name: str, closed: str) -> None:
    done = started(f'"$@" {closed}', name)
    assert done.returncode == CODES.get(name, 0)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("name", ["score", "batch", "finding"])
def test_a_full_disk_behind_stdout_is_told_once(name: str) -> None:
    done = started('"$@" > /dev/full', name)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Hasil tidak dapat ditulis ke keluaran (")
    assert done.stderr.count("tidak dapat ditulis") == 1


def test_a_file_is_written_though_nobody_reads_stdout(tmp_path: Path) -> None:
    output = tmp_path / "hasil.json"
    done = started(f'{{ "$@" -o "{output}"; echo "code $?" >&2; }} | true', "score")
    assert done.stderr.splitlines() == [f"Ditulis: {output}", "code 0"]
    assert output.read_bytes().endswith(b"}\n")
