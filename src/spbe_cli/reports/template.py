"""What `spbe template` says of many sheets, and of evidence that goes into a new edition."""

from collections import Counter
from collections.abc import Mapping

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import passages
from spbe_cli.reports.document import (
    Cell,
    Column,
    Document,
    Own,
    Paragraph,
    Row,
    State,
    Table,
    Tone,
)
from spbe_cli.reports.tables import column, table
from spbe_cli.words import Words
from spbe_cli.xlsx.form import HOW, Carried, CarriedLine

TONES: Mapping[str, Tone] = {"reuse": "good", "update": "fair", "new": "bad"}


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


def carried(moved: Carried, words: Words) -> Document:
    """Say for every indicator whether old evidence serves it again, and from which indicators."""
    label, known = words.label, moved.instrument.rows()

    def how(one: CarriedLine) -> State:
        return State(label(f"carried.{one.reuse.how}"), TONES[one.reuse.how])

    def sources(one: CarriedLine) -> Cell:
        rows = one.with_evidence
        return words.show(Numbers(rows)) if rows else passages.NONE

    made = table(
        moved.lines,
        column(label("number"), 5, lambda one: one.reuse.indicator),
        column(label("indicator_name"), 34, lambda one: Own(known[one.reuse.indicator].short)),
        column(label("carried.how"), 14, how),
        column(label("carried.from", instrument=moved.before.title), 28, sources),
    )
    count = Counter(one.reuse.how for one in moved.lines)
    counted = ", ".join(f"{label(f'carried.{key}')} {count[key]}" for key in HOW if count[key])
    facts = {"instrument": moved.instrument.title, "file": moved.file}
    return Document(
        title=label("carried.title", **facts),
        subtitle=counted,
        summary=(made, Paragraph(label("carried.levels")), Paragraph(label("carried.practice"))),
        computed=False,
    )
