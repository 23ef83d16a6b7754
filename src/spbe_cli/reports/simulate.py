"""What `spbe simulate` says: what becomes of the index, and what each change adds to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.compare import Comparison
from spbe_cli.analysis.simulate import SimulationResult
from spbe_cli.exact import exact_text
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, drawings, passages, statements
from spbe_cli.reports.data import (
    changed_part,
    changed_rows,
    findings_part,
    index_part,
    level_cell,
    level_or_none,
    sheet_part,
)
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Column,
    Document,
    Heading,
    Own,
    Paragraph,
    Row,
    Table,
)
from spbe_cli.reports.statements import gain_text
from spbe_cli.words import Words

COLUMNS: Final = ("part", "code", "name", "before", "after", "gain", "predicate")


@dataclass(frozen=True, slots=True)
class SimulateReport:
    """The report of a simulation; where there is none, of why."""

    result: SimulationResult
    words: Words
    command: str = ""

    def document(self) -> Document:
        """Return the simulation with its findings."""
        words, made = self.words, self.result.comparison
        sheet = passages.named(self.result.assessment)
        summary: Blocks = passages.unscored((sheet,), words)
        if made:
            summary = tuple(self._summary(made))
        elif sheet.result:
            present = passages.verdict(sheet.result, self._instrument, words)
            summary = (present, Paragraph(words.label("simulate.not_made"), "strong"))
        return Document(
            title=passages.title("simulate", statements.heading(sheet) or sheet.file, words),
            subtitle=statements.origin(sheet, words),
            summary=summary,
            beside=tuple(self._drawn(made)) if made else (),
            parts=passages.closing(self.result.findings, (sheet,), words, self.command),
            caveats=passages.caveats(sheet, words),
            file=sheet.file,
            screen=passages.silence(sheet, words),
        )

    @property
    def _instrument(self) -> Instrument:
        """The instrument of a sheet that was scored."""
        assert self.result.assessment.instrument is not None  # noqa: S101  a scored sheet has one
        return self.result.assessment.instrument

    def _summary(self, made: Comparison) -> Iterator[Block]:
        words, instrument = self.words, self._instrument
        name = words.label("simulate.verdict", name=made.after.total.name)
        yield from passages.outcome(made, name, instrument, words)
        yield Paragraph(self._outcome(made), "strong")
        yield passages.parts_table(made, passages.now_and_then(words), instrument, words)
        yield Heading(words.label("simulate.change"))
        yield self._changes(made)

    def _outcome(self, made: Comparison) -> str:
        words, before, after = self.words, made.before, made.after
        stays = before.predicate == after.predicate
        return words.label(
            "simulate.stays" if stays else "simulate.becomes",
            name=after.total.name,
            before=words.number(before.total.index),
            after=words.number(after.total.index),
            exact=words.number(after.total.index, None),
            predicate1=before.predicate.name,
            predicate2=after.predicate.name,
        )

    def _changes(self, made: Comparison) -> Table:
        """Return what changes; the sum of what is added is the difference of the index."""
        words, rows = self.words, self._instrument.rows()
        columns = (
            Column(words.label("number"), 7),
            Column(words.label("indicator_name"), 46),
            Column(words.label("level"), 12),
            Column(words.label("simulate.gain"), 14, number=True),
        )
        lines = [
            Row(
                (
                    one.row,
                    Own(rows[one.row].short),
                    statements.raise_text(one.start, one.end, words),
                    passages.gain(one.gain, words),
                )
            )
            for one in made.changes
        ]
        whole = passages.gain(made.total.gain, words)
        return Table(columns, (*lines, Row(("", words.label("plan.total"), "", whole), "total")))

    def _drawn(self, made: Comparison) -> Iterator[Block]:
        """Yield as bars what every aspect and every change adds."""
        words, rows = self.words, self._instrument.rows()
        named = [
            (f"{one.row} {rows[one.row].short}", one.gain, gain_text(one.gain, words))
            for one in made.changes
        ]
        yield from passages.aspect_bars(made, words)
        yield from drawings.bars(words.label("changed.rows"), named, passages.GAIN)

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a simulation there is nothing after."""
        sheet, made = self.result.assessment, self.result.comparison
        return {
            "spbe": __version__,
            **sheet_part(sheet),
            "before": index_part(sheet.result) if sheet.result else None,
            "after": index_part(made.after) if made else None,
            "changes": [
                {
                    "indicator": one.row,
                    "from": level_or_none(one.start),
                    "to": level_or_none(one.end),
                    "gain": exact_text(one.gain),
                }
                for one in (made.changes if made else ())
            ],
            "domains": [
                {**changed_part(part), "gain": exact_text(part.gain)}
                for part in (made.domains if made else ())
            ],
            "aspects": [
                {**changed_part(part), "gain": exact_text(part.gain)}
                for part in (made.aspects if made else ())
            ],
            "findings": findings_part(self.result.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a part and one a change, numbers with a point."""
        made = self.result.comparison
        return COLUMNS, self._rows(made) if made else ()

    def _rows(self, made: Comparison) -> Iterator[dict[str, str]]:
        for _, row in changed_rows(made):
            known = {"predicate": made.after.predicate.name} if row["part"] == "index" else {}
            yield {**row, **known}
        rows = self._instrument.rows()
        for one in made.changes:
            yield {
                "part": "indicator",
                "code": one.row,
                "name": rows[one.row].name,
                "before": level_cell(one.start),
                "after": level_cell(one.end),
                "gain": exact_text(one.gain),
            }
