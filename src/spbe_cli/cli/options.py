"""What commands are given: options and arguments, how they are read, and what they lead to.

A command does not know the language.  The help of its option is the label `option.NAME.COMMAND`,
or `option.NAME` where there is none, and what stands for its value is `metavar.NAME`; so it is of
an argument.  What an option cannot take is refused here, before any file is read.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from spbe_cli.answers import STAGES, Assignment
from spbe_cli.cli.files import existing_file, same_file
from spbe_cli.cli.reporting import end_with
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import UsageError
from spbe_cli.findings import Due, Finding, Numbers, Quoted, Raw, Typed
from spbe_cli.instrument import Instrument, loading
from spbe_cli.many.sheets import evidence_in, matches
from spbe_cli.sheet.assess import Assessment, Choice, assess, faults_beside_gaps
from spbe_cli.sheet.values import read_date, span, written_ranges

NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
YAML: Final = frozenset({".yaml", ".yml"})
OPEN_YEARS: Final = 10
"""So long after the newest edition began, a year is a slip of the hand: none lasted over five."""

# Values and paths


def exact(text: str) -> Fraction:
    """Read a number with a comma or a point, exactly."""
    return Fraction(text.strip().replace(",", "."))


def index_or_name(target: str) -> Fraction | str:
    """Read a target: a number, exactly, or else the name of a predicate."""
    return exact(target) if NUMBER.fullmatch(target.strip()) else target


def day(text: str | None) -> Due:
    """Read a day as hands write it; what is none stays as it was typed.

    >>> day("13/6/2024") == day("2024-06-13") == day("13 June 2024"), day("Kamis sore")
    (True, 'Kamis sore')
    """
    found = read_date(text or "", alone=True)
    return found if found and found.exists else text


def existing_paths(paths: list[Path]) -> list[Path]:
    """Refuse a path that leads to no file, no folder, and as a pattern to neither."""
    for path in paths:
        found = matches(path)
        if not found:
            raise UsageError("batch_no_match", pattern=Quoted(str(path)))
        if found == [path] and not path.is_dir():
            existing_file(path)
    return paths


# Options and arguments


def _existing_folder(path: Path | None) -> Path | None:
    if path and not path.is_dir():
        raise UsageError("no_folder", folder=str(path))
    return path


def _number(option: typer.CallbackParam, value: str | None) -> str | None:
    if value is None or NUMBER.fullmatch(value.strip()):
        return value
    raise UsageError("number", option=option.opts[0], found=Quoted(value), example=Fraction("0.05"))


def choice(*names: str, values: tuple[str, ...], metavar: str | None = None) -> Any:
    """Make an option that takes one of `values`, in any case."""
    known = {value.casefold(): value for value in values}
    choices = ", ".join(values)

    def check(option: typer.CallbackParam, value: str | None) -> str | None:
        found = value and known.get(" ".join(value.casefold().split()))
        if value is None or found:
            return found
        raise UsageError("choice", option=option.opts[0], value=Quoted(value), choices=choices)

    shown = metavar or "|".join(values)
    return typer.Option(*names, callback=check, metavar=shown, autocompletion=lambda: list(values))


def input_file(*names: str, metavar: str = "metavar.file", key: str | None = None) -> Any:
    """Make an option that names a file to read."""
    return typer.Option(*names, metavar=metavar, help=key, callback=existing_file)


SheetArgument = Annotated[Path, typer.Argument(callback=existing_file)]
PathsArgument = Annotated[list[Path], typer.Argument(callback=existing_paths)]
"""Sheets; a command that reads YAML finds its files itself."""
InstrumentOption = Annotated[
    str | None,
    typer.Option("--instrument", "-i", autocompletion=lambda: list(loading.shipped_ids())),
]
FormatOption = Annotated[str, choice("--format", "-f", values=("table", "json", "csv", "markdown"))]
OutputOption = Annotated[list[Path] | None, typer.Option("--output", "-o", metavar="metavar.file")]
ForceOption = Annotated[bool, typer.Option("--force")]
DetailOption = Annotated[bool, typer.Option("--detail")]
MarkOption = Annotated[bool, typer.Option("--mark")]
StrictOption = Annotated[bool, typer.Option("--strict")]
LatestOption = Annotated[bool, typer.Option("--latest")]
StageOption = Annotated[str | None, choice(values=STAGES, metavar="metavar.stage")]
MissingOption = Annotated[str | None, choice(values=("lowest", "zero", "items"))]
NumberOption = Annotated[str | None, typer.Option(metavar="metavar.number", callback=_number)]
FolderOption = Annotated[Path | None, typer.Option(metavar="metavar.folder")]
EvidenceOption = Annotated[
    Path | None, typer.Option(metavar="metavar.folder", callback=_existing_folder)
]
FileOption = Annotated[Path | None, input_file()]
OwnersOption = Annotated[Path | None, input_file(key="option.assign.owners")]
PreviousOption = Annotated[Path | None, input_file(metavar="metavar.sheet")]

# Answer sheets


def judge(
    sheet: Path,
    instrument: str | None,
    missing: str | None = None,
    previous: Path | None = None,
    evidence: Path | None = None,
) -> Assessment:
    """Assess a sheet; a custom instrument or `previous` stage with faults gives these instead."""
    if previous and same_file(sheet, previous):
        raise UsageError("previous_itself", file=str(sheet))
    chosen = chosen_instrument(instrument) if instrument else None
    if chosen and chosen.instrument is None:
        return Assessment(str(sheet), None, chosen.findings)
    earlier = judge(previous, instrument) if previous else None
    if earlier and faults_beside_gaps(earlier.findings):
        return earlier
    try:
        folder = evidence_in(evidence) if evidence else None
        choice = Choice(chosen.instrument if chosen else None, missing, earlier, folder)
        return assess(sheet, str(sheet), choice)
    except OSError as refused:
        # What can't be read is the sheet, or something in the folder of evidence.
        refused.filename = refused.filename or str(sheet)
        raise


# The instrument and the assignment


def chosen_instrument(name: str) -> loading.Inspection:
    """Return the instrument that was asked for, or the findings of its file."""
    wanted = name.strip()
    if wanted.casefold() in loading.shipped_ids():
        return loading.Inspection(loading.shipped(wanted.casefold()), ())
    path = Path(wanted)
    if path.suffix.lower() not in YAML:
        if close := get_close_matches(wanted.casefold(), loading.shipped_ids(), n=1):
            raise UsageError("instrument_suggestion", found=Quoted(wanted), suggestion=close[0])
        raise UsageError("instrument", found=Quoted(wanted))
    try:
        return loading.inspect(path)
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError("no_file", file=wanted) from None
    except OSError as refused:
        refused.filename = wanted
        raise


def sound_instrument(name: str | None, session: Session) -> Instrument | None:
    """Return the instrument of this name or file, if one is named; end if it has errors."""
    if name is None:
        return None
    chosen = chosen_instrument(name)
    return chosen.instrument or end_with(chosen.findings, session)


def sound_assignment(
    path: Path, instrument: Instrument | None, session: Session, otherwise: str = loading.DEFAULT
) -> tuple[Assignment, Instrument, tuple[Finding, ...]]:
    """Return an assignment, its instrument (`otherwise` if none is said) and warnings, or end."""
    # What reads one takes long to load, and `score` needs none.
    from spbe_cli.files.assignments import load_assignment  # noqa: PLC0415

    loaded = load_assignment(path, instrument, otherwise)
    if loaded.assignment is None or loaded.instrument is None:
        end_with(loaded.findings, session)
    return loaded.assignment, loaded.instrument, loaded.findings


def sound_frame(
    name: str | None, assign: Path | None, session: Session
) -> tuple[Instrument | None, Assignment | None, tuple[Finding, ...]]:
    """Return the instrument and the assignment for many sheets, if named, and the warnings."""
    instrument = sound_instrument(name, session)
    if assign is None:
        return instrument, None, ()
    assignment, _, findings = sound_assignment(assign, instrument, session)
    return instrument, assignment, findings


def edition_for(year: int | None, chosen: Instrument | None) -> Instrument:
    """Return the edition for a year, the default without one; refuse a year of no sheet."""
    if year is None:
        return loading.shipped(loading.DEFAULT)
    known = (*loading.shipped_instruments(), *([chosen] if chosen else ()))
    first = min(one.valid_from for one in known)
    last = max(one.valid_until or one.valid_from + OPEN_YEARS for one in known)
    if not first <= year <= last:
        raise UsageError("year_far", year=Raw(str(year)), first=first, last=last)
    return loading.edition_of(year) or loading.shipped(loading.DEFAULT)


def numbers_in(text: str, instrument: Instrument, wrong: str, unknown: str) -> tuple[str, ...]:
    """Return the indicators that an option names; `wrong` and `unknown` are its refusals."""
    numbers = written_ranges(text)
    if numbers is None:
        raise UsageError(wrong, found=Quoted(text))
    if strange := tuple(one for one in numbers if not instrument.indicator(one)):
        facts = {"instrument": instrument.title, "range": span(instrument)}
        raise UsageError(unknown, numbers=Numbers(strange), **facts)
    return numbers


# YAML files


def yaml_files_of(paths: Sequence[Path], *, sheet_key: str) -> tuple[Path, ...]:
    """Return the YAML files that paths lead to, each once; `sheet_key` refuses a workbook."""
    found: dict[Path, Path] = {}
    for path in paths:
        if not matches(path):
            raise UsageError("verify_no_match", pattern=Quoted(str(path)))
        for match in matches(path):
            for file in _yaml_files_in(match) if match.is_dir() else [match]:
                existing_file(file)
                if file.suffix.casefold() in {".xlsx", ".xlsm", ".xls"}:
                    raise UsageError(sheet_key, file=str(file), typed=Typed(str(file)))
                found.setdefault(file.resolve(), file)
    return tuple(found.values())


def _yaml_files_in(folder: Path) -> Sequence[Path]:
    files = [
        one
        for one in sorted(folder.rglob("*"))
        if one.suffix.lower() in YAML
        and not one.is_dir()
        and not any(part.startswith(".") for part in one.relative_to(folder).parts)
    ]
    if not files:
        raise UsageError("verify_no_yaml", folder=str(folder))
    return files
