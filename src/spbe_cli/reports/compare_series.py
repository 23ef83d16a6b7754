"""What `spbe compare` says of a series over years.

Only results of one edition have a difference: a series breaks where the edition changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar, Final

from spbe_cli.analysis.compare import Comparison, PartChange
from spbe_cli.analysis.compare_series import (
    PartRow,
    Point,
    SeriesResult,
    of_one_institution,
    part_rows,
)
from spbe_cli.findings import Listed, base_name
from spbe_cli.instrument import Instrument
from spbe_cli.reports import data
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import ReportOf
from spbe_cli.reports.statements import activity
from spbe_cli.reports.wording import (
    NONE,
    RowKind,
    Shown,
    column,
    grouped,
    numbers,
    predicate,
    table,
)
from spbe_cli.words import visible

BREAK: Final = "║"


class SeriesReport(ReportOf[SeriesResult]):
    """The report of a series; where a sheet has no index only why there is none."""

    columns: ClassVar[Sequence[str]] = (
        "part", "code", "name", "parent", "year", "stage", "institution", "file", "instrument",
        "index", "points", "weight", "predicate",
    )  # fmt: skip

    @property
    def used(self) -> Instrument:
        """The instrument of the latest result."""
        return self.result.points[-1].instrument

    def document(self) -> doc.Document:
        """Return the series with its findings."""
        series = self.result
        whose = series.sheets[0].says("instansi") if series.one_institution else ""
        whose = whose or self.label("series.count", count=len(series.sheets))
        years = [sheet.says("tahun") for sheet in series.sheets]
        span = self.label("series.span", first=years[0], last=years[-1]) if all(years) else ""
        said: dict[str, Any]
        if unscored := self.unscored(series.sheets):
            said = {"summary": unscored, "screen": self.unscored(series.sheets, errors=False)}
        else:
            parts = {"summary": self._summary, "beside": self._drawn, "caveats": self._caveats}
            said = {name: tuple(made()) for name, made in parts.items()}
        return doc.Document(
            title=self.title("series", " · ".join(filter(None, (whose, span)))),
            subtitle=" · ".join(base_name(sheet.file) for sheet in series.sheets),
            parts=self.closing(*series.sheets),
            file=base_name(series.sheets[-1].file),
            **said,
        )

    def _names(self) -> list[str]:
        """Name the points: by year, with stage or number where that is not enough."""
        points = self.result.points
        if not all(point.year for point in points):
            return [self.label("compare.file", number=n + 1) for n in range(len(points))]
        years = [visible(point.year) for point in points]
        stages = [f"{visible(point.year)} {visible(activity(point.stage))}"
                  for point in points]  # fmt: skip
        return [
            year if years.count(year) == 1
            else stage if stages.count(stage) == 1
            else f"{year} ({number})"
            for number, (year, stage) in enumerate(zip(years, stages, strict=True), start=1)
        ]  # fmt: skip

    def _caveats(self) -> Iterator[str]:
        series = self.result
        if not series.one_institution:
            yield self.label("series.institutions")
        named = list(zip(self._names(), series.points, strict=True))
        if not all(point.year for point in series.points):
            files = tuple(f"{name} ({base_name(point.sheet.file)})" for name, point in named)
            yield self.label("series.undated", files=Listed(files))
        if series.breaks:
            yield self.label("series.broken")
        for name, point in named:
            yield from (f"{name}: {text}" for text in self.caveats(point.sheet))

    def _summary(self) -> Iterator[doc.Block]:
        last = self.result.points[-1]
        name = self.label("series.latest", name=last.result.total.name, when=self._names()[-1])
        yield replace(self.verdict(last.result), name=name)
        yield self._indices()
        yield from (doc.Paragraph(text, "strong") for text in self._stories())
        if self.result.breaks:
            yield doc.Items(tuple(self._breaks()))
        yield self._parts()

    def _indices(self) -> doc.Table:
        names = self._names()
        several = not self.result.one_institution
        dated = all(point.year for point in self.result.points)

        def whose(one: Point) -> str:
            institution = one.sheet.says("instansi") if several else ""
            return visible(" · ".join(filter(None, (institution, one.stage))))

        def when(one: Point) -> str:
            return visible(one.year) if dated else names[one.place]

        def change(one: Point) -> doc.Cell:
            gained = self._gained(one)
            return NONE if gained is None else self.difference(gained)

        return grouped(
            ((doc.Own(span[0].instrument.title), span) for span in self.result.spans),
            self.column("excel.identity_tahun", 8, when),
            self.column("series.whose" if several else "excel.identity_tahap", 46, whose),
            self.numbers("index", 10, lambda one: self.index(one.result.total.index)),
            self.numbers("compare.difference", 10, change),
            self.column(
                "predicate", 16, lambda one: predicate(one.result.predicate.name, one.instrument)
            ),
            caption=self.label("series.difference_about"),
        )

    def _gained(self, point: Point) -> Fraction | None:
        """Return the difference to the point before; there is none across a break."""
        before = self.result.former(point)
        return point.result.total.index - before.result.total.index if before else None

    def _stories(self) -> Iterator[str]:
        names = self._names()

        def moved(key: str, part: PartChange) -> str:
            aspect, difference = part.after, self.signed(part.difference)
            return self.label(key, code=aspect.code, name=aspect.name, difference=difference)

        several = (span for span in self.result.spans if len(span) > 1)
        told = (span for span in several if of_one_institution(point.sheet for point in span))
        for start, *_, end in told:
            made = Comparison(start.result, end.result, ())
            said = self.label(
                "series.story",
                first=names[start.place],
                last=names[end.place],
                before=self.number(made.before.total.index),
                after=self.number(made.after.total.index),
                difference=self.signed(made.total.difference),
            )
            aspects = sorted(made.aspects, key=lambda one: one.difference)
            fell, rose = aspects[0], aspects[-1]
            said += " " + moved("series.rose", rose) if rose.difference > 0 else ""
            said += " " + moved("series.fell", fell) if fell.difference < 0 else ""
            yield said

    def _breaks(self) -> Iterator[str]:
        names = self._names()
        for before, after in self.result.breaks:
            said = self.label(
                "series.break",
                first=names[before.place],
                last=names[after.place],
                instrument1=before.instrument.title,
                instrument2=after.instrument.title,
                predicate1=before.result.predicate.name,
                predicate2=after.result.predicate.name,
            )
            both = _shared(before, after)
            yield said + (" " + self.label("series.shared", names=Listed(both)) if both else "")

    def _parts(self) -> doc.Table:
        points = self.result.points
        starts = {after.place for _, after in self.result.breaks}
        columns: list[Shown[PartRow]] = [
            self.column("code", 8, lambda row: row.code),
            self.column("name", 46, lambda row: doc.Own(row.name)),
        ]

        def index(place: int, row: PartRow) -> doc.Cell:
            score = row.scores[place]
            return self.index(score.index) if score else NONE

        for place, name in enumerate(self._names()):
            # On a narrow screen the earliest go first, each with the break after it.
            spare = max(len(points) - place - 2, 0)
            if place in starts:
                columns.append(column("", 3, lambda _: BREAK, spare=spare + 1))
            columns.append(numbers(name, 10, partial(index, place), spare=spare))

        def kind(row: PartRow) -> RowKind:
            return "own" if row.kind == "whole" else "group" if row.top else ""

        note = self.label("series.parts_broken" if starts else "series.parts")
        return table(part_rows(points), *columns, kind=kind, caption=note)

    def _drawn(self) -> Iterator[doc.Block]:
        rows = tuple(part_rows(self.result.points))
        high = [row for row in rows if row.kind != "aspect"]
        low = [row for row in rows if row.kind == "aspect"]
        yield self._lines(self.label("series.lines" if len(high) > 1 else "series.line"), high)
        if low:
            yield self._lines(self.label("series.aspects"), low)

    def _lines(self, title: str, rows: Sequence[PartRow]) -> doc.Lines:
        """Return a drawing: every edition has its own lines, so that none crosses a break."""
        points, spans = self.result.points, self.result.spans
        names, lines, said, called = list[str](), list[doc.Line](), list[str](), self._names()
        for span in spans:
            offset = len(names)
            names += [called[one.place] for one in span] + [""]
            for row in rows:
                first = row.scores[span[0].place]
                if first is None:
                    continue
                values: list[Fraction | None] = [None] * (len(points) + len(spans) - 1)
                for n, point in enumerate(span, start=offset):
                    score = row.scores[point.place]
                    values[n] = Fraction(score.rounded) if score else None
                whole = row.kind == "whole"
                code = self.label("index") if whole else first.code
                name = first.name if whole else f"{first.code} {first.name}"
                name += f" ({span[0].instrument.title})" if len(spans) > 1 else ""
                lines.append(doc.Line(code, name, tuple(values), strong=whole))
                shown = (self.number(value) for value in values if value is not None)
                said.append(f"{name}: {'; '.join(shown)}.")
        lowest = min(point.instrument.lowest for point in points)
        highest = max(point.instrument.highest for point in points)
        drawn = (tuple(names[:-1]), tuple(lines), lowest, highest, self.label("series.changes"))
        return doc.Lines(title, " ".join(said), *drawn)

    def _data(self) -> Mapping[str, Any]:
        """Return the JSON document; a difference is to the point before, none across a break."""
        series = self.result
        return {
            "sheets": [data.sheet_part(sheet) for sheet in series.sheets],
            "series": [
                {
                    "year": point.year,
                    "stage": point.stage,
                    "instrument": point.instrument.id,
                    "index": data.index_part(point.result),
                    **data.scores_part(point.result),
                    "difference": data.exact_or_none(self._gained(point)),
                }
                for point in series.points
            ],
            "breaks": [
                {
                    "before": before.place,
                    "after": after.place,
                    "from": before.instrument.id,
                    "to": after.instrument.id,
                    "shared_aspects": _shared(before, after),
                }
                for before, after in series.breaks
            ],
            "one_institution": series.one_institution,
        }

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return [
            {
                **row,
                "year": point.year,
                "stage": point.stage,
                "institution": point.sheet.says("instansi"),
                "file": point.sheet.file,
                "instrument": point.instrument.id,
            }
            for point in self.result.points
            for row in data.result_rows(point.result)
        ]


def _shared(before: Point, after: Point) -> tuple[str, ...]:
    old = {aspect.name.casefold() for aspect in before.result.aspects}
    return tuple(one.name for one in after.result.aspects if one.name.casefold() in old)
