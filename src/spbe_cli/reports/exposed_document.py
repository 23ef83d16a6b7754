"""The risk as Markdown, for notes: the same as on the screen, with criterion and evidence."""

from collections.abc import Iterator

from spbe_cli.exposure import Exposed, Risk
from spbe_cli.messages import Words
from spbe_cli.reports import Page, story
from spbe_cli.reports import exposed_story as told
from spbe_cli.reports import markdown as md
from spbe_cli.reports.plan_story import gain_text
from spbe_cli.risk.claims import Claim
from spbe_cli.risk.distribution import Distribution

KEYS = (
    "number", "indicator_name", "compare.evidence", "risk.demand", "explain.evidence", "level",
    "risk.one_less",
)  # fmt: skip


def markdown(exposed: Exposed, page: Page) -> str:
    """Write the risk and the findings as Markdown."""
    return "\n".join(lines(exposed, page.words)) + "\n"


def lines(exposed: Exposed, words: Words) -> Iterator[str]:
    """Yield the lines of the document."""
    assessment = exposed.assessment
    yield f"# {md.plain(story.heading(assessment) or assessment.file)}"
    yield from ("", md.plain(story.origin(assessment, words)))
    if exposed.risk is not None:
        yield from risk_lines(exposed, exposed.risk, words)
    yield from ("", f"## {words.label('findings')}", "")
    yield from (f"- {md.plain(words.line(finding))}" for finding in exposed.findings)
    if not exposed.findings:
        yield words.label("no_findings")


def risk_lines(exposed: Exposed, risk: Risk, words: Words) -> Iterator[str]:
    """Yield the claims, what they are worth, and the distribution."""
    yield from ("", f"**{md.plain(told.heading(exposed, words))}**")
    yield from ("", f"## {md.plain(told.claims_line(exposed, risk, words))}")
    for group in told.groups(exposed, risk.high):
        if exposed.assignment is not None:
            name = group.agency or words.label("plan.unassigned")
            yield from ("", f"**{md.plain(name)}** {md.plain(gain_text(-group.all_less, words))}")
        yield ""
        yield from claim_table(exposed, group.claims, words)
    for text in (
        told.evidence_line(exposed, risk, words),
        *told.fewest_lines(exposed, risk, words),
        *told.assumption_lines(exposed, risk, words),
    ):
        yield from ("", md.plain(text))
    if risk.distribution is not None:
        yield from spread_lines(exposed, risk.distribution, words)


def claim_table(exposed: Exposed, claims: tuple[Claim, ...], words: Words) -> Iterator[str]:
    """Yield the table of the claims of an agency."""
    instrument = told.instrument_of(exposed)
    last = words.label("risk.all_less", level=instrument.lowest)
    rows = [
        [
            claim.row,
            instrument.rows()[claim.row].short,
            words.label(
                "compare.evidence_there" if claim.evidence else "compare.evidence_not_there"
            ),
            " ".join(told.demand(instrument, claim, words).split()),
            told.typical_evidence(instrument, claim),
            story.level_text(claim.level, words),
            gain_text(-claim.one_less, words),
            gain_text(-claim.all_less, words),
        ]
        for claim in claims
    ]
    yield from md.table([*map(words.label, KEYS), last], rows, right=3)


def spread_lines(exposed: Exposed, spread: Distribution, words: Words) -> Iterator[str]:
    """Yield the chance of every predicate, and the percentiles."""
    chances = spread.predicates(told.instrument_of(exposed))
    rows = [[predicate.name, told.percent_text(chance, words)] for predicate, chance in chances]
    yield ""
    yield from md.table([words.label("predicate"), words.label("risk.chances")], rows, right=1)
    known = "; ".join(told.percentiles(spread, words))
    yield from ("", md.plain(f"{words.label('risk.percentiles')}: {known}"))
    yield from ("", words.label("risk.exact"))
