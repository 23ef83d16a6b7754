"""What `spbe instruments` says of the editions, and `spbe template` of sheets made of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.answers import Agency, Assignment
from spbe_cli.findings import Numbers
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.reports import Rows
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import taken
from spbe_cli.reports.wording import NONE, Wording, column, count, numbers, table
from spbe_cli.words import Words

if TYPE_CHECKING:  # else what writes workbooks would load
    from spbe_cli.xlsx.form_editions import CarriedEvidence, CarriedLine

COLUMNS: Final = (
    "id", "title", "regulation", "valid_from", "valid_until", "follows", "default",
    "domains", "aspects", "indicators", "lowest", "highest", "decimals", "secondary",
)  # fmt: skip
TONES: Final[Mapping[str, doc.Tone]] = {"reuse": "good", "update": "fair", "new": "bad"}


@frozen(slots=False)
class InstrumentsReport(Wording):
    """The report of the shipped instruments."""

    instruments: tuple[Instrument, ...]
    words: Words

    def document(self) -> doc.Document:
        """Return every instrument as a heading and what there is to know of it."""
        title = self.label("instruments.shipped", count=len(self.instruments))
        blocks: list[doc.Block] = []
        for one in self.instruments:
            default = f" ({self.label('instruments.default')})" if one.id == DEFAULT else ""
            fields = (doc.Field(name, text) for name, text in self._known(one) if text)
            blocks += [doc.Heading(f"{one.id}  {one.title}{default}"), doc.Fields(tuple(fields))]
        return doc.Document(title, "", tuple(blocks), computed=False)

    def _known(self, one: Instrument) -> Iterator[tuple[str, str | None]]:
        yield self.label("instruments.regulation"), one.regulation
        yield self.label("instruments.valid"), validity(one, self.words)
        yield self.label("instruments.follows"), one.follows
        structure = (
            self.label("instruments.count", count=count, part=self.label(f"parts.{kind}"))
            for kind, count in part_counts(one).items()
        )
        yield self.label("instruments.structure"), ", ".join(structure)
        scale = f"{one.lowest}-{one.highest}"
        if one.decimals:
            scale = self.label("instruments.decimals", scale=scale, count=one.decimals)
        yield self.label("instruments.scale"), scale
        secondary = one.secondary and f"{self.label('source.secondary')}: {one.secondary}"
        yield self.label("instruments.sources"), secondary

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        parts = [
            {
                **taken(one, "id", "title", "regulation", "index_name"),
                **taken(one, "valid_from", "valid_until", "follows"),
                "default": one.id == DEFAULT,
                "domains": 0,
                **part_counts(one),
                "scale": taken(one, "lowest", "highest", "decimals"),
                "predicates": [
                    {"name": predicate.name, "minimum": float(predicate.minimum)}
                    for predicate in one.predicates
                ],
                **taken(one, "secondary", "sha256"),
            }
            for one in self.instruments
        ]
        return {"instruments": parts, "findings": []}

    def rows(self) -> Rows:
        """Return one row for each instrument."""
        return COLUMNS, [{**part, **part["scale"]} for part in self.data()["instruments"]]


def validity(instrument: Instrument, words: Words) -> str:
    """Return the years of an edition."""
    if instrument.valid_until is None:
        return words.label("instruments.since", since=instrument.valid_from)
    return f"{instrument.valid_from}-{instrument.valid_until}"


def part_counts(instrument: Instrument) -> Mapping[str, int]:
    """Return how many domains, aspects and indicators there are, from the top of the tree down."""
    counts = {
        "domains": len(instrument.domains),
        "aspects": len(instrument.aspects),
        "indicators": len(tuple(instrument.indicators())),
    }
    return {kind: count for kind, count in counts.items() if count}


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
        numbers(label("assigned.indicators"), 10, lambda one: count(len(one.owns))),
        column(label("assigned.file"), 40, lambda one: files[one]),
        total=(label("total"), count(owned), remark),
    )
    title = label("written_folder", count=len(files), folder=folder)
    return doc.Document(title, instrument.title, (made,), computed=False)


def carried(moved: "CarriedEvidence", words: Words) -> doc.Document:
    """Say for every indicator whether old evidence serves it again, and from which indicators."""
    label, known = words.label, moved.instrument.rows()

    def how(one: "CarriedLine") -> doc.State:
        return doc.State(label(f"carried.{one.reuse.how}"), TONES[one.reuse.how])

    def sources(one: "CarriedLine") -> doc.Cell:
        return words.show(Numbers(one.with_evidence)) if one.with_evidence else NONE

    made = table(
        moved.lines,
        column(label("number"), 5, lambda one: one.reuse.indicator),
        column(label("indicator_name"), 34, lambda one: doc.Own(known[one.reuse.indicator].short)),
        column(label("carried.how"), 14, how),
        column(label("carried.from", instrument=moved.before.title), 28, sources),
    )
    found = Counter(one.reuse.how for one in moved.lines)
    counts = (f"{label(f'carried.{one}')} {found[one]}" for one in TONES if found[one])
    about = [doc.Paragraph(label(key)) for key in ("carried.levels", "carried.practice")]
    for key, numbers_of in (("carried.unused", moved.unused), ("carried.cut", moved.cut)):
        if numbers_of:
            about.append(doc.Paragraph(label(key, numbers=Numbers(numbers_of)), "strong"))
    title = label("carried.title", instrument=moved.instrument.title, file=moved.file)
    return doc.Document(title, ", ".join(counts), (made, *about), computed=False)
