"""What `spbe benchmark` gives to programs: JSON and CSV."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.exact import exact_text, rounded
from spbe_cli.former import Page
from spbe_cli.former.benchmark import story
from spbe_cli.former.jsondoc import Document, dump, instrument_part, sheet_part
from spbe_cli.former.yaml_findings import findings_part
from spbe_cli.placing import Figure, Neighbour, Placed, Placement
from spbe_cli.published import Result
from spbe_cli.scoring import Score
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "part", "code", "name", "year", "group", "index", "predicate", "rank", "count", "percentile",
    "q1", "median", "q3", "position", "difference",
)  # fmt: skip

Row = dict[str, str]


def json(placed: Placed, page: Page) -> str:
    """Write one JSON document; percentiles and quartiles are exact."""
    placement, assessment = placed.placement, placed.assessment
    whose = sheet_part(assessment) if assessment else {"instrument": None, "sheet": None}
    return dump(
        {
            "spbe": __version__,
            **whose,
            **(placement_part(placed, placement, page) if placement else nothing()),
            "findings": findings_part(placed.findings, page.words),
        }
    )


def nothing() -> Document:
    """Return what stands where there is no placement."""
    keys = ("institution", "year", "group", "published", "index")
    return {**dict.fromkeys(keys), "domains": [], "nearest": [], "source": None}


def placement_part(placed: Placed, placement: Placement, page: Page) -> Document:
    """Return the placement: every figure with its points where a sheet gives them."""
    result = placed.assessment.result if placed.assessment else None
    scores = {score.code: score for score in result.domains} if result else {}
    total = {
        **figure_part(placement.total, result.total if result else None),
        "predicate": placement.predicate,
    }
    return {
        "instrument": instrument_part(placement.instrument),
        "institution": placement.institution or None,
        "year": placement.year,
        "group": placement.group,
        "published": published_part(placement.own) if placement.own else None,
        "index": total,
        "domains": [
            {
                "code": figure.code,
                "name": figure.name,
                **figure_part(figure, scores.get(figure.code)),
            }
            for figure in placement.domains
        ],
        "nearest": [neighbour_part(one, placement) for one in placement.nearest],
        "source": page.words.label("benchmark.source", year=placement.year),
    }


def figure_part(figure: Figure, score: Score | None) -> Document:
    """Return a figure; points and weight are those of a sheet."""
    place, percentile = figure.standing, story.percentile(figure)
    return {
        "points": exact_text(score.points) if score else None,
        "weight": exact_text(score.weight) if score else None,
        "value": None if figure.value is None else printed(figure.value),
        "rank": place.rank if place else None,
        "count": place.count if place else None,
        "above": place.above if place else None,
        "equal": place.equal if place else None,
        "below": place.below if place else None,
        "percentile": None if percentile is None else exact_text(percentile),
        **{part: exact_text(value) for part, value in quartiles_of(figure).items()},
        "position": story.side(figure),
    }


def quartiles_of(figure: Figure) -> dict[str, Fraction]:
    """Return the quartiles of the group by their keys."""
    return dict(zip(story.PARTS, figure.quartiles, strict=True))


def printed(value: Fraction) -> float:
    """Return a printed figure as a number; two decimals are never lost in it."""
    return float(rounded(value))


def published_part(own: Result) -> Document:
    """Return what was published for the institution itself in that year."""
    return {
        "institution": own.institution,
        "group": own.group,
        "value": printed(own.index),
        "predicate": own.predicate,
        "source": own.source,
    }


def neighbour_part(one: Neighbour, placement: Placement) -> Document:
    """Return a line of the ranking."""
    return {
        "rank": one.rank,
        "institution": one.institution or None,
        "value": printed(one.index),
        "predicate": one.predicate,
        "difference": exact_text(one.index - (placement.total.value or 0)),
        "own": one.own,
    }


def csv_table(placed: Placed, _: Page) -> str:
    """Write a table, one row a figure or a neighbour, numbers with a point."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    if placed.placement is not None:
        writer.writerows(figure_rows(placed.placement))
        writer.writerows(neighbour_rows(placed.placement))
    return out.getvalue()


def figure_rows(placement: Placement) -> Iterator[Row]:
    """Yield the index and the domains."""
    for figure in story.figures(placement):
        place, percentile = figure.standing, story.percentile(figure)
        row = {"part": "domain", "code": figure.code}
        if figure is placement.total:
            row = {"part": "index", "predicate": harmless(placement.predicate)}
        if figure.value is not None:
            row["index"] = str(rounded(figure.value))
        if place is not None:
            row |= {"rank": str(place.rank), "count": str(place.count)}
        if percentile is not None:
            row["percentile"] = exact_text(percentile)
        quartiles = {part: exact_text(value) for part, value in quartiles_of(figure).items()}
        whole = {"year": str(placement.year), "group": placement.group, **quartiles}
        yield {**row, **whole, "name": harmless(figure.name), "position": story.side(figure) or ""}


def neighbour_rows(placement: Placement) -> Iterator[Row]:
    """Yield the lines of the ranking; that of the result itself is of the part `own`."""
    for one in placement.nearest:
        yield {
            "part": "own" if one.own else "nearest",
            "name": harmless(one.institution),
            "year": str(placement.year),
            "group": placement.group,
            "index": str(rounded(one.index)),
            "predicate": harmless(one.predicate),
            "rank": str(one.rank),
            "difference": exact_text(one.index - (placement.total.value or 0)),
        }
