"""How a command is used: its help, and what is wrong with its use, in the language of the user.

A label that lists things holds one `what | explanation` per line.  A command `x` has three:
`command.x` (one line), `command.x.text` and `command.x.examples`.  typer publishes no error but
one: the others are told apart by their names.
"""

import sys
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

import typer
from typer.core import TyperCommand

from spbe_cli.cli import project
from spbe_cli.cli.terminal import write
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted, Raw, Word
from spbe_cli.words import Words, catalogue, visible
from spbe_cli.words import typed as as_typed

WIDEST: Final = 100
MARGIN: Final = "  "
NARROWEST_TEXT: Final = 20

TYPER_USAGE_ERRORS: Final = cast("tuple[type[Exception], ...]", typer.BadParameter.__bases__)
"""What typer raises of wrong arguments: it publishes one of its errors, and so their base."""
HELP: Final = frozenset({"--help", "-h"})
MOST_FILES: Final = 3

Row = tuple[str, str]


def is_option(parameter: Any) -> bool:
    """Tell an option from an argument."""
    return str(parameter.opts[0]).startswith("-")


def takes_value(parameter: Any) -> bool:
    """Tell a parameter with a value from a flag."""
    return not getattr(parameter, "is_flag", False)


def program_help(groups: Mapping[str, Sequence[str]], words: Words, width: int) -> str:
    """Return the help of `spbe`: its commands by group, and where to begin."""
    width = min(width, WIDEST)
    blocks = [words.label("help.usage"), _paragraph(words.label("help.about"), width)]
    widest = max(len(name) for names in groups.values() for name in names)
    for group, names in groups.items():
        rows = [(name.ljust(widest), words.label(f"command.{name}")) for name in names]
        blocks.append(section(words.label(group), rows, width, 2))
    blocks += [
        section(words.label(key), listed(words.label(f"{key}.rows")), width)
        for key in ("help.options", "help.start")
    ]
    return "\n\n".join(blocks) + "\n"


def command_help(command: TyperCommand, words: Words, width: int) -> str:
    """Return the help of one command."""
    width = min(width, WIDEST)
    key, usage = f"command.{command.name}", f"spbe {command.name}"
    arguments: list[Row] = []
    options: list[Row] = []
    parameter: Any
    for parameter in command.params:
        metavar = str(parameter.metavar) if takes_value(parameter) else ""
        metavar = words.label(metavar) if metavar.startswith("metavar.") else metavar
        text = help_of(parameter.help, str(command.name), words)
        if is_option(parameter):
            # The short name stands first, or its place is left free.
            names = ", ".join(sorted(parameter.opts, key=len)).rjust(len(parameter.opts[0]) + 4)
            options.append((f"{names} {metavar}".rstrip(), text))
        else:
            arguments.append((metavar, text))
            name = metavar + ("..." if parameter.nargs < 0 else "")
            usage += f" {name}" if parameter.required else f" [{name}]"
    options += listed(words.label("help.every_command.rows"))
    blocks = [
        words.label("help.usage_of", command=usage),
        _paragraph(words.label(f"{key}.text"), width),
        *([section(words.label("help.arguments"), arguments, width)] if arguments else []),
        section(words.label("help.options"), options, width),
        section(words.label("help.examples"), listed(words.label(f"{key}.examples")), width),
        _paragraph(words.label("help.exit_codes"), width),
    ]
    return "\n\n".join(blocks) + "\n"


def help_of(key: str, command: str, words: Words) -> str:
    """Return the help of a parameter: that of the command, or of every command that has it."""
    own = f"{key}.{command}"
    return words.label(own if own in catalogue.labels(words.language) else key)


def listed(text: str) -> list[Row]:
    """Split the lines of a label into rows.

    >>> listed("--lang id|en | Bahasa")
    [('--lang id|en', 'Bahasa')]
    """
    rows = (line.partition(" | ") for line in text.splitlines())
    return [(name, explanation) for name, _, explanation in rows]


def _paragraph(text: str, width: int) -> str:
    return "\n".join(
        textwrap.fill(line, width, break_on_hyphens=False) for line in text.splitlines()
    )


def section(title: str, rows: Sequence[Row], width: int, gutter: int = 3) -> str:
    """Lay out two columns under a title; a long name has its explanation on the next line.

    >>> print(section("Opsi", [("--lang", "Bahasa"), ("--a-name-that-is-long", "Lain")], 34))
    Opsi
      --lang   Bahasa
      --a-name-that-is-long
               Lain
    """
    room = width - len(MARGIN) - gutter - NARROWEST_TEXT
    longest = max((len(name) for name, _ in rows if len(name) <= room), default=len(MARGIN))
    start = len(MARGIN) + longest + gutter
    wrapper = textwrap.TextWrapper(max(width, start + NARROWEST_TEXT), break_on_hyphens=False)
    wrapper.subsequent_indent = " " * start
    lines = [title]
    for name, explanation in rows:
        wrapper.initial_indent = f"{MARGIN}{name}".ljust(start)
        if len(name) > longest:
            lines.append(MARGIN + name)
            wrapper.initial_indent = wrapper.subsequent_indent
        lines += wrapper.wrap(explanation) or [wrapper.initial_indent.rstrip()]
    return "\n".join(lines)


# The commands as typer holds them, and what it finds wrong with their use


class Command(TyperCommand):
    """A command with our help; its options are given once, but for flags and lists."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        parameter: Any
        for parameter in self.params:
            name = parameter.opts[0].strip("-").replace("-", "_")
            kind = "option" if is_option(parameter) else "argument"
            parameter.metavar = parameter.metavar or f"metavar.{name}"
            parameter.help = parameter.help or f"{kind}.{name}"

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters; what may stand before the command may stand after it."""
        above = ctx.parent.command.params if ctx.parent else ()
        shared = {"lang", "no_color", "project"}
        return [*self.params, *(option for option in above if option.name in shared)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments, or show the help."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        if not HELP.isdisjoint(args):
            session = ctx.obj
            write(command_help(self, session.words, session.out.width), sys.stdout)
            raise typer.Exit
        try:
            typed, _, order = self.make_parser(ctx).parse_args(args=list(args))
            for option, count in Counter(order).items():
                several = getattr(option, "multiple", False)
                if count > 1 and is_option(option) and takes_value(option) and not several:
                    raise UsageError("option_twice", option=" / ".join(option.opts), count=count)
            with project.lending(ctx, typed):
                left = super().parse_args(ctx, args)
        except TYPER_USAGE_ERRORS as wrong:
            raise refusal_of(wrong, self, ctx) from wrong
        if left:
            if self.name == "score" and all(Path(one).exists() for one in left):
                files = [as_typed(visible(one)) for one in (str(ctx.params["sheet"]), *left)]
                more = [] if len(files) <= MOST_FILES else ["..."]
                raise UsageError("score_several", files=Raw(" ".join([*files[:MOST_FILES], *more])))
            raise UsageError("extra", extra=Quoted(" ".join(left)), command=str(self.name))
        return left

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return what a word could become; typer holds the keys of labels."""
        completions = super().shell_complete(ctx, incomplete)
        for one in completions:
            one.help = one.help and help_of(one.help, str(self.name), ctx.obj.words)
        return completions


def refusal_of(wrong: Exception, command: Any, context: Any) -> UsageError:
    """Say in our own words what typer found wrong with the use of a command."""
    kind, facts, usage = type(wrong).__name__, vars(wrong), f"spbe {command.name} --help"
    if kind == "NoSuchOption":
        return _no_option(str(facts["option_name"]), context, usage)
    if kind == "BadOptionUsage":
        option = facts["option_name"]
        known = next((one for one in command.params if option in one.opts), None)
        if known and known.nargs > 1:
            values = Word(str(known.metavar))
            return UsageError("values_missing", option=option, count=known.nargs, values=values)
        flag = known and not takes_value(known)
        return UsageError("no_value" if flag else "value_missing", option=option)
    parameter = facts["param"]
    # What the user calls it: an option by its name, an argument by its metavar.
    called = parameter.opts[0] if is_option(parameter) else Word(str(parameter.metavar))
    if kind == "MissingParameter":
        return UsageError("missing", parameter=called, usage=usage)
    # Older versions of typer keep the ends of a number in the type of the parameter.
    ends = parameter if hasattr(parameter, "min") else getattr(parameter, "type", None)
    lowest, highest = getattr(ends, "min", None), getattr(ends, "max", None)
    if lowest is None:
        key = "year" if parameter.name == "year" else "value"
        return UsageError(key, parameter=called, usage=usage)
    key = "range" if highest is not None else "range_from"
    return UsageError(key, option=called, lowest=lowest, highest=highest)


def _no_option(option: str, context: Any, usage: str) -> UsageError:
    parameters = [one for one in context.command.get_params(context) if is_option(one)]
    options = {name.strip("-"): name for one in parameters for name in one.opts}
    options["help"] = "--help"
    close = get_close_matches(option.strip("-"), options, n=1)
    # Nobody is led to a harmful one who meant another.
    if close and options[close[0]] not in {"--force", "--skip-invalid"}:
        facts = {"option": Quoted(option), "close": options[close[0]], "usage": usage}
        return UsageError("no_option_close", **facts)
    return UsageError("no_option", option=Quoted(option), usage=usage)
