"""What `spbe compare` says of three sheets and more: the index over years, and where it breaks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from spbe_cli.analysis.compare_series import PartRow, Point, SeriesResult, part_rows
from spbe_cli.exact import exact_text
from spbe_cli.findings import Listed
from spbe_cli.reports import Rows, data, passages, statements
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Cell,
    Column,
    Document,
    Items,
    Line,
    Lines,
    Own,
    Paragraph,
    Row,
    Table,
)
from spbe_cli.reports.statements import file_name
from spbe_cli.scoring import Score
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

BREAK: Final = "║"
COLUMNS: Final = (
    "part", "code", "name", "parent", "year", "stage", "institution", "file", "instrument",
    "index", "points", "weight", "predicate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """The report of a series; where a sheet has no index only why there is none."""

    series: SeriesResult
    words: Words
    command: str = ""

    def document(self) -> Document:
        """Return the series with its findings."""
        series, words = self.series, self.words
        unscored = passages.unscored(series.sheets, words)
        summary: Blocks = unscored or tuple(self._summary())
        return Document(
            title=passages.title("series", self._heading(), words),
            subtitle=" · ".join(file_name(sheet.file) for sheet in series.sheets),
            summary=summary,
            beside=() if unscored else tuple(self._drawn()),
            parts=passages.closing(series.findings, series.sheets, words, self.command),
            caveats=() if unscored else tuple(self._caveats()),
            file=file_name(series.sheets[-1].file),
            screen=passages.unscored(series.sheets, words, errors=False) if unscored else None,
        )

    def _names(self) -> list[str]:
        """Name the points: by year, with stage or number where that is not enough."""
        points = self.series.points
        if not all(point.year for point in points):
            return [self.words.label("compare.file", number=n + 1) for n in range(len(points))]
        years = [visible(point.year) for point in points]
        stages = [
            f"{year} {visible(statements.activity(point.stage))}"
            for year, point in zip(years, points, strict=True)
        ]
        known = Counter(years), Counter(stages)
        return [
            year if known[0][year] == 1
            else stage if known[1][stage] == 1
            else f"{year} ({number})"
            for number, (year, stage) in enumerate(zip(years, stages, strict=True), start=1)
        ]  # fmt: skip

    def _heading(self) -> str:
        """Say whose results they are, and from when to when."""
        series, label = self.series, self.words.label
        whose = series.sheets[0].says("instansi") if series.one_institution else ""
        whose = whose or label("series.count", count=len(series.sheets))
        years = [sheet.says("tahun") for sheet in series.sheets]
        span = label("series.span", first=years[0], last=years[-1]) if all(years) else ""
        return " · ".join(filter(None, (whose, span)))

    def _caveats(self) -> Iterator[str]:
        words, series = self.words, self.series
        if not series.one_institution:
            yield words.label("series.institutions")
        if not all(point.year for point in series.points):
            pairs = zip(self._names(), series.points, strict=True)
            files = tuple(f"{name} ({file_name(point.sheet.file)})" for name, point in pairs)
            yield words.label("series.undated", files=Listed(files))
        if series.breaks:
            yield words.label("series.broken")
        for name, point in zip(self._names(), series.points, strict=True):
            yield from (f"{name}: {text}" for text in passages.caveats(point.sheet, words))

    def _summary(self) -> Iterator[Block]:
        """Yield the latest index, all of them, what changed, and the parts."""
        series, words = self.series, self.words
        last = series.points[-1]
        name = words.label("series.latest", name=last.result.total.name, when=self._names()[-1])
        latest = passages.verdict(last.result, last.instrument, words)
        yield type(latest)(name, latest.value, latest.word, tone=latest.tone)
        yield self._indices()
        yield from (Paragraph(text, "strong") for text in self._stories())
        told = tuple(self._breaks())
        if told:
            yield Items(told)
        yield self._parts()

    def _indices(self) -> Table:
        """Return a row for each point; the heads of groups are the editions."""
        words, label, names = self.words, self.words.label, iter(self._names())
        several = not self.series.one_institution
        columns = [
            Column(label("excel.identity_tahun"), 8),
            Column(label("series.whose" if several else "excel.identity_tahap"), 46),
            Column(label("index"), 10, number=True),
            Column(label("compare.difference"), 10, number=True),
            Column(label("predicate"), 16),
        ]
        rows: list[Row] = []
        dated = all(point.year for point in self.series.points)
        for span in self.series.spans:
            rows.append(Row((Own(span[0].instrument.title),), "group"))
            former: Point | None = None
            for point in span:
                index = point.result.total.index
                change: Cell = passages.NONE
                if former:
                    change = passages.difference(index - former.result.total.index, words)
                institution = point.sheet.says("instansi") if several else ""
                whose = visible(" · ".join(filter(None, (institution, point.stage))))
                named = passages.predicate(point.result.predicate.name, point.instrument)
                name = next(names)
                when = visible(point.year) if dated else name
                cells = (when, whose, passages.index(index, words), change, named)
                rows.append(Row(cells))
                former = point
        return Table(tuple(columns), tuple(rows), label("series.difference_about"))

    def _stories(self) -> Iterator[str]:
        """Say of every run of one edition how the index went, and what rose and fell most."""
        words, names = self.words, iter(self._names())
        for span in self.series.spans:
            called = [next(names) for _ in span]
            first, last = span[0].result, span[-1].result
            if first is last:
                continue
            facts = {
                "first": called[0],
                "last": called[-1],
                "before": words.number(first.total.index),
                "after": words.number(last.total.index),
                "difference": statements.signed(last.total.index - first.total.index, words),
            }
            said = [words.label("series.story", **facts)]
            moved = sorted(
                ((after.index - before.index, after)
                 for before, after in zip(first.aspects, last.aspects, strict=True)),
                key=lambda pair: pair[0],
            )  # fmt: skip
            for key, (size, aspect) in (("series.rose", moved[-1]), ("series.fell", moved[0])):
                if size and (size > 0) == (key == "series.rose"):
                    difference = statements.signed(size, words)
                    facts = {"code": aspect.code, "name": aspect.name, "difference": difference}
                    said.append(words.label(key, **facts))
            yield " ".join(said)

    def _breaks(self) -> Iterator[str]:
        """Say of every change of the edition what cannot be compared, and what can be told."""
        words, points, names = self.words, self.series.points, self._names()
        for before, after in self.series.breaks:
            facts = {
                "first": names[points.index(before)],
                "last": names[points.index(after)],
                "instrument1": before.instrument.title,
                "instrument2": after.instrument.title,
                "predicate1": before.result.predicate.name,
                "predicate2": after.result.predicate.name,
            }
            said = words.label("series.break", **facts)
            shared = self._shared(before, after)
            if shared:
                said += " " + words.label("series.shared", names=Listed(shared))
            yield said

    def _shared(self, before: Point, after: Point) -> tuple[str, ...]:
        """Return the aspects that have one name on both sides of a break."""
        old = {aspect.name.casefold() for aspect in before.result.aspects}
        return tuple(one.name for one in after.result.aspects if one.name.casefold() in old)

    def _parts(self) -> Table:
        """Return the index, the domains and the aspects, a column for each point."""
        words, label, points = self.words, self.words.label, self.series.points
        starts = {points.index(after) for _, after in self.series.breaks}
        columns = [Column(label("code"), 8), Column(label("name"), 46)]
        for place, name in enumerate(self._names()):
            # On a narrow screen the earliest go first, each with the break after it.
            spare = max(len(points) - place - 2, 0)
            columns += [Column("", 3, spare=spare + 1)] if place in starts else []
            columns.append(Column(name, 10, number=True, spare=spare))

        def cells(scores: Sequence[Score | None]) -> Iterator[Cell]:
            for place, one in enumerate(scores):
                if place in starts:
                    yield BREAK
                yield passages.index(one.index, words) if one else passages.NONE

        whole = [point.result.total for point in points]
        names = " / ".join(dict.fromkeys(one.name for one in whole))
        rows = [Row(("", Own(names), *cells(whole)), "own")]
        rows += [
            Row(
                ("/".join(one.codes), Own(one.name), *cells(one.scores)), "group" if one.top else ""
            )
            for one in part_rows(points)
        ]
        note = label("series.parts_broken" if starts else "series.parts")
        return Table(tuple(columns), tuple(rows), note)

    def _drawn(self) -> Iterator[Block]:
        """Yield the lines of the index with the domains, and of the aspects."""
        rows, points = tuple(part_rows(self.series.points)), self.series.points
        whole = PartRow(tuple(point.result.total for point in points), top=True)
        label = self.words.label
        domains = {id(one) for point in points for one in point.result.domains}
        high = [row for row in rows if any(id(one) in domains for one in row.scores)]
        low = [row for row in rows if row not in high]
        yield self._lines(label("series.lines" if high else "series.line"), [whole, *high])
        if low:
            yield self._lines(label("series.aspects"), low)

    def _lines(self, title: str, rows: Sequence[PartRow]) -> Lines:
        """Return a drawing: every edition has its own lines, so that none crosses a break."""
        words, points, spans = self.words, self.series.points, self.series.spans
        names, lines, said, place = list[str](), list[Line](), list[str](), 0
        length, called = len(points) + len(spans) - 1, iter(self._names())
        for span in spans:
            offset = len(names)
            for row in rows:
                values: list[Fraction | None] = [None] * length
                for n, score in enumerate(row.scores[place : place + len(span)]):
                    values[offset + n] = Fraction(score.rounded) if score else None
                score = row.scores[place]
                if score:
                    whole = score is span[0].result.total
                    code = words.label("index") if whole else score.code
                    name = score.name if whole else f"{score.code} {score.name}"
                    name += f" ({span[0].instrument.title})" if len(spans) > 1 else ""
                    lines.append(Line(code, name, tuple(values), strong=whole))
                    shown = (words.number(value) for value in values if value is not None)
                    said.append(f"{name}: {'; '.join(shown)}.")
            names += [next(called) for _ in span] + [""]
            place += len(span)
        ends = [point.instrument for point in points]
        return Lines(
            title, " ".join(said), tuple(names[:-1]), tuple(lines), min(one.lowest for one in ends),
            max(one.highest for one in ends), words.label("series.changes"),
        )  # fmt: skip

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""
        series, points = self.series, self.series.points
        return {
            "sheets": [data.sheet_part(sheet) for sheet in series.sheets],
            "series": [
                {
                    "year": point.year,
                    "stage": point.stage,
                    "instrument": point.instrument.id,
                    "index": data.index_part(point.result),
                    **data.scores_part(point.result),
                    "difference": difference,
                }
                for point, difference in zip(points, self._differences(), strict=True)
            ],
            "breaks": [
                {
                    "before": points.index(before),
                    "after": points.index(after),
                    "from": before.instrument.id,
                    "to": after.instrument.id,
                    "shared_aspects": list(self._shared(before, after)),
                }
                for before, after in series.breaks
            ],
            "one_institution": series.one_institution,
            "findings": data.findings_part(series.findings, self.words),
        }

    def _differences(self) -> Iterator[str | None]:
        """Yield the exact difference to the point before; none across a break."""
        for span in self.series.spans:
            yield None
            for before, after in pairwise(span):
                yield exact_text(after.result.total.index - before.result.total.index)

    def rows(self) -> Rows:
        """Return one row a part and point, numbers with a point."""
        return COLUMNS, self._rows()

    def _rows(self) -> Iterator[dict[str, str]]:
        for point in self.series.points:
            whose = {
                "year": point.year,
                "stage": point.stage,
                "institution": point.sheet.says("instansi"),
                "file": point.sheet.file,
                "instrument": point.instrument.id,
            }
            yield from ({**row, **whose} for row in data.score_rows(point.result))
