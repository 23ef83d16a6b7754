"""What `spbe compare` says of two sheets: what fell before what rose, how much each contributes.

What fell is also told by agency, and sent to each: a workbook, a message.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import shorten
from typing import Any, Final

from spbe_cli.analysis.compare import (
    Change,
    Comparison,
    ComparisonResult,
    Fall,
    PartChange,
    by_agency,
    learned,
)
from spbe_cli.answers import Agency, Assignment
from spbe_cli.exact import exact_text
from spbe_cli.findings import Due
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, compare_series, data, drawings, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.statements import file_name, level_text
from spbe_cli.reports.tables import Shown, by_aspect, column, grouped, numbers, table
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words, visible

MOST_RAISES: Final = 6
"""So many raises are shown in the summary; of what fell nothing is left out."""
LONGEST_ON_SCREEN: Final = 160
"""A longer Justifikasi is cut on a screen; every file has the whole of it."""
RATES: Final = (".yaml", ".yml")
"""The endings of a table of rates."""
COLUMNS: Final = (
    "part", "code", "name", "before", "after", "difference", "gain", "predicate_before",
    "predicate_after", "evidence", "code_after", "name_after", "status", "justification", "agency",
)  # fmt: skip


def reason(justification: str) -> doc.Own:
    """Return what an assessor wrote; a long text has a short form for screens."""
    return doc.Own(justification, shorten(justification, LONGEST_ON_SCREEN, placeholder=" …"))


@dataclass(frozen=True, slots=True)
class CompareReport:
    """The report of a comparison; with an `assignment` what fell is told by agency, until `due`."""

    compared: ComparisonResult
    words: Words
    command: str = ""
    assignment: Assignment | None = None
    due: Due = None
    contact: str | None = None

    def document(self) -> doc.Document:
        """Return the comparison with its findings."""
        compared, words, sheets = self.compared, self.words, self._sheets
        made, unscored = compared.comparison, passages.unscored(sheets, words)
        origin = [file_name(one.file) for one in sheets]
        summary: doc.Blocks = unscored
        if made:
            origin.insert(0, words.label("compare.same", instrument=self._instrument.title))
            summary = tuple(self._summary(made))
        elif not unscored:  # sheets of two instruments, as a caveat says
            summary = tuple(compare_series.side_by_side(compared, self._names, words))
        closing = passages.closing(compared.findings, sheets, words, self.command)
        return doc.Document(
            title=passages.title("compare", self._heading(), words),
            subtitle=" · ".join(origin),
            summary=summary,
            brief=tuple(self._brief(made)) if made else (),
            parts=(*(self._parts(made) if made else ()), *closing),
            caveats=tuple(self._caveats()),
            file=file_name(compared.second.file),
            screen=passages.unscored(sheets, words, errors=False) if unscored else None,
        )

    @property
    def _instrument(self) -> Instrument:
        return self.compared.first.used

    @property
    def _sheets(self) -> tuple[Assessment, Assessment]:
        return self.compared.first, self.compared.second

    @property
    def _names(self) -> tuple[str, str]:
        label, kind = self.words.label, self.compared.kind
        if kind == "files":
            return label("compare.file", number=1), label("compare.file", number=2)
        first, second = self.compared.texts("tahun" if kind == "years" else "tahap")
        return visible(first), visible(second)

    def _heading(self) -> str:
        label, kind, (first, second) = self.words.label, self.compared.kind, self._names
        if kind == "files":
            whose = []
            for name, sheet in zip(self._names, self._sheets, strict=True):
                known, file = statements.heading(sheet), file_name(sheet.file)
                said = f"{known} ({file})" if known else file
                whose.append(label("compare.file_is", name=name, whose=said))
            return "; ".join(whose)
        years = self.compared.texts("tahun")
        if kind == "years":  # with the activity that gave the result: `2024 (Evaluasi)`
            first, second = (
                f"{year} ({statements.activity(stage)})" if stage else year
                for year, stage in zip(years, self.compared.texts("tahap"), strict=True)
            )
        both = label("compare.and", first=first, second=second)
        both += f", {years[0]}" if kind == "stages" and years[0] else ""
        institution = next(filter(None, self.compared.texts("instansi")), "")
        return f"{institution}: {both}" if institution else both

    def _caveats(self) -> Iterator[str]:
        compared, words = self.compared, self.words
        if compared.comparison is None and compared.first.result and compared.second.result:
            yield words.label("compare.different")
        if compared.backward:
            yield words.label("compare.backward", first=self._names[0], second=self._names[1])
        for name, sheet in zip(self._names, self._sheets, strict=True):
            yield from (f"{name}: {text}" for text in passages.caveats(sheet, words))

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        words, label, instrument = self.words, self.words.label, self._instrument
        exact = statements.exact_gain(made.total.gain, words)
        note = label(
            "compare.note",
            name=self._names[0],
            index=words.number(made.before.total.index),
            predicate=made.before.predicate.name,
            difference=statements.signed(made.total.gain, words) or words.number(Fraction(0)),
            exact=exact,
        )
        yield passages.verdict(made.after, instrument, words, note)
        yield passages.both_on_scale(made, self._names, instrument, words)
        yield passages.parts_table(made, self._names, instrument, words)
        raised, fell, kept = (len(made.moved(direction)) for direction in (1, -1, 0))
        key = "compare.judged" if self.compared.by_assessor else "compare.moved"
        counts = label(key, raised=raised, fell=fell, kept=kept)
        parts = label("parts.domains" if made.domains else "parts.aspects")
        yield doc.Paragraph(f"{counts} {label('compare.sum', parts=parts, gain=exact)}", "strong")

    def _brief(self, made: Comparison) -> Iterator[doc.Block]:
        label = self.words.label
        for head, changes in self._moved(made):
            yield doc.Heading(head)
            if self.compared.by_assessor and self._told_by_agency(changes):
                yield self._by_agency(
                    *RowColumns(self._instrument, self.words).indicator(7, 34),
                    column(
                        label("level"), 12, lambda one: self._from_to(one.claimed, one.assessed)
                    ),
                    column(label("compare.justification"), 60, self._reason),
                )
                yield doc.Paragraph(label("falls.more"), "hint")
                continue
            shown = changes if changes[0].direction < 0 else changes[:MOST_RAISES]
            yield self._changes(shown, summed=False)
            if rest := len(changes) - len(shown):
                yield doc.Paragraph(label("compare.more", count=rest), "hint")
        yield from map(doc.Paragraph, self._kept(made)[:1])

    def _parts(self, made: Comparison) -> Iterator[doc.Part]:
        words, label = self.words, self.words.label
        for head, changes in self._moved(made):
            yield doc.Part(head, (self._changes(changes, summed=True),))
            if self._told_by_agency(changes):
                names = {"sheet": label("falls.sheet"), "groups": label("batch.agency")}
                fell = self._by_agency(*self._columns(), **names)
                yield doc.Part(label("falls.part"), (fell,), names["sheet"])
        results = tuple(zip(self._names, (made.before, made.after), strict=True))
        radar = drawings.radar(results, self._instrument, words)
        if drawn := (*radar, *passages.aspect_bars(made, words)):
            yield doc.Part(label("html.radar"), drawn)
        if kept := self._kept(made):
            yield doc.Part(label("compare.stayed"), (doc.Items(tuple(kept)),))
        yield doc.Part(label("html.indicators"), (self._every_row(made),))

    def _moved(self, made: Comparison) -> Iterator[tuple[str, Sequence[Change]]]:
        judged = self.compared.by_assessor
        if fell := made.moved(-1):
            yield self.words.label("compare.lowered" if judged else "compare.falls"), fell
        if rose := made.moved(1):
            yield self.words.label("compare.lifted" if judged else "compare.raises"), rose

    def _told_by_agency(self, changes: Sequence[Change]) -> bool:
        """Tell whether these are falls, each from a level to another, that have owners."""
        fell = (one.direction < 0 and None not in (one.start, one.end) for one in changes)
        return self.assignment is not None and all(fell)

    def _changes(self, changes: Sequence[Change], *, summed: bool) -> doc.Table:
        words, label = self.words, self.words.label

        def proof(one: Change) -> str:
            known = self._proved(one)
            return label("compare.evidence_there" if known else "compare.evidence_not_there")

        def why(one: Change) -> doc.Own:
            return reason(self.compared.justification(one.row))

        columns: list[Shown[Change]] = [
            *RowColumns(self._instrument, words).indicator(7, 46),
            column(label("compare.evidence"), 10, proof, spare=1),
            column(label("level"), 12, lambda one: self._from_to(one.start, one.end)),
            numbers(label("compare.gain"), 14, lambda one: passages.gain(one.gain, words)),
        ]
        if self._justified:
            columns.append(column(label("compare.justification"), 50, why))
        whole = passages.gain(sum((one.gain for one in changes), Fraction(0)), words)
        total = ("", label("plan.total"), "", "", whole, "")[: len(columns)]
        return table(changes, *columns, total=total if summed else ())

    def _from_to(self, start: Fraction | None, end: Fraction | None) -> str:
        first, last = (
            passages.NONE if one is None else level_text(one, self.words) for one in (start, end)
        )
        return self.words.label("compare.levels", start=first, end=last)

    def _proved(self, change: Change) -> bool:
        answer = self.compared.first.sheet and self.compared.first.sheet.answers.get(change.row)
        return bool(answer and answer.evidence)

    @property
    def _justified(self) -> bool:
        return any(map(self.compared.justification, self._instrument.rows()))

    def _kept(self, made: Comparison) -> list[str]:
        instrument, by_level = self._instrument, dict[int, list[str]]()
        for change in made.changes:
            if change.direction == 0 and change.start is not None:
                name = f"{change.row} {instrument.rows()[change.row].short}"
                by_level.setdefault(instrument.level_at(change.start), []).append(name)
        return [self.words.label("compare.kept", level=level, names="; ".join(names))
                for level, names in sorted(by_level.items())]  # fmt: skip

    def _every_row(self, made: Comparison) -> doc.Table:
        words, label, instrument = self.words, self.words.label, self._instrument
        changes, rows = {change.row: change for change in made.changes}, instrument.rows()
        first, second = self._names

        def gain(code: str) -> doc.Number | str:
            return passages.gain(changes[code].gain, words) if changes[code].gain else ""

        def why(code: str) -> doc.Own:
            return doc.Own(self.compared.justification(code))

        columns: list[Shown[str]] = [
            column(label("number"), 7, lambda code: code),
            column(label("indicator_name"), 60, lambda code: doc.Own(rows[code].name)),
            numbers(first, 12, lambda code: passages.level(changes[code].start, words)),
            numbers(second, 12, lambda code: passages.level(changes[code].end, words)),
            numbers(label("compare.gain"), 14, gain),
        ]
        if self._justified:
            columns.append(column(label("compare.justification"), 50, why))
        gained = passages.gain(made.total.gain, words)
        total = ("", made.total.after.name, "", "", gained, "")[: len(columns)]
        return by_aspect(changes, columns, instrument, words, total=total)

    # What fell, agency by agency

    def _by_agency(self, *columns: Shown[Fall], **look: str) -> doc.Table:
        assert self.assignment is not None  # noqa: S101  without one nobody asks
        nobody, owned = self.words.label("plan.unassigned"), self.assignment
        groups = (
            (agency.name if agency else nobody, falls)
            for agency, falls in by_agency(self.compared, owned)
        )
        until = self.words.label("falls.until", due=self.due) if self.due else ""
        return grouped(groups, *columns, caption=until, **look)

    def _columns(self) -> list[Shown[Fall]]:
        """Return what fell and why, what is to be shown now, and its usual evidence."""
        label, words, (claimed, assessed) = self.words.label, self.words, self._names

        def why(one: Fall) -> doc.Own:
            return doc.Own(self._reason(one).text)

        def usual(one: Fall) -> doc.Own:
            return doc.Own(self._demand(one)[1])

        return [
            *RowColumns(self._instrument, words).indicator(7, 24),
            numbers(claimed, 11, lambda one: passages.level(one.claimed, words)),
            numbers(assessed, 11, lambda one: passages.level(one.assessed, words)),
            column(label("compare.justification"), 32, why, spare=2),
            column(label("falls.show"), 40, lambda one: doc.Own(self._demand(one)[0])),
            column(label("explain.evidence"), 34, usual, spare=1),
        ]

    def _demand(self, fall: Fall, apart: str = " ") -> tuple[str, str]:
        """Return criteria, set `apart`, and usual evidence of the levels that were not accepted."""
        place = (self._instrument, fall.row, fall.assessed, fall.claimed)
        criteria, evidence = levels.criteria(*place, self.words), levels.evidence(*place)
        return criteria.replace("\n", apart), evidence.replace("\n", "; ")

    def _reason(self, fall: Fall) -> doc.Own:
        none = self.words.label("falls.no_reason") if self.compared.by_assessor else passages.NONE
        return reason(fall.justification or none)

    def to_agency(self, agency: Agency, falls: Sequence[Fall]) -> doc.Document:
        """Return what goes to an agency, with room for what it brings."""
        label, second = self.words.label, self.compared.second
        made = grouped(
            [("", falls)],
            *self._columns(),
            column(label("falls.file"), 24, lambda _: "", fill_in=()),
            column(label("falls.note"), 24, lambda _: "", fill_in=()),
            to_fill=label("falls.to_fill"),
        )
        until, *contact = self._closing(falls[0])
        under = (agency.full, second.says("instansi"), self._instrument.title)
        return doc.Document(
            title=self._subject(agency),
            subtitle=" · ".join(filter(None, under)),
            summary=(
                doc.Paragraph(self._counted(falls)),
                doc.Paragraph(until.replace("*", ""), "strong"),
                *map(doc.Paragraph, contact),
            ),
            parts=(doc.Part(label("falls.show"), (made,)),),
            file=file_name(second.file),
        )

    def message(self, agency: Agency, falls: Sequence[Fall]) -> str:
        """Return the message to an agency, to be pasted into WhatsApp (`*bold*`)."""
        label, rows, (first, second) = self.words.label, self._instrument.rows(), self._names
        greeting = f"{label('falls.greeting')} {self._counted(falls)}"
        blocks = [f"*{visible(self._subject(agency))}*", greeting]
        for number, fall in enumerate(falls, start=1):
            named = label("falls.indicator", number=fall.row, name=rows[fall.row].short)
            claimed, assessed = (level_text(x, self.words) for x in (fall.claimed, fall.assessed))
            criteria, evidence = self._demand(fall, "\n   ")
            apart = "\n   " if "\n" in criteria else " "
            lines = [
                f"{number}. {named}",
                f"{first}: {claimed}. {second}: {assessed}.",
                f"{label('compare.justification')}: {visible(self._reason(fall).text)}",
                f"{label('falls.show')}:{apart}{criteria}",
            ]
            lines += [f"{label('explain.evidence')}: {evidence}"] if evidence else []
            blocks.append("\n   ".join(lines))
        return "\n\n".join([*blocks, "\n".join(self._closing(falls[0]))]) + "\n"

    def _subject(self, agency: Agency) -> str:
        index = self._instrument.index_name.removeprefix("Indeks ")
        subject = f"{index} {self.compared.second.says('tahun')}".strip()
        return self.words.label("falls.title", subject=subject, owner=agency.name)

    def _counted(self, falls: Sequence[Fall]) -> str:
        return self.words.label("falls.counted", count=len(falls), stage=self._names[1])

    def _closing(self, first: Fall) -> list[str]:
        label = self.words.label
        until = label("correction.until", due=self.due) if self.due else ""
        example = f"{first.row}.a.{label('falls.example')}.pdf"
        contact = [visible(self.contact)] if self.contact else []
        return [label("falls.ask", until=until, example=example), *contact]

    # What programs read

    def rates(self) -> str:
        """Return what became of the claims of every level as YAML, for `spbe risk --rates`."""
        label, (first, second) = self.words.label, self._sheets
        facts = {"whose": self._heading(), "file1": first.file, "file2": second.file}
        source = json.dumps(label("rates.source", **facts), ensure_ascii=False)
        lines = [f"# {label('rates.about')}", f"# {label('rates.limit')}", f"source: {source}"]
        lines += [f"instrument: {self._instrument.id}", "rates:"]
        for level, count in learned(self.compared).items():
            lines += [f"  {level}:", f"    claims: {count.claims}"]
            lines += ["    lowered:"] if count.lowered else []
            lines += [f"      {exact_text(by)}: {number}" for by, number in count.lowered.items()]
            lines += [f"    raised: {count.raised}"]
        return "\n".join(lines) + "\n"

    def _told_of(self, change: Change) -> Mapping[str, Any]:
        """Return whether a claim was proved, why it was changed, and whose it is."""
        return {
            "evidence": self._proved(change),
            "justification": self.compared.justification(change.row) or None,
            "agency": levels.agency_of(change.row, self._instrument, self.assignment),
        }

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; without a comparison there is no difference."""
        compared, made = self.compared, self.compared.comparison
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
            **compare_series.counterparts_data(compared.editions),
            "findings": data.findings_part(compared.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a part, an indicator or a pair, numbers with a point."""
        made = self.compared.comparison
        return COLUMNS, self._rows(made) if made else compare_series.counterpart_rows(self.compared)

    def _rows(self, made: Comparison) -> Iterator[dict[str, object]]:
        before, after = made.before.predicate.name, made.after.predicate.name
        predicates = {"predicate_before": before, "predicate_after": after}
        for part, row in data.changed_rows(made):
            named = predicates if row["part"] == "index" else {}
            yield {**row, "difference": exact_text(part.difference), **named}
        rows = self._instrument.rows()
        for change in made.changes:
            start, end = change.start, change.end
            rise = None if start is None or end is None else end - start
            yield {
                "part": "indicator",
                "code": change.row,
                "name": rows[change.row].name,
                "before": data.level_cell(start),
                "after": data.level_cell(end),
                "difference": data.level_cell(rise),
                "gain": exact_text(change.gain),
                **self._told_of(change),
            }


def _part_data(part: PartChange) -> Mapping[str, Any]:
    """Return a domain or an aspect; `difference` is of its own index, `gain` of the whole."""
    difference, gain = exact_text(part.difference), exact_text(part.gain)
    return {**data.changed_part(part), "difference": difference, "gain": gain}
