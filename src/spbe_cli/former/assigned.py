"""What `spbe template --assign` has written: who is asked for how many indicators."""

from collections.abc import Mapping
from typing import Final

from rich.table import Table

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.former.table import RULED
from spbe_cli.instrument import Instrument
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

NAME_WIDTH: Final = 32
FILE_WIDTH: Final = 35


def table(
    assignment: Assignment, instrument: Instrument, files: Mapping[Agency, str], words: Words
) -> Table:
    """Return a row for every agency with a file, and the sum."""
    total = len(tuple(instrument.indicators()))
    without = total - len(assignment.owners)
    key = "assigned.without" if without else "assigned.all"
    lined = Table(
        box=RULED, show_edge=False, show_footer=True, padding=(0, 1, 0, 0), pad_edge=False
    )
    lined.add_column(words.label("agency"), words.label("total"), width=NAME_WIDTH, overflow="fold")
    lined.add_column(
        words.label("assigned.indicators"), str(total - without), justify="right", no_wrap=True
    )
    lined.add_column(
        words.label("assigned.file"),
        words.label(key, count=without),
        width=FILE_WIDTH,
        no_wrap=True,
        overflow="ellipsis",
    )
    for agency, file in files.items():
        lined.add_row(visible(agency.name), str(len(agency.owns)), shortened(visible(file)))
    return lined


def shortened(name: str) -> str:
    """Cut a name that is wider than its column, with points that every console can show."""
    return name if len(name) <= FILE_WIDTH else f"{name[: FILE_WIDTH - 3]}..."
