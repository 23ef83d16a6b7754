"""What there is to say about a placement, in words: shared by screen, documents and data."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spbe_cli.findings import Word
from spbe_cli.peers import Reason
from spbe_cli.placing import Figure, Neighbour, Placed, Placement
from spbe_cli.reports import statements as story
from spbe_cli.words import Words

PARTS: Final = ("q1", "median", "q3")


def title(placed: Placed, placement: Placement) -> str:
    """Say whose result it is."""
    if placed.assessment is None:
        return f"{placement.institution} · {placement.year}"
    return story.heading(placed.assessment) or placed.assessment.file


def origin(placed: Placed, placement: Placement, words: Words) -> str:
    """Say by which instrument, and where the result comes from."""
    if placed.assessment is not None:
        return story.origin(placed.assessment, words)
    source = placement.own.source if placement.own else ""
    return f"{placement.instrument.title} · {source}"


def group(placement: Placement) -> Word:
    """Return what the institutions of a group are called."""
    return Word(f"benchmark.group.{placement.group}")


def rank(placement: Placement, words: Words) -> str:
    """Say the rank of the index."""
    place = placement.total.standing
    assert place is not None  # noqa: S101  an index is always printed
    return words.label("benchmark.rank", rank=place.rank, count=place.count, group=group(placement))


def counts(placement: Placement, words: Words) -> str:
    """Say how many of the others are higher, equal and lower."""
    place = placement.total.standing
    assert place is not None  # noqa: S101  an index is always printed
    return words.label(
        "benchmark.counts",
        others=place.count - 1,
        group=group(placement),
        year=placement.year,
        above=place.above,
        equal=place.equal,
        below=place.below,
    )


def figures(placement: Placement) -> tuple[Figure, ...]:
    """Return the index, then the domains."""
    return (placement.total, *placement.domains)


def figure_name(figure: Figure) -> str:
    """Return what a figure is called, with its code."""
    return f"{figure.code} {figure.name}".strip()


def rank_of(figure: Figure, words: Words) -> str:
    """Write the rank of a figure; of none, that it could not be read."""
    place = figure.standing
    if place is None:
        return words.label("benchmark.unread")
    return words.label("benchmark.rank_of", rank=place.rank, count=place.count)


def percentile(figure: Figure) -> Fraction | None:
    """Return the percentile of a figure, where there is one."""
    return figure.standing.percentile if figure.standing else None


def number(value: Fraction | None, words: Words, places: int = 2) -> str:
    """Write a number; of none, that it could not be read."""
    return words.label("benchmark.unread") if value is None else words.number(value, places)


def side(figure: Figure) -> str | None:
    """Tell on which side of the median a figure lies."""
    value, median = figure.value, figure.quartiles.median
    if value is None:
        return None
    return "above" if value > median else "below" if value < median else "equal"


def position(figure: Figure, words: Words) -> str:
    """Write on which side of the median a figure lies."""
    return words.label(f"benchmark.{side(figure) or 'unread'}")


def neighbour_name(one: Neighbour, placed: Placed, words: Words) -> str:
    """Return the name of an institution; that of the result itself says so."""
    kind = "this_institution" if placed.assessment is None else "this_sheet"
    own = words.label(f"benchmark.{kind}") if one.own else ""
    return f"{one.institution} {own}".strip()


def caveats(placed: Placed, placement: Placement, words: Words) -> Iterator[str]:
    """Yield what must be known before the number is read."""
    if placed.assessment is not None:
        yield from story.caveats(placed.assessment, words)
        if story.is_self_assessment(placed.assessment):
            yield words.label("benchmark.self")
    if placement.reason is Reason.LATEST:
        yield latest(placed, placement, words)


def latest(placed: Placed, placement: Placement, words: Words) -> str:
    """Say why the latest results were taken."""
    if placed.assessment is None:
        return words.label("benchmark.latest", year=placement.year)
    found = placed.assessment.identity.get("tahun", "").strip()
    key = "benchmark.latest_other" if found else "benchmark.latest_no_year"
    return words.label(key, found=found, year=placement.year)


def notes(
    placed: Placed, placement: Placement, words: Words, *, narrow: bool = False
) -> Iterator[str]:
    """Yield what is to know beside the figures: who is counted, what the columns say."""
    size = len(placement.total.values)
    known = {"count": size, "group": group(placement)}
    member = placement.own is not None and placement.own.group == placement.group
    if placement.own and member and placed.assessment is not None:
        yield words.label(
            "benchmark.own",
            name=placement.own.institution,
            year=placement.year,
            index=words.number(placement.own.index),
            predicate=placement.own.predicate,
        )
    if not member:
        yield words.label("benchmark.added", **known)
    for figure in placement.domains:
        if len(figure.values) < size:
            missing = size - len(figure.values)
            yield words.label("benchmark.illegible", code=figure.code, count=missing)
    yield words.label("benchmark.legend_narrow" if narrow else "benchmark.legend", **known)
    if placed.assessment is not None:
        yield words.label("benchmark.rounded")
    yield words.label("benchmark.source", year=placement.year)
