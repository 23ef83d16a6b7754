"""The commands as typer holds them, and in our own words what it finds wrong with their use.

typer publishes neither its options nor its errors: we say what we ask of the former, and tell the
latter apart by their names.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

import typer
from typer.core import TyperCommand

from spbe_cli.cli.help import AnyCommand, Parameter, command_help, is_option, takes_value
from spbe_cli.cli.terminal import write
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted, Raw, Word
from spbe_cli.words import Words
from spbe_cli.words.shown import typed, visible

TYPER_USAGE_ERRORS: Final = cast("tuple[type[Exception], ...]", typer.BadParameter.__bases__)
"""What typer raises of wrong arguments: it publishes one of its errors, and so their base."""
HELP: Final = frozenset({"--help", "-h"})
SHARED: Final = frozenset({"lang", "no_color"})
"""Options that may stand before a command and after it."""
MOST_FILES: Final = 3
"""So many files does a refusal name."""
HARMFUL: Final = frozenset({"--force", "--skip-invalid"})
"""Options that nobody is led to who meant another one."""


class Command(TyperCommand):
    """A command whose options are given once, but for those that may be repeated.

    A flag that is given twice says the same twice.  Its help is ours, and is shown whatever else
    is wrong.
    """

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401  typer does not publish it
        """Return the parameters; what may stand before the command may stand after it."""
        above = ctx.parent.command.params if ctx.parent else ()
        return [*self.params, *(option for option in above if option.name in SHARED)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  the same
        """Parse the arguments, or show the help.

        Raises:
            UsageError: an option with one value is given more than once, or something is left.
        """
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        if not HELP.isdisjoint(args):
            session = ctx.obj
            write(command_help(self, session.words, session.out.width), sys.stdout)
            raise typer.Exit
        try:
            given = Counter(self.make_parser(ctx).parse_args(args=list(args))[2])
            for option, count in given.items():
                several = getattr(option, "multiple", False)
                if count > 1 and is_option(option) and takes_value(option) and not several:
                    raise UsageError("option_twice", option=" / ".join(option.opts), count=count)
            left = super().parse_args(ctx, args)
        except TYPER_USAGE_ERRORS as wrong:
            raise refusal_of(wrong, self, ctx) from wrong
        if left:
            raise _left_over(ctx, left)
        return left

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401  the same
        """Return what a word could become."""
        return with_help(super().shell_complete(ctx, incomplete), ctx.obj.words)


def with_help(completions: Any, words: Words) -> Any:  # noqa: ANN401  typer does not publish it
    """Say what words could become in the language of the user; typer holds the keys of labels."""
    for completion in completions:
        completion.help = words.label(completion.help) if completion.help else None
    return completions


def refusal_of(wrong: Exception, command: AnyCommand, context: Any) -> UsageError:  # noqa: ANN401  the same
    """Say in our own words what typer found wrong with the use of a command."""
    usage = f"spbe {command.name} --help"
    match type(wrong).__name__:
        case "NoSuchOption":
            parameters = context.command.get_params(context)
            return _no_option(str(vars(wrong)["option_name"]), parameters, usage)
        case "BadOptionUsage":
            return _bad_option(str(vars(wrong)["option_name"]), command)
        case "MissingParameter":
            return UsageError("missing", parameter=_called(vars(wrong)["param"]), usage=usage)
        case _:
            return _out_of_range(vars(wrong)["param"], usage)


def _out_of_range(parameter: Parameter, usage: str) -> UsageError:
    lowest, highest = _ends(parameter)
    if lowest is None:
        key = "year" if parameter.name == "year" else "value"
        return UsageError(key, parameter=_called(parameter), usage=usage)
    key = "range" if highest is not None else "range_from"
    return UsageError(key, option=_called(parameter), lowest=lowest, highest=highest)


def _ends(parameter: Parameter) -> Iterator[int | None]:
    """Yield the lowest and the highest number that an option takes."""
    # Older versions of typer keep the ends in the type of the parameter.
    places = (parameter, getattr(parameter, "type", None))
    for name in ("min", "max"):
        ends = (getattr(place, name, None) for place in places)
        yield next((end for end in ends if end is not None), None)


def _called(parameter: Parameter) -> str | Word:
    """Return what the user calls a parameter: an option by its name, an argument by its metavar."""
    return parameter.opts[0] if is_option(parameter) else Word(str(parameter.metavar))


def _no_option(option: str, parameters: Sequence[Parameter], usage: str) -> UsageError:
    """Say that there is no such option, and which one was probably meant, if that is harmless."""
    options = {name.strip("-"): name for p in parameters if is_option(p) for name in p.opts}
    options["help"] = "--help"
    harmless = [bare for bare, name in options.items() if name not in HARMFUL]
    close = get_close_matches(option.strip("-"), harmless, n=1)
    if close:
        suggested = options[close[0]]
        return UsageError("no_option_close", option=Quoted(option), close=suggested, usage=usage)
    return UsageError("no_option", option=Quoted(option), usage=usage)


def _bad_option(option: str, command: AnyCommand) -> UsageError:
    """Say that an option lacks its value, or takes none."""
    flags = [name for p in command.params if not takes_value(p) for name in p.opts]
    for several in (p for p in command.params if option in p.opts and p.nargs > 1):
        values = Word(str(several.metavar))
        return UsageError("values_missing", option=option, count=several.nargs, values=values)
    return UsageError("no_value" if option in flags else "value_missing", option=option)


def _left_over(context: Any, left: Sequence[str]) -> UsageError:  # noqa: ANN401  typer does not publish it
    """Say what is too much; where it is more sheets to score, which command takes several."""
    name = str(context.info_name)
    if name == "score" and all(Path(one).exists() for one in left):
        files = [str(context.params["sheet"]), *left]
        more = [] if len(files) <= MOST_FILES else ["..."]
        shown = [typed(visible(one)) for one in (*files[:MOST_FILES], *more)]
        return UsageError("score_several", files=Raw(" ".join(shown)))
    return UsageError("extra", extra=Quoted(" ".join(left)), command=name)
