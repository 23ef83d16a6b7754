"""What `spbe risk` shows: the claims to be proved, then how far and how likely the index falls."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from rich.console import Group
from rich.text import Text

from spbe_cli.exposure import Exposed, Risk
from spbe_cli.former import Page
from spbe_cli.former.columns import laid_out, wrapped
from spbe_cli.former.formats import document_of, files_of
from spbe_cli.former.risk import story
from spbe_cli.former.risk.data import csv_table, json
from spbe_cli.former.table import partial, title
from spbe_cli.reports.statements import gain_text, level_text
from spbe_cli.risk.claims import Claim
from spbe_cli.risk.distribution import Distribution
from spbe_cli.words import Words

WIDTH_FOR_ALL: Final = 70
COLUMNS: Final = (8, 9, 10, 10)
HANG: Final = 5
NAME_GAP: Final = 2
SHARE: Final = 10


def table(exposed: Exposed, page: Page) -> Group:
    """Show the risk; of a sheet without an index only why there is none."""
    if exposed.assessment.sheet and exposed.assessment.result is None:
        return Group(*partial(exposed.assessment, page))
    if exposed.risk is None:
        return Group()
    return Group(*(one if isinstance(one, Text) else Text(one) for one in screen(exposed, page)))


def screen(exposed: Exposed, page: Page) -> Iterator[str | Text]:
    """Yield the screen from top to bottom."""
    words, risk = page.words, exposed.risk
    if risk is None:
        return
    yield from title(exposed.assessment, words)
    yield ""
    yield from wrapped(story.heading(exposed, words), page.width)
    yield ""
    yield from wrapped(story.claims_line(exposed, risk, words), page.width)
    if risk.high:
        yield ""
        yield from claim_lines(exposed, risk, page)
        lowest = story.instrument_of(exposed).lowest
        yield from wrapped(words.label("risk.worth", lowest=lowest), page.width)
        if not page.detail:
            yield from wrapped(words.label("risk.more"), page.width)
    yield ""
    yield from wrapped(story.evidence_line(exposed, risk, words), page.width)
    for text in story.fewest_lines(exposed, risk, words):
        yield from wrapped(text, page.width)
    if risk.distribution is not None and risk.claims:
        yield ""
        for text in story.assumption_lines(exposed, risk, words):
            yield from wrapped(text, page.width)
        yield from spread_lines(exposed, risk.distribution, page)


def claim_lines(exposed: Exposed, risk: Risk, page: Page) -> Iterator[str]:
    """Yield the table of claims of high levels, agency by agency."""
    words, rule = page.words, "─" * page.width
    kind = "risk.head_agency" if exposed.assignment else "risk.head"
    lowest = story.instrument_of(exposed).lowest
    heads = (
        words.label("compare.evidence"),
        words.label("level"),
        words.label("risk.one_less"),
        words.label("risk.all_less", level=lowest),
    )
    yield from line(page, words.label(kind), *heads)
    yield rule
    for group in story.groups(exposed, risk.high):
        if exposed.assignment is not None:
            name = group.agency or words.label("plan.unassigned")
            yield from line(page, name, "", "", *lost(group.one_less, group.all_less, words))
        for claim in group.claims:
            yield from claim_line(exposed, claim, page)
    yield rule
    whole = story.Group(None, risk.high)
    total = lost(whole.one_less, whole.all_less, words)
    yield from line(page, words.label("risk.total"), "", "", *total)


def line(page: Page, name: str, *cells: str) -> list[str]:
    """Lay out a row; narrow screens do without evidence and the loss of one level."""
    if page.width >= WIDTH_FOR_ALL:
        return laid_out(name, cells, COLUMNS, page.width)
    return laid_out(name, (cells[1], cells[3]), (COLUMNS[1], COLUMNS[3]), page.width)


def lost(one: Fraction, whole: Fraction, words: Words) -> tuple[str, str]:
    """Write what is lost."""
    return gain_text(-one, words), gain_text(-whole, words)


def claim_line(exposed: Exposed, claim: Claim, page: Page) -> Iterator[str]:
    """Yield one claim; in detail with what must be there."""
    words, instrument = page.words, story.instrument_of(exposed)
    cells = (story.evidence_text(claim, words), level_text(claim.level, words))
    name = f"  {claim.row} {instrument.rows()[claim.row].short}"
    yield from line(page, name, *cells, *lost(claim.one_less, claim.all_less, words))
    if page.detail:
        demanded = f"{words.label('risk.demand')}: {story.demand(instrument, claim, words)}"
        evidence = story.typical_evidence(instrument, claim)
        typical = f"{words.label('explain.evidence')}: {evidence}" if evidence else ""
        for text in filter(None, (demanded, typical)):
            yield from (" " * HANG + part for part in wrapped(text, page.width - HANG))


def spread_lines(exposed: Exposed, spread: Distribution, page: Page) -> Iterator[str]:
    """Yield the chance of every predicate with a bar, and the percentiles of the index."""
    words = page.words
    chances = spread.predicates(story.instrument_of(exposed))
    longest = max(len(predicate.name) for predicate, _ in chances)
    room = page.width - longest - SHARE - 2 * NAME_GAP
    yield ""
    yield words.label("risk.chances")
    for predicate, chance in chances:
        share = story.percent_text(chance, words).rjust(SHARE)
        bar = "█" * int(chance * max(room - NAME_GAP, 0) + Fraction(1, 2))
        name = predicate.name.ljust(longest)
        yield f"  {name}{share}  {bar}".rstrip()
    yield ""
    yield words.label("risk.percentiles")
    texts = story.percentiles(spread, words)
    whole = "   ".join(texts)
    fits = len(whole) + NAME_GAP <= page.width
    yield from (f"  {text}" for text in ([whole] if fits else texts))
    yield from wrapped(story.exactness(exposed, spread, words), page.width)


PAPER: Final[Mapping[str, Callable[[Exposed, Page], str | bytes]]] = files_of(
    document_of("risk.document")
)
REPORTS: Final[Mapping[str, Callable[[Exposed, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": PAPER[".md"],
}
FILES: Final[Mapping[str, Callable[[Exposed, Page], str | bytes]]] = {
    ".json": json,
    ".csv": csv_table,
    **PAPER,
}
