"""The page of one indicator: what it weighs, what each level demands, how to answer it."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spbe_cli.catalogue import DEFAULT
from spbe_cli.exact import exact_text
from spbe_cli.former.blocks import Block, Fields, Heading, Row, column_for
from spbe_cli.former.jsondoc import Document
from spbe_cli.instrument import Aspect, ExternalIndex, Indicator, Instrument
from spbe_cli.reports.statements import step
from spbe_cli.scoring import row_weights
from spbe_cli.words import Words

CUMULATIVE_STEP: Final = 2
GAIN_DECIMALS: Final = 4


def indicator_blocks(indicator: Indicator, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield all that the instrument says of one indicator."""
    header = tuple(header_rows(indicator, instrument, words))
    levels = tuple(level_rows(indicator, words))
    body = tuple(body_rows(indicator, instrument, words))
    column = column_for((*levels, *body), gap=3)
    yield Heading(words.label("explain.indicator", number=indicator.code, name=indicator.short))
    yield Fields(header, column_for(header, gap=2))
    yield from ("", Fields(levels, column, hang=2), "")
    if "cumulative" in instrument.sources:
        yield from (cumulative(instrument, words), "")
    yield from (Fields(body, column), "", words.label("explain.summary"))


def header_rows(indicator: Indicator, instrument: Instrument, words: Words) -> Iterator[Row]:
    """Yield what the indicator is, where it stands and what it weighs."""
    if indicator.name != indicator.short:
        yield Row(words.label("explain.official"), indicator.name)
    if instrument.id != DEFAULT:
        yield Row(words.label("instruments.title"), instrument_name(instrument, words))
    yield Row(words.label("explain.place"), place_text(indicator, instrument, words))
    yield Row(words.label("explain.weight"), weight_text(indicator, instrument, words))
    if indicator.repeat > 1:
        rows = ", ".join(indicator.rows())
        text = words.label("explain.answers_text", most=indicator.repeat, rows=rows)
        yield Row(words.label("explain.answers"), text)
    if indicator.external:
        yield Row(words.label("explain.external"), external_text(indicator.external, words))
    yield Row(words.label("explain.source"), indicator.source)


def instrument_name(instrument: Instrument, words: Words) -> str:
    """Return the title of an instrument, and that its sources are secondary if so."""
    secondary = f" ({words.label('source.secondary')})" if instrument.secondary else ""
    return instrument.title + secondary


def aspect_of(indicator: Indicator, instrument: Instrument) -> Aspect:
    """Return the aspect that an indicator belongs to."""
    return next(aspect for aspect in instrument.aspects if aspect.code == indicator.aspect)


def place_text(indicator: Indicator, instrument: Instrument, words: Words) -> str:
    """Say in which domain and aspect an indicator stands."""
    aspect = aspect_of(indicator, instrument)
    parts = [f"{words.label('domain')} {number_in(domain.code)} {domain.name}"
             for domain in instrument.domains if domain.code == aspect.domain]  # fmt: skip
    parts.append(f"{words.label('aspect')} {number_in(aspect.code)} {aspect.name}")
    return ", ".join(parts)


def number_in(code: str) -> str:
    """Return the number in a code such as `D2`, or the code where there is none."""
    return re.sub(r"^\D+", "", code) or code


def external_text(index: ExternalIndex, words: Words) -> str:
    """Say which index of another agency an indicator takes, and where its levels begin."""
    return words.label(
        "explain.external_text",
        name=index.name,
        authority=index.authority,
        minimum=index.minimum,
        maximum=index.maximum,
        begins="; ".join(words.show(begin) for begin in index.begins.values()),
    )


def weights_of(indicator: Indicator, instrument: Instrument) -> tuple[Fraction, Fraction]:
    """Return the least and the most that one answer weighs, in percent.

    They differ where the rows of a repeatable indicator share the weight of their aspect.
    """
    aspect = aspect_of(indicator, instrument)
    every = [row for part in aspect.indicators for row in part.rows()]
    required = [part.rows()[0] for part in aspect.indicators]
    row = indicator.rows()[0]
    least, most = (
        next(weight for code, _, weight in row_weights(aspect, dict.fromkeys(rows, Fraction(0)))
             if code == row)
        for rows in (every, required)
    )  # fmt: skip
    return least, most


def weight_text(indicator: Indicator, instrument: Instrument, words: Words) -> str:
    """Say what an indicator weighs, and what a raise by one level adds to the index."""
    least, most = weights_of(indicator, instrument)
    whole = sum((aspect.weight for aspect in instrument.aspects), Fraction(0))
    low, high = (words.number(weight / whole, GAIN_DECIMALS) for weight in (least, most))
    rise = step(instrument, words)
    if least == most:
        return words.label("explain.weight_text", weight=words.number(most), gain=high, step=rise)
    repeated = ", ".join(
        part.code for part in aspect_of(indicator, instrument).indicators if part.repeat > 1
    )
    ends = {"least": words.number(least), "most": words.number(most)}
    facts = {**ends, "numbers": repeated, "step": rise}
    return words.label("explain.weight_range", **facts, low=low, high=high)


def level_rows(indicator: Indicator, words: Words) -> Iterator[Row]:
    """Yield every level with its name and its criterion."""
    missing = words.label("not_in_source")
    for level in indicator.levels:
        name = level.name or f"({missing})"
        yield Row(f"{level.number} {name}", level.criterion or missing)
        if level.note:
            yield Row("  " + words.label("explain.note"), level.note)


def cumulative(instrument: Instrument, words: Words) -> str:
    """Say by an example that a level demands all that those below it demand."""
    level = min(instrument.lowest + CUMULATIVE_STEP, instrument.highest)
    *first, last = map(str, range(instrument.lowest, level))
    below = words.label("explain.and", first=", ".join(first), last=last) if first else last
    return words.label("explain.cumulative", level=level, below=below)


def body_rows(indicator: Indicator, instrument: Instrument, words: Words) -> Iterator[Row]:
    """Yield what helps to answer: evidence, the pattern of an explanation, who answers."""
    kind, missing = indicator.capability, words.label("not_in_source")
    yield from evidence_rows(indicator, words)
    yield Row(words.label("explain.pattern"), kind.explanation or missing)
    if indicator.agency:
        yield Row(words.label("explain.agency"), agency_text(indicator.agency, instrument, words))
    if indicator.note:
        yield Row(words.label("explain.note"), indicator.note)


def evidence_rows(indicator: Indicator, words: Words) -> Iterator[Row]:
    """Yield typical evidence: of the indicator, of its kind, and every item of every level."""
    items = [(level.number, item) for level in indicator.levels for item in level.evidence]
    otherwise = words.label("explain.evidence_items" if items else "not_in_source")
    yield Row(words.label("explain.evidence"), indicator.evidence or otherwise)
    for number, evidence in sorted(indicator.capability.evidence.items()):
        yield Row("  " + words.label("explain.at_level", level=number), evidence)
    for number, item in items:
        label = words.label("explain.at_level", level=number)
        yield Row(f"  {label} {item.letter}", item.text)
        if item.note:
            yield Row("  " + words.label("explain.note"), item.note)


def agency_text(agency: str, instrument: Instrument, words: Words) -> str:
    """Name the agencies that usually answer, and how far that can be relied on."""
    *first, last = agency.split(", ")
    key = "explain.and" if len(first) == 1 else "explain.and_last"
    named = words.label(key, first=", ".join(first), last=last) if first else last
    source = instrument.sources.get("agencies")
    return f"{named} ({source})" if source else named


def indicator_part(indicator: Indicator, instrument: Instrument) -> Document:
    """Return an indicator as part of a JSON document; what no source gives is null."""
    least, most = weights_of(indicator, instrument)
    aspect = aspect_of(indicator, instrument)
    return {
        "code": indicator.code,
        "domain": aspect.domain,
        "aspect": aspect.code,
        "name": indicator.name,
        "short": indicator.short,
        "weight": exact_text(indicator.weight),
        "weight_per_answer": {"least": exact_text(least), "most": exact_text(most)},
        "answers": list(indicator.rows()),
        "levels": [
            {
                "number": level.number,
                "name": level.name,
                "criterion": level.criterion,
                "distinguishing": level.distinguishing,
                "evidence": indicator.evidence_at(level.number),
                "evidence_items": [
                    {"letter": item.letter, "text": item.text, "note": item.note}
                    for item in level.evidence
                ],
                "note": level.note,
            }
            for level in indicator.levels
        ],
        "evidence": indicator.evidence,
        "external": external_part(indicator.external),
        "explanation": indicator.capability.explanation,
        "agency": indicator.agency,
        "note": indicator.note,
        "source": indicator.source,
    }


def external_part(index: ExternalIndex | None) -> Document | None:
    """Return the index of another agency that an indicator takes, exact numbers as text."""
    if index is None:
        return None
    return {
        "name": index.name,
        "authority": index.authority,
        "begins": {str(level): exact_text(begin) for level, begin in index.begins.items()},
        "maximum": exact_text(index.maximum),
    }
