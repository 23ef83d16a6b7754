"""The simulation as a document: what becomes of the index, its parts, and what changes."""

from collections.abc import Iterator

from spbe_cli.comparison import Comparison
from spbe_cli.former import Page, changed, passages
from spbe_cli.former.about import about
from spbe_cli.former.compare.story import name_of
from spbe_cli.former.document import (
    Block,
    Column,
    Document,
    Heading,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
)
from spbe_cli.former.drawings import Bar
from spbe_cli.former.simulate.story import outcome
from spbe_cli.instrument import Instrument
from spbe_cli.planning.simulation import Simulation
from spbe_cli.reports import statements as story
from spbe_cli.reports.statements import gain_text, parts_heading, raise_text
from spbe_cli.weighing import Simulated
from spbe_cli.words import Words


def document(simulated: Simulated, page: Page) -> Document:
    """Return the simulation with its findings."""
    words, assessment = page.words, passages.named(simulated.assessment)
    made, instrument = simulated.simulation, assessment.instrument
    blocks: list[Block] = list(passages.unscored((assessment,), words))
    if made and instrument:
        blocks += simulation(made, instrument, words)
    blocks += passages.findings(simulated.findings, words)
    blocks += about((assessment,), page)
    return Document(
        title=passages.title("simulate", story.heading(assessment) or assessment.file, words),
        subtitle=story.origin(assessment, words),
        blocks=tuple(blocks),
        caveats=passages.caveats(assessment, words),
        file=assessment.file,
    )


def simulation(made: Simulation, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield the result, its parts, and every change."""
    before, after = made.before, made.after
    note = words.label(
        "changed.now", index=words.number(before.total.index), predicate=before.predicate.name
    )
    name, index = words.label("simulate.verdict", name=after.total.name), after.total.index
    yield Verdict(name, passages.index(index, words), after.predicate.name, note)
    yield Paragraph(outcome(made, words), "strong")
    names = (words.label("simulate.before"), words.label("simulate.after"))
    yield changed.scale_drawing((before, after), names, instrument, words)
    both = Comparison(before, after, ())
    yield Heading(parts_heading(both.before, words))
    yield changed.parts_table(both, names, words)
    yield Heading(words.label("simulate.change"))
    bars = [
        Bar(name_of(instrument, effect.row), gain_text(effect.gain, words), effect.gain)
        for effect in made.effects
    ]
    yield from changed.bars_drawing("changes", words.label("changed.rows"), bars)
    yield changes(made, instrument, words)


def changes(made: Simulation, instrument: Instrument, words: Words) -> Table:
    """Return what changes; the sum of what is added is the difference of the index."""
    columns = (
        Column(words.label("number"), 7),
        Column(words.label("indicator_name"), 46),
        Column(words.label("level"), 12),
        Column(words.label("simulate.gain"), 14, number=True),
    )
    rows = (
        Row(
            (
                effect.row,
                Own(instrument.rows()[effect.row].short),
                raise_text(effect.start, effect.end, words),
                passages.gain(effect.gain, words),
            )
        )
        for effect in made.effects
    )
    whole = passages.gain(made.after.total.index - made.before.total.index, words)
    total = Row(("", words.label("plan.total"), "", whole), "total")
    return Table(columns, (*rows, total))
