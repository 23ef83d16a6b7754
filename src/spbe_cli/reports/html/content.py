"""What the HTML report says and draws, as the names that its template uses."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from spbe_cli.assessment import Assessment
from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.messages import Words
from spbe_cli.reports import scale, story, svg
from spbe_cli.reports.html import tables
from spbe_cli.reports.levels import STRONG_FROM, by_level, strong
from spbe_cli.reports.sources import file_name
from spbe_cli.reports.story import parts, title
from spbe_cli.scoring import IndexResult, Score

BOUND: Final = "Baik"
"""The ministry draws its target, 2.6, as a ring in the radar: the bound of this predicate."""

Content = Mapping[str, object]


def content(assessment: Assessment, words: Words) -> Content:
    """Return all that the template shows, of a sheet of any status."""
    assessment = replace(assessment, file=file_name(assessment.file))
    instrument, result = assessment.instrument, assessment.result
    name = instrument.index_name if instrument and result else words.label("excel.partial_title")
    said: dict[str, object] = {
        "title": title(assessment, name),
        "subtitle": subtitle(assessment, words),
        "status": assessment.status.value,
        "result": None,
        "bounds": story.possible(assessment, words),
        "caveats": [capital(text) for text in caveats(assessment, words)],
        "findings": [tables.told(finding, words) for finding in assessment.findings],
        "aspects": [],
        "sources": [],
    }
    if instrument:
        said["sources"] = list(tables.sources(assessment, instrument, words))
        said |= filled(assessment, instrument, words)
        if result:
            said["result"] = result_content(result, instrument, words)
    return said


def subtitle(assessment: Assessment, words: Words) -> str:
    """Say which agency and stage, by which instrument, how far the number can be trusted."""
    identity = assessment.identity
    agency = identity.get("perangkat daerah") if identity.get("instansi") else None
    known = (agency, identity.get("tahap"), story.origin(assessment, words))
    return " · ".join(part for part in known if part)


def caveats(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield what stands beside the number: where the instrument is from, what is assumed."""
    if assessment.result:
        yield from story.reservations(assessment, words)
    yield from story.caveats(assessment, words)


def filled(assessment: Assessment, instrument: Instrument, words: Words) -> Content:
    """Return the rows that were answered, and how many of the required ones."""
    sheet = assessment.sheet
    if sheet is None:
        return {}
    required = instrument.required_rows()
    count = sum(row in sheet.answers for row in required)
    return {
        "filled": words.label("excel.partial", count=count, total=len(required)),
        "aspects": list(tables.indicators(assessment, instrument, sheet, words)),
    }


def result_content(result: IndexResult, instrument: Instrument, words: Words) -> Content:
    """Return what is said of an index and its parts."""
    groups = by_level(instrument, result, words)
    ring = ring_of(instrument)
    high = [level for level in sorted(groups, reverse=True) if strong(instrument, Fraction(level))]
    split = {"strong": instrument.highest - STRONG_FROM, "weak": tables.middle(instrument)}
    return {
        "name": result.total.name,
        "index": words.number(result.total.index),
        "predicate": result.predicate.name,
        "exact": capital(story.exact_value(result, instrument, words)),
        "way_up": story.way_up(result, instrument, words),
        "scale": scale_drawing(result, instrument, words),
        "radar": radar_drawing(result, instrument, words),
        "ring": bound_text(ring, words) if ring else None,
        "heading": "domains_and_aspects" if result.domains else "aspects",
        "ends": {"lowest": 0, "highest": instrument.highest},
        "parts": [part(score, kind, instrument, words) for score, kind in parts(result)],
        "split": words.label("html.split", **split),
        "levels": " · ".join(f"{level}: {len(names)}" for level, names in groups.items()),
        "strengths": [(level, groups[level]) for level in high],
        "weaknesses": list(tables.weaknesses(instrument, result, words)),
    }


def part(score: Score, kind: str, instrument: Instrument, words: Words) -> Content:
    """Return the row of a domain, an aspect or the whole."""
    ring = ring_of(instrument)
    below = ring is not None and score.index < ring.minimum
    bound = float(ring.minimum / instrument.highest) if ring else None
    return {
        "kind": kind,
        "code": "" if kind == "total" else score.code,
        "name": score.name,
        "weight": words.number(score.weight),
        "index": words.number(score.index),
        "bar": drawn(svg.bar(float(score.index / instrument.highest), bound)),
        "below": words.label("html.below", bound=words.number(ring.minimum))
        if ring and below
        else "",
    }


def scale_drawing(result: IndexResult, instrument: Instrument, words: Words) -> Markup:
    """Draw the index on the scale of predicates."""
    ends = [(share(bound, instrument), words.number(bound)) for bound in scale.bounds(instrument)]
    names = [predicate.name for predicate in reversed(instrument.predicates)]
    index = words.number(result.total.index)
    bands = [f"{name} {text}" for name, (_, text) in zip(names, ends, strict=False)]
    text = f"{index}, {result.predicate.name}. {'; '.join(bands)}; {ends[-1][1]}."
    drawing = svg.Drawing("scale", words.label("html.scale"), text)
    return drawn(svg.scale(drawing, names, ends, (share(result.total.index, instrument), index)))


def radar_drawing(result: IndexResult, instrument: Instrument, words: Words) -> Markup | None:
    """Draw the aspects as the ministry does: from the lowest level in the centre to the rim."""
    if len(result.aspects) < svg.FEWEST_AXES:
        return None
    short = {aspect.code: aspect.short for aspect in instrument.aspects}
    axes = [
        (
            f"{score.code} {short[score.code]}",
            words.number(score.index),
            share(score.index, instrument),
        )
        for score in result.aspects
    ]
    rings = [(share(Fraction(n), instrument), str(n)) for n in instrument.scale()[1:]]
    ring = ring_of(instrument)
    ends = {"lowest": instrument.lowest, "highest": instrument.highest}
    values = "; ".join(f"{name} {value}" for name, value, _ in axes)
    bound = f" {bound_text(ring, words)}." if ring else ""
    text = f"{words.label('html.radar_ends', **ends)} {values}.{bound}"
    drawing = svg.Drawing("radar", words.label("html.radar"), text)
    return drawn(svg.radar(drawing, axes, rings, share(ring.minimum, instrument) if ring else None))


def ring_of(instrument: Instrument) -> Predicate | None:
    """Return the predicate whose bound is drawn, if the instrument has it."""
    return next((p for p in instrument.predicates if p.name == BOUND), None)


def bound_text(ring: Predicate, words: Words) -> str:
    """Name the bound that is drawn."""
    return words.label("html.bound", predicate=ring.name, bound=words.number(ring.minimum))


def share(value: Fraction, instrument: Instrument) -> float:
    """Return where a value lies between the ends of the scale; an assumed 0 at the lower one."""
    return max(0.0, float((value - instrument.lowest) / (instrument.highest - instrument.lowest)))


def drawn(svg_text: str) -> Markup:
    """Let a drawing of ours through; its texts were escaped when it was written."""
    return Markup(svg_text)  # noqa: S704


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
