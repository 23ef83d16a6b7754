"""What `spbe benchmark` says: the rank, the figures beside the quartiles, and the neighbours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.benchmark import BenchmarkResult, Figure, Neighbour, Placement
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Word
from spbe_cli.reports import Rows, data, drawings, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

PARTS: Final = ("q1", "median", "q3")
PLACE: Final = ("rank", "count", "above", "equal", "below")
BINS: Final = 24
"""So many columns has the drawing of a group."""
COLUMNS: Final = (
    "part", "code", "name", "year", "group", "index", "predicate", "rank", "count", "percentile",
    "q1", "median", "q3", "position", "difference",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BenchmarkReport:
    """The report of a placement; of a sheet without an index only why there is none."""

    placed: BenchmarkResult
    words: Words
    command: str = ""

    def document(self) -> doc.Document:
        """Return the placement with the findings of its sheet."""
        placement, sheet, words = self.placed.placement, self.placed.assessment, self.words
        sheet = passages.named(sheet) if sheet else None
        sheets, file = ((sheet,), sheet.file) if sheet else ((), "")
        closing = passages.closing(self.placed.findings, sheets, words, self.command)
        if placement is None:
            summary = passages.unscored(sheets, words)
            screen = passages.unscored(sheets, words, errors=False)
            return doc.Document(file, "", summary, parts=closing, file=file, screen=screen)
        subject, own = placement.subject, placement.own
        if sheet:
            whose, origin = statements.heading(sheet) or file, statements.origin(sheet, words)
        else:
            whose = f"{subject.institution} · {subject.year}"
            origin = f"{placement.instrument.title} · {own.source if own else ''}"
        drawn = self._distribution(placement, whose)
        return doc.Document(
            title=passages.title("benchmark", whose, words),
            subtitle=origin,
            summary=tuple(self._summary(placement)),
            parts=(doc.Part(words.label("benchmark.distribution"), (drawn,)), *closing),
            caveats=tuple(map(passages.capital, self._caveats(placement, sheet))),
            file=file,
        )

    def _summary(self, placement: Placement) -> Iterator[doc.Block]:
        label, place = self.words.label, placement.total.standing
        assert place is not None  # noqa: S101  an index is always printed
        subject, group = placement.subject, Word(f"benchmark.group.{placement.subject.group}")
        yield doc.Verdict(
            placement.total.name,
            self._number(placement.total.value),
            subject.predicate,
            label("benchmark.rank", rank=place.rank, count=place.count, group=group),
            drawings.tone_of(subject.predicate, placement.instrument),
        )
        counts = {"above": place.above, "equal": place.equal, "below": place.below}
        others = {"others": place.count - 1, "group": group, "year": subject.year}
        yield doc.Paragraph(label("benchmark.counts", **others, **counts), "strong")
        yield self._figures(placement)
        yield doc.Heading(label("benchmark.nearest"))
        yield self._nearest(placement)
        yield from (doc.Paragraph(text, "grey") for text in self._notes(placement))

    def _caveats(self, placement: Placement, sheet: Assessment | None) -> Iterator[str]:
        words, year = self.words, placement.subject.year
        if sheet:
            yield from passages.caveats(sheet, words)
            if sheet.is_self_assessment:
                yield words.label("benchmark.self")
        if placement.latest:
            found = sheet.identity.get("tahun", "").strip() if sheet else ""
            key = "benchmark.latest_other" if found else "benchmark.latest_no_year"
            yield words.label(key if sheet else "benchmark.latest", found=found, year=year)

    def _figures(self, placement: Placement) -> doc.Table:
        label, number = self.words.label, self._number

        def rank(one: Figure) -> str:
            place = one.standing
            facts = {"rank": place.rank, "count": place.count} if place else {}
            return label("benchmark.rank_of" if place else "benchmark.unread", **facts)

        def percentile(one: Figure) -> doc.Number | str:
            return number(one.standing.percentile if one.standing else None, 1)

        def name(one: Figure) -> doc.Own:
            return doc.Own(f"{one.code} {one.name}".strip())

        def side(one: Figure) -> str:
            return label(f"benchmark.{_side(one) or 'unread'}")

        return table(
            (placement.total, *placement.domains),
            column(label("benchmark.part"), 36, name),
            numbers(label("index"), 8, lambda one: number(one.value)),
            numbers(label("benchmark.rank_head"), 13, rank),
            numbers(label("benchmark.percentile"), 11, percentile, spare=4),
            numbers(label("benchmark.q1"), 7, lambda one: number(one.quartiles.first), spare=3),
            numbers(label("benchmark.median"), 8, lambda one: number(one.quartiles.median)),
            numbers(label("benchmark.q3"), 7, lambda one: number(one.quartiles.third), spare=2),
            column(label("benchmark.position"), 12, side, spare=1),
            kind=lambda one: "own" if one is placement.total else "",
        )

    def _number(self, value: Fraction | None, places: int = 2) -> doc.Number | str:
        if value is None:
            return self.words.label("benchmark.unread")
        text = self.words.number(value, places)
        return doc.Number(Fraction(rounded(value, places)), text, f"0.{'0' * places}")

    def _nearest(self, placement: Placement) -> doc.Table:
        words, label, subject = self.words, self.words.label, placement.subject
        this = "this_sheet" if self.placed.assessment else "this_institution"

        def name(one: Neighbour) -> doc.Own:
            marked = label(f"benchmark.{this}") if one.result is subject else ""
            return doc.Own(f"{one.result.institution} {marked}".strip())

        def difference(one: Neighbour) -> doc.Number | str:
            step = one.result.index - subject.index
            return "" if one.result is subject else passages.difference(step, words)

        def predicate(one: Neighbour) -> doc.State:
            return passages.predicate(one.result.predicate, placement.instrument)

        return table(
            placement.nearest,
            column(label("benchmark.institution"), 36, name),
            numbers(label("index"), 8, lambda one: self._number(one.result.index)),
            numbers(label("benchmark.rank_head"), 13, lambda one: passages.count(one.rank)),
            numbers(label("benchmark.difference"), 12, difference),
            column(label("predicate"), 14, predicate, wide=True),
            kind=lambda one: "own" if one.result is subject else "",
        )

    def _notes(self, placement: Placement) -> Iterator[str]:
        label, size, own = self.words.label, len(placement.total.values), placement.own
        subject, sheet = placement.subject, self.placed.assessment
        known = {"count": size, "group": Word(f"benchmark.group.{subject.group}")}
        member = own is not None and own.group == subject.group
        if own and member and sheet:
            index = self.words.number(own.index)
            facts = {"name": own.institution, "year": subject.year, "index": index}
            yield label("benchmark.own", predicate=own.predicate, **facts)
        if not member:
            yield label("benchmark.added", **known)
        for figure in placement.domains:
            if missing := size - len(figure.values):
                yield label("benchmark.illegible", code=figure.code, count=missing)
        yield label("benchmark.legend", **known)
        if sheet:
            yield label("benchmark.rounded")
        yield label("benchmark.source", year=subject.year)

    def _distribution(self, placement: Placement, whose: str) -> doc.Columns:
        words, figure, subject = self.words, placement.total, placement.subject
        index, values = words.number(subject.index), figure.values
        quartiles = dict(zip(PARTS, figure.quartiles, strict=True))
        texts = {part: words.number(one) for part, one in quartiles.items()}
        ends = {"lowest": words.number(min(values)), "highest": words.number(max(values))}
        known = {"count": len(values), "group": Word(f"benchmark.group.{subject.group}")}
        return replace(
            drawings.histogram(values, BINS, placement.instrument, words),
            title=words.label("benchmark.drawing", name=figure.name, year=subject.year, **known),
            said=words.label("benchmark.drawing_text", whose=whose, index=index, **ends, **texts),
            bounds=tuple(
                doc.Mark(one, f"{words.label(f'benchmark.{part}')} {texts[part]}")
                for part, one in quartiles.items()
            ),
            mark=doc.Mark(subject.index, index),
        )

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; percentiles and quartiles are exact."""
        placement, sheet = self.placed.placement, self.placed.assessment
        nothing = ("institution", "year", "group", "published", "index")
        return {
            **(data.sheet_part(sheet) if sheet else {"instrument": None, "sheet": None}),
            **dict.fromkeys(nothing),
            "domains": [],
            "nearest": [],
            "source": None,
            **(self._placement_data(placement) if placement else {}),
            "findings": data.findings_part(self.placed.findings, self.words),
        }

    def _placement_data(self, placement: Placement) -> Mapping[str, Any]:
        result = self.placed.assessment.result if self.placed.assessment else None
        scores = {score.code: score for score in result.domains} if result else {}
        subject, own = placement.subject, placement.own
        return {
            "instrument": data.instrument_part(placement.instrument),
            "institution": subject.institution or None,
            "year": subject.year,
            "group": subject.group,
            "published": {
                "institution": own.institution,
                "group": own.group,
                "value": float(rounded(own.index)),
                "predicate": own.predicate,
                "source": own.source,
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
            "source": self.words.label("benchmark.source", year=subject.year),
        }  # fmt: skip

    def rows(self) -> Rows:
        """Return one row a figure or a neighbour, numbers with a point."""
        placement = self.placed.placement
        return COLUMNS, _rows(placement) if placement else ()


def _side(figure: Figure) -> str | None:
    value, median = figure.value, figure.quartiles.median
    if value is None:
        return None
    return "above" if value > median else "below" if value < median else "equal"


def _figure_data(figure: Figure, score: Score | None = None) -> dict[str, Any]:
    """Return a figure; points and weight are those of a sheet."""
    place = figure.standing
    percentile = place.percentile if place else None
    return {
        "points": exact_text(score.points) if score else None,
        "weight": exact_text(score.weight) if score else None,
        "value": None if figure.value is None else float(rounded(figure.value)),
        **{name: getattr(place, name) if place else None for name in PLACE},
        "percentile": None if percentile is None else exact_text(percentile),
        **{name: exact_text(one) for name, one in zip(PARTS, figure.quartiles, strict=True)},
        "position": _side(figure),
    }


def _rows(placement: Placement) -> Iterator[dict[str, object]]:
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
