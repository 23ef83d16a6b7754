"""The frame of the command line: exit codes, languages, wrong use, streams that end early."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import typer

from spbe_cli import __version__
from spbe_cli.__main__ import main
from spbe_cli.cli import program
from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    MissingOption,
    SheetArgument,
    StrictOption,
)
from spbe_cli.cli.program import run
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import EnvironmentRefusal

SPBE = [sys.executable, "-m", "spbe_cli"]
HEAVY = ("openpyxl", "pydantic", "rich", "xlsxwriter", "spbe_cli.cli.score")

Behaviour = Callable[[Session], int | None]
Install = Callable[[Behaviour], None]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPBE_LANG", "SPBE_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Make a command `trial` that behaves as the test says."""

    def install_command(behaviour: Behaviour) -> None:
        def trial(  # noqa: PLR0913, PLR0917  one of every kind
            context: typer.Context,
            sheet: SheetArgument,
            instrument: InstrumentOption = None,
            format_: FormatOption = "table",
            missing: MissingOption = None,
            strict: StrictOption = False,  # noqa: FBT002  a flag is a flag
            force: ForceOption = False,  # noqa: FBT002  the same
            year: int | None = None,
        ) -> int | None:
            del sheet, instrument, format_, missing, strict, force, year
            return behaviour(context.obj)

        module = ModuleType("spbe_cli.cli.trial")
        vars(module)["trial"] = trial
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(program, "COMMANDS", {**program.COMMANDS, "trial": "group.collect"})

    return install_command


@pytest.fixture
def sheet() -> str:
    Path("jawaban.xlsx").touch()
    return "jawaban.xlsx"


def nothing(_: Session) -> None:
    """Do nothing."""


def failing(error: BaseException) -> Behaviour:
    def fail(_: Session) -> None:
        raise error

    return fail


def language(session: Session) -> None:
    sys.stdout.write(session.words.language)


# Exit codes


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (nothing, 0),
        (lambda _: 1, 1),
        (failing(typer.Exit(1)), 1),
        (failing(typer.Exit(0)), 0),
        (failing(EnvironmentRefusal("output_no_space", file="a")), 2),
        (failing(PermissionError(errno.EACCES, "no", "a.xlsx")), 2),
        (failing(KeyboardInterrupt()), 130),
        (failing(ValueError("x")), 1),
    ],
)
def test_every_end_has_its_exit_code(
    install: Install, sheet: str, behaviour: Behaviour, code: int
) -> None:
    install(behaviour)
    assert run(["trial", sheet]) == code


def test_the_command_ends_with_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["spbe", "nothing"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2


def test_an_interruption_is_told_in_a_word(
    install: Install, sheet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    install(failing(KeyboardInterrupt()))
    run(["trial", sheet])
    assert capsys.readouterr() == ("", "\nDihentikan.\n")


def test_what_the_system_refuses_is_told_with_its_file(
    install: Install, sheet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    install(failing(PermissionError(errno.EACCES, "Permission denied", "a.xlsx")))
    run(["trial", sheet])
    assert capsys.readouterr().err == (
        "a.xlsx tidak dapat dibuka (Permission denied); "
        "tutup program yang memakainya atau periksa izinnya\n"
    )


def test_a_fault_of_the_program_asks_for_a_report(
    install: Install, sheet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    install(failing(ValueError("a\nb")))
    run(["trial", sheet, "-f", "json"])
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"Ini kesalahan program spbe {__version__}, bukan kekeliruan isian (ValueError: a\\nb); "
        "mohon laporkan beserta perintahnya: spbe trial jawaban.xlsx -f json\n"
    )


def test_debugging_shows_the_traceback(
    install: Install,
    sheet: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPBE_DEBUG", "1")
    install(failing(ValueError("x")))
    assert run(["trial", sheet]) == 1
    assert capsys.readouterr().err.startswith("Traceback (most recent call last):\n")


# Languages and colours


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "trial", "jawaban.xlsx"],
        ["--lang=en", "trial", "jawaban.xlsx"],
        ["trial", "--lang", "EN", "jawaban.xlsx"],
        ["trial", "jawaban.xlsx", "--lang=en"],
    ],
)
@pytest.mark.usefixtures("sheet")
def test_the_language_is_chosen_before_or_after_the_command(
    install: Install, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    install(language)
    assert run(arguments) == 0
    assert capsys.readouterr().out == "en"


def test_after_two_hyphens_everything_belongs_to_the_command() -> None:
    taken = program.take_settings(["a", "--no-color", "--", "--lang", "--no-color"])
    assert taken == (["a", "--", "--lang", "--no-color"], None, False, None)


# Wrong use


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["SCORE"], 'Perintah "SCORE" tidak dikenal; maksudnya score? Daftarnya: spbe --help'),
        (
            ["trial", "jawaban.xlsx", "lain.xlsx", "lagi.xlsx"],
            (
                '"lain.xlsx lagi.xlsx" berlebih untuk spbe trial; '
                "bila sebuah nama berisi spasi, apit dengan tanda kutip"
            ),
        ),
        (
            ["trial", "jawaban.xlsx", "--no-colour"],
            'Opsi "--no-colour" tidak dikenal; maksudnya --no-color? Daftarnya: spbe trial --help',
        ),
        (
            ["trial", "jawaban.xlsx", "--forec"],
            'Opsi "--forec" tidak dikenal; daftarnya: spbe trial --help',
        ),
        (
            ["trial", "jawaban.xlsx", "--strict=1"],
            "Opsi --strict tidak memakai nilai; tulis --strict saja",
        ),
        (
            ["trial", "jawaban.xls"],
            "Tidak ada berkas bernama jawaban.xls; yang mirip di folder ini: jawaban.xlsx",
        ),
        (
            ["trial", "./folder/../jawabn.xlsx"],
            "Tidak ada berkas bernama folder/../jawabn.xlsx; yang mirip: folder/../jawaban.xlsx",
        ),
        (
            ["trial", "tidak/ada/jawaban.xlsx"],
            "Tidak ada berkas bernama tidak/ada/jawaban.xlsx; periksa nama dan foldernya",
        ),
        (["trial", "folder"], "folder adalah folder; sebutkan satu berkas di dalamnya"),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_wrong_use_is_refused_in_plain_words(
    install: Install, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    Path("folder").mkdir()
    install(failing(AssertionError("the command must not run")))
    assert run(arguments) == 2
    assert capsys.readouterr() == ("", f"{sentence}\n")


def test_control_characters_of_an_argument_come_to_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["\x1b[31mscore"])
    assert "\x1b" not in capsys.readouterr().err


def test_a_choice_is_taken_in_any_case(install: Install, sheet: str) -> None:
    install(nothing)
    assert run(["trial", sheet, "-f", "JSON", "--missing", "Zero"]) == 0


# Help and version


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_nothing_heavy(argument: str) -> None:
    heavy = f"[name for name in {HEAVY} if name in sys.modules]"
    code = f"import sys; from spbe_cli.cli.program import run; run(['{argument}']); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603  our own code
    assert done.stdout.splitlines()[-1] == "[]"


# Streams that end early


def test_a_closed_pipe_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen([*SPBE, "--help"], stdout=writer, stderr=subprocess.PIPE) as process:  # noqa: S603  our own code
        os.close(writer)
        _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="no shell of POSIX")
def test_a_closed_stdout_is_quiet() -> None:
    shell = ["/bin/sh", "-c", 'exec "$0" -m spbe_cli --help >&-', sys.executable]
    done = subprocess.run(shell, capture_output=True, check=False)  # noqa: S603  our own code
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_stderr_does_not_break_the_exit_code() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*SPBE, "scor"], stderr=full, check=False)  # noqa: S603  our own code
    assert done.returncode == 2
