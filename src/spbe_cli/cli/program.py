"""`spbe`: from the arguments to an exit code.

A command `x` is the function `x` of the module `spbe_cli.cli.x`, which loads when the command is
named.  It takes what it knows of the user from `context.obj`, a `Session`; it returns its exit code
or raises `typer.Exit` with it.  A fault of the tool itself ends with 1, as with any Python program.
"""

import os
import shlex
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout, suppress
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer
from typer.core import TyperCommand, TyperGroup

from spbe_cli import __version__
from spbe_cli.cli.help import HELP, TYPER_USAGE_ERRORS, Command, program_help, refusal_of
from spbe_cli.cli.project import project_at
from spbe_cli.cli.terminal import Session, broken, prepare, screen_of, write
from spbe_cli.errors import BY_SIGNAL, CONTENT, DONE, USAGE, SpbeError, UsageError
from spbe_cli.findings import Quoted, Typed
from spbe_cli.words import Language, Words

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "group.collect": ("init", "run", "template", "score", "batch", "merge", "fill"),
    "group.weigh": ("plan", "simulate", "compare", "risk", "benchmark", "portal"),
    "group.reference": ("explain", "instruments"),
    "group.maintain": ("check", "verify", "schema"),
}
COMMANDS: Final = tuple(name for names in GROUPS.values() for name in names)
"""Every command, in the order of the help."""
COMPLETIONS: Final = ("--install-completion", "--show-completion")
SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")
SHELL: Final = "spbe.shell"
"""Where a context keeps the shell that was named; without it typer finds out which it is."""

# Plugins of pydantic that happen to be installed must not change what the checks say; and
# looking for them through all that is installed takes longer than to check a sheet.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    words = Words()
    prepare(sys.stdout)
    prepare(sys.stderr)
    try:
        left, language, colour, file = take_settings(arguments)
        words = Words(_language_of(language))
        project = project_at(file) if left[:1] != ["init"] else None
        if project and not (language or os.environ.get("SPBE_LANG")):
            words = Words(_language_of(project.said.language))
        out, err = screen_of(sys.stdout, colour=colour), screen_of(sys.stderr, colour=colour)
        return _dispatch(left, Session(words, out, err, project, file))
    except KeyboardInterrupt as stop:
        said = "\n" + words.label("interrupted")
        code = BY_SIGNAL + (stop.args[0] if stop.args else signal.SIGINT)
    except SpbeError as refused:
        said, code = words.label(f"refusal.{refused.key}", **refused.facts), USAGE
    except OSError as refused:
        # What the system refuses is said so where no command has better words.
        key = "system" if refused.filename is None else "unreadable"
        facts = {"reason": refused.strerror or type(refused).__name__}
        said, code = words.label(f"refusal.{key}", **facts, file=str(refused.filename)), USAGE
    except Exception as fault:  # noqa: BLE001  a fault of ours is told in plain words, too
        code, what = CONTENT, f"{type(fault).__name__}: {fault}"
        command = shlex.join(["spbe", *arguments])
        said = words.label("refusal.fault", version=__version__, command=command, fault=what)
        if os.environ.get("SPBE_DEBUG"):
            said = "".join([*traceback.format_exception(fault), "\n", said])
    with suppress(SpbeError):
        # Where even stderr refuses, nothing is left to say.
        write(broken(said, screen_of(sys.stderr)) + "\n", sys.stderr)
    return code


def take_settings(arguments: Sequence[str]) -> tuple[list[str], str | None, bool, str | None]:
    """Take settings out of the arguments, up to `--`: what is left, language, colours, project."""
    left: list[str] = []
    named: dict[str, list[str]] = {"--lang": [], "--project": []}
    colour = True
    waiting = iter(arguments)
    for argument in waiting:
        option, equals, value = argument.partition("=")
        if argument == "--":
            left += [argument, *waiting]
        elif argument == "--no-color":
            colour = False
        elif option in named:
            named[option].append(value if equals else next(waiting, ""))
        else:
            left.append(argument)
    for option, values in named.items():
        if len(values) > 1:
            raise UsageError("option_twice", option=option, count=len(values))
    language, project = (values[0] if values else None for values in named.values())
    return left, language, colour, project


def _language_of(asked: str | None) -> Language:
    """Return the language asked for: with `--lang`, else in SPBE_LANG, else Indonesian."""
    name = asked if asked is not None else os.environ.get("SPBE_LANG") or Language.INDONESIAN
    try:
        return Language(name.strip().lower())
    except ValueError:
        option = "SPBE_LANG" if asked is None else "--lang"
        choices = ", ".join(Language)
        raise UsageError("choice", option=option, value=Quoted(name), choices=choices) from None


def _dispatch(arguments: list[str], session: Session) -> int:
    app = typer.Typer(name="spbe", cls=Program, rich_markup_mode=None, add_help_option=False)
    app.callback()(_before_the_command)
    program: Any = typer.main.get_command(app)
    for option in program.params:
        option.help = f"option.{option.name}"
        if option.name in {"install_completion", "show_completion"}:
            option.callback = partial(_completion, option.callback)
    try:
        if "_SPBE_COMPLETE" in os.environ:  # a shell asks what a word could become
            program.main(arguments, prog_name="spbe", obj=session)
        with program.make_context("spbe", arguments, obj=session) as context:
            return program.invoke(context) or DONE
    except typer.Exit as done:
        return done.exit_code
    except SystemExit as done:
        # What typer says about completion ends so.
        return int(done.code or DONE)


class Program(TyperGroup):
    """All commands; each loads when it is named."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  as typer has it
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002  the same
        """Load a command, if there is one of this name."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands before the command, or show the help."""
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        if len(args) > 1 and args[0] in COMPLETIONS and not args[1].startswith("-"):
            shell, choices = args.pop(1), ", ".join(SHELLS)
            if shell not in SHELLS:
                raise UsageError("choice", option=args[0], value=Quoted(shell), choices=choices)
            ctx.meta[SHELL] = shell
        if not ctx.resilient_parsing and (args in ([], ["--"]) or args[0] in HELP):
            session = ctx.obj
            write(program_help(GROUPS, session.words, session.out.width), sys.stdout)
            raise typer.Exit
        try:
            return super().parse_args(ctx, args)
        except TYPER_USAGE_ERRORS as wrong:
            if type(wrong).__name__ == "NoSuchOption":
                option = Quoted(str(vars(wrong)["option_name"]))
                raise UsageError("no_command_option", option=option) from wrong
            raise refusal_of(wrong, self, ctx) from wrong

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named; refuse what is none, and say what may be meant."""
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            if name.lower().endswith(".xlsx"):
                raise UsageError("no_command_file", typed=Typed(name))
            if close := get_close_matches(name.lower(), COMMANDS, n=1):
                raise UsageError("no_command_close", name=Quoted(name), close=close[0])
            raise UsageError("no_command", name=Quoted(name))
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return what a word could become, without loading a command."""
        outlines = [TyperCommand(name, help=f"command.{name}") for name in COMMANDS]
        outline = TyperGroup(commands=outlines, params=self.params)
        completions = outline.shell_complete(typer.Context(outline), incomplete)
        for one in completions:
            one.help = one.help and ctx.obj.words.label(one.help)
        return completions


def load(name: str) -> TyperCommand:
    """Load the module of a command and make typer's command of its function."""
    function = getattr(import_module(f"spbe_cli.cli.{name}"), name)
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    # What is left over, and the help, we say in our own words.
    left_over = {"allow_extra_args": True}
    app.command(name, cls=Command, add_help_option=False, context_settings=left_over)(function)
    return cast("TyperCommand", typer.main.get_command(app))


def _show_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        write(f"spbe {__version__}\n", sys.stdout)
        raise typer.Exit


def _before_the_command(
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_show_version)
    ] = False,
    lang: Annotated[
        str | None, typer.Option(expose_value=False, autocompletion=lambda: list(Language))
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", expose_value=False)] = False,
    project: Annotated[Path | None, typer.Option(expose_value=False)] = None,
) -> None:
    """Take what stands before the command: the settings have been taken out."""
    del version, lang, no_color, project


def _completion(act: Callable[..., object], context: Any, option: Any, wanted: object) -> None:
    """Install or show what lets a shell complete the words of `spbe`; what is said is ours."""
    if not wanted or context.resilient_parsing:
        return
    installing = option.name == "install_completion"
    out = redirect_stdout(StringIO()) if installing else nullcontext()
    try:
        with out, redirect_stderr(StringIO()):
            act(context, option, context.meta.get(SHELL, wanted))
    except SystemExit:
        if installing:
            write(context.obj.words.label("completion_installed") + "\n", sys.stdout)
        raise
    except typer.Exit:
        raise UsageError("completion_shell") from None
