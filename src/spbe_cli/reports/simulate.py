"""What `spbe simulate` says: what becomes of the index, and what each change adds to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.compare import Comparison, PartChange
from spbe_cli.analysis.simulate import SimulationResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.reports import Rows, data, drawings, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.words import Words

COLUMNS: Final = ("part", "code", "name", "before", "after", "gain", "predicate")


@dataclass(frozen=True, slots=True)
class SimulateReport:
    """The report of a simulation; where there is none, of why."""

    result: SimulationResult
    words: Words
    command: str = ""

    def document(self) -> doc.Document:
        """Return the simulation with its findings."""
        words, made, sheet = self.words, self.result.comparison, self.result.assessment
        said = dict[str, Any]()
        if made:
            rows, gain_text = sheet.used.rows(), statements.gain_text
            named = [
                (f"{one.row} {rows[one.row].short}", one.gain, gain_text(one.gain, words))
                for one in made.changes
            ]
            drawn = drawings.bars(words.label("changed.rows"), named, passages.GAIN)
            said["summary"] = tuple(self._summary(made))
            said["beside"] = (*passages.aspect_bars(made, words), *drawn)
        elif sheet.result:
            said["summary"] = passages.not_made(sheet, words.label("simulate.not_made"), words)
        found = self.result.findings
        return passages.of_sheet("simulate", sheet, found, words, self.command, **said)

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        words, label, instrument = self.words, self.words.label, self.result.assessment.used
        before, after = made.before, made.after
        name = label("simulate.verdict", name=after.total.name)
        yield from passages.outcome(made, name, instrument, words)
        said = label(
            "simulate.stays" if before.predicate == after.predicate else "simulate.becomes",
            name=after.total.name,
            before=words.number(before.total.index),
            after=words.number(after.total.index),
            exact=words.number(after.total.index, None),
            predicate1=before.predicate.name,
            predicate2=after.predicate.name,
        )
        yield doc.Paragraph(said, "strong")
        yield passages.parts_table(made, passages.now_and_then(words), instrument, words)
        if self.result.unchanged:
            rows = Numbers(self.result.unchanged)
            yield doc.Paragraph(label("simulate.unchanged", numbers=rows))
        if made.changes:
            raised = statements.raise_text
            yield doc.Heading(label("simulate.change"))
            yield table(
                made.changes,
                *RowColumns(instrument, words).indicator(7, 46),
                column(label("level"), 12, lambda one: raised(one.start, one.end, words)),
                numbers(label("simulate.gain"), 14, lambda one: passages.gain(one.gain, words)),
                total=("", label("plan.total"), "", passages.gain(made.total.gain, words)),
            )

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a simulation there is nothing after."""
        sheet, made = self.result.assessment, self.result.comparison

        def part(one: PartChange) -> Mapping[str, Any]:
            return {**data.changed_part(one), "gain": exact_text(one.gain)}

        return {
            **data.sheet_part(sheet),
            "before": data.index_part(sheet.result) if sheet.result else None,
            "after": data.index_part(made.after) if made else None,
            "changes": list(map(data.change_part, made.changes)) if made else [],
            "domains": list(map(part, made.domains)) if made else [],
            "aspects": list(map(part, made.aspects)) if made else [],
            "findings": data.findings_part(self.result.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a part and one a change, numbers with a point."""
        return COLUMNS, self._rows(self.result.comparison) if self.result.comparison else ()

    def _rows(self, made: Comparison) -> Iterator[dict[str, str]]:
        for _, row in data.changed_rows(made):
            named = made.after.predicate.name if row["part"] == "index" else ""
            yield {**row, "predicate": named}
        for one in made.changes:
            yield {
                "part": "indicator",
                "code": one.row,
                "name": self.result.assessment.used.rows()[one.row].name,
                "before": data.level_cell(one.start),
                "after": data.level_cell(one.end),
                "gain": exact_text(one.gain),
            }
