"""What `spbe explain` says: indicators, those that match words, or the page of a finding."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.explain import Code, Explained, Indicators
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place, Quoted
from spbe_cli.instrument import Aspect, ExternalIndex, Indicator, Instrument
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.reports import Rows
from spbe_cli.reports.data import findings_part, instrument_part
from spbe_cli.reports.document import (
    Block,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Own,
    Paragraph,
    Row,
    Table,
)
from spbe_cli.reports.statements import step
from spbe_cli.scoring import row_weights
from spbe_cli.words import Words

CUMULATIVE_STEP: Final = 2
GAIN_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class ExplainReport:
    """The report of what somebody asked for."""

    explained: Explained
    words: Words

    def document(self) -> Document:
        """Return what there is to say of the topic."""
        words = self.words
        match self.explained.topic:
            case Code(code):
                title = f"{code}  {words.page(code).title}"
                return Document(title, "", (code_fields(code, words),), computed=False)
            case (Indicators(by="number") | Indicators(found=(_,))) as topic:
                return self._indicators(topic)
            case Indicators(instrument, found, sought, by) as topic:
                key = "explain.matches_criteria" if by == "criteria" else "explain.matches"
                title = words.label(key, count=len(found), words=Quoted(sought))
                blocks = tuple(self._matches(topic))
                return Document(title, _title(instrument, words), blocks, computed=False)
            case None:
                return Document("", "", computed=False)

    def _indicators(self, topic: Indicators) -> Document:
        words, instrument, found = self.words, topic.instrument, topic.found
        subtitle = _title(instrument, words)
        blocks: list[Block] = []
        if len(found) == 1:
            (one,) = found
            title = words.label("explain.indicator", number=one.code, name=one.short)
            subtitle = f"{subtitle} · {_place_text(one, instrument, words)}"
            blocks += _blocks(one, instrument, words)
        else:
            title = words.label("explain.numbers", numbers=Numbers(tuple(i.code for i in found)))
            for one in found:
                blocks.append(Heading(f"{one.code}  {one.short}"))
                blocks.append(Paragraph(_place_text(one, instrument, words), "grey"))
                blocks += _blocks(one, instrument, words)
        blocks.append(Paragraph(words.label("explain.summary")))
        return Document(title, subtitle, tuple(blocks), computed=False)

    def _matches(self, topic: Indicators) -> Iterator[Block]:
        """Yield a list of indicators, and how to see one of them."""
        words, chosen = self.words, topic.instrument.id
        columns = (Column(words.label("number"), 8), Column(words.label("indicator_name"), 60))
        yield Table(columns, tuple(Row((one.code, Own(one.short))) for one in topic.found))
        option = "" if chosen == DEFAULT else f" -i {chosen}"
        command = f"spbe explain {topic.found[0].code}{option}"
        yield Paragraph(words.label("explain.next", command=command))

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; the same keys are there for every topic."""
        topic = self.explained.topic
        instrument = topic.instrument if isinstance(topic, Indicators) else None
        found = topic.found if isinstance(topic, Indicators) else ()
        return {
            "spbe": __version__,
            "instrument": instrument_part(instrument),
            "indicators": [indicator_data(one, instrument) for one in found if instrument],
            "page": _page_data(topic.code, self.words) if isinstance(topic, Code) else None,
            "findings": findings_part(self.explained.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return no table: what is explained is text."""
        return (), ()


def code_fields(code: str, words: Words) -> Fields:
    """Return what a finding means: the rule, its usual cause, an example, what to do."""
    page = words.page(code)
    return Fields(
        (
            Field(words.label("explain.rule"), page.rule),
            Field(words.label("explain.cause"), page.cause),
            Field(words.label("explain.example"), page.example),
            Field(words.label("explain.remedy"), page.steps),
        )
    )


def _title(instrument: Instrument, words: Words) -> str:
    """Return the title of an instrument, and that its sources are secondary if so."""
    secondary = f" ({words.label('source.secondary')})" if instrument.secondary else ""
    return instrument.title + secondary


def _blocks(indicator: Indicator, instrument: Instrument, words: Words) -> Iterator[Block]:
    yield Fields(tuple(_about(indicator, instrument, words)))
    yield Fields(tuple(_levels(indicator, words)))
    if "cumulative" in instrument.sources:
        yield Paragraph(_cumulative(instrument, words))
    yield Fields(tuple(_help(indicator, instrument, words)))


def _about(indicator: Indicator, instrument: Instrument, words: Words) -> Iterator[Field]:
    if indicator.name != indicator.short:
        yield Field(words.label("explain.official"), indicator.name)
    yield Field(words.label("explain.weight"), _weight_text(indicator, instrument, words))
    if indicator.repeat > 1:
        rows = ", ".join(indicator.rows())
        text = words.label("explain.answers_text", most=indicator.repeat, rows=rows)
        yield Field(words.label("explain.answers"), text)
    if indicator.external:
        yield Field(words.label("explain.external"), _external_text(indicator.external, words))
    yield Field(words.label("explain.source"), indicator.source)


def _aspect_of(indicator: Indicator, instrument: Instrument) -> Aspect:
    return next(aspect for aspect in instrument.aspects if aspect.code == indicator.aspect)


def _place_text(indicator: Indicator, instrument: Instrument, words: Words) -> str:
    aspect = _aspect_of(indicator, instrument)
    parts = [f"{words.label('domain')} {_number_in(domain.code)} {domain.name}"
             for domain in instrument.domains if domain.code == aspect.domain]  # fmt: skip
    parts.append(f"{words.label('aspect')} {_number_in(aspect.code)} {aspect.name}")
    return ", ".join(parts)


def _number_in(code: str) -> str:
    """Return the number in a code such as `D2`, or the code where there is none."""
    return re.sub(r"^\D+", "", code) or code


def _external_text(index: ExternalIndex, words: Words) -> str:
    """Say which index of another agency an indicator takes, and where its levels begin."""
    return words.label(
        "explain.external_text",
        name=index.name,
        authority=index.authority,
        minimum=index.minimum,
        maximum=index.maximum,
        begins="; ".join(words.show(begin) for begin in index.begins.values()),
    )


def _weights(indicator: Indicator, instrument: Instrument) -> tuple[Fraction, Fraction]:
    """Return the least and the most that one answer weighs, in percent.

    They differ where the rows of a repeatable indicator share the weight of their aspect.
    """
    aspect = _aspect_of(indicator, instrument)
    row = indicator.rows()[0]

    def weight(rows: list[str]) -> Fraction:
        weights = row_weights(aspect, dict.fromkeys(rows, Fraction(0)))
        return next(weight for code, _, weight in weights if code == row)

    every = [one for part in aspect.indicators for one in part.rows()]
    return weight(every), weight([part.rows()[0] for part in aspect.indicators])


def _weight_text(indicator: Indicator, instrument: Instrument, words: Words) -> str:
    """Say what an indicator weighs, and what a raise by one level adds to the index."""
    least, most = _weights(indicator, instrument)
    whole = sum((aspect.weight for aspect in instrument.aspects), Fraction(0))
    low, high = (words.number(weight / whole, GAIN_DECIMALS) for weight in (least, most))
    rise = step(instrument, words)
    if least == most:
        return words.label("explain.weight_text", weight=words.number(most), gain=high, step=rise)
    repeated = ", ".join(
        part.code for part in _aspect_of(indicator, instrument).indicators if part.repeat > 1
    )
    ends = {"least": words.number(least), "most": words.number(most), "low": low, "high": high}
    return words.label("explain.weight_range", **ends, numbers=repeated, step=rise)


def _levels(indicator: Indicator, words: Words) -> Iterator[Field]:
    missing = words.label("not_in_source")
    for level in indicator.levels:
        yield Field(f"{level.number} {level.name or f'({missing})'}", level.criterion or missing)
        if level.note:
            yield Field(words.label("explain.note"), level.note, lesser=True)


def _cumulative(instrument: Instrument, words: Words) -> str:
    """Say by an example that a level demands all that those below it demand."""
    level = min(instrument.lowest + CUMULATIVE_STEP, instrument.highest)
    *first, last = map(str, range(instrument.lowest, level))
    below = words.label("explain.and", first=", ".join(first), last=last) if first else last
    return words.label("explain.cumulative", level=level, below=below)


def _help(indicator: Indicator, instrument: Instrument, words: Words) -> Iterator[Field]:
    """Yield what helps to answer: evidence, the pattern of an explanation, who answers."""
    yield from _evidence(indicator, words)
    pattern = indicator.capability.explanation or words.label("not_in_source")
    yield Field(words.label("explain.pattern"), pattern)
    if indicator.agency:
        text = _agency_text(indicator.agency, instrument, words)
        yield Field(words.label("explain.agency"), text)
    if indicator.note:
        yield Field(words.label("explain.note"), indicator.note)


def _evidence(indicator: Indicator, words: Words) -> Iterator[Field]:
    """Yield typical evidence: of the indicator, of its kind, and every item of every level."""
    items = [(level.number, item) for level in indicator.levels for item in level.evidence]
    otherwise = words.label("explain.evidence_items" if items else "not_in_source")
    yield Field(words.label("explain.evidence"), indicator.evidence or otherwise)
    for number, evidence in sorted(indicator.capability.evidence.items()):
        yield Field(words.label("explain.at_level", level=number), evidence, lesser=True)
    for number, item in items:
        label = words.label("explain.at_level", level=number)
        yield Field(f"{label} {item.letter}", item.text, lesser=True)
        if item.note:
            yield Field(words.label("explain.note"), item.note, lesser=True)


def _agency_text(agency: str, instrument: Instrument, words: Words) -> str:
    """Name the agencies that usually answer, and how far that can be relied on."""
    *first, last = agency.split(", ")
    key = "explain.and" if len(first) == 1 else "explain.and_last"
    named = words.label(key, first=", ".join(first), last=last) if first else last
    source = instrument.sources.get("agencies")
    return f"{named} ({source})" if source else named


def indicator_data(indicator: Indicator, instrument: Instrument) -> Mapping[str, Any]:
    """Return an indicator as part of a JSON document; what no source gives is null."""
    least, most = _weights(indicator, instrument)
    aspect = _aspect_of(indicator, instrument)
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
        "external": _external_data(indicator.external),
        "explanation": indicator.capability.explanation,
        "agency": indicator.agency,
        "note": indicator.note,
        "source": indicator.source,
    }


def _external_data(index: ExternalIndex | None) -> Mapping[str, Any] | None:
    """Return the index of another agency that an indicator takes, exact numbers as text."""
    if index is None:
        return None
    return {
        "name": index.name,
        "authority": index.authority,
        "begins": {str(level): exact_text(begin) for level, begin in index.begins.items()},
        "maximum": exact_text(index.maximum),
    }


def _page_data(code: str, words: Words) -> Mapping[str, Any]:
    page = words.page(code)
    return {
        "code": code,
        "severity": str(Finding(code, Place("")).severity),
        "title": page.title,
        "rule": page.rule,
        "cause": page.cause,
        "example": page.example,
        "remedy": list(page.steps),
    }
