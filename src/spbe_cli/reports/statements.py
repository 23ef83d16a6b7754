"""What there is to say about a result, in words, and what it was computed from."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import PureWindowsPath
from typing import Final, Literal

from spbe_cli.answers import AnswerSheet
from spbe_cli.exact import decimal_places
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, outlook, score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words, catalogue

RESULT: Final = "hasil "
ABOUT: Final = 6
LEVEL_PLACES: Final = 4
GAIN_PLACES: Final = 4


def heading(assessment: Assessment, *, stage: bool = True) -> str:
    """Say whose assessment it is: agency, institution, year, stage."""
    labels = ("perangkat daerah", "instansi", "tahun", *(("tahap",) if stage else ()))
    return " · ".join(filter(None, (assessment.says(label) for label in labels)))


def activity(stage: str) -> str:
    """Return the activity that gave a result: `Evaluasi` of `Hasil Evaluasi`."""
    return stage[len(RESULT) :] if stage.casefold().startswith(RESULT) else stage


def origin(assessment: Assessment, words: Words) -> str:
    """Say by which instrument, and from which file."""
    if (instrument := assessment.instrument) is None:
        return assessment.file
    count = words.label("count_of_indicators", count=len(tuple(instrument.indicators())))
    return f"{instrument.title} · {count} · {assessment.file}"


def reservations(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield how far the number can be trusted: where the instrument is from, who gave levels."""
    if assessment.instrument and assessment.instrument.secondary:
        yield words.label("source.secondary")
    if assessment.is_self_assessment:
        yield words.label("stage.unverified")


def exact_value(result: IndexResult, instrument: Instrument, words: Words) -> str:
    """Give the exact index; if it lies below the bound that the printed one shows, say so."""
    total, value = result.total, exact(result.total.index, words)
    for predicate in instrument.predicates:
        if total.index < predicate.minimum <= total.rounded:
            bound = words.number(predicate.minimum)
            return words.label("below_bound", value=value, bound=bound)
    return words.label("exact_value", value=value)


def exact(value: Fraction, words: Words) -> str:
    """Write an exact value; one without end as a fraction, and about what it is."""
    text = words.number(value, None)
    return f"{text} (≈ {words.number(value, ABOUT)})" if "/" in text else text


def signed(value: Fraction, words: Words) -> str:
    """Write a difference of two indices with its sign; none at all without one."""
    return ("+" if value > 0 else "-" if value < 0 else "") + words.number(abs(value))


def gain_text(gain: Fraction, words: Words) -> str:
    """Write what a change adds, with its sign."""
    return ("-" if gain < 0 else "+") + words.number(abs(gain), GAIN_PLACES)


def raise_text(start: Fraction | None, end: Fraction | None, words: Words) -> str:
    """Write from which level to which."""
    first, last = ("-" if level is None else words.show(level) for level in (start, end))
    return words.label("plan.raise", start=first, end=last)


def level_text(level: Fraction, words: Words) -> str:
    """Write a level; one without end, as a conversion may give it, rounded."""
    text = words.number(level, None)
    return f"≈ {words.number(level, LEVEL_PLACES)}" if "/" in text else text


def step(instrument: Instrument, words: Words, direction: Literal["up", "down"]) -> str:
    """Say what one level is: where scores have decimals, the way to the next bound of a level."""
    return words.label(f"step.bound_{direction}" if instrument.decimals else "step.level")


def way_up(result: IndexResult, instrument: Instrument, words: Words) -> str:
    """Say how far the next predicate is, in things one can do."""
    way = outlook(instrument, result)
    if way is None:
        return words.label("highest_predicate")
    facts: dict[str, object] = {
        "predicate": way.next.name,
        "bound": words.number(way.next.minimum),
        "short": words.number(way.short_by),
        "step": step(instrument, words, "up"),
    }
    if way.raises is None:
        return words.label("toward_far", ceiling=words.number(way.ceiling), **facts)
    if way.short_by * 200 < 1:
        facts["short"] = words.number(way.short_by, None)
        value = exact(result.total.index, words)
        return words.label("toward_exact", count=way.raises, value=value, **facts)
    return words.label("toward", count=way.raises, **facts)


def supplied(sheet: AnswerSheet, words: Words) -> Iterator[str]:
    """Say which levels nobody gave at this stage: those assumed, and those of an earlier stage."""
    if assumed := sheet.assumed:
        key = "assumed_items" if sheet.from_items else "assumed"
        level, numbers = next(iter(assumed.values())), Numbers(tuple(assumed))
        yield words.label(key, count=len(assumed), level=level, numbers=numbers)
    if rows := sheet.carried.rows:
        stage = sheet.carried.stage or words.label("carried_stage")
        counts = {"count": len(rows), "total": len(sheet.answers), "numbers": Numbers(rows)}
        yield words.label("carried", stage=stage, file=file_name(sheet.carried.file), **counts)


def unproven(sheet: AnswerSheet, instrument: Instrument, words: Words) -> list[str]:
    """Say what the index would be if claims without evidence were counted as the lowest level."""
    lowest = Fraction(instrument.lowest)
    bare = [
        row
        for row, answer in sheet.answers.items()
        if answer.level > lowest and not answer.evidence and row not in sheet.assumed
    ]
    if not bare:
        return []
    result = score(instrument, {**sheet.levels(), **dict.fromkeys(bare, lowest)})
    facts = {"numbers": Numbers(tuple(bare)), "lowest": instrument.lowest}
    index, predicate = words.number(result.total.index), result.predicate.name
    return [words.label("without_evidence", index=index, predicate=predicate, **facts)]


def possible(assessment: Assessment, words: Words) -> str | None:
    """Say which index is still possible where answers are missing."""
    if assessment.bounds is None:
        return None
    low, high = assessment.bounds
    gaps = (finding for finding in assessment.findings if catalogue.record(finding.code).gap)
    counts = [gap.facts.get("count", 1) for gap in gaps]
    count = sum(count for count in counts if isinstance(count, int))
    named = {"predicate1": low.predicate.name, "predicate2": high.predicate.name}
    ends = {"low": words.number(low.total.index), "high": words.number(high.total.index)}
    return words.label("between", count=count, **ends, **named)


def exact_gain(gain: Fraction, words: Words) -> str:
    """Write the difference of the index with its sign, exactly."""
    places = decimal_places(gain.denominator)
    if places is not None and places <= GAIN_PLACES:
        return gain_text(gain, words)
    return ("-" if gain < 0 else "+") + exact(abs(gain), words)


def file_name(path: str) -> str:
    r"""Return the last part of a path of any system, such as `a.xlsx` of `masuk\a.xlsx`."""
    return PureWindowsPath(path).name or path
