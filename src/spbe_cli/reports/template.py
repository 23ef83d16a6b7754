"""What `spbe template` says of many sheets, and of evidence that goes into a new edition."""

from collections import Counter
from collections.abc import Mapping

from spbe_cli.answers import Agency, Assignment
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports import passages
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.words import Words
from spbe_cli.xlsx.form_layout import HOW, Carried, CarriedLine

TONES: Mapping[str, doc.Tone] = {"reuse": "good", "update": "fair", "new": "bad"}


def assigned(
    assignment: Assignment,
    instrument: Instrument,
    files: Mapping[Agency, str],
    folder: str,
    words: Words,
) -> doc.Document:
    """Return a row for every agency with a file, and the sum."""
    label, owned = words.label, len(assignment.owners)
    without = len(tuple(instrument.indicators())) - owned
    remark = label("assigned.without" if without else "assigned.all", count=without)
    made = table(
        files,
        column(label("agency"), 40, lambda one: one.name),
        numbers(label("assigned.indicators"), 10, lambda one: passages.count(len(one.owns))),
        column(label("assigned.file"), 40, lambda one: files[one]),
        total=(label("total"), passages.count(owned), remark),
    )
    title = label("written_folder", count=len(files), folder=folder)
    return doc.Document(title, instrument.title, (made,), computed=False)


def carried(moved: Carried, words: Words) -> doc.Document:
    """Say for every indicator whether old evidence serves it again, and from which indicators."""
    label, known = words.label, moved.instrument.rows()

    def how(one: CarriedLine) -> doc.State:
        return doc.State(label(f"carried.{one.reuse.how}"), TONES[one.reuse.how])

    def sources(one: CarriedLine) -> doc.Cell:
        return words.show(Numbers(one.with_evidence)) if one.with_evidence else passages.NONE

    made = table(
        moved.lines,
        column(label("number"), 5, lambda one: one.reuse.indicator),
        column(label("indicator_name"), 34, lambda one: doc.Own(known[one.reuse.indicator].short)),
        column(label("carried.how"), 14, how),
        column(label("carried.from", instrument=moved.before.title), 28, sources),
    )
    count = Counter(one.reuse.how for one in moved.lines)
    return doc.Document(
        title=label("carried.title", instrument=moved.instrument.title, file=moved.file),
        subtitle=", ".join(f"{label(f'carried.{one}')} {count[one]}" for one in HOW if count[one]),
        summary=(
            made,
            doc.Paragraph(label("carried.levels")),
            doc.Paragraph(label("carried.practice")),
        ),
        computed=False,
    )
