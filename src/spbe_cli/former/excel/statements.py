"""The sentences of `Ringkasan`: what the number says, for someone who reads nothing else."""

from collections.abc import Iterator, Mapping
from typing import Final

from spbe_cli.exact import rounded
from spbe_cli.findings import Finding, Numbers
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.instrument import Instrument
from spbe_cli.reports.statements import exact, step, supplied
from spbe_cli.scoring import IndexResult, outlook
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

SELF_ASSESSMENT: Final = "penilaian mandiri"


def subtitle(page: Canvas, assessment: Assessment, instrument: Instrument) -> str:
    """Return unit, stage, instrument, and what to bear in mind about them."""
    identity, label = assessment.identity, page.words.label
    parts = (
        identity.get("perangkat daerah") if identity.get("instansi") else None,
        identity.get("tahap"),
        instrument.title,
        label("count_of_indicators", count=len(list(instrument.indicators()))),
        label("source.secondary") if instrument.secondary else None,
        label("stage.unverified") if self_assessed(assessment) else None,
    )
    return " · ".join(part for part in parts if part)


def self_assessed(assessment: Assessment) -> bool:
    """Tell whether no assessor has seen the levels yet."""
    return assessment.identity.get("tahap", "").strip().casefold() == SELF_ASSESSMENT


def distance(words: Words, instrument: Instrument, result: IndexResult) -> str:
    """Return how far the next predicate is, in points and in raises of one level.

    Where two decimals would make the distance 0.00, it is given in full.
    """
    ahead = outlook(instrument, result)
    if ahead is None:
        return words.label("highest_predicate")
    tiny = not rounded(ahead.short_by)
    name = "toward_exact" if tiny else "toward"
    return words.label(
        name if ahead.raises else "toward_far",
        step=step(instrument, words),
        predicate=ahead.next.name,
        bound=words.number(ahead.next.minimum),
        short=words.number(ahead.short_by, None if tiny else 2),
        value=exact(result.total.index, words),
        count=ahead.raises,
        ceiling=words.number(ahead.ceiling),
    )


def bands(page: Canvas, instrument: Instrument) -> str:
    """Return all predicates with their bounds, from the lowest up."""
    *above, lowest = instrument.predicates
    below = page.words.number(above[-1].minimum) if above else ""
    parts = [f"{lowest.name} < {below}" if above else lowest.name]
    for predicate in reversed(above):
        minimum = page.words.number(predicate.minimum)
        parts.append(page.label("band", predicate=predicate.name, minimum=minimum))
    return " · ".join(parts)


def reservations(page: Canvas, assessment: Assessment) -> str:
    """Return what must be known before the number is used: who gave the levels, and who did not."""
    names = ("stage.unverified", "self_assessment") if self_assessed(assessment) else ()
    parts = [page.words.label(name) for name in names]
    if assessment.sheet is not None:
        parts.extend(supplied(assessment.sheet, page.words))
    return " ".join(f"{part[0].upper()}{part[1:].removesuffix('.')}." for part in parts)


def level_lists(
    page: Canvas, groups: Mapping[int, tuple[str, ...]], *, down: bool
) -> Iterator[str]:
    """Yield the indicators of every level, one line for each."""
    for level in sorted(groups, reverse=down):
        names = groups[level]
        heading = page.label("level_group", level=level, count=len(names))
        yield f"{heading}: {'; '.join(names)}"


def notes(page: Canvas, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the warnings, one line for each code; or that there are none."""
    if not findings:
        yield page.label("no_warnings")
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.code, []).append(finding)
    for code, (first, *others) in sorted(alike.items()):
        line = f"{code}: {page.words.sentence(first).prose()}"
        yield f"{line} {likewise(page, others)}" if others else line


def likewise(page: Canvas, others: list[Finding]) -> str:
    """Say for which other indicators, or how often, the same was found."""
    codes = tuple(finding.indicator for finding in others if finding.indicator)
    if len(codes) == len(others):
        return page.label("likewise", numbers=Numbers(codes))
    return page.label("more_alike", count=len(others))
