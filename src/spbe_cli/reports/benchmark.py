"""What `spbe benchmark` says: the rank, the figures beside the quartiles, and the neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, Final

from spbe_cli.analysis.benchmark import BenchmarkResult, Figure, Neighbour, Placement
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Word
from spbe_cli.instrument import Instrument
from spbe_cli.reports import data, wording
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import ReportOf, without_folder
from spbe_cli.reports.statements import whose_heading
from spbe_cli.reports.wording import table, tone_of
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import capital

PARTS: Final = ("q1", "median", "q3")
PLACE: Final = ("rank", "count", "above", "equal", "below")
BINS: Final = 24  # so many columns has the drawing of a group


class BenchmarkReport(ReportOf[BenchmarkResult]):
    """The report of a placement; of a sheet without an index only why there is none."""

    columns: ClassVar[Sequence[str]] = (
        "part", "code", "name", "year", "group", "index", "predicate", "rank", "count",
        "percentile", "q1", "median", "q3", "position", "difference",
    )  # fmt: skip

    @property
    def _placement(self) -> Placement:
        assert self.result.placement is not None  # noqa: S101  without one nobody asks
        return self.result.placement

    @property
    def used(self) -> Instrument:
        """The instrument of the published results."""
        return self._placement.instrument

    @property
    def _group(self) -> Word:
        return Word(f"benchmark.group.{self._placement.subject.group}")

    def document(self) -> doc.Document:
        """Return the placement with the findings of its sheet."""
        placement, sheet = self.result.placement, self.result.assessment
        sheet = without_folder(sheet) if sheet else None
        sheets, file = ((sheet,), sheet.file) if sheet else ((), "")
        closing = self.closing(*sheets)
        if placement is None:
            summary = self.unscored(sheets)
            screen = self.unscored(sheets, errors=False)
            return doc.Document(file, "", summary, parts=closing, file=file, screen=screen)
        subject, own = placement.subject, placement.own
        if sheet:
            whose, origin = whose_heading(sheet) or file, self.origin(sheet)
        else:
            whose = f"{subject.institution} · {subject.year}"
            origin = f"{self.used.title} · {own.source if own else ''}"
        drawn = self._distribution(whose)
        return doc.Document(
            title=self.title("benchmark", whose),
            subtitle=origin,
            summary=tuple(self._summary()),
            parts=(doc.Part(self.label("benchmark.distribution"), (drawn,)), *closing),
            caveats=tuple(map(capital, self._caveats(sheet))),
            file=file,
        )

    def _summary(self) -> Iterator[doc.Block]:
        place = self._placement.total.standing
        assert place is not None  # noqa: S101  an index is always printed
        subject, total = self._placement.subject, self._placement.total
        yield doc.Verdict(
            total.name,
            self._number(total.value),
            subject.predicate,
            self.label("benchmark.rank", rank=place.rank, count=place.count, group=self._group),
            tone_of(subject.predicate, self.used),
        )
        counts = {"above": place.above, "equal": place.equal, "below": place.below}
        others = {"others": place.count - 1, "group": self._group, "year": subject.year}
        yield doc.Paragraph(self.label("benchmark.counts", **others, **counts), "strong")
        yield self._figures()
        yield doc.Heading(self.label("benchmark.nearest"))
        yield self._nearest()
        yield from (doc.Paragraph(text, "grey") for text in self._notes())

    def _caveats(self, sheet: Assessment | None) -> Iterator[str]:
        year = self._placement.subject.year
        if sheet:
            yield from self.caveats(sheet)
            if sheet.is_self_assessment:
                yield self.label("benchmark.self")
        if self._placement.latest:
            found = sheet.says("tahun") if sheet else ""
            key = "benchmark.latest_other" if found else "benchmark.latest_no_year"
            yield self.label(key if sheet else "benchmark.latest", found=found, year=year)

    def _figures(self) -> doc.Table:
        number = self._number

        def rank(one: Figure) -> str:
            place = one.standing
            facts = {"rank": place.rank, "count": place.count} if place else {}
            return self.label("benchmark.rank_of" if place else "benchmark.unread", **facts)

        def percentile(one: Figure) -> doc.Number | str:
            return number(one.standing.percentile if one.standing else None, 1)

        def name(one: Figure) -> doc.Own:
            return doc.Own(f"{one.code} {one.name}".strip())

        def side(one: Figure) -> str:
            return self.label(f"benchmark.{_side(one) or 'unread'}")

        return table(
            (self._placement.total, *self._placement.domains),
            self.column("benchmark.part", 36, name),
            self.numbers("index", 8, lambda one: number(one.value)),
            self.numbers("benchmark.rank_head", 13, rank),
            self.numbers("benchmark.percentile", 11, percentile, spare=4),
            self.numbers("benchmark.q1", 7, lambda one: number(one.quartiles.first), spare=3),
            self.numbers("benchmark.median", 8, lambda one: number(one.quartiles.median)),
            self.numbers("benchmark.q3", 7, lambda one: number(one.quartiles.third), spare=2),
            self.column("benchmark.position", 12, side, spare=1),
            kind=lambda one: "own" if one is self._placement.total else "",
        )

    def _number(self, value: Fraction | None, places: int = 2) -> doc.Number | str:
        if value is None:
            return self.label("benchmark.unread")
        text = self.number(value, places)
        return doc.Number(Fraction(rounded(value, places)), text, f"0.{'0' * places}")

    def _nearest(self) -> doc.Table:
        subject = self._placement.subject
        this = "this_sheet" if self.result.assessment else "this_institution"

        def name(one: Neighbour) -> doc.Own:
            marked = self.label(f"benchmark.{this}") if one.result is subject else ""
            return doc.Own(f"{one.result.institution} {marked}".strip())

        def difference(one: Neighbour) -> doc.Number | str:
            step = one.result.index - subject.index
            return "" if one.result is subject else self.difference(step)

        def predicate(one: Neighbour) -> doc.State:
            return wording.predicate(one.result.predicate, self.used)

        return table(
            self._placement.nearest,
            self.column("benchmark.institution", 36, name),
            self.numbers("index", 8, lambda one: self._number(one.result.index)),
            self.numbers("benchmark.rank_head", 13, lambda one: self.count(one.rank)),
            self.numbers("benchmark.difference", 12, difference),
            self.column("predicate", 14, predicate, wide=True),
            kind=lambda one: "own" if one.result is subject else "",
        )

    def _notes(self) -> Iterator[str]:
        size, own = len(self._placement.total.values), self._placement.own
        subject, sheet = self._placement.subject, self.result.assessment
        known = {"count": size, "group": self._group}
        member = own is not None and own.group == subject.group
        if own and member and sheet:
            facts = {"name": own.institution, "year": subject.year, "index": self.number(own.index)}
            yield self.label("benchmark.own", predicate=own.predicate, **facts)
        if not member:
            yield self.label("benchmark.added", **known)
        for figure in self._placement.domains:
            if missing := size - len(figure.values):
                yield self.label("benchmark.illegible", code=figure.code, count=missing)
        yield self.label("benchmark.legend", **known)
        if sheet:
            yield self.label("benchmark.rounded")
        yield self.label("benchmark.source", year=subject.year)

    def _distribution(self, whose: str) -> doc.Columns:
        figure, subject = self._placement.total, self._placement.subject
        index, values = self.number(subject.index), figure.values
        quartiles = dict(zip(PARTS, figure.quartiles, strict=True))
        texts = {part: self.number(one) for part, one in quartiles.items()}
        ends = {"lowest": self.number(min(values)), "highest": self.number(max(values))}
        known = {"count": len(values), "group": self._group}
        return replace(
            self.histogram(values, BINS, self.used),
            title=self.label("benchmark.drawing", name=figure.name, year=subject.year, **known),
            said=self.label("benchmark.drawing_text", whose=whose, index=index, **ends, **texts),
            bounds=tuple(
                doc.Mark(one, f"{self.label(f'benchmark.{part}')} {texts[part]}")
                for part, one in quartiles.items()
            ),
            mark=doc.Mark(subject.index, index),
        )

    def _data(self) -> Mapping[str, Any]:
        """Return one JSON document; percentiles and quartiles are exact."""
        placement, sheet = self.result.placement, self.result.assessment
        return {
            **(data.sheet_part(sheet) if sheet else {"instrument": None, "sheet": None}),
            **dict.fromkeys(("institution", "year", "group", "published", "index")),
            "domains": [],
            "nearest": [],
            "source": None,
            **(self._placement_data() if placement else {}),
        }

    def _placement_data(self) -> Mapping[str, Any]:
        result = self.result.assessment.result if self.result.assessment else None
        scores = {score.code: score for score in result.domains} if result else {}
        placement = self._placement
        subject, own = placement.subject, placement.own
        return {
            "instrument": data.instrument_part(placement.instrument),
            "institution": subject.institution or None,
            **data.taken(subject, "year", "group"),
            "published": {
                **data.taken(own, "institution", "group"),
                "value": float(rounded(own.index)),
                **data.taken(own, "predicate", "source"),
            } if own else None,
            "index": {
                **_figure_data(placement.total, result.total if result else None),
                "predicate": subject.predicate,
            },
            "domains": [
                {"code": one.code, "name": one.name, **_figure_data(one, scores.get(one.code))}
                for one in placement.domains
            ],
            "nearest": [
                {
                    "rank": rank,
                    "institution": one.institution or None,
                    "value": float(rounded(one.index)),
                    "predicate": one.predicate,
                    "difference": exact_text(one.index - subject.index),
                    "own": one is subject,
                }
                for rank, one in placement.nearest
            ],
            "source": self.label("benchmark.source", year=subject.year),
        }  # fmt: skip

    def _rows(self) -> Iterator[Mapping[str, object]]:
        placement = self.result.placement
        if placement is None:
            return
        subject = placement.subject
        whole = {"year": subject.year, "group": subject.group}
        for figure in (placement.total, *placement.domains):
            total = figure is placement.total
            yield {
                **whole,
                **_figure_data(figure),
                "part": "index" if total else "domain",
                "code": figure.code,
                "name": figure.name,
                "index": None if figure.value is None else rounded(figure.value),
                "predicate": subject.predicate if total else None,
            }
        for rank, one in placement.nearest:
            yield {
                **whole,
                "part": "own" if one is subject else "nearest",
                "name": one.institution,
                "index": rounded(one.index),
                "predicate": one.predicate,
                "rank": rank,
                "difference": exact_text(one.index - subject.index),
            }


def _side(figure: Figure) -> str | None:
    value, median = figure.value, figure.quartiles.median
    if value is None:
        return None
    return "above" if value > median else "below" if value < median else "equal"


def _figure_data(figure: Figure, score: Score | None = None) -> dict[str, Any]:
    """Return a figure; points and weight are those of a sheet."""
    place = figure.standing
    return {
        "points": exact_text(score.points) if score else None,
        "weight": exact_text(score.weight) if score else None,
        "value": None if figure.value is None else float(rounded(figure.value)),
        **{name: getattr(place, name) if place else None for name in PLACE},
        "percentile": data.exact_or_none(place.percentile if place else None),
        **{name: exact_text(one) for name, one in zip(PARTS, figure.quartiles, strict=True)},
        "position": _side(figure),
    }
