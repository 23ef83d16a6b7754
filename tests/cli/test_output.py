"""Screens, streams and findings: what they show, and in which characters and colours."""

import errno
import os
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from rich.text import Text

from spbe_cli.cli.reporting import closing_line, finding_lines, print_findings, render
from spbe_cli.cli.terminal import Screen, Session, prepare, screen_of, write
from spbe_cli.errors import EnvironmentRefusal
from spbe_cli.findings import Choices, Fact, Finding, Place, Quoted
from spbe_cli.words import Language, Words

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


def error(number: str = "7") -> Finding:
    place = Place("jawaban.xlsx", "Jawaban", "E11")
    facts: dict[str, Fact] = {"number": number, "name": "Nama", "found": Quoted("tiga")}
    facts["choices"] = Choices(1, 5)
    return Finding("A101", place, facts, indicator=number)


def warning() -> Finding:
    place = Place("jawaban.xlsx", "Jawaban", "F24")
    return Finding("A201", place, {"number": "20", "name": "Nama", "level": 4}, indicator="20")


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


def test_columns_do_not_matter_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert screen_of(StringIO()).width == 80


def test_a_terminal_has_colours() -> None:
    assert screen_of(Terminal()).colour


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_turns_colours_off(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert not screen_of(Terminal()).colour


def test_an_empty_no_color_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert screen_of(Terminal()).colour


def test_the_user_turns_colours_off() -> None:
    assert not screen_of(Terminal(), colour=False).colour


# Rendering


def test_rendering_wraps_at_the_width_of_the_screen() -> None:
    assert render(Text("satu dua tiga"), Screen(8)) == "satu dua\ntiga\n"


def test_rendering_takes_text_as_it_stands() -> None:
    assert render("[bold]:smile: 3", Screen()) == "[bold]:smile: 3\n"


def test_rendering_colours_only_where_there_are_colours() -> None:
    text = Text("Baik", style="bold green")
    assert render(text, Screen(colour=True)) == "\x1b[1;32mBaik\x1b[0m\n"
    assert render(text, Screen()) == "Baik\n"


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


def test_what_is_no_terminal_gets_utf_8() -> None:
    content = BytesIO()
    stream = TextIOWrapper(content, encoding="cp1252", newline="\n")
    prepare(stream)
    write(f"{DRAWN} \udcff\n", stream)
    assert content.getvalue() == f"{DRAWN} \\udcff\n".encode()


def test_a_closed_stream_is_quiet() -> None:
    closed = StringIO()
    closed.close()
    write("x", closed)
    write("x", None)
    prepare(None)


def test_a_closed_pipe_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        write("x", stream)
        write("y", stream)


def test_a_pipe_that_closed_without_a_descriptor_is_quiet() -> None:
    class Closed(StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError(errno.EPIPE, "closed")

    write("x", Closed())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_stream_that_is_full_is_refused_and_closes_quietly() -> None:
    with Path("/dev/full").open("w") as stream, pytest.raises(EnvironmentRefusal) as refused:
        write("x", stream)
    assert refused.value.key == "stream"


# Findings


def test_findings_stand_one_per_line_and_are_never_cut() -> None:
    lines = finding_lines([error(), warning()], Words(), Screen(40)).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("jawaban.xlsx:Jawaban!E11: error A101: indikator 7 (Nama): ")
    assert lines[1].startswith("jawaban.xlsx:Jawaban!F24: warning A201: ")


def test_colours_only_add_to_a_finding() -> None:
    words = Words()
    plain = finding_lines([error(), warning()], words, Screen())
    coloured = finding_lines([error(), warning()], words, Screen(colour=True))
    assert "\x1b[2mjawaban.xlsx:Jawaban!E11\x1b[0m: \x1b[31merror\x1b[0m A101: " in coloured
    assert "\x1b[33mwarning\x1b[0m A201: " in coloured
    for code in ("\x1b[0m", "\x1b[2m", "\x1b[31m", "\x1b[33m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


@pytest.mark.parametrize(
    ("findings", "line"),
    [
        ([error()], "1 kesalahan. Indeks tidak dihitung selama masih ada kesalahan."),
        ([error()] * 9, "9 kesalahan. Indeks tidak dihitung selama masih ada kesalahan."),
        (
            [error()] * 9 + [warning()],
            "9 kesalahan dan 1 peringatan. Indeks tidak dihitung selama masih ada kesalahan.",
        ),
        ([warning()], "1 peringatan; indeks tetap dihitung."),
        ([warning()] * 2, "2 peringatan; indeks tetap dihitung."),
    ],
)
def test_the_closing_line_counts(findings: list[Finding], line: str) -> None:
    assert closing_line(findings, Words()) == line


@pytest.mark.parametrize("count", [1, 2])
def test_of_a_part_nothing_is_said_of_an_index(count: int) -> None:
    assert "indeks" not in closing_line([warning()] * count, Words(), partial=True)


def test_findings_go_to_stderr_with_their_count(capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(Words(Language.ENGLISH), Screen(), Screen())
    print_findings(session, [warning()])
    print_findings(session, [])
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n\n1 warning; the index is computed all the same.\n")
    assert err.count("\n") == 3
