"""The placement as a document, for the formats that people read on paper."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from spbe_cli.exact import rounded
from spbe_cli.former import Page, passages
from spbe_cli.former.about import about
from spbe_cli.former.benchmark import story
from spbe_cli.former.benchmark.drawing import caption, chart, distribution
from spbe_cli.former.document import (
    Block,
    Cell,
    Column,
    Document,
    Drawing,
    Heading,
    Number,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
)
from spbe_cli.placing import Figure, Placed, Placement
from spbe_cli.words import Words

WIDE = 44


def document(placed: Placed, page: Page) -> Document:
    """Make the document; of a sheet without an index it holds the findings alone."""
    words, placement = page.words, placed.placement
    placed = replace(placed, assessment=placed.assessment and passages.named(placed.assessment))
    # What was published has no findings.
    found = passages.findings(placed.findings, words) if placed.assessment else ()
    blocks = (*found, *about((placed.assessment,) if placed.assessment else (), page))
    file = placed.assessment.file if placed.assessment else ""
    if placement is None:
        return Document(file, "", blocks, file=file)
    return Document(
        passages.title("benchmark", story.title(placed, placement), words),
        story.origin(placed, placement, words),
        (*placement_blocks(placed, placement, words), *blocks),
        tuple(story.caveats(placed, placement, words)),
        file,
    )


def placement_blocks(placed: Placed, placement: Placement, words: Words) -> Iterator[Block]:
    """Yield the rank, the drawing, the figures and the neighbours."""
    index = number(placement.total.value, words)
    rank = story.rank(placement, words)
    yield Verdict(placement.total.name, index, placement.predicate, rank)
    yield Paragraph(story.counts(placement, words))
    said = words.label("benchmark.drawing_key", what=caption(placement, words))
    yield Drawing(distribution(placed, placement, words), said, chart(placement, words))
    yield Heading(words.label("benchmark.part"))
    yield figure_table(placement, words)
    yield Heading(words.label("benchmark.nearest"), sheet=words.label("benchmark.nearest_sheet"))
    yield nearest_table(placed, placement, words)
    for text in story.notes(placed, placement, words):
        yield Paragraph(text, "grey")


def figure_table(placement: Placement, words: Words) -> Table:
    """Return the table of the index and the domains."""
    keys = ("index", *(f"benchmark.{name}" for name in ("rank_head", "percentile", *story.PARTS)))
    columns = (
        Column(words.label("name"), WIDE),
        *(Column(words.label(key), number=True) for key in keys),
        Column(words.label("benchmark.position")),
    )
    figures = story.figures(placement)
    return Table(columns, tuple(Row(figure_cells(figure, words)) for figure in figures))


def figure_cells(figure: Figure, words: Words) -> tuple[Cell, ...]:
    """Return the cells of a figure; a rank of many is a text."""
    return (
        Own(story.figure_name(figure)),
        number(figure.value, words),
        story.rank_of(figure, words),
        number(story.percentile(figure), words, 1),
        *(number(value, words) for value in figure.quartiles),
        story.position(figure, words),
    )


def nearest_table(placed: Placed, placement: Placement, words: Words) -> Table:
    """Return the lines of the ranking around the result."""
    columns = (
        Column(words.label("benchmark.institution"), WIDE),
        Column(words.label("index"), number=True),
        Column(words.label("benchmark.rank_head"), number=True),
        Column(words.label("benchmark.difference"), number=True),
        Column(words.label("predicate")),
    )
    rows = tuple(
        Row(
            (
                Own(story.neighbour_name(one, placed, words)),
                number(one.index, words),
                passages.count(one.rank),
                ""
                if one.own
                else passages.difference(one.index - (placement.total.value or 0), words),
                one.predicate,
            )
        )
        for one in placement.nearest
    )
    return Table(columns, rows)


def number(value: Fraction | None, words: Words, places: int = 2) -> Number | str:
    """Return a number, or that it could not be read."""
    text = story.number(value, words, places)
    if value is None:
        return text
    return Number(Fraction(rounded(value, places)), text, f"0.{'0' * places}")
