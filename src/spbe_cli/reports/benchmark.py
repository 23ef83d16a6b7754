"""What `spbe benchmark` says: the rank, the figures beside the quartiles, and the neighbours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.benchmark import BenchmarkResult, Figure, Neighbour, Placement, Reason
from spbe_cli.analysis.compare import is_self_assessment
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Word
from spbe_cli.reports import Rows, drawings, passages, statements
from spbe_cli.reports.data import findings_part, instrument_part, sheet_part
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Cell,
    Column,
    Columns,
    Document,
    Heading,
    Mark,
    Number,
    Own,
    Paragraph,
    Part,
    Row,
    Table,
    Verdict,
)
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

PARTS: Final = ("q1", "median", "q3")
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

    def document(self) -> Document:
        """Return the placement with the findings of its sheet."""
        placed, words = self.placed, self.words
        sheets = (self._sheet,) if self._sheet else ()
        closing = passages.closing(placed.findings, sheets, words, self.command)
        file = self._sheet.file if self._sheet else ""
        if placed.placement is None:
            summary = passages.unscored(sheets, words)
            screen = passages.unscored(sheets, words, errors=False)
            return Document(file, "", summary, parts=closing, file=file, screen=screen)
        return Document(
            title=passages.title("benchmark", self._whose(placed.placement), words),
            subtitle=self._origin(placed.placement),
            summary=tuple(self._summary(placed.placement)),
            parts=(*self._parts(placed.placement), *closing),
            caveats=tuple(map(passages.capital, self._caveats(placed.placement))),
            file=file,
        )

    @property
    def _sheet(self) -> Assessment | None:
        return passages.named(self.placed.assessment) if self.placed.assessment else None

    def _whose(self, placement: Placement) -> str:
        if self._sheet is None:
            return f"{placement.institution} · {placement.year}"
        return statements.heading(self._sheet) or self._sheet.file

    def _origin(self, placement: Placement) -> str:
        """Say by which instrument, and where the result comes from."""
        if self._sheet is not None:
            return statements.origin(self._sheet, self.words)
        source = placement.own.source if placement.own else ""
        return f"{placement.instrument.title} · {source}"

    def _group(self, placement: Placement) -> Word:
        """Return what the institutions of the group are called."""
        return Word(f"benchmark.group.{placement.group}")

    def _summary(self, placement: Placement) -> Iterator[Block]:
        """Yield the rank, how many are higher and lower, the quartiles, and the neighbours."""
        words, place = self.words, placement.total.standing
        assert place is not None  # noqa: S101  an index is always printed
        group = self._group(placement)
        yield Verdict(
            placement.total.name,
            self._number(placement.total.value),
            placement.predicate,
            words.label("benchmark.rank", rank=place.rank, count=place.count, group=group),
            drawings.tone_of(placement.predicate, placement.instrument),
        )
        yield Paragraph(
            words.label(
                "benchmark.counts",
                others=place.count - 1,
                group=group,
                year=placement.year,
                above=place.above,
                equal=place.equal,
                below=place.below,
            ),
            "strong",
        )
        yield self._figures(placement)
        yield Heading(words.label("benchmark.nearest"))
        yield self._nearest(placement)
        yield from (Paragraph(text, "grey") for text in self._notes(placement))

    def _parts(self, placement: Placement) -> Iterator[Part]:
        drawn: Blocks = (self._distribution(placement),)
        yield Part(self.words.label("benchmark.distribution"), drawn)

    def _caveats(self, placement: Placement) -> Iterator[str]:
        """Yield what must be known before the number is read."""
        sheet, words = self._sheet, self.words
        if sheet is not None:
            yield from passages.caveats(sheet, words)
            if is_self_assessment(sheet):
                yield words.label("benchmark.self")
        if placement.reason is Reason.LATEST:
            found = sheet.identity.get("tahun", "").strip() if sheet else ""
            key = "benchmark.latest_other" if found else "benchmark.latest_no_year"
            key = key if sheet else "benchmark.latest"
            yield words.label(key, found=found, year=placement.year)

    def _figures(self, placement: Placement) -> Table:
        label = self.words.label
        columns = (
            Column(label("benchmark.part"), 36),
            Column(label("index"), 8, number=True),
            Column(label("benchmark.rank_head"), 13, number=True),
            Column(label("benchmark.percentile"), 11, number=True, spare=4),
            Column(label("benchmark.q1"), 7, number=True, spare=3),
            Column(label("benchmark.median"), 8, number=True),
            Column(label("benchmark.q3"), 7, number=True, spare=2),
            Column(label("benchmark.position"), 12, spare=1),
        )
        rows = [Row(self._figure(placement.total), "own")]
        rows += [Row(self._figure(figure)) for figure in placement.domains]
        return Table(columns, tuple(rows))

    def _figure(self, figure: Figure) -> tuple[Cell, ...]:
        label, place = self.words.label, figure.standing
        facts = {"rank": place.rank, "count": place.count} if place else {}
        return (
            Own(f"{figure.code} {figure.name}".strip()),
            self._number(figure.value),
            label("benchmark.rank_of", **facts) if facts else label("benchmark.unread"),
            self._number(place.percentile if place else None, 1),
            *(self._number(value) for value in figure.quartiles),
            label(f"benchmark.{_side(figure) or 'unread'}"),
        )

    def _number(self, value: Fraction | None, places: int = 2) -> Number | str:
        """Return a number, or that it could not be read."""
        if value is None:
            return self.words.label("benchmark.unread")
        text = self.words.number(value, places)
        return Number(Fraction(rounded(value, places)), text, f"0.{'0' * places}")

    def _nearest(self, placement: Placement) -> Table:
        words, own = self.words, placement.total.value or Fraction(0)
        columns = (
            Column(words.label("benchmark.institution"), 36),
            Column(words.label("index"), 8, number=True),
            Column(words.label("benchmark.rank_head"), 13, number=True),
            Column(words.label("benchmark.difference"), 12, number=True),
            Column(words.label("predicate"), 14, wide=True),
        )
        rows = (
            Row(
                (
                    Own(self._neighbour(one)),
                    self._number(one.index),
                    passages.count(one.rank),
                    "" if one.own else passages.difference(one.index - own, words),
                    passages.predicate(one.predicate, placement.instrument),
                ),
                "own" if one.own else "",
            )
            for one in placement.nearest
        )
        return Table(columns, tuple(rows))

    def _neighbour(self, one: Neighbour) -> str:
        """Return the name of an institution; that of the result itself says so."""
        kind = "this_institution" if self.placed.assessment is None else "this_sheet"
        own = self.words.label(f"benchmark.{kind}") if one.own else ""
        return f"{one.institution} {own}".strip()

    def _notes(self, placement: Placement) -> Iterator[str]:
        """Yield what is to know beside the figures: who is counted, what the columns say."""
        label, size, own = self.words.label, len(placement.total.values), placement.own
        known = {"count": size, "group": self._group(placement)}
        member = own is not None and own.group == placement.group
        if own and member and self.placed.assessment is not None:
            index = self.words.number(own.index)
            facts = {"name": own.institution, "year": placement.year, "index": index}
            yield label("benchmark.own", predicate=own.predicate, **facts)
        if not member:
            yield label("benchmark.added", **known)
        for figure in placement.domains:
            if len(figure.values) < size:
                missing = size - len(figure.values)
                yield label("benchmark.illegible", code=figure.code, count=missing)
        yield label("benchmark.legend", **known)
        if self.placed.assessment is not None:
            yield label("benchmark.rounded")
        yield label("benchmark.source", year=placement.year)

    def _distribution(self, placement: Placement) -> Columns:
        """Draw how many of the group lie where on the scale, the quartiles, and the result."""
        words, figure = self.words, placement.total
        quartiles = [
            Mark(value, f"{words.label(f'benchmark.{part}')} {words.number(value)}")
            for part, value in zip(PARTS, figure.quartiles, strict=True)
        ]
        value = figure.value or Fraction(0)
        said = words.label(
            "benchmark.drawing_text",
            whose=self._whose(placement),
            index=words.number(value),
            lowest=words.number(min(figure.values)),
            highest=words.number(max(figure.values)),
            **{part: words.number(one) for part, one in zip(PARTS, figure.quartiles, strict=True)},
        )
        title = words.label(
            "benchmark.drawing",
            name=figure.name,
            count=len(figure.values),
            group=self._group(placement),
            year=placement.year,
        )
        mark = Mark(value, words.number(value))
        drawn = drawings.histogram(figure.values, BINS, placement.instrument, words)
        return replace(drawn, title=title, said=said, bounds=tuple(quartiles), mark=mark)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; percentiles and quartiles are exact."""
        placement, sheet = self.placed.placement, self.placed.assessment
        keys = ("institution", "year", "group", "published", "index")
        nothing: dict[str, Any] = {
            **dict.fromkeys(keys),
            "domains": [],
            "nearest": [],
            "source": None,
        }
        return {
            "spbe": __version__,
            **(sheet_part(sheet) if sheet else {"instrument": None, "sheet": None}),
            **(self._placement_data(placement) if placement else nothing),
            "findings": findings_part(self.placed.findings, self.words),
        }

    def _placement_data(self, placement: Placement) -> Mapping[str, Any]:
        """Return every figure, with its points where a sheet gives them."""
        result = self.placed.assessment.result if self.placed.assessment else None
        scores = {score.code: score for score in result.domains} if result else {}
        own = placement.own
        return {
            "instrument": instrument_part(placement.instrument),
            "institution": placement.institution or None,
            "year": placement.year,
            "group": placement.group,
            "published": {
                "institution": own.institution,
                "group": own.group,
                "value": float(rounded(own.index)),
                "predicate": own.predicate,
                "source": own.source,
            } if own else None,
            "index": {
                **_figure_data(placement.total, result.total if result else None),
                "predicate": placement.predicate,
            },
            "domains": [
                {
                    "code": figure.code,
                    "name": figure.name,
                    **_figure_data(figure, scores.get(figure.code)),
                }
                for figure in placement.domains
            ],
            "nearest": [
                {
                    "rank": one.rank,
                    "institution": one.institution or None,
                    "value": float(rounded(one.index)),
                    "predicate": one.predicate,
                    "difference": exact_text(one.index - (placement.total.value or 0)),
                    "own": one.own,
                }
                for one in placement.nearest
            ],
            "source": self.words.label("benchmark.source", year=placement.year),
        }  # fmt: skip

    def rows(self) -> Rows:
        """Return one row a figure or a neighbour, numbers with a point."""
        placement = self.placed.placement
        if placement is None:
            return COLUMNS, ()
        return COLUMNS, (*_figure_rows(placement), *_neighbour_rows(placement))


def _side(figure: Figure) -> str | None:
    """Tell on which side of the median a figure lies."""
    value, median = figure.value, figure.quartiles.median
    if value is None:
        return None
    return "above" if value > median else "below" if value < median else "equal"


def _percentile(figure: Figure) -> str | None:
    exact = figure.standing.percentile if figure.standing else None
    return None if exact is None else exact_text(exact)


def _figure_data(figure: Figure, score: Score | None) -> Mapping[str, Any]:
    """Return a figure; points and weight are those of a sheet."""
    place = figure.standing
    quartiles = zip(PARTS, figure.quartiles, strict=True)
    return {
        "points": exact_text(score.points) if score else None,
        "weight": exact_text(score.weight) if score else None,
        "value": None if figure.value is None else float(rounded(figure.value)),
        "rank": place.rank if place else None,
        "count": place.count if place else None,
        "above": place.above if place else None,
        "equal": place.equal if place else None,
        "below": place.below if place else None,
        "percentile": _percentile(figure),
        **{part: exact_text(value) for part, value in quartiles},
        "position": _side(figure),
    }


def _figure_rows(placement: Placement) -> Iterator[dict[str, str]]:
    for figure in (placement.total, *placement.domains):
        place = figure.standing
        total = figure is placement.total
        quartiles = zip(PARTS, figure.quartiles, strict=True)
        yield {
            "part": "index" if total else "domain",
            "code": "" if total else figure.code,
            "name": figure.name,
            "year": str(placement.year),
            "group": placement.group,
            "index": "" if figure.value is None else str(rounded(figure.value)),
            "predicate": placement.predicate if total else "",
            "rank": str(place.rank) if place else "",
            "count": str(place.count) if place else "",
            "percentile": _percentile(figure) or "",
            **{part: exact_text(value) for part, value in quartiles},
            "position": _side(figure) or "",
        }


def _neighbour_rows(placement: Placement) -> Iterator[dict[str, str]]:
    for one in placement.nearest:
        yield {
            "part": "own" if one.own else "nearest",
            "name": one.institution,
            "year": str(placement.year),
            "group": placement.group,
            "index": str(rounded(one.index)),
            "predicate": one.predicate,
            "rank": str(one.rank),
            "difference": exact_text(one.index - (placement.total.value or 0)),
        }
