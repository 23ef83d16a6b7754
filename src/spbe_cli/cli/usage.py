"""Options and arguments as typer holds them, and what it finds wrong with those given.

typer publishes neither: we say what we ask of them, and tell its errors apart by their names.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final, Protocol

from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted, Word

OF_EVERY_COMMAND: Final = ("--lang", "--no-color", "--help")


class Parameter(Protocol):
    """What we ask of an option or argument of typer."""

    name: str
    opts: list[str]
    metavar: str | None
    required: bool
    nargs: int


class Command(Protocol):
    """What we ask of a command of typer."""

    name: str | None

    @property
    def params(self) -> Sequence[Parameter]:
        """The options and arguments."""


def is_option(parameter: Parameter) -> bool:
    """Tell an option from an argument."""
    return parameter.opts[0].startswith("-")


def takes_value(parameter: Parameter) -> bool:
    """Tell a parameter with a value from a flag."""
    return not getattr(parameter, "is_flag", False)


def refusal_of(wrong: Exception, command: Command) -> UsageError:
    """Say in our own words what typer found wrong with the arguments of a command."""
    usage = f"spbe {command.name} --help"
    match type(wrong).__name__:
        case "NoSuchOption":
            return no_option(str(getattr(wrong, "option_name", "")), command)
        case "BadOptionUsage":
            return bad_option(str(getattr(wrong, "option_name", "")), command)
        case "MissingParameter":
            key = "missing"
        case _:
            return out_of_range(vars(wrong)["param"], usage)
    return UsageError(key, parameter=called(vars(wrong)["param"]), usage=usage)


def out_of_range(parameter: Parameter, usage: str) -> UsageError:
    """Say which numbers an option takes, or where that is told."""
    # Older versions of typer keep the ends in the type of the parameter.
    places = (parameter, getattr(parameter, "type", None))
    lowest, highest = (
        next((end for place in places if (end := getattr(place, name, None)) is not None), None)
        for name in ("min", "max")
    )
    if lowest is None:
        key = "year" if parameter.name == "year" else "value"
        return UsageError(key, parameter=called(parameter), usage=usage)
    key = "range" if highest is not None else "range_from"
    return UsageError(key, option=called(parameter), lowest=lowest, highest=highest)


def called(parameter: Parameter) -> str | Word:
    """Return what the user calls a parameter: an option by its name, an argument by its metavar."""
    return parameter.opts[0] if is_option(parameter) else Word(str(parameter.metavar))


def no_option(option: str, command: Command) -> UsageError:
    """Say that there is no such option, and which one was probably meant."""
    known = [name for p in command.params if is_option(p) for name in p.opts]
    close = get_close_matches(option, [*known, *OF_EVERY_COMMAND], n=1)
    usage = f"spbe {command.name} --help"
    if close:
        return UsageError("no_option_close", option=Quoted(option), close=close[0], usage=usage)
    return UsageError("no_option", option=Quoted(option), usage=usage)


def bad_option(option: str, command: Command) -> UsageError:
    """Say that an option lacks its value, or takes none."""
    flags = [name for p in command.params if not takes_value(p) for name in p.opts]
    taking = (p for p in command.params if option in p.opts and p.nargs > 1)
    for several in taking:
        values = Word(str(several.metavar))
        return UsageError("values_missing", option=option, count=several.nargs, values=values)
    return UsageError("no_value" if option in flags else "value_missing", option=option)
