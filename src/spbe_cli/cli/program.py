"""`spbe`: from the arguments to an exit code.

A command `x` is the function `x` of the module `spbe_cli.cli.x`.  Only the module of the
command that runs is loaded, and typer with it, so that `spbe --version` and `spbe --help`
are quick.  A command takes what it knows of the user from `context.obj`, a `Session`; it
returns its exit code or raises `typer.Exit` with it.

`--lang` and `--no-color` stand before or after the command: they are taken out of the
arguments first, up to a `--`.

A fault of the tool itself ends with 1, as with any Python program: there is no result.  A
pipe that the reader closed changes nothing: the exit code is that of the command.
"""

import os
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from spbe_cli import __version__
from spbe_cli.cli.output import Session, prepare, screen_of, write
from spbe_cli.errors import (
    CONTENT,
    DONE,
    EnvironmentRefusal,
    SpbeError,
    UsageError,
    by_signal,
)
from spbe_cli.findings import Quoted, Typed
from spbe_cli.words import Language, Words

if TYPE_CHECKING:
    from typer.core import TyperCommand

COMMANDS: Final[Mapping[str, str]] = {
    "template": "group.collect",
    "score": "group.collect",
    "batch": "group.collect",
    "merge": "group.collect",
    "plan": "group.weigh",
    "simulate": "group.weigh",
    "compare": "group.weigh",
    "risk": "group.weigh",
    "benchmark": "group.weigh",
    "explain": "group.reference",
    "instruments": "group.reference",
    "check": "group.maintain",
    "verify": "group.maintain",
    "schema": "group.maintain",
}
"""Every command with its group, in the order of the help."""

HELP: Final = frozenset({"--help", "-h"})

# Plugins of pydantic that happen to be installed must not change what the checks say; and
# looking for them through all that is installed takes longer than to check a sheet.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Settings(NamedTuple):
    """What holds for every command, and the arguments that are left."""

    arguments: list[str]
    language: str | None = None
    colour: bool = True


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    words = Words()
    prepare(sys.stdout)
    prepare(sys.stderr)
    try:
        settings = take_settings(arguments)
        words = Words(language_of(settings.language))
        colour = settings.colour
        out, err = screen_of(sys.stdout, colour=colour), screen_of(sys.stderr, colour=colour)
        return dispatch(settings.arguments, Session(words, out, err))
    except KeyboardInterrupt as stop:
        tell("\n" + words.label("interrupted"))
        return by_signal(*stop.args or (signal.SIGINT,))
    except SpbeError as refused:
        return refuse(refused, words)
    except OSError as refused:
        return refuse(system_refusal(refused), words)
    except Exception as fault:  # noqa: BLE001  a fault of ours is told in plain words, too
        return report(fault, arguments, words)


def take_settings(arguments: Sequence[str]) -> Settings:
    """Take `--lang` and `--no-color` out of the arguments, wherever they stand."""
    left: list[str] = []
    named: list[str] = []
    colour = True
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            left += [argument, *waiting]
        elif argument == "--no-color":
            colour = False
        elif argument == "--lang":
            named.append(next(waiting, ""))
        elif argument.startswith("--lang="):
            named.append(argument.removeprefix("--lang="))
        else:
            left.append(argument)
    if len(named) > 1:
        raise UsageError("option_twice", option="--lang", count=len(named))
    return Settings(left, named[0] if named else None, colour)


def language_of(asked: str | None) -> Language:
    """Return the language asked for: with `--lang`, else in SPBE_LANG, else Indonesian."""
    name = asked if asked is not None else os.environ.get("SPBE_LANG") or Language.INDONESIAN
    try:
        return Language(name.strip().lower())
    except ValueError:
        option = "SPBE_LANG" if asked is None else "--lang"
        choices = ", ".join(Language)
        raise UsageError("choice", option=option, value=Quoted(name), choices=choices) from None


def dispatch(arguments: Sequence[str], session: Session) -> int:
    """Run what the arguments name: a command, the help, the version."""
    first, *rest = arguments or ["--help"]
    if first == "--version":
        write(f"spbe {__version__}\n", sys.stdout)
        return DONE
    if first in HELP:
        from spbe_cli.cli.help import program_help

        write(program_help(COMMANDS, session.words, session.out.width), sys.stdout)
        return DONE
    if first not in COMMANDS:
        raise no_command(first)
    return run_command(first, rest, session)


def no_command(name: str) -> UsageError:
    """Say that there is no such command, and what was probably meant."""
    if name.startswith("-"):
        return UsageError("no_command_option", option=Quoted(name))
    if name.lower().endswith(".xlsx"):
        return UsageError("no_command_file", typed=Typed(name))
    close = get_close_matches(name.lower(), COMMANDS, n=1)
    if close:
        return UsageError("no_command_close", name=Quoted(name), close=close[0])
    return UsageError("no_command", name=Quoted(name))


def run_command(name: str, arguments: Sequence[str], session: Session) -> int:
    """Run one command, or show its help."""
    import typer

    from spbe_cli.cli.help import command_help
    from spbe_cli.cli.options import TYPER_USAGE_ERRORS
    from spbe_cli.cli.usage import refusal_of

    command = load(name)
    if HELP.intersection(arguments):
        write(command_help(command, session.words, session.out.width), sys.stdout)
        return DONE
    try:
        with command.make_context(f"spbe {name}", list(arguments), obj=session) as context:
            if context.args:
                raise UsageError("extra", extra=Quoted(" ".join(context.args)), command=name)
            code = command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    except TYPER_USAGE_ERRORS as wrong:
        raise refusal_of(wrong, command) from wrong
    return code or DONE


def load(name: str) -> "TyperCommand":
    """Load the module of a command and make typer's command of its function."""
    from typer import Typer
    from typer.main import get_command

    from spbe_cli.cli.repeated import Once

    function = getattr(import_module(f"spbe_cli.cli.{name}"), name)
    app = Typer(add_completion=False, rich_markup_mode=None)
    # What is left over, and the help, we say in our own words.
    left_over = {"allow_extra_args": True}
    app.command(name, cls=Once, add_help_option=False, context_settings=left_over)(function)
    return cast("TyperCommand", get_command(app))


def refuse(refused: SpbeError, words: Words) -> int:
    """Say what stops the tool, and return the exit code of it."""
    tell(words.label(f"refusal.{refused.key}", **refused.facts))
    return refused.exit_code


def system_refusal(refused: OSError) -> EnvironmentRefusal:
    """Say what the system refused, where no command has better words."""
    reason = refused.strerror or type(refused).__name__
    if refused.filename is None:
        return EnvironmentRefusal("system", reason=reason)
    return EnvironmentRefusal("unreadable", file=str(refused.filename), reason=reason)


def report(fault: Exception, arguments: Sequence[str], words: Words) -> int:
    """Say that the tool is at fault, and what to report; with SPBE_DEBUG the traceback, too."""
    if os.environ.get("SPBE_DEBUG"):
        import traceback

        tell("".join(traceback.format_exception(fault)))
    facts = {
        "version": __version__,
        "command": shlex.join(["spbe", *arguments]),
        "fault": f"{type(fault).__name__}: {fault}",
    }
    tell(words.label("refusal.fault", **facts))
    return CONTENT


def tell(text: str) -> None:
    """Write a line to stderr; where even that is refused, nothing is left to say."""
    with suppress(SpbeError):
        write(f"{text}\n", sys.stderr)
