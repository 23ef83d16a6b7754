"""What `plan` and `simulate` read from their options: numbers, targets, changes."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spbe_cli.cli.options import existing_file
from spbe_cli.errors import UsageError
from spbe_cli.findings import Numbers, Place, Quoted

if TYPE_CHECKING:
    from spbe_cli.checks.changes import Wanted
    from spbe_cli.instrument import Instrument

NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
CHANGE: Final = re.compile(
    r"\s*(?:i(?:ndikator)? ?)?0*(\d{1,6}(?:-\d{1,2})?)\s*=\s*(\d{1,3}(?:[.,]\d{1,9})?)\s*",
    re.ASCII | re.IGNORECASE,
)
MOST_PHASES: Final = 20
MOST_ALTERNATIVES: Final = 100


def number(option: str) -> Callable[[str | None], str | None]:
    """Make the check of an option that takes a number, with a comma or a point."""

    def check(value: str | None) -> str | None:
        if value is None or NUMBER.fullmatch(value.strip()):
            return value
        raise UsageError("number", option=option, found=Quoted(value), example=Fraction("0.05"))

    return check


def exact(text: str) -> Fraction:
    """Read a number with a comma or a point, exactly."""
    return Fraction(text.strip().replace(",", "."))


def target_of(text: str | None) -> Fraction | str | None:
    """Return an index, or what must be the name of a predicate."""
    if text is None or not NUMBER.fullmatch(text.strip()):
        return text
    return exact(text)


def existing(path: Path | None) -> Path | None:
    """Refuse a path that is no file."""
    return existing_file(path) if path else None


def locked_codes(instrument: "Instrument", written: str) -> tuple[str, ...]:
    """Return the indicators that `--lock` names; a hyphen is always a range."""
    from spbe_cli.sheet.numbers import asked_rows, span, written_ranges

    numbers = written_ranges(written)
    if numbers is None:
        raise UsageError("lock", found=Quoted(written))
    unknown = tuple(code for code in numbers if not asked_rows(instrument, (code,)))
    if unknown:
        title, range_ = instrument.title, span(instrument)
        raise UsageError("lock_unknown", numbers=Numbers(unknown), instrument=title, range=range_)
    return numbers


def changes_of(written: Iterable[str], file: str) -> "tuple[Wanted, ...]":
    """Read what `--set` gives; a row can be set only once.

    Raises:
        UsageError: something is no `number=level`, or a row is set twice.
    """
    from spbe_cli.checks.changes import Wanted

    found: dict[str, Wanted] = {}
    for text in written:
        match = CHANGE.fullmatch(text)
        if match is None:
            raise UsageError("set", found=Quoted(text))
        if match[1] in found:
            raise UsageError("set_twice", number=match[1])
        found[match[1]] = Wanted(match[1], exact(match[2]), text.strip(), Place(file))
    return tuple(found.values())


def numeric(name: str, key: str) -> "typer.models.OptionInfo":
    """Make an option that takes a number."""
    option: typer.models.OptionInfo = typer.Option(
        name, metavar="metavar.number", help=key, callback=number(name)
    )
    return option


DataOutput = Annotated[
    list[Path] | None, typer.Option("--output", "-o", metavar="metavar.file", help="option.output")
]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="metavar.set", help="option.set")
]
FromOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="metavar.file", help="option.from.changes", callback=existing),
]
TargetOption = Annotated[
    str | None, typer.Option("--target", metavar="metavar.target", help="option.target")
]
StepOption = Annotated[
    int, typer.Option("--max-step", metavar="metavar.count", help="option.max_step", min=1, max=50)
]
LockOption = Annotated[
    list[str] | None, typer.Option("--lock", metavar="metavar.only", help="option.lock")
]
ReserveOption = Annotated[str | None, numeric("--reserve", "option.reserve")]
BudgetOption = Annotated[str | None, numeric("--budget", "option.budget")]
PhasesOption = Annotated[
    int,
    typer.Option("--phases", metavar="metavar.count", help="option.phases", min=1, max=MOST_PHASES),
]
AlternativesOption = Annotated[
    int,
    typer.Option(
        "--alternatives",
        metavar="metavar.count",
        help="option.alternatives",
        min=0,
        max=MOST_ALTERNATIVES,
    ),
]
EffortsOption = Annotated[
    Path | None,
    typer.Option("--efforts", metavar="metavar.file", help="option.efforts", callback=existing),
]
OwnersOption = Annotated[
    Path | None,
    typer.Option("--assign", metavar="metavar.file", help="option.assign.plan", callback=existing),
]
