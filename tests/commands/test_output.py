"""Screens, streams and findings: what they show, and in which characters and colours."""

import os
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from spbe_cli.cli.terminal import Screen, prepare, screen_of, write
from spbe_cli.errors import EnvironmentRefusal

DRAWN = "─├┼┤█■▌░·"
ENVIRONMENT = ("COLUMNS", "NO_COLOR", "TERM")


class Terminal(TextIOWrapper):
    """A terminal in memory."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.bytes = BytesIO()
        super().__init__(self.bytes, encoding=encoding, newline="\n")

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


# Screens


def test_what_is_no_terminal_has_80_columns_and_no_colour() -> None:
    assert screen_of(StringIO()) == Screen(80, colour=False, terminal=False)


def test_a_closed_stream_is_no_terminal() -> None:
    closed = StringIO()
    closed.close()
    assert screen_of(closed) == screen_of(None) == Screen()


@pytest.mark.parametrize(("asked", "width"), [("60", 60), ("300", 120), ("3", 20), ("x", 80)])
def test_the_width_is_that_of_the_terminal_within_limits(
    monkeypatch: pytest.MonkeyPatch, asked: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", asked)
    assert screen_of(Terminal()).width == width


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
    assert not screen_of(Terminal()).colour


# Streams


def test_a_terminal_that_lacks_one_drawn_character_gets_plain_ones() -> None:
    terminal = Terminal("cp1252")
    write(f"{DRAWN}\n", terminal)
    assert terminal.bytes.getvalue() == b"-+++###.-\n"


def test_a_terminal_that_has_all_drawn_characters_shows_them() -> None:
    terminal = Terminal("cp437")
    write(DRAWN, terminal)
    assert terminal.bytes.getvalue().decode("cp437") == DRAWN


def test_what_a_terminal_cannot_show_becomes_a_question_mark() -> None:
    terminal = Terminal("cp1252")
    prepare(terminal)
    write("Ἀ é\n", terminal)
    assert terminal.bytes.getvalue() == "? é\n".encode("cp1252")


def test_a_closed_stream_is_quiet() -> None:
    closed = StringIO()
    closed.close()
    write("x", closed)
    write("x", None)
    prepare(None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_stream_that_is_full_is_refused_and_closes_quietly() -> None:
    with Path("/dev/full").open("w") as stream, pytest.raises(EnvironmentRefusal) as refused:
        write("x", stream)
    assert refused.value.key == "stream"


def test_what_is_no_terminal_gets_utf_8() -> None:
    content = BytesIO()
    stream = TextIOWrapper(content, encoding="cp1252", newline="\n")
    prepare(stream)
    write(f"{DRAWN} \udcff\n", stream)
    assert content.getvalue() == f"{DRAWN} \\udcff\n".encode()
