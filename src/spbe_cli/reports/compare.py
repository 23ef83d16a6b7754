"""What `spbe compare` says: what fell before what rose, and how much each of it contributes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.compare import (
    Change,
    Comparison,
    ComparisonResult,
    Counterpart,
    Kind,
    PartChange,
    SideBySide,
    identity_text,
    learned,
    same_institution,
)
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
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
    Items,
    Own,
    Paragraph,
    Part,
    Row,
    State,
    Table,
)
from spbe_cli.reports.statements import file_name, level_text
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

MOST_RAISES: Final = 6
"""So many raises are shown in the summary; of what fell nothing is left out."""
RESULT: Final = "hasil "
RATES: Final = (".yaml", ".yml")
"""The endings of a table of rates."""
COLUMNS: Final = (
    "part", "code", "name", "before", "after", "difference", "gain", "predicate_before",
    "predicate_after", "evidence", "code_after", "name_after", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompareReport:
    """The report of a comparison; of sheets without an index only why there is none."""

    compared: ComparisonResult
    words: Words
    command: str = ""

    def document(self) -> Document:
        """Return the comparison with its findings."""
        compared, words = self.compared, self.words
        sheets = self._sheets
        closing = passages.closing(compared.findings, sheets, words, self.command)
        unscored = passages.unscored(sheets, words)
        summary: Blocks = unscored
        parts: tuple[Part, ...] = ()
        if not summary and compared.comparison:
            summary = tuple(self._summary(compared.comparison))
            parts = tuple(self._parts(compared.comparison))
        elif not summary:
            summary = tuple(self._editions())
        return Document(
            title=passages.title("compare", heading(compared, words), words),
            subtitle=self._subtitle(),
            summary=summary,
            parts=(*parts, *closing),
            caveats=tuple(self._caveats()),
            file=file_name(compared.second.file),
            screen=passages.unscored(sheets, words, errors=False) if unscored else None,
        )

    @property
    def _instrument(self) -> Instrument:
        assert self.compared.first.instrument is not None  # noqa: S101  a scored sheet has one
        return self.compared.first.instrument

    @property
    def _sheets(self) -> tuple[Assessment, Assessment]:
        return self.compared.first, self.compared.second

    @property
    def _names(self) -> tuple[str, str]:
        return _names(self.compared, self.words)

    def _subtitle(self) -> str:
        """Say by which instrument, and from which files; of two instruments, a caveat says it."""
        files = [file_name(one.file) for one in self._sheets]
        if self.compared.comparison is None:
            return " · ".join(files)
        same = self.words.label("compare.same", instrument=self._instrument.title)
        return " · ".join([same, *files])

    def _caveats(self) -> Iterator[str]:
        """Yield what must be known beside each of the two numbers."""
        compared, words = self.compared, self.words
        if compared.comparison is None and compared.first.result and compared.second.result:
            yield words.label("compare.different")
        if compared.backward:
            yield words.label("compare.backward", first=self._names[0], second=self._names[1])
        for name, sheet in zip(self._names, self._sheets, strict=True):
            yield from (f"{name}: {text}" for text in passages.caveats(sheet, words))

    def _summary(self, made: Comparison) -> Iterator[Block]:
        """Yield the later index with the former beside it, the parts, and what moved."""
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
        results = (made.before, made.after)
        marks = [drawings.index_mark(one, words, name)
                 for name, one in zip(self._names, results, strict=True)]  # fmt: skip
        yield drawings.scale(instrument, marks, words.label("changed.scale"), words)
        yield passages.parts_table(made, self._names, instrument, words)
        yield Paragraph(self._moved(made), "strong")
        for direction, head in self._lists():
            changes = made.moved(direction)
            shown = changes if direction < 0 else changes[:MOST_RAISES]
            if changes:
                yield from (Heading(head), self._changes(shown))
            if len(shown) < len(changes):
                rest = words.label("compare.more", count=len(changes) - len(shown))
                yield Paragraph(rest, "hint")
        yield from (Paragraph(text) for text in self._kept(made)[:1])

    def _parts(self, made: Comparison) -> Iterator[Part]:
        """Yield drawings and lists in full: what fell comes first."""
        words = self.words
        pair = zip(self._names, (made.before, made.after), strict=True)
        drawn = (
            *drawings.radar(tuple(pair), self._instrument, words),
            *passages.aspect_bars(made, words),
        )
        if drawn:
            yield Part(words.label("html.radar"), drawn)
        for direction, head in self._lists():
            changes = made.moved(direction)
            if changes:
                yield Part(head, (self._changes(changes, total=True),))
        kept = self._kept(made)
        if kept:
            yield Part(words.label("compare.stayed"), (Items(tuple(kept)),))
        yield Part(words.label("html.indicators"), (self._every_row(made),))

    def _lists(self) -> tuple[tuple[int, str], ...]:
        """Return the lists with their titles: what fell comes first."""
        keys = ("compare.falls", "compare.raises")
        if self.compared.by_assessor:
            keys = ("compare.lowered", "compare.lifted")
        return tuple(zip((-1, 1), map(self.words.label, keys), strict=True))

    def _moved(self, made: Comparison) -> str:
        """Count what rose, fell and stayed, and say that the contributions add up."""
        words = self.words
        raised, fell, kept = (len(made.moved(direction)) for direction in (1, -1, 0))
        key = "compare.judged" if self.compared.by_assessor else "compare.moved"
        counts = words.label(key, raised=raised, fell=fell, kept=kept)
        kind = "parts.domains" if made.domains else "parts.aspects"
        exact = statements.exact_gain(made.total.gain, words)
        return f"{counts} {words.label('compare.sum', parts=words.label(kind), gain=exact)}"

    def _changes(self, changes: Sequence[Change], *, total: bool = False) -> Table:
        """Return a list of changes, with the evidence that the first sheet names."""
        words, rows = self.words, self._instrument.rows()
        there = words.label("compare.evidence_there")
        not_there = words.label("compare.evidence_not_there")
        columns = (
            Column(words.label("number"), 7),
            Column(words.label("indicator_name"), 46),
            Column(words.label("compare.evidence"), 10, spare=1),
            Column(words.label("level"), 12),
            Column(words.label("compare.gain"), 14, number=True),
        )
        lines = [
            Row(
                (
                    change.row,
                    Own(rows[change.row].short),
                    there if _has_evidence(self.compared, change.row) else not_there,
                    words.label(
                        "compare.levels",
                        start=_level(change.start, words),
                        end=_level(change.end, words),
                    ),
                    passages.gain(change.gain, words),
                )
            )
            for change in changes
        ]
        if total:
            whole = sum((change.gain for change in changes), Fraction(0))
            cells = ("", words.label("plan.total"), "", "", passages.gain(whole, words))
            lines.append(Row(cells, "total"))
        return Table(columns, tuple(lines))

    def _kept(self, made: Comparison) -> list[str]:
        """Return which rows stayed at every level, the lowest first."""
        instrument, words = self._instrument, self.words
        by_level: dict[int, list[str]] = {}
        for change in made.changes:
            if change.direction == 0 and change.start is not None:
                level = instrument.level_at(change.start)
                name = f"{change.row} {instrument.rows()[change.row].short}"
                by_level.setdefault(level, []).append(name)
        return [words.label("compare.kept", level=level, names="; ".join(by_level[level]))
                for level in sorted(by_level)]  # fmt: skip

    def _every_row(self, made: Comparison) -> Table:
        words, instrument = self.words, self._instrument
        columns = (
            Column(words.label("number"), 7),
            Column(words.label("indicator_name"), 60),
            *(Column(name, 12, number=True) for name in self._names),
            Column(words.label("compare.gain"), 14, number=True),
        )
        changes = {change.row: change for change in made.changes}
        lines: list[Row] = []
        for aspect in instrument.aspects:
            codes = [code for one in aspect.indicators for code in one.rows() if code in changes]
            if codes:
                lines.append(Row((Own(f"{aspect.code} {aspect.name}"),), "group"))
            for code in codes:
                change, name = changes[code], instrument.rows()[code].name
                ends = (passages.level(one, words) for one in (change.start, change.end))
                added = passages.gain(change.gain, words) if change.gain else ""
                lines.append(Row((code, Own(name), *ends, added)))
        total = ("", made.total.after.name, "", "", passages.gain(made.total.gain, words))
        names = {"sheet": words.label("document.indicators"), "groups": words.label("aspect")}
        return Table(columns, (*lines, Row(total, "total")), **names)

    def _editions(self) -> Iterator[Block]:
        """Yield two results that have no difference, and the indicators that correspond."""
        compared, words = self.compared, self.words
        yield self._both_results()
        if compared.editions is None:
            yield Paragraph(words.label("compare.no_mapping"))
            return
        yield self._pairs(compared.editions)
        yield Paragraph(words.label("compare.status_about"))
        one, two = (sheet.instrument for sheet in self._sheets)
        assert one is not None and two is not None  # noqa: S101, PT018  both were scored
        alone = ((one, two, compared.editions.alone1), (two, one, compared.editions.alone2))
        for first, second, codes in alone:
            if codes:
                facts = {"instrument1": first.title, "instrument2": second.title}
                yield Paragraph(words.label("compare.alone", numbers=Numbers(codes),
                                            count=len(codes), **facts))  # fmt: skip

    def _both_results(self) -> Table:
        words = self.words
        columns = (
            Column(words.label("name"), 30),
            Column(words.label("excel.instrument"), 40),
            Column(words.label("index"), 10, number=True),
            Column(words.label("predicate"), 16),
        )
        rows = []
        for name, sheet in zip(self._names, self._sheets, strict=True):
            if sheet.result and sheet.instrument:
                index = passages.index(sheet.result.total.index, words)
                said = passages.predicate(sheet.result.predicate.name, sheet.instrument)
                rows.append(Row((name, Own(sheet.instrument.title), index, said)))
        return Table(columns, tuple(rows))

    def _pairs(self, found: SideBySide) -> Table:
        words = self.words
        columns = (
            Column(words.label("compare.mapped"), 70),
            Column(words.label("compare.status"), 16, spare=1),
            *(Column(name, 12, number=True) for name in self._names),
        )
        rows = (
            (
                Own(self._pair(pair)),
                State(words.label(f"compare.status.{pair.status}")),
                *(passages.level(one, words) for one in (pair.level1, pair.level2)),
            )
            for pair in found.counterparts
        )
        head = words.label("compare.mapped_head", count=len(found.counterparts))
        return Table(columns, tuple(map(Row, rows)), head.rstrip(":") + ".")

    def _pair(self, pair: Counterpart) -> str:
        ends = zip(self._sheets, (pair.row1, pair.row2), strict=True)
        old, new = (f"{row} {sheet.instrument.rows()[row].short}"
                    for sheet, row in ends if sheet.instrument)  # fmt: skip
        return self.words.label("compare.becomes", old=old, new=new)

    def rates(self) -> str:
        """Return what became of the claims of every level as YAML, for `spbe risk --rates`."""
        words, (first, second) = self.words, self._sheets
        whose = heading(self.compared, words)
        source = words.label("rates.source", whose=whose, file1=first.file, file2=second.file)
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
        before, after = (
            index_part(sheet.result) if sheet.result else None for sheet in self._sheets
        )
        return {
            "spbe": __version__,
            "sheets": [sheet_part(sheet) for sheet in self._sheets],
            "comparable": made is not None,
            "before": before,
            "after": after,
            "difference": exact_text(made.total.gain) if made else None,
            "domains": [_part_data(part) for part in (made.domains if made else ())],
            "aspects": [_part_data(part) for part in (made.aspects if made else ())],
            "indicators": [
                {
                    "indicator": change.row,
                    "from": level_or_none(change.start),
                    "to": level_or_none(change.end),
                    "gain": exact_text(change.gain),
                    "evidence": _has_evidence(compared, change.row),
                }
                for change in (made.changes if made else ())
            ],
            "mapping": [
                {
                    "before": pair.row1,
                    "after": pair.row2,
                    "from": level_or_none(pair.level1),
                    "to": level_or_none(pair.level2),
                    "status": pair.status,
                }
                for pair in (editions.counterparts if editions else ())
            ],
            "unmapped": {
                "before": list(editions.alone1) if editions else [],
                "after": list(editions.alone2) if editions else [],
            },
            "findings": findings_part(compared.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a part, an indicator or a pair, numbers with a point."""
        made = self.compared.comparison
        return COLUMNS, self._part_rows(made) if made else self._pair_rows()

    def _part_rows(self, made: Comparison) -> Iterator[dict[str, str]]:
        predicates = {
            "predicate_before": made.before.predicate.name,
            "predicate_after": made.after.predicate.name,
        }
        for part, row in changed_rows(made):
            named = predicates if row["part"] == "index" else {}
            yield {**row, "difference": exact_text(part.difference), **named}
        rows = self._instrument.rows()
        for change in made.changes:
            start, end = (level or Fraction(0) for level in (change.start, change.end))
            known = change.start is not None and change.end is not None
            yield {
                "part": "indicator",
                "code": change.row,
                "name": rows[change.row].name,
                "before": level_cell(change.start),
                "after": level_cell(change.end),
                "difference": exact_text(end - start) if known else "",
                "gain": exact_text(change.gain),
                "evidence": "true" if _has_evidence(self.compared, change.row) else "false",
            }

    def _pair_rows(self) -> Iterator[dict[str, str]]:
        one, two = (sheet.instrument for sheet in self._sheets)
        for pair in self.compared.editions.counterparts if self.compared.editions else ():
            if one and two:
                yield {
                    "part": "mapping",
                    "code": pair.row1,
                    "name": one.rows()[pair.row1].name,
                    "before": level_cell(pair.level1),
                    "after": level_cell(pair.level2),
                    "code_after": pair.row2,
                    "name_after": two.rows()[pair.row2].name,
                    "status": pair.status,
                }


def _names(compared: ComparisonResult, words: Words) -> tuple[str, str]:
    """Return what the columns of the two sheets are called: year, stage, or a number."""
    if compared.kind is Kind.FILES:
        return words.label("compare.file", number=1), words.label("compare.file", number=2)
    label = "tahun" if compared.kind is Kind.YEARS else "tahap"
    first, second = (identity_text(s, label) for s in (compared.first, compared.second))
    return visible(first), visible(second)


def heading(compared: ComparisonResult, words: Words) -> str:
    """Say whose assessments they are, and in what they differ."""
    first, second = _names(compared, words)
    sheets = (compared.first, compared.second)
    if compared.kind is Kind.FILES:
        return "; ".join(
            words.label("compare.file_is", name=name, whose=_whose(sheet))
            for name, sheet in zip((first, second), sheets, strict=True)
        )
    if compared.kind is Kind.YEARS:
        first, second = map(_with_activity, sheets)
    both, year = (
        words.label("compare.and", first=first, second=second),
        identity_text(sheets[0], "tahun"),
    )
    if compared.kind is Kind.STAGES and year:
        both = f"{both}, {year}"
    known = [text for text in (identity_text(sheet, "instansi") for sheet in sheets) if text]
    institution = known[0] if known and same_institution(*sheets) else ""
    return f"{institution}: {both}" if institution else both


def _whose(assessment: Assessment) -> str:
    """Say whose assessment it is, by its file where it does not say."""
    known, file = statements.heading(assessment), file_name(assessment.file)
    return f"{known} ({file})" if known else file


def _with_activity(assessment: Assessment) -> str:
    """Write the year with the activity that gave the result: `2024 (Evaluasi)`."""
    year, stage = (identity_text(assessment, label) for label in ("tahun", "tahap"))
    activity = stage[len(RESULT) :] if stage.casefold().startswith(RESULT) else stage
    return f"{year} ({activity})" if activity else year


def _level(level: Fraction | None, words: Words) -> str:
    return "-" if level is None else level_text(level, words)


def _has_evidence(compared: ComparisonResult, row: str) -> bool:
    answer = compared.first.sheet and compared.first.sheet.answers.get(row)
    return bool(answer and answer.evidence)


def _part_data(part: PartChange) -> Mapping[str, Any]:
    """Return a domain or an aspect; `difference` is of its own index, `gain` of the whole."""
    difference, gain = exact_text(part.difference), exact_text(part.gain)
    return {**changed_part(part), "difference": difference, "gain": gain}
