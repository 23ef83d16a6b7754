"""What commands read: answer sheets, the instrument that `-i` names, assignments, other YAML."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from spbe_cli.assignment import Assignment
from spbe_cli.cli.files import same_file
from spbe_cli.cli.options import existing_file, matches
from spbe_cli.cli.reporting import end_with
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import EnvironmentRefusal, UsageError
from spbe_cli.findings import Finding, Numbers, Quoted, Raw, Typed
from spbe_cli.instrument import Instrument, loading
from spbe_cli.many.sheets import evidence_in
from spbe_cli.sheet.assess import Assessment, Choice, assess
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.numbers import asked_rows, span, written_ranges

SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls"})
YAML: Final = frozenset({".yaml", ".yml"})


def judge(
    sheet: Path,
    instrument: str | None,
    missing: str | None = None,
    previous: Path | None = None,
    evidence: Path | None = None,
) -> Assessment:
    """Assess a sheet; a custom instrument or earlier sheet with faults gives these instead.

    `previous` is the sheet of an earlier stage, `evidence` the folder of evidence.
    """
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
        file = refused.filename if isinstance(refused.filename, str) else str(sheet)
        reason = refused.strerror or type(refused).__name__
        raise EnvironmentRefusal("unreadable", file=file, reason=reason) from refused


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
        raise EnvironmentRefusal("unreadable", file=wanted, reason=str(refused.strerror)) from None


def sound_instrument(name: str | None, session: Session) -> Instrument | None:
    """Return the instrument of this name or file, if one is named; end if it has errors."""
    if name is None:
        return None
    chosen = chosen_instrument(name)
    return chosen.instrument or end_with(chosen.findings, session)


def sound_assignment(
    path: Path, instrument: Instrument | None, session: Session, otherwise: str = loading.DEFAULT
) -> tuple[Assignment, Instrument, tuple[Finding, ...]]:
    """Return an assignment, the instrument it was held against, and its warnings.

    `otherwise` is the id of the instrument where neither is chosen nor named.  Where there are
    errors the command ends.
    """
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
    known = loading.years_near(chosen)
    if year not in known:
        raise UsageError("year_far", year=Raw(str(year)), first=known[0], last=known[-1])
    return loading.edition_of(year) or loading.shipped(loading.DEFAULT)


def numbers_in(text: str, instrument: Instrument, wrong: str, unknown: str) -> tuple[str, ...]:
    """Return the indicators that an option names; `wrong` and `unknown` are its refusals."""
    numbers = written_ranges(text)
    if numbers is None:
        raise UsageError(wrong, found=Quoted(text))
    strange = tuple(number for number in numbers if not asked_rows(instrument, (number,)))
    if strange:
        title, range_ = instrument.title, span(instrument)
        raise UsageError(unknown, numbers=Numbers(strange), instrument=title, range=range_)
    return numbers


# YAML files


def yaml_files_of(paths: Sequence[Path], *, sheet_key: str) -> tuple[Path, ...]:
    """Return the YAML files that paths lead to, each once, in the order given.

    `sheet_key` is the refusal that a workbook gets.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not matches(path):
            raise UsageError("verify_no_match", pattern=Quoted(str(path)))
        for match in matches(path):
            files = _yaml_files_in(match) if match.is_dir() else [match]
            for file in files:
                existing_file(file)
                if file.suffix.casefold() in SHEETS:
                    raise UsageError(sheet_key, file=str(file), typed=Typed(str(file)))
                found.setdefault(file.resolve(), file)
    return tuple(found.values())


def _yaml_files_in(folder: Path) -> Sequence[Path]:
    """Return all YAML files below a folder but hidden ones, in order of name."""
    below = [one for one in sorted(folder.rglob("*")) if one.suffix.lower() in YAML]
    ways = {one: one.relative_to(folder).parts for one in below if not one.is_dir()}
    files = [one for one, way in ways.items() if not any(part.startswith(".") for part in way)]
    if not files:
        raise UsageError("verify_no_yaml", folder=str(folder))
    return files
