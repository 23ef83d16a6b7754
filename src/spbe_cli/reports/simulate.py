"""What `spbe simulate` says: what becomes of the index, and what each change adds to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.changes import Change, Comparison, PartChange
from spbe_cli.analysis.simulate import SimulationResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.reports import Rows, data, drawings, passages, statements
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Own,
    Paragraph,
    Table,
)
from spbe_cli.reports.tables import column, numbers, table
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
            present = passages.verdict(sheet.result, self.result.assessment.used, words)
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

    def _summary(self, made: Comparison) -> Iterator[Block]:
        """Yield the index after the changes, what becomes of the parts, and what each adds."""
        words, instrument, before, after = (
            self.words,
            self.result.assessment.used,
            made.before,
            made.after,
        )
        name = words.label("simulate.verdict", name=after.total.name)
        yield from passages.outcome(made, name, instrument, words)
        stays = before.predicate == after.predicate
        said = words.label(
            "simulate.stays" if stays else "simulate.becomes",
            name=after.total.name,
            before=words.number(before.total.index),
            after=words.number(after.total.index),
            exact=words.number(after.total.index, None),
            predicate1=before.predicate.name,
            predicate2=after.predicate.name,
        )
        yield Paragraph(said, "strong")
        yield passages.parts_table(made, passages.now_and_then(words), instrument, words)
        if self.result.unchanged:
            numbers_ = Numbers(self.result.unchanged)
            yield Paragraph(words.label("simulate.unchanged", numbers=numbers_))
        if made.changes:
            yield Heading(words.label("simulate.change"))
            yield self._changes(made)

    def _changes(self, made: Comparison) -> Table:
        words, rows = self.words, self.result.assessment.used.rows()

        def step(one: Change) -> str:
            return statements.raise_text(one.start, one.end, words)

        return table(
            made.changes,
            column(words.label("number"), 7, lambda one: one.row),
            column(words.label("indicator_name"), 46, lambda one: Own(rows[one.row].short)),
            column(words.label("level"), 12, step),
            numbers(words.label("simulate.gain"), 14, lambda one: passages.gain(one.gain, words)),
            total=("", words.label("plan.total"), "", passages.gain(made.total.gain, words)),
        )

    def _drawn(self, made: Comparison) -> Iterator[Block]:
        words, rows = self.words, self.result.assessment.used.rows()
        named = [
            (f"{one.row} {rows[one.row].short}", one.gain, statements.gain_text(one.gain, words))
            for one in made.changes
        ]
        yield from passages.aspect_bars(made, words)
        yield from drawings.bars(words.label("changed.rows"), named, passages.GAIN)

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a simulation there is nothing after."""
        sheet, made = self.result.assessment, self.result.comparison
        return {
            **data.sheet_part(sheet),
            "before": data.index_part(sheet.result) if sheet.result else None,
            "after": data.index_part(made.after) if made else None,
            "changes": list(map(data.change_part, made.changes)) if made else [],
            "domains": list(map(_part_data, made.domains)) if made else [],
            "aspects": list(map(_part_data, made.aspects)) if made else [],
            "findings": data.findings_part(self.result.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a part and one a change, numbers with a point."""
        made = self.result.comparison
        if made is None:
            return COLUMNS, ()
        named, rows = {"predicate": made.after.predicate.name}, self.result.assessment.used.rows()
        parts = [{**row, **(named if row["part"] == "index" else {})}
                 for _, row in data.changed_rows(made)]  # fmt: skip
        changes = [
            {
                "part": "indicator",
                "code": one.row,
                "name": rows[one.row].name,
                "before": data.level_cell(one.start),
                "after": data.level_cell(one.end),
                "gain": exact_text(one.gain),
            }
            for one in made.changes
        ]
        return COLUMNS, (*parts, *changes)


def _part_data(part: PartChange) -> Mapping[str, Any]:
    return {**data.changed_part(part), "gain": exact_text(part.gain)}
