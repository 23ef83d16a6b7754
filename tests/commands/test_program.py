"""The frame of the command line: exit codes, languages, wrong use, streams that end early."""

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import typer
from tests.program import spbe

from spbe_cli import __version__
from spbe_cli.cli import program
from spbe_cli.cli.options import FormatOption, MissingOption
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import SpbeError

SPBE = [sys.executable, "-m", "spbe_cli"]
HEAVY = ("openpyxl", "pydantic", "rich", "xlsxwriter", "spbe_cli.cli.score")

Behaviour = Callable[[Session], int | None]
Install = Callable[[Behaviour], None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Make a command `trial` that behaves as the test says."""

    def install_command(behaviour: Behaviour) -> None:
        def trial(
            context: typer.Context, format_: FormatOption = "table", missing: MissingOption = None
        ) -> int | None:
            del format_, missing
            return behaviour(context.obj)

        module = ModuleType("spbe_cli.cli.trial")
        vars(module)["trial"] = trial
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(program, "COMMANDS", (*program.COMMANDS, "trial"))

    return install_command


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
        (failing(SpbeError("output_no_space", file="a")), 2),
        (failing(PermissionError(errno.EACCES, "no", "a.xlsx")), 2),
        (failing(KeyboardInterrupt()), 130),
        (failing(ValueError("x")), 1),
    ],
)
def test_every_end_has_its_exit_code(install: Install, behaviour: Behaviour, code: int) -> None:
    install(behaviour)
    assert spbe("trial").code == code


DENIED = PermissionError(errno.EACCES, "Permission denied", "a.xlsx")
ENDS = {
    KeyboardInterrupt(): "\nDihentikan.\n",
    DENIED: "a.xlsx tidak dapat dibuka (Permission denied); "
    "tutup program yang memakainya atau periksa izinnya\n",
    ValueError("a\nb"): f"Ini kesalahan program spbe {__version__}, bukan kekeliruan isian "
    "(ValueError: a\\nb); mohon laporkan beserta perintahnya: spbe trial -f json\n",
}


@pytest.mark.parametrize(("error", "said"), ENDS.items())
def test_what_ends_a_command_is_told(install: Install, error: BaseException, said: str) -> None:
    install(failing(error))
    assert spbe("trial", "-f", "json")[1:] == ("", said)


def test_debugging_shows_the_traceback(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPBE_DEBUG", "1")
    install(failing(ValueError("x")))
    code, _, err = spbe("trial")
    assert (code, err.splitlines()[0]) == (1, "Traceback (most recent call last):")


# Languages and colours


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "trial"],
        ["--lang=en", "trial"],
        ["trial", "--lang", "EN", "-f", "csv"],
        ["trial", "-f", "csv", "--lang=en"],
    ],
)
def test_the_language_is_chosen_before_or_after_the_command(
    install: Install, arguments: list[str]
) -> None:
    install(language)
    assert spbe(*arguments) == (0, "en", "")


def test_after_two_hyphens_everything_belongs_to_the_command() -> None:
    taken = program.take_settings(["a", "--no-color", "--", "--lang", "--no-color"])
    assert taken == (["a", "--", "--lang", "--no-color"], None, False, None)


# Wrong use


def test_control_characters_of_an_argument_come_to_nothing() -> None:
    assert "\x1b" not in spbe("\x1b[31mscore").err


def test_a_choice_is_taken_in_any_case(install: Install) -> None:
    install(nothing)
    assert spbe("trial", "-f", "JSON", "--missing", "Zero").code == 0


# Help and version


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_nothing_heavy(argument: str) -> None:
    heavy = f"[name for name in {HEAVY} if name in sys.modules]"
    code = f"import sys; from spbe_cli.cli.program import run; run(['{argument}']); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603  our own code
    assert done.stdout.splitlines()[-1] == "[]"


# Streams that end early


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_stderr_does_not_break_the_exit_code() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*SPBE, "scor"], stderr=full, check=False)  # noqa: S603  our own code
    assert done.returncode == 2
