"""What `spbe template --assign` says: who is asked for how many indicators, in which file."""

from collections.abc import Mapping

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.instrument import Instrument
from spbe_cli.reports import passages
from spbe_cli.reports.document import Column, Document, Row, Table
from spbe_cli.words import Words


def assigned(
    assignment: Assignment,
    instrument: Instrument,
    files: Mapping[Agency, str],
    folder: str,
    words: Words,
) -> Document:
    """Return a row for every agency with a file, and the sum."""
    columns = (
        Column(words.label("agency"), 40),
        Column(words.label("assigned.indicators"), 10, number=True),
        Column(words.label("assigned.file"), 40),
    )
    rows = [Row((one.name, passages.count(len(one.owns)), file)) for one, file in files.items()]
    owned = len(assignment.owners)
    without = len(tuple(instrument.indicators())) - owned
    remark = words.label("assigned.without" if without else "assigned.all", count=without)
    rows.append(Row((words.label("total"), passages.count(owned), remark), "total"))
    title = words.label("written_folder", count=len(files), folder=folder)
    return Document(title, instrument.title, (Table(columns, tuple(rows)),), computed=False)
