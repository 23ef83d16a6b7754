"""What `spbe simulate` says: what becomes of the index, and what each change adds to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from spbe_cli.analysis.compare import Comparison, PartChange
from spbe_cli.analysis.simulate import SimulationResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.reports import data
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import SheetReport
from spbe_cli.reports.wording import table


class SimulateReport(SheetReport[SimulationResult]):
    """The report of a simulation; where there is none, of why."""

    columns: ClassVar[Sequence[str]] = (
        "part", "code", "name", "before", "after", "gain", "predicate",
    )  # fmt: skip

    def document(self) -> doc.Document:
        """Return the simulation with its findings."""
        made, sheet = self.result.comparison, self.result.assessment
        said = dict[str, Any]()
        if made:
            rows = self.used.rows()
            named = [(f"{one.row} {rows[one.row].short}", one.gain) for one in made.changes]
            drawn = self.gain_bars(self.label("changed.rows"), named)
            said["summary"] = tuple(self._summary(made))
            said["beside"] = (*self.aspect_bars(made), *drawn)
        elif sheet.result:
            said["summary"] = self.not_made(sheet.result, self.label("simulate.not_made"))
        return self.of_sheet("simulate", **said)

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        before, after = made.before, made.after
        yield from self.outcome(made, self.label("simulate.verdict", name=after.total.name))
        said = self.label(
            "simulate.stays" if before.predicate == after.predicate else "simulate.becomes",
            name=after.total.name,
            before=self.number(before.total.index),
            after=self.number(after.total.index),
            exact=self.number(after.total.index, None),
            predicate1=before.predicate.name,
            predicate2=after.predicate.name,
        )
        yield doc.Paragraph(said, "strong")
        yield self.parts_table(made, self.now_and_then())
        if self.result.unchanged:
            rows = Numbers(self.result.unchanged)
            yield doc.Paragraph(self.label("simulate.unchanged", numbers=rows))
        if made.changes:
            yield doc.Heading(self.label("simulate.change"))
            yield table(
                made.changes,
                *self.indicator(7, 46),
                self.column("level", 12, lambda one: self.from_to(one.start, one.end)),
                self.numbers("simulate.gain", 14, lambda one: self.gain(one.gain)),
                total=("", self.label("plan.total"), "", self.gain(made.total.gain)),
            )

    def _data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a simulation there is nothing after."""
        sheet, made = self.result.assessment, self.result.comparison

        def part(one: PartChange) -> Mapping[str, Any]:
            return {**data.changed_part(one), "gain": exact_text(one.gain)}

        return {
            "before": data.index_part(sheet.result),
            "after": data.index_part(made.after if made else None),
            "changes": list(map(data.change_part, made.changes)) if made else [],
            "domains": list(map(part, made.domains)) if made else [],
            "aspects": list(map(part, made.aspects)) if made else [],
        }

    def _rows(self) -> Iterator[Mapping[str, object]]:
        made = self.result.comparison
        if made is None:
            return
        for _, row in data.changed_rows(made):
            named = made.after.predicate.name if row["part"] == "index" else ""
            yield {**row, "predicate": named}
        for one in made.changes:
            yield {
                "part": "indicator",
                "code": one.row,
                "name": self.used.rows()[one.row].name,
                "before": data.exact_or_none(one.start),
                "after": data.exact_or_none(one.end),
                "gain": exact_text(one.gain),
            }
