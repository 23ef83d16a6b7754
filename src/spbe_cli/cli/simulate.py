"""`spbe simulate`: the index if some levels were different."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.analysis.simulate import simulate_sheet
from spbe_cli.cli import options
from spbe_cli.cli.reporting import Run
from spbe_cli.errors import UsageError
from spbe_cli.files import Wanted, load_changes
from spbe_cli.findings import Place, Quoted
from spbe_cli.reports.simulate import SimulateReport

NUMBER_SET: Final = r"\s*(?:i(?:ndikator)? ?)?0*(\d{1,6}(?:-\d{1,6})?)\s*="
CHANGE: Final = re.compile(
    NUMBER_SET + r"\s*(\d{1,3}(?:[.,]\d{1,9})?)\s*", re.ASCII | re.IGNORECASE
)
BETWEEN: Final = re.compile(rf",(?={NUMBER_SET})", re.ASCII | re.IGNORECASE)
"""The comma between two changes; that of a level has no `number=` after it."""
MOST_ROWS: Final = 1000


def simulate(
    context: typer.Context,
    sheet: options.SheetArgument,
    set_: Annotated[list[str] | None, typer.Option("--set")] = None,
    from_: Annotated[Path | None, options.input_file("--from")] = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Compute the index if some levels were different."""
    run = Run(context)
    run.refuse(sheet, from_)
    written = [change for text in set_ or () for change in _changes(text, Place(str(sheet)))]
    if not written and from_ is None:
        raise UsageError("no_changes")
    listed, faults = load_changes(from_, str(from_)) if from_ else ((), ())
    assessment = options.judge(sheet, instrument)
    rows = assessment.instrument.rows() if assessment.instrument else ()
    result = simulate_sheet(assessment, (*listed, *_one_by_one(written, rows)), faults)
    make, done = partial(SimulateReport, result), bool(result.comparison)
    run.conclude(make, result.findings, assessment, done=done)


def _changes(text: str, place: Place) -> Iterator[Wanted]:
    """Read what `--set` gives: `11=4`, several with commas between them, `11-14=3`."""
    # What splits has a group of its own, which is left out.
    for one in BETWEEN.split(text)[::2]:
        match = CHANGE.fullmatch(one)
        if match is None:
            raise UsageError("set", found=Quoted(text))
        yield Wanted(match[1], options.exact(match[2]), one.strip(), place)


def _one_by_one(changes: Iterable[Wanted], rows: Container[str]) -> Iterator[Wanted]:
    """Yield the changes row by row: `35-1` is one if the instrument has it, else a range."""
    seen: set[str] = set()
    for change in changes:
        first, hyphen, last = change.number.partition("-")
        numbers: Iterable[str] = (change.number,)
        if hyphen and change.number not in rows and 0 <= int(last) - int(first) < MOST_ROWS:
            numbers = map(str, range(int(first), int(last) + 1))
        for number in numbers:
            if number in seen:
                raise UsageError("set_twice", number=number)
            seen.add(number)
            yield replace(change, number=number)
