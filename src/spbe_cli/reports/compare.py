"""What `spbe compare` says: what fell before what rose, and how much each of it contributes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.changes import Change, Comparison, PartChange
from spbe_cli.analysis.compare import (
    ComparisonResult,
    Kind,
    falls_of,
    justification_of,
    learned,
    same_institution,
)
from spbe_cli.assignment import Assignment
from spbe_cli.exact import exact_text
from spbe_cli.findings import Due
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, compare_editions, data, drawings, levels, passages, statements
from spbe_cli.reports.compare_falls import Falls, reason
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Number,
    Own,
    Paragraph,
    Part,
    Table,
)
from spbe_cli.reports.statements import file_name
from spbe_cli.reports.tables import Shown, by_aspect, column, numbers, table
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

MOST_RAISES: Final = 6
"""So many raises are shown in the summary; of what fell nothing is left out."""
RATES: Final = (".yaml", ".yml")
"""The endings of a table of rates."""
COLUMNS: Final = (
    "part", "code", "name", "before", "after", "difference", "gain", "predicate_before",
    "predicate_after", "evidence", "code_after", "name_after", "status", "justification", "agency",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompareReport:
    """The report of a comparison; of sheets without an index only why there is none.

    With an `assignment` what fell is told agency by agency, and until when to answer it (`due`).
    """

    compared: ComparisonResult
    words: Words
    command: str = ""
    assignment: Assignment | None = None
    due: Due = None
    contact: str | None = None

    @property
    def falls(self) -> Falls:
        """What fell, and whose it is."""
        given = (self.assignment, self.due, self.contact)
        return Falls(self.compared, self._names, self.words, *given)

    def document(self) -> Document:
        """Return the comparison with its findings."""
        compared, words, sheets = self.compared, self.words, self._sheets
        unscored = passages.unscored(sheets, words)
        summary: Blocks = unscored
        brief: Blocks = ()
        parts: tuple[Part, ...] = ()
        if not unscored and compared.comparison:
            summary = tuple(self._summary(compared.comparison))
            brief = tuple(self._brief(compared.comparison))
            parts = tuple(self._parts(compared.comparison))
        elif not unscored:
            summary = tuple(compare_editions.blocks(compared, self._names, words))
        origin = [file_name(one.file) for one in sheets]
        if compared.comparison:  # of two instruments, a caveat says it
            origin.insert(0, words.label("compare.same", instrument=self._instrument.title))
        closing = passages.closing(compared.findings, sheets, words, self.command)
        return Document(
            title=passages.title("compare", self._heading(), words),
            subtitle=" · ".join(origin),
            summary=summary,
            brief=brief,
            parts=(*parts, *closing),
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
        """What the columns of the two sheets are called: year, stage, or a number."""
        label, kind = self.words.label, self.compared.kind
        if kind is Kind.FILES:
            return label("compare.file", number=1), label("compare.file", number=2)
        named = "tahun" if kind is Kind.YEARS else "tahap"
        first, second = (visible(sheet.says(named)) for sheet in self._sheets)
        return first, second

    def _heading(self) -> str:
        """Say whose assessments they are, and in what they differ."""
        words, sheets, (first, second) = self.words, self._sheets, self._names
        if self.compared.kind is Kind.FILES:
            return "; ".join(
                words.label("compare.file_is", name=name, whose=_whose(sheet))
                for name, sheet in zip(self._names, sheets, strict=True)
            )
        if self.compared.kind is Kind.YEARS:
            first, second = map(_with_activity, sheets)
        both = words.label("compare.and", first=first, second=second)
        year = sheets[0].says("tahun")
        if self.compared.kind is Kind.STAGES and year:
            both = f"{both}, {year}"
        known = [text for text in (sheet.says("instansi") for sheet in sheets) if text]
        return f"{known[0]}: {both}" if known and same_institution(*sheets) else both

    def _proved(self, change: Change) -> bool:
        """Tell whether the first sheet names evidence for a row."""
        answer = self.compared.first.sheet and self.compared.first.sheet.answers.get(change.row)
        return bool(answer and answer.evidence)

    def _caveats(self) -> Iterator[str]:
        compared, words = self.compared, self.words
        if compared.comparison is None and compared.first.result and compared.second.result:
            yield words.label("compare.different")
        if compared.backward:
            yield words.label("compare.backward", first=self._names[0], second=self._names[1])
        for name, sheet in zip(self._names, self._sheets, strict=True):
            yield from (f"{name}: {text}" for text in passages.caveats(sheet, words))

    def _summary(self, made: Comparison) -> Iterator[Block]:
        """Yield the later index with the former beside it, the parts, and how many moved."""
        words, instrument = self.words, self._instrument
        note = words.label(
            "compare.note",
            name=self._names[0],
            index=words.number(made.before.total.index),
            predicate=made.before.predicate.name,
            difference=statements.signed(made.total.gain, words) or words.number(Fraction(0)),
            exact=statements.exact_gain(made.total.gain, words),
        )
        yield passages.verdict(made.after, instrument, words, note)
        yield passages.both_on_scale(made, self._names, instrument, words)
        yield passages.parts_table(made, self._names, instrument, words)
        yield Paragraph(self._moved(made), "strong")

    def _brief(self, made: Comparison) -> Iterator[Block]:
        """Yield what fell and what rose most."""
        words = self.words
        for head, changes, shown in self._lists(made):
            if self.compared.by_assessor and self._told_by_agency(changes):
                yield from (Heading(head), self.falls.on_screen())
                yield Paragraph(words.label("falls.more"), "hint")
                continue
            yield from (Heading(head), self._changes(changes[:shown]))
            if shown < len(changes):
                yield Paragraph(words.label("compare.more", count=len(changes) - shown), "hint")
        yield from (Paragraph(text) for text in self._kept(made)[:1])

    def _parts(self, made: Comparison) -> Iterator[Part]:
        words = self.words
        results = tuple(zip(self._names, (made.before, made.after), strict=True))
        radar = drawings.radar(results, self._instrument, words)
        drawn = (*radar, *passages.aspect_bars(made, words))
        for head, changes, _ in self._lists(made):
            whole = sum((change.gain for change in changes), Fraction(0))
            total = ("", words.label("plan.total"), "", "", passages.gain(whole, words))
            yield Part(head, (self._changes(changes, total),))
            if self._told_by_agency(changes):
                title, sheet = words.label("falls.part"), words.label("falls.sheet")
                yield Part(title, (self.falls.in_full(),), sheet)
        if drawn:
            yield Part(words.label("html.radar"), drawn)
        kept = self._kept(made)
        if kept:
            yield Part(words.label("compare.stayed"), (Items(tuple(kept)),))
        yield Part(words.label("html.indicators"), (self._every_row(made),))

    def _lists(self, made: Comparison) -> Iterator[tuple[str, Sequence[Change], int]]:
        """Yield what fell, then what rose: title, changes, how many the summary shows."""
        fell, rose = made.moved(-1), made.moved(1)
        judged = self.compared.by_assessor
        if fell:
            title = "compare.lowered" if judged else "compare.falls"
            yield self.words.label(title), fell, len(fell)
        if rose:
            title = "compare.lifted" if judged else "compare.raises"
            yield self.words.label(title), rose, min(len(rose), MOST_RAISES)

    def _moved(self, made: Comparison) -> str:
        """Count what rose, fell and stayed, and say that the contributions add up."""
        words = self.words
        raised, fell, kept = (len(made.moved(direction)) for direction in (1, -1, 0))
        key = "compare.judged" if self.compared.by_assessor else "compare.moved"
        counts = words.label(key, raised=raised, fell=fell, kept=kept)
        kind = "parts.domains" if made.domains else "parts.aspects"
        exact = statements.exact_gain(made.total.gain, words)
        return f"{counts} {words.label('compare.sum', parts=words.label(kind), gain=exact)}"

    def _changes(self, changes: Sequence[Change], total: tuple[str | Number, ...] = ()) -> Table:
        """Return a list of changes, with the evidence that the first sheet names."""
        words, label, rows = self.words, self.words.label, self._instrument.rows()

        def proof(one: Change) -> str:
            known = self._proved(one)
            return label("compare.evidence_there" if known else "compare.evidence_not_there")

        def ends(one: Change) -> str:
            start, end = (
                passages.NONE if level is None else statements.level_text(level, words)
                for level in (one.start, one.end)
            )
            return label("compare.levels", start=start, end=end)

        def why(one: Change) -> Own:
            return reason(self._why(one.row))

        return table(
            changes,
            column(label("number"), 7, lambda one: one.row),
            column(label("indicator_name"), 46, lambda one: Own(rows[one.row].short)),
            column(label("compare.evidence"), 10, proof, spare=1),
            column(label("level"), 12, ends),
            numbers(label("compare.gain"), 14, lambda one: passages.gain(one.gain, words)),
            *((column(label("compare.justification"), 50, why),) if self._justified else ()),
            total=(*total, "") if total and self._justified else total,
        )

    def _why(self, row: str) -> str:
        return justification_of(self.compared, row)

    def _told_by_agency(self, changes: Sequence[Change]) -> bool:
        """Tell whether these are falls that are told agency by agency."""
        falls = falls_of(self.compared) if self.assignment else ()
        return bool(falls) and {fall.row for fall in falls} == {one.row for one in changes}

    def _agency(self, row: str) -> str | None:
        return levels.agency_of(row, self._instrument, self.assignment)

    @property
    def _justified(self) -> bool:
        """Tell whether the second sheet says why it gives any level."""
        return any(map(self._why, self._instrument.rows()))

    def _kept(self, made: Comparison) -> list[str]:
        """Return which rows stayed at every level, the lowest first."""
        instrument, by_level = self._instrument, dict[int, list[str]]()
        for change in made.changes:
            if change.direction == 0 and change.start is not None:
                name = f"{change.row} {instrument.rows()[change.row].short}"
                by_level.setdefault(instrument.level_at(change.start), []).append(name)
        return [self.words.label("compare.kept", level=level, names="; ".join(names))
                for level, names in sorted(by_level.items())]  # fmt: skip

    def _every_row(self, made: Comparison) -> Table:
        words, label, instrument = self.words, self.words.label, self._instrument
        changes, rows = {change.row: change for change in made.changes}, instrument.rows()
        before, after = (Column(name, 12, number=True) for name in self._names)

        def gain(code: str) -> Number | str:
            return passages.gain(changes[code].gain, words) if changes[code].gain else ""

        columns: list[Shown[str]] = [
            column(label("number"), 7, lambda code: code),
            column(label("indicator_name"), 60, lambda code: Own(rows[code].name)),
            (before, lambda code: passages.level(changes[code].start, words)),
            (after, lambda code: passages.level(changes[code].end, words)),
            numbers(label("compare.gain"), 14, gain),
        ]
        if self._justified:
            columns.append(
                column(label("compare.justification"), 50, lambda code: Own(self._why(code)))
            )
        gained = passages.gain(made.total.gain, words)
        whole: tuple[Cell, ...] = ("", made.total.after.name, "", "", gained)
        total = (*whole, *("" for _ in columns[len(whole) :]))
        return by_aspect(changes, columns, instrument, words, total=total)

    def rates(self) -> str:
        """Return what became of the claims of every level as YAML, for `spbe risk --rates`."""
        words, (first, second) = self.words, self._sheets
        facts = {"whose": self._heading(), "file1": first.file, "file2": second.file}
        source = words.label("rates.source", **facts)
        lines = [f"# {words.label('rates.about')}", f"# {words.label('rates.limit')}"]
        lines += [f"source: {json.dumps(source, ensure_ascii=False)}"]
        lines += [f"instrument: {self._instrument.id}", "rates:"]
        for level, count in learned(self.compared).items():
            lines += [f"  {level}:", f"    claims: {count.claims}"]
            lines += ["    lowered:"] if count.lowered else []
            lines += [f"      {exact_text(by)}: {number}" for by, number in count.lowered.items()]
            lines += [f"    raised: {count.raised}"]
        return "\n".join(lines) + "\n"

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; without a comparison there is no difference."""
        compared, made, editions = self.compared, self.compared.comparison, self.compared.editions
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
                {
                    **data.change_part(change),
                    "evidence": self._proved(change),
                    "justification": self._why(change.row) or None,
                    "agency": self._agency(change.row),
                }
                for change in (made.changes if made else ())
            ],
            "mapping": [
                {
                    "before": pair.row1,
                    "after": pair.row2,
                    "from": data.level_or_none(pair.level1),
                    "to": data.level_or_none(pair.level2),
                    "status": pair.status,
                }
                for pair in (editions.counterparts if editions else ())
            ],
            "unmapped": {
                "before": list(editions.alone1) if editions else [],
                "after": list(editions.alone2) if editions else [],
            },
            "findings": data.findings_part(compared.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a part, an indicator or a pair, numbers with a point."""
        made = self.compared.comparison
        return COLUMNS, self._rows(made) if made else compare_editions.rows(self.compared)

    def _rows(self, made: Comparison) -> Iterator[dict[str, str]]:
        predicates = {
            "predicate_before": made.before.predicate.name,
            "predicate_after": made.after.predicate.name,
        }
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
                "evidence": "true" if self._proved(change) else "false",
                "justification": self._why(change.row),
                "agency": self._agency(change.row) or "",
            }


def _whose(assessment: Assessment) -> str:
    """Say whose assessment it is, by its file where it does not say."""
    known, file = statements.heading(assessment), file_name(assessment.file)
    return f"{known} ({file})" if known else file


def _with_activity(assessment: Assessment) -> str:
    """Write the year with the activity that gave the result: `2024 (Evaluasi)`."""
    year, stage = (assessment.says(label) for label in ("tahun", "tahap"))
    return f"{year} ({statements.activity(stage)})" if stage else year


def _part_data(part: PartChange) -> Mapping[str, Any]:
    """Return a domain or an aspect; `difference` is of its own index, `gain` of the whole."""
    difference, gain = exact_text(part.difference), exact_text(part.gain)
    return {**data.changed_part(part), "difference": difference, "gain": gain}
