"""What `spbe compare` says of two sheets: what fell before what rose, how much each contributes.

What fell is also told by agency (`compare_agencies`).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Final

from spbe_cli.analysis.compare import (
    Change,
    Comparison,
    ComparisonResult,
    PartChange,
    learned,
)
from spbe_cli.answers import Assignment
from spbe_cli.exact import decimal_places, exact_text
from spbe_cli.findings import Due, base_name
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.reports import data, levels
from spbe_cli.reports import document as doc
from spbe_cli.reports.compare_agencies import Falls
from spbe_cli.reports.compare_editions import Editions, counterparts_data
from spbe_cli.reports.report import ReportOf
from spbe_cli.reports.statements import activity, reason, whose_heading
from spbe_cli.reports.wording import PLACES, OfRow, Shown, numbers, row_of, table
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import visible

MOST_RAISES: Final = 6  # so many raises are shown in the summary; of what fell nothing is left out
RATES: Final = (".yaml", ".yml")  # the endings of a table of rates


@frozen(slots=False)
class CompareReport(ReportOf[ComparisonResult]):
    """The report of a comparison; with an `assignment` what fell is told by agency, until `due`."""

    columns: ClassVar[Sequence[str]] = (
        "part", "code", "name", "before", "after", "difference", "gain", "predicate_before",
        "predicate_after", "evidence", "code_after", "name_after", "status", "justification",
        "agency",
    )  # fmt: skip

    assignment: Assignment | None = None
    due: Due = None
    contact: str | None = None

    def document(self) -> doc.Document:
        """Return the comparison with its findings."""
        compared, sheets = self.result, self._sheets
        made, unscored = compared.comparison, self.unscored(sheets)
        origin = [base_name(one.file) for one in sheets]
        summary: doc.Blocks = unscored
        if made:
            origin.insert(0, self.label("compare.same", instrument=self.used.title))
            summary = tuple(self._summary(made))
        elif editions := self._editions:  # sheets of two instruments, as a caveat says
            summary = tuple(editions.blocks(self._names))
        return doc.Document(
            title=self.title("compare", self._heading()),
            subtitle=" · ".join(origin),
            summary=summary,
            brief=tuple(self._brief(made)) if made else (),
            parts=(*(self._parts(made) if made else ()), *self.closing(*sheets)),
            caveats=tuple(self._caveats()),
            file=base_name(compared.second.file),
            screen=self.unscored(sheets, errors=False) if unscored else None,
        )

    @property
    def used(self) -> Instrument:
        """The instrument of the first sheet, and mostly of both."""
        return self.result.first.used

    @property
    def _sheets(self) -> tuple[Assessment, Assessment]:
        return self.result.first, self.result.second

    @property
    def _editions(self) -> Editions | None:
        """The sheets side by side, if they are of two editions."""
        pair, made = self.result.scored, self.result.comparison
        return Editions(*pair, self.result.editions, self.words) if pair and not made else None

    @property
    def _names(self) -> tuple[str, str]:
        kind = self.result.kind
        if kind == "files":
            return self.label("compare.file", number=1), self.label("compare.file", number=2)
        first, second = self.result.texts("tahun" if kind == "years" else "tahap")
        return visible(first), visible(second)

    def _heading(self) -> str:
        kind, (first, second) = self.result.kind, self._names
        if kind == "files":
            whose = []
            for name, sheet in zip(self._names, self._sheets, strict=True):
                known, file = whose_heading(sheet), base_name(sheet.file)
                said = f"{known} ({file})" if known else file
                whose.append(self.label("compare.file_is", name=name, whose=said))
            return "; ".join(whose)
        years = self.result.texts("tahun")
        if kind == "years":  # with the activity that gave the result: `2024 (Evaluasi)`
            first, second = (
                f"{year} ({activity(stage)})" if stage else year
                for year, stage in zip(years, self.result.texts("tahap"), strict=True)
            )
        both = self.label("compare.and", first=first, second=second)
        both += f", {years[0]}" if kind == "stages" and years[0] else ""
        institution = next(filter(None, self.result.texts("instansi")), "")
        return f"{institution}: {both}" if institution else both

    def _caveats(self) -> Iterator[str]:
        compared = self.result
        if self._editions:
            yield self.label("compare.different")
        if compared.backward:
            yield self.label("compare.backward", first=self._names[0], second=self._names[1])
        for name, sheet in zip(self._names, self._sheets, strict=True):
            yield from (f"{name}: {text}" for text in self.caveats(sheet))

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        gain = made.total.gain
        places = decimal_places(gain.denominator)
        exact = ("-" if gain < 0 else "+") + self.exactly(abs(gain))
        if places is not None and places <= PLACES:
            exact = self.gain_text(gain)
        note = self.label(
            "compare.note",
            name=self._names[0],
            index=self.number(made.before.total.index),
            predicate=made.before.predicate.name,
            difference=self.signed(gain) or self.number(Fraction(0)),
            exact=exact,
        )
        yield self.verdict(made.after, note)
        yield self.both_on_scale(made, self._names)
        yield self.parts_table(made, self._names)
        raised, fell, kept = (len(made.moved(direction)) for direction in (1, -1, 0))
        key = "compare.judged" if self.result.by_assessor else "compare.moved"
        counts = self.label(key, raised=raised, fell=fell, kept=kept)
        parts = self.label("parts.domains" if made.domains else "parts.aspects")
        counts += f" {self.label('compare.sum', parts=parts, gain=exact)}"
        yield doc.Paragraph(counts, "strong")

    def _brief(self, made: Comparison) -> Iterator[doc.Block]:
        for head, changes in self._moved(made):
            yield doc.Heading(head)
            if self.result.by_assessor and (falls := self._falls_of(changes)):
                yield falls.in_short()
                yield doc.Paragraph(self.label("falls.more"), "hint")
                continue
            shown = changes if changes[0].direction < 0 else changes[:MOST_RAISES]
            yield self._changes(shown, summed=False)
            if rest := len(changes) - len(shown):
                yield doc.Paragraph(self.label("compare.more", count=rest), "hint")
        yield from map(doc.Paragraph, self._kept(made)[:1])

    def _parts(self, made: Comparison) -> Iterator[doc.Part]:
        for head, changes in self._moved(made):
            yield doc.Part(head, (self._changes(changes, summed=True),))
            if falls := self._falls_of(changes):
                yield falls.part()
        results = tuple(zip(self._names, (made.before, made.after), strict=True))
        if drawn := (*self.radar(results), *self.aspect_bars(made)):
            yield doc.Part(self.label("html.radar"), drawn)
        if kept := self._kept(made):
            yield doc.Part(self.label("compare.stayed"), (doc.Items(tuple(kept)),))
        yield doc.Part(self.label("html.indicators"), (self._every_row(made),))

    def _moved(self, made: Comparison) -> Iterator[tuple[str, Sequence[Change]]]:
        judged = self.result.by_assessor
        if fell := made.moved(-1):
            yield self.label("compare.lowered" if judged else "compare.falls"), fell
        if rose := made.moved(1):
            yield self.label("compare.lifted" if judged else "compare.raises"), rose

    def _falls_of(self, changes: Sequence[Change]) -> Falls | None:
        """Return these changes by agency, if all are falls between two levels and have owners."""
        fell = (one.direction < 0 and None not in (one.start, one.end) for one in changes)
        return self.falls(self.assignment) if self.assignment and all(fell) else None

    def falls(self, assignment: Assignment) -> Falls:
        """Return what fell, to be told to the agencies of an assignment."""
        told = (self.words, self.due, self.contact)
        return Falls(self.result, self._names, assignment, *told)

    def _changes(self, changes: Sequence[Change], *, summed: bool) -> doc.Table:
        def proof(one: Change) -> str:
            known = self._proved(one)
            return self.label("compare.evidence_there" if known else "compare.evidence_not_there")

        columns: list[Shown[Change]] = [
            *self.indicator(7, 46),
            self.column("compare.evidence", 10, proof, spare=1),
            self.column("level", 12, lambda one: self.from_to(one.start, one.end)),
            self.numbers("compare.gain", 14, lambda one: self.gain(one.gain)),
            *self._justified(reason),
        ]
        whole = self.gain(sum((one.gain for one in changes), Fraction(0)))
        total = ("", self.label("plan.total"), "", "", whole, "")[: len(columns)]
        return table(changes, *columns, total=total if summed else ())

    def _proved(self, change: Change) -> bool:
        # What fell was claimed by the first sheet, what rose by the second.
        sheet = (self.result.second if change.direction > 0 else self.result.first).sheet
        answer = sheet and sheet.answers.get(change.row)
        return bool(answer and answer.evidence)

    def _justified(self, told: Callable[[str], doc.Own]) -> Iterator[Shown[OfRow]]:
        """Yield the column of what assessors wrote, if they did."""
        text = self.result.justification
        if any(map(text, self.used.rows())):
            yield self.column("compare.justification", 50, lambda one: told(text(row_of(one))))

    def _kept(self, made: Comparison) -> list[str]:
        instrument, by_level = self.used, dict[int, list[str]]()
        for change in made.changes:
            if change.direction == 0 and change.start is not None:
                name = f"{change.row} {instrument.rows()[change.row].short}"
                by_level.setdefault(instrument.level_at(change.start), []).append(name)
        return [self.label("compare.kept", level=level, names="; ".join(names))
                for level, names in sorted(by_level.items())]  # fmt: skip

    def _every_row(self, made: Comparison) -> doc.Table:
        changes, rows = {change.row: change for change in made.changes}, self.used.rows()
        first, second = self._names

        def gain(code: str) -> doc.Number | str:
            return self.gain(changes[code].gain) if changes[code].gain else ""

        columns: list[Shown[str]] = [
            self.column("number", 7, lambda code: code),
            self.column("indicator_name", 60, lambda code: doc.Own(rows[code].name)),
            numbers(first, 12, lambda code: self.level(changes[code].start)),
            numbers(second, 12, lambda code: self.level(changes[code].end)),
            self.numbers("compare.gain", 14, gain),
            *self._justified(doc.Own),
        ]
        total = ("", made.total.after.name, "", "", self.gain(made.total.gain), "")[: len(columns)]
        return self.by_aspect(changes, columns, total=total)

    # What programs read

    def rates(self) -> str:
        """Return what became of the claims of every level as YAML, for `spbe risk --rates`."""
        first, second = self._sheets
        facts = {"whose": self._heading(), "file1": first.file, "file2": second.file}
        source = json.dumps(self.label("rates.source", **facts), ensure_ascii=False)
        lines = [f"# {self.label('rates.about')}", f"# {self.label('rates.limit')}"]
        lines += [f"source: {source}", f"instrument: {self.used.id}", "rates:"]
        for level, count in learned(self.result).items():
            lines += [f"  {level}:", f"    claims: {count.claims}"]
            lines += ["    lowered:"] if count.lowered else []
            lines += [f"      {exact_text(by)}: {number}" for by, number in count.lowered.items()]
            lines += [f"    raised: {count.raised}"]
        return "\n".join(lines) + "\n"

    def _told_of(self, change: Change) -> Mapping[str, Any]:
        """Return whether a claim was proved, why it was changed, and whose it is."""
        return {
            "evidence": self._proved(change),
            "justification": self.result.justification(change.row) or None,
            "agency": levels.agency_of(change.row, self.used, self.assignment),
        }

    def _data(self) -> Mapping[str, Any]:
        """Return one JSON document; without a comparison there is no difference."""
        made = self.result.comparison
        before, after = (one.result and data.index_part(one.result) for one in self._sheets)
        return {
            "sheets": [data.sheet_part(sheet) for sheet in self._sheets],
            "comparable": made is not None,
            "before": before,
            "after": after,
            "difference": exact_text(made.total.gain) if made else None,
            "domains": list(map(_part_data, made.domains)) if made else [],
            "aspects": list(map(_part_data, made.aspects)) if made else [],
            "indicators": [
                {**data.change_part(change), **self._told_of(change)}
                for change in (made.changes if made else ())
            ],
            **counterparts_data(self.result.editions),
        }

    def _rows(self) -> Iterator[Mapping[str, object]]:
        made = self.result.comparison
        if made is None:
            yield from self._editions.rows() if self._editions else ()
            return
        before, after = made.before.predicate.name, made.after.predicate.name
        predicates = {"predicate_before": before, "predicate_after": after}
        for part, row in data.changed_rows(made):
            named = predicates if row["part"] == "index" else {}
            yield {**row, "difference": exact_text(part.difference), **named}
        rows = self.used.rows()
        for change in made.changes:
            start, end = change.start, change.end
            rise = None if start is None or end is None else end - start
            yield {
                "part": "indicator",
                "code": change.row,
                "name": rows[change.row].name,
                "before": data.exact_or_none(start),
                "after": data.exact_or_none(end),
                "difference": data.exact_or_none(rise),
                "gain": exact_text(change.gain),
                **self._told_of(change),
            }


def _part_data(part: PartChange) -> Mapping[str, Any]:
    """Return a domain or an aspect; `difference` is of its own index, `gain` of the whole."""
    difference, gain = exact_text(part.difference), exact_text(part.gain)
    return {**data.changed_part(part), "difference": difference, "gain": gain}
