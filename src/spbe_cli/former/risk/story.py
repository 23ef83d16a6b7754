"""What there is to say about a risk, in words: shared by screen, documents and data."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from spbe_cli.exact import rounded
from spbe_cli.exposure import Exposed, Risk
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import statements as story
from spbe_cli.risk.claims import PROVED_ABOVE, Claim, Fewest
from spbe_cli.risk.distribution import Distribution
from spbe_cli.scoring import IndexResult, band
from spbe_cli.words import Words

PERCENTILES: Final = (5, 25, 50, 75, 95)
SURE: Final = Fraction(999, 10)
UNLIKELY: Final = Fraction(1, 10)
SMALLEST: Final = Fraction(1, 1_000_000)
"""Of how much a distribution is off, nobody needs to know it finer."""


class Group(NamedTuple):
    """The claims of one agency; `agency` is None where none is responsible."""

    agency: str | None
    claims: tuple[Claim, ...]

    @property
    def one_less(self) -> Fraction:
        """What is lost if all of them fall by one level."""
        return sum((claim.one_less for claim in self.claims), Fraction(0))

    @property
    def all_less(self) -> Fraction:
        """What is lost if all of them fall to the lowest."""
        return sum((claim.all_less for claim in self.claims), Fraction(0))


def instrument_of(exposed: Exposed) -> Instrument:
    """Return the instrument of a sheet that was scored."""
    assert exposed.assessment.instrument is not None  # noqa: S101  a scored sheet has one
    return exposed.assessment.instrument


def result_of(exposed: Exposed) -> IndexResult:
    """Return the result of a sheet that was scored."""
    assert exposed.assessment.result is not None  # noqa: S101  a scored sheet has one
    return exposed.assessment.result


def heading(exposed: Exposed, words: Words) -> str:
    """Say which index is doubted."""
    result = result_of(exposed)
    return words.label(
        "risk.title",
        name=result.total.name,
        index=words.number(result.total.index),
        predicate=result.predicate.name,
    )


def agency_of(exposed: Exposed, row: str) -> str | None:
    """Return the agency that is responsible for a row."""
    if exposed.assignment is None:
        return None
    owner = exposed.assignment.owners.get(instrument_of(exposed).rows()[row].code)
    return owner.name if owner else None


def groups(exposed: Exposed, claims: tuple[Claim, ...]) -> list[Group]:
    """Group claims by agency: what is worth most first, what nobody is responsible for last."""
    found: dict[str | None, list[Claim]] = {}
    for claim in claims:
        found.setdefault(agency_of(exposed, claim.row), []).append(claim)
    made = [Group(agency, tuple(own)) for agency, own in found.items()]
    return sorted(made, key=lambda one: (one.agency is None, -one.all_less, one.agency or ""))


def claims_line(exposed: Exposed, risk: Risk, words: Words) -> str:
    """Say how many claims must be proved."""
    highest = instrument_of(exposed).highest
    if not risk.high:
        return words.label("risk.no_claims", level=PROVED_ABOVE)
    first = PROVED_ABOVE + 1
    levels = f"{first}-{highest}" if highest > first else str(first)
    return words.label("risk.claims", levels=levels, count=len(risk.high))


def evidence_line(exposed: Exposed, risk: Risk, words: Words) -> str:
    """Say what the index is if claims without evidence count as the lowest level."""
    lowest = instrument_of(exposed).lowest
    if not risk.claims:
        return words.label("risk.nothing", lowest=lowest)
    if not risk.bare:
        return words.label("risk.all_proved", lowest=lowest)
    return words.label(
        "risk.bare",
        numbers=Numbers(risk.bare),
        lowest=lowest,
        index=index_text(exposed, risk.proven, words),
        predicate=risk.proven.predicate.name,
    )


def index_text(exposed: Exposed, result: IndexResult, words: Words) -> str:
    """Write an index; in full where the printed one would have another predicate."""
    index = result.total.index
    shown = band(instrument_of(exposed), Fraction(result.total.rounded))
    return words.number(index) if shown is result.predicate else story.exact(index, words)


def fewest_lines(exposed: Exposed, risk: Risk, words: Words) -> Iterator[str]:
    """Yield how many downgrades lose the predicate, by one level and to the lowest."""
    instrument, predicate = instrument_of(exposed), result_of(exposed).predicate
    if not risk.claims:
        return
    if predicate is instrument.predicates[-1]:
        yield words.label("risk.at_bottom", predicate=predicate.name)
        return
    facts = {
        "predicate": predicate.name,
        "lowest": instrument.lowest,
        "step": story.step(instrument, words),
    }
    for key, found in (("risk.by_one", risk.by_one), ("risk.to_lowest", risk.to_lowest)):
        if found is None:
            yield words.label(f"{key}_never", **facts)
        else:
            yield words.label(key, **facts, **fewest_facts(exposed, found, words))


def fewest_facts(exposed: Exposed, found: Fewest, words: Words) -> dict[str, object]:
    """Return the facts of the smallest set of downgrades."""
    rows = tuple(row for row in instrument_of(exposed).rows() if row in found.rows)
    after = f"{index_text(exposed, found.result, words)} ({found.result.predicate.name})"
    return {"count": len(rows), "numbers": Numbers(rows), "index": after}


def assumption_lines(exposed: Exposed, risk: Risk, words: Words) -> Iterator[str]:
    """Yield on which chances the distribution rests."""
    if risk.rates is None:
        return
    instrument = instrument_of(exposed)
    if risk.rates.source is None:
        chances = ", ".join(
            words.label(
                "risk.chance",
                percent=percent_text(chance, words, exactly=True),
                steps=words.label("risk.steps", count=steps),
            )
            for steps, chance in risk.rates.default.items()
        )
        yield words.label("risk.stated", lowest=instrument.lowest, chances=chances)
        return
    yield words.label("risk.counted", source=risk.rates.source)
    claimed = {instrument.level_at(claim.level) for claim in risk.claims}
    unlisted = sorted(claimed - set(risk.rates.levels))
    if unlisted:
        yield words.label("risk.unlisted", levels=Numbers(tuple(map(str, unlisted))))


def percent_text(chance: Fraction, words: Words, *, exactly: bool = False) -> str:
    """Write a chance in percent with one decimal; one that is not sure never looks sure."""
    percent = chance * 100
    if exactly or not chance:
        return words.label("risk.share", value=words.number(percent, None))
    if 0 < percent < UNLIKELY:
        return words.label("risk.share", value=f"< {words.number(UNLIKELY, 1)}")
    if SURE < percent < 100:  # noqa: PLR2004  all of a hundred
        return words.label("risk.share", value=f"> {words.number(SURE, 1)}")
    return words.label("risk.share", value=words.number(percent, 1))


def percentiles(spread: Distribution, words: Words) -> list[str]:
    """Write the percentiles and the mean."""
    texts = [
        words.label("risk.percentile", percent=p, index=words.number(spread.percentile(p)))
        for p in PERCENTILES
    ]
    return [*texts, words.label("risk.mean", index=words.number(spread.mean))]


def exactness(exposed: Exposed, spread: Distribution, words: Words) -> str:
    """Say that the distribution is exact, or by how much it may be off."""
    off = approximation(exposed, spread)
    if off is None:
        return words.label("risk.exact")
    chance = words.label("risk.share", value=words.number(off.chance * 100, None))
    return words.label("risk.near", index=words.number(off.index, None), chance=chance)


@dataclass(frozen=True, slots=True)
class Approximation:
    """By how much, at most, the index of an outcome and the chance of a predicate may be off."""

    index: Fraction
    chance: Fraction


def approximation(exposed: Exposed, spread: Distribution) -> Approximation | None:
    """Return by how much a distribution may be off, rounded up; None if it is exact."""
    if not spread.error:
        return None
    index, chance = (
        ceil(value / SMALLEST) * SMALLEST
        for value in (spread.error, spread.doubt(instrument_of(exposed)))
    )
    return Approximation(index, chance)


def printed_chances(spread: Distribution) -> dict[str, Fraction]:
    """Return the exact chance of every printed index, the lowest first."""
    found: dict[str, int] = {}
    for value, count in zip(spread.values, spread.counts, strict=True):
        text = str(rounded(value))
        found[text] = found.get(text, 0) + count
    return {text: Fraction(count, spread.cases) for text, count in found.items()}


def evidence_text(claim: Claim, words: Words) -> str:
    """Say whether the sheet names evidence for a claim."""
    key = "there" if claim.evidence else "not_there"
    return words.label(f"compare.evidence_{key}")


def demand(instrument: Instrument, claim: Claim, words: Words) -> str:
    """Write the criterion of the level that is claimed."""
    number = instrument.level_at(claim.level)
    known = {level.number: level for level in instrument.rows()[claim.row].levels}
    criterion = known[number].criterion if number in known else None
    return criterion or words.label("not_in_source")


def typical_evidence(instrument: Instrument, claim: Claim) -> str:
    """Write the typical evidence of the indicator, and of the level that is claimed."""
    indicator = instrument.rows()[claim.row]
    level = instrument.level_at(claim.level)
    known = (indicator.evidence, indicator.evidence_at(level))
    return "; ".join(" ".join(text.split()) for text in known if text)
