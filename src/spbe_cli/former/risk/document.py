"""The risk as a document: what must be proved first and by whom, how far the index can fall."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.exposure import Exposed, Risk
from spbe_cli.former import Page, passages
from spbe_cli.former.about import about
from spbe_cli.former.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
)
from spbe_cli.former.risk import story as told
from spbe_cli.former.risk.spread import spread_blocks
from spbe_cli.reports import statements as story
from spbe_cli.risk.claims import Claim
from spbe_cli.words import Words


def document(exposed: Exposed, page: Page) -> Document:
    """Return the risk with the findings."""
    words, assessment = page.words, passages.named(exposed.assessment)
    blocks: list[Block] = list(passages.unscored((assessment,), words))
    if exposed.risk is not None:
        blocks += risk(exposed, exposed.risk, words)
    blocks += passages.findings(exposed.findings, words)
    blocks += about((assessment,), page)
    return Document(
        title=passages.title("risk", story.heading(assessment) or assessment.file, words),
        subtitle=story.origin(assessment, words),
        blocks=tuple(blocks),
        caveats=passages.caveats(assessment, words),
        file=assessment.file,
    )


def risk(exposed: Exposed, found: Risk, words: Words) -> Iterator[Block]:
    """Yield the index that is doubted, the claims, the depth, and the chances."""
    result = told.result_of(exposed)
    index = passages.index(result.total.index, words)
    yield Verdict(result.total.name, index, result.predicate.name)
    head = told.claims_line(exposed, found, words).removesuffix(".")
    yield Heading(head, sheet=words.label("risk.claims_sheet"))
    if found.high:
        yield claims(exposed, found, words)
    yield Heading(words.label("risk.lowest"))
    depth = (told.evidence_line(exposed, found, words), *told.fewest_lines(exposed, found, words))
    yield Items(depth)
    yield outcomes(exposed, found, words)
    if found.distribution is not None and found.claims:
        yield Heading(words.label("risk.spread"))
        yield from map(Paragraph, told.assumption_lines(exposed, found, words))
        yield from spread_blocks(exposed, found.distribution, words)


def claims(exposed: Exposed, found: Risk, words: Words) -> Table:
    """Return what must be proved, agency by agency, with what it is worth in the index."""
    lowest = told.instrument_of(exposed).lowest
    columns = (
        Column(words.label("number"), 7),
        Column(words.label("indicator_name"), 28),
        Column(words.label("compare.evidence"), 10),
        Column(words.label("risk.demand"), 50),
        Column(words.label("explain.evidence"), 40),
        Column(words.label("level"), 10, number=True),
        Column(words.label("risk.one_less"), 12, number=True),
        Column(words.label("risk.all_less", level=lowest), 12, number=True),
    )
    rows: list[Row] = []
    for group in told.groups(exposed, found.high):
        if exposed.assignment is not None:
            name = group.agency or words.label("plan.unassigned")
            worth = lost(group.one_less, group.all_less, words)
            rows.append(Row(("", name, "", "", "", "", *worth), "group"))
        rows += [claim_row(exposed, claim, words) for claim in group.claims]
    whole = told.Group(None, found.high)
    worth = lost(whole.one_less, whole.all_less, words)
    rows.append(Row(("", words.label("risk.total"), "", "", "", "", *worth), "total"))
    return Table(columns, tuple(rows), words.label("risk.worth", lowest=lowest))


def claim_row(exposed: Exposed, claim: Claim, words: Words) -> Row:
    """Return one claim: what must be there, and what is lost without it."""
    instrument = told.instrument_of(exposed)
    return Row(
        (
            claim.row,
            Own(instrument.rows()[claim.row].short),
            told.evidence_text(claim, words),
            Own(" ".join(told.demand(instrument, claim, words).split())),
            Own(told.typical_evidence(instrument, claim)),
            passages.level(claim.level, words),
            *lost(claim.one_less, claim.all_less, words),
        )
    )


def lost(one: Fraction, whole: Fraction, words: Words) -> tuple[Cell, Cell]:
    """Return what is lost by one level, and to the lowest."""
    return passages.gain(-one, words), passages.gain(-whole, words)


def outcomes(exposed: Exposed, found: Risk, words: Words) -> Table:
    """Return the index now and at every depth, with how many indicators fall for it."""
    instrument, now = told.instrument_of(exposed), told.result_of(exposed)
    facts = {"lowest": instrument.lowest, "step": story.step(instrument, words)}
    columns = (
        Column(words.label("risk.if"), 46),
        Column(words.label("risk.fallen"), 22, number=True),
        Column(words.label("index"), 10, number=True),
        Column(words.label("predicate"), 16),
    )
    cases = [("risk.if_now", 0, now), ("risk.if_bare", len(found.bare), found.proven)]
    for key, fewest in (("risk.if_by_one", found.by_one), ("risk.if_to_lowest", found.to_lowest)):
        if fewest is not None:
            cases.append((key, len(fewest.rows), fewest.result))
    rows = (
        Row(
            (
                words.label(key, **facts),
                passages.count(count),
                passages.index(reached.total.index, words),
                reached.predicate.name,
            )
        )
        for key, count, reached in cases
    )
    return Table(columns, tuple(rows))
