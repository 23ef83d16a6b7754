"""The command that gives a result again, as a document records it: it can be typed as it stands."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spbe_cli.cli.output_file import instrument_file
from spbe_cli.cli.usage import Parameter, is_option

if TYPE_CHECKING:
    import typer

    from spbe_cli.sheet.assess import Assessment

NO_RESULT: Final = frozenset(
    {"format_", "output", "rates_out", "detail", "strict", "force", "due", "contact"}
)
"""Parameters that say how and where a result is shown, and to whom it goes back."""
PLAIN: Final = re.compile(r"[\w./:=+\\-]+" if os.name == "nt" else r"[\w./:=+-]+")
"""What means nothing but itself to any shell."""
SPECIAL: Final = re.compile(r'[$`"!\\]')
"""What a shell of Unix reads even between double quotation marks."""


def recorded(context: "typer.Context", assessment: "Assessment | None" = None) -> str:
    """Return the command with every option that changes the result.

    `assessment` is the sheet that the result is of, where there is but one: its instrument is
    named even if nobody did, since another one may be the default some day.
    """
    words = ["spbe", str(context.info_name).split()[-1]]
    given = [(one, value) for one, value in values(context) if one.name not in NO_RESULT]
    folder = folder_of(value for _, value in given if isinstance(value, Path))
    for parameter, value in given:
        words += written(parameter, value, folder)
    known = assessment and assessment.sheet and assessment.instrument
    if known and context.params.get("instrument") is None:
        words += ["-i", known.id]
    return " ".join(words)


def values(context: "typer.Context") -> Iterator[tuple[Parameter, object]]:
    """Yield every argument and option that was given, once for each value; `-i` stands last."""
    for parameter in sorted(context.command.params, key=lambda one: one.name == "instrument"):
        value = context.params.get(str(parameter.name))
        if value == parameter.default:
            continue
        for one in value if isinstance(value, list | tuple) else (value,):
            file = parameter.name == "instrument" and instrument_file(one)
            yield parameter, file[0] if file else one


def folder_of(paths: Iterable[Path]) -> str | None:
    """Return the folder in which a command is to be typed, if it is not the one where it was.

    A document travels, and says nothing of the folders of a machine: where a path tells them
    all, all are told from the folder that holds them all.
    """
    known = list(paths)
    if not any(path.is_absolute() for path in known):
        return None
    try:
        # `..` is taken out, too, and a link is not followed: it is what the user named.
        whole = [os.path.abspath(path) for path in known]  # noqa: PTH100
        return os.path.commonpath([os.path.dirname(path) for path in whole])  # noqa: PTH120
    except ValueError:
        # On several drives of Windows.
        return None


def written(parameter: Parameter, value: object, folder: str | None) -> Iterator[str]:
    """Yield the words of an option, or of an argument; none of its values looks like an option."""
    text = str(value)
    if isinstance(value, Path) and folder is not None:
        text = os.path.relpath(value, folder)
    if not is_option(parameter):
        yield typed(f"./{text}" if isinstance(value, Path) and text.startswith("-") else text)
    elif value is True:
        yield parameter.opts[-1]
    elif text.startswith("-"):
        yield typed(f"{parameter.opts[0]}={text}")
    else:
        yield parameter.opts[-1]
        yield typed(text)


def typed(text: str) -> str:
    """Write a word so that a shell takes it as it is.

    >>> typed("kota.xlsx"), typed("Dinas Sosial.xlsx"), typed("11=4")
    ('kota.xlsx', '"Dinas Sosial.xlsx"', '11=4')
    """
    if PLAIN.fullmatch(text):
        return text
    if os.name != "nt" and SPECIAL.search(text):
        return shlex.quote(text)
    return f'"{text}"'
