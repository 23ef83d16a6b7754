"""The help: of all commands, and of one; laid out by us, in the language of the user.

A label that lists things holds one `what | explanation` per line.  A command `x` has three:
`command.x` (one line), `command.x.text` and `command.x.examples`.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

from spbe_cli.words import Words

WIDEST: Final = 100
MARGIN: Final = "  "
SEPARATOR: Final = " | "
NARROWEST_TEXT: Final = 20

Row = tuple[str, str]


class Parameter(Protocol):
    """What we ask of an option or argument of typer."""

    name: str
    opts: list[str]
    metavar: str | None
    required: bool
    nargs: int


class AnyCommand(Protocol):
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


def program_help(commands: Mapping[str, str], words: Words, width: int) -> str:
    """Return the help of `spbe`: its commands by group, and where to begin."""
    width = min(width, WIDEST)
    blocks = [words.label("help.usage"), _paragraph(words.label("help.about"), width)]
    widest = max(map(len, commands))
    for group in dict.fromkeys(commands.values()):
        names = [name for name, its_group in commands.items() if its_group == group]
        rows = [(name.ljust(widest), words.label(f"command.{name}")) for name in names]
        blocks.append(section(words.label(group), rows, width, 2))
    for key in ("options", "start"):
        rows = listed(words.label(f"help.{key}.rows"))
        blocks.append(section(words.label(f"help.{key}"), rows, width))
    return "\n\n".join(blocks) + "\n"


def command_help(command: AnyCommand, words: Words, width: int) -> str:
    """Return the help of one command."""
    width = min(width, WIDEST)
    key = f"command.{command.name}"
    arguments = [p for p in command.params if not is_option(p)]
    options = [p for p in command.params if is_option(p)]
    usage = " ".join([f"spbe {command.name}", *(_usage_of(a, words) for a in arguments)])
    blocks = [
        words.label("help.usage_of", command=usage),
        _paragraph(words.label(f"{key}.text"), width),
        *_argument_section(arguments, words, width),
        _option_section(options, words, width),
        section(words.label("help.examples"), listed(words.label(f"{key}.examples")), width),
        _paragraph(words.label("help.exit_codes"), width),
    ]
    return "\n\n".join(blocks) + "\n"


def _argument_section(arguments: Sequence[Parameter], words: Words, width: int) -> Iterator[str]:
    """Yield what the arguments of a command are, if it has any."""
    rows = [(_metavar_of(argument, words), _text_of(argument, words)) for argument in arguments]
    if rows:
        yield section(words.label("help.arguments"), rows, width)


def _option_section(options: Sequence[Parameter], words: Words, width: int) -> str:
    """Return what the options of a command are; those of every command stand last."""
    rows = [(_flags_of(option, words), _text_of(option, words)) for option in options]
    rows += listed(words.label("help.every_command.rows"))
    return section(words.label("help.options"), rows, width)


def _usage_of(argument: Parameter, words: Words) -> str:
    """Return an argument as the usage line shows it."""
    name = _metavar_of(argument, words) + ("..." if argument.nargs < 0 else "")
    return name if argument.required else f"[{name}]"


def _flags_of(option: Parameter, words: Words) -> str:
    """Return the names of an option, the short one first, and what it takes."""
    names = ", ".join(sorted(option.opts, key=len))
    name = names if len(option.opts) > 1 else f"    {names}"
    return f"{name} {_metavar_of(option, words)}".rstrip()


def _metavar_of(parameter: Parameter, words: Words) -> str:
    """Return what stands for the value of a parameter: as it says, or by its name."""
    if not takes_value(parameter):
        return ""
    metavar = parameter.metavar or f"metavar.{parameter.name}"
    return words.label(metavar) if metavar.startswith("metavar.") else metavar


def _text_of(parameter: Parameter, words: Words) -> str:
    """Return the help of a parameter; typer holds the key of its label."""
    return words.label(getattr(parameter, "help", None) or "")


def listed(text: str) -> list[Row]:
    """Split the lines of a label into what is explained and its explanation.

    >>> listed("--lang id|en | Bahasa")
    [('--lang id|en', 'Bahasa')]
    """
    rows = (line.partition(SEPARATOR) for line in text.splitlines())
    return [(name, explanation) for name, _, explanation in rows]


def _paragraph(text: str, width: int) -> str:
    """Wrap the lines of a text."""
    return "\n".join(textwrap.fill(line, width) for line in text.splitlines())


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
    lines = [title]
    for name, explanation in rows:
        first, *more = textwrap.wrap(explanation, max(width - start, NARROWEST_TEXT)) or [""]
        own_line = len(name) > longest
        lines += [MARGIN + name] if own_line else []
        lines += [(" " * start if own_line else f"{MARGIN}{name}".ljust(start)) + first]
        lines += [" " * start + line for line in more]
    return "\n".join(line.rstrip() for line in lines)
