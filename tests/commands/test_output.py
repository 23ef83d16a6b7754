"""What is shown and written: screens, streams, files, several of one result."""

import errno
import os
import stat
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from tests.program import Stream

from spbe_cli.cli.files import refuse_outputs, write_file, write_files
from spbe_cli.cli.terminal import Screen, prepare, screen_of
from spbe_cli.cli.terminal import write as show
from spbe_cli.errors import SpbeError, UsageError
from spbe_cli.words import Words

DRAWN = "─├┼┤█■▌░·"
ENVIRONMENT = ("COLUMNS", "NO_COLOR", "TERM")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


# Screens


def closed() -> StringIO:
    stream = StringIO()
    stream.close()
    return stream


def test_what_is_no_terminal_or_closed_has_80_columns_and_no_colour() -> None:
    for stream in (StringIO(), closed(), None):
        assert screen_of(stream) == Screen() == Screen(80, colour=False, terminal=False)


@pytest.mark.parametrize(("asked", "width"), [("60", 60), ("300", 120), ("3", 20), ("x", 80)])
def test_the_width_is_that_of_the_terminal_within_limits(
    monkeypatch: pytest.MonkeyPatch, asked: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", asked)
    assert screen_of(Stream()).width == width


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_the_system_knows_the_width_of_a_terminal() -> None:
    import fcntl  # noqa: PLC0415  not on Windows
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 97, 0, 0))
    with os.fdopen(slave, "w") as stream:
        assert screen_of(stream) == Screen(97, colour=True, terminal=True)
    os.close(master)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_turns_colours_off(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert not screen_of(Stream()).colour


# Streams


@pytest.mark.parametrize(
    ("page", "said", "shown"),
    [
        # One drawn character that lacks, and all are plain.
        ("cp1252", f"{DRAWN}\n", b"-+++###.-\n"),
        ("cp437", DRAWN, DRAWN.encode("cp437")),
        ("cp1252", "Ἀ é\n", "? é\n".encode("cp1252")),
    ],
)
def test_a_terminal_shows_what_its_page_has(page: str, said: str, shown: bytes) -> None:
    terminal = Stream(page)
    prepare(terminal)
    show(said, terminal)
    assert terminal.bytes.getvalue() == shown


def test_a_closed_stream_is_quiet() -> None:
    show("x", closed())
    show("x", None)
    prepare(None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_stream_that_is_full_is_refused_and_closes_quietly() -> None:
    with Path("/dev/full").open("w") as stream, pytest.raises(SpbeError) as refused:
        show("x", stream)
    assert refused.value.key == "stream"


def test_what_is_no_terminal_gets_utf_8() -> None:
    content = BytesIO()
    stream = TextIOWrapper(content, encoding="cp1252", newline="\n")
    prepare(stream)
    show(f"{DRAWN} \udcff\n", stream)
    assert content.getvalue() == f"{DRAWN} \\udcff\n".encode()


KINDS = frozenset({".xlsx", ".json"})


def sentence(refused: SpbeError) -> str:
    return Words().label(f"refusal.{refused.key}", **refused.facts)


# Writing a file


def test_a_file_is_written_whole() -> None:
    path = Path("a.json")
    write_file(path, b"one", force=False)
    write_file(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert list(Path().iterdir()) == [path]


def test_a_new_file_has_the_permissions_of_any_new_file() -> None:
    ordinary, ours = Path("ordinary"), Path("a.json")
    ordinary.touch()
    write_file(ours, b"", force=False)
    assert ours.stat().st_mode == ordinary.stat().st_mode


def test_a_replaced_file_keeps_its_permissions() -> None:
    path = Path("a.json")
    path.touch()
    path.chmod(0o640)
    write_file(path, b"x", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == (0o666 if os.name == "nt" else 0o640)


def test_a_link_stays_a_link() -> None:
    path, link = Path("a.json"), Path("b.json")
    link.symlink_to(path)
    write_file(link, b"x", force=False)
    assert link.is_symlink()
    assert path.read_bytes() == b"x"


# Two runs at once


@pytest.mark.parametrize("links", [True, False])
def test_of_two_runs_to_one_new_name_the_second_is_refused(
    monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = Path("hasil.xlsx")
    if not links:
        monkeypatch.setattr(os, "link", refusing)
    refuse_outputs([path], [], force=False, kinds=KINDS)
    write_file(path, b"first", force=False)
    with pytest.raises(UsageError) as refused:
        write_file(path, b"second", force=False)
    assert sentence(refused.value).startswith(f"{path} sudah ada; pakai nama lain, atau --force")
    assert path.read_bytes() == b"first"
    assert list(Path().iterdir()) == [path]


def refusing(*_: object) -> None:
    raise OSError(errno.EPERM, "no second names")


# What a run leaves that was killed

KILLED = """
import os, signal
from pathlib import Path
from spbe_cli.cli.files import write_file

os.link = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_file(Path("a.json"), b"begun", force=False)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_later_run_removes_the_drafts_of_one_that_was_killed() -> None:
    for name in (".spbe-catatan", ".spbe-catatan.tmp", "lain.tmp"):
        Path(name).touch()
    others = set(Path().iterdir())
    with subprocess.Popen([sys.executable, "-c", KILLED], cwd=Path()) as run:  # noqa: S603  our own
        assert run.wait(60) == -9
    (draft,) = set(Path().iterdir()) - others
    assert draft.name.startswith(".spbe-")
    write_file(Path("b.json"), b"x", force=False)
    # It may be one that is worked on.
    assert draft.exists()
    for old in (draft, *others):
        os.utime(old, (0, 0))
    write_files(Path(), {Path("c.json"): b"x"}, force=False)
    assert set(Path().iterdir()) == {*others, Path("b.json"), Path("c.json")}
