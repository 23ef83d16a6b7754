"""What `spbe explain` says: indicators, those that match words, a concept, or a finding's page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from spbe_cli.analysis.explain import Code, Concepts, Explained, Indicators
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place, Quoted
from spbe_cli.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.reports import Rows
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import findings_part, instrument_part
from spbe_cli.reports.tables import column, grouped, table
from spbe_cli.scoring import row_weights
from spbe_cli.words import Words, catalogue

CUMULATIVE_STEP: Final = 2
GAIN_DECIMALS: Final = 4


def code_fields(code: str, words: Words) -> doc.Fields:
    """Return what a finding means: the rule, its usual cause, an example, what to do."""
    page = words.page(code)
    return doc.Fields(
        (
            doc.Field(words.label("explain.rule"), page.rule),
            doc.Field(words.label("explain.cause"), page.cause),
            doc.Field(words.label("explain.example"), page.example),
            doc.Field(words.label("explain.remedy"), page.steps),
        )
    )


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What there is to say of one indicator."""

    indicator: Indicator
    instrument: Instrument
    words: Words

    @property
    def aspect(self) -> Aspect:
        """The aspect that it belongs to."""
        code = self.indicator.aspect
        return next(aspect for aspect in self.instrument.aspects if aspect.code == code)

    def place(self) -> str:
        """Say in which domain and aspect it stands, by the numbers in their codes: `D2` is 2."""
        parts: list[tuple[str, Domain | Aspect]] = [
            ("domain", one) for one in self.instrument.domains if one.code == self.aspect.domain
        ]
        parts.append(("aspect", self.aspect))
        numbered = ((kind, re.sub(r"^\D+", "", one.code) or one.code, one) for kind, one in parts)
        return ", ".join(f"{self.words.label(kind)} {n} {one.name}" for kind, n, one in numbered)

    def blocks(self) -> Iterator[doc.Block]:
        """Yield what it is and weighs, what its levels demand, and what helps to answer."""
        yield doc.Fields(tuple(self._about()))
        yield doc.Fields(tuple(self._levels()))
        if "cumulative" in self.instrument.sources:
            yield doc.Paragraph(self._cumulative())
        yield doc.Fields(tuple(self._help()))

    def _field(self, key: str, text: str, *, lesser: bool = False, **facts: object) -> doc.Field:
        return doc.Field(self.words.label(key, **facts), text, lesser)

    def _about(self) -> Iterator[doc.Field]:
        one, label = self.indicator, self.words.label
        if one.name != one.short:
            yield self._field("explain.official", one.name)
        yield self._field("explain.weight", self._weight())
        if one.repeat > 1:
            facts = {"most": one.repeat, "rows": ", ".join(one.rows())}
            yield self._field("explain.answers", label("explain.answers_text", **facts))
        if one.external:
            text = label(
                "explain.external_text",
                name=one.external.name,
                authority=one.external.authority,
                minimum=one.external.minimum,
                maximum=one.external.maximum,
                begins="; ".join(map(self.words.show, one.external.begins.values())),
            )
            yield self._field("explain.external", text)
        yield self._field("explain.source", one.source)

    def _weight(self) -> str:
        """Say what an indicator weighs, and what a raise by one level adds to the index."""
        words, number = self.words, self.words.number
        least, most = self._weights()
        whole = sum((aspect.weight for aspect in self.instrument.aspects), Fraction(0))
        low, high = (number(weight / whole, GAIN_DECIMALS) for weight in (least, most))
        rise = words.label("step.score" if self.instrument.decimals else "step.level")
        if least == most:
            return words.label("explain.weight_text", weight=number(most), gain=high, step=rise)
        repeated = ", ".join(part.code for part in self.aspect.indicators if part.repeat > 1)
        ends = {"least": number(least), "most": number(most), "low": low, "high": high}
        return words.label("explain.weight_range", **ends, numbers=repeated, step=rise)

    def _levels(self) -> Iterator[doc.Field]:
        missing = self.words.label("not_in_source")
        for level in self.indicator.levels:
            name = f"{level.number} {level.name or f'({missing})'}"
            yield doc.Field(name, level.criterion or missing)
            if level.note:
                yield self._field("explain.note", level.note, lesser=True)

    def _cumulative(self) -> str:
        """Say by an example that a level demands all that those below it demand."""
        lowest, label = self.instrument.lowest, self.words.label
        level = min(lowest + CUMULATIVE_STEP, self.instrument.highest)
        *first, last = map(str, range(lowest, level))
        below = label("explain.and", first=", ".join(first), last=last) if first else last
        return label("explain.cumulative", level=level, below=below)

    def _help(self) -> Iterator[doc.Field]:
        """Yield what helps to answer: evidence, the pattern of an explanation, who answers."""
        one, label = self.indicator, self.words.label
        items = [(level.number, item) for level in one.levels for item in level.evidence]
        otherwise = label("explain.evidence_items" if items else "not_in_source")
        yield self._field("explain.evidence", one.evidence or otherwise)
        for number, evidence in sorted(one.capability.evidence.items()):
            yield self._field("explain.at_level", evidence, lesser=True, level=number)
        for number, item in items:
            name = f"{label('explain.at_level', level=number)} {item.letter}"
            yield doc.Field(name, item.text, lesser=True)
            if item.note:
                yield self._field("explain.note", item.note, lesser=True)
        yield self._field("explain.pattern", one.capability.explanation or label("not_in_source"))
        if one.agency:
            yield self._field("explain.agency", self._agencies(one.agency))
        if one.note:
            yield self._field("explain.note", one.note)

    def _agencies(self, agency: str) -> str:
        """Name the agencies that usually answer, and how far that can be relied on."""
        *first, last = agency.split(", ")
        key = "explain.and" if len(first) == 1 else "explain.and_last"
        named = self.words.label(key, first=", ".join(first), last=last) if first else last
        source = self.instrument.sources.get("agencies")
        return f"{named} ({source})" if source else named

    def _weights(self) -> tuple[Fraction, Fraction]:
        """Return the least and the most that one answer weighs, in percent.

        They differ where the rows of a repeatable indicator share the weight of their aspect.
        """
        row = self.indicator.rows()[0]

        def weight(rows: list[str]) -> Fraction:
            weights = row_weights(self.aspect, dict.fromkeys(rows, Fraction(0)))
            return next(weight for code, _, weight in weights if code == row)

        every = [one for part in self.aspect.indicators for one in part.rows()]
        return weight(every), weight([part.rows()[0] for part in self.aspect.indicators])

    def data(self) -> Mapping[str, Any]:
        """Return an indicator as part of a JSON document; what no source gives is null."""
        indicator, external = self.indicator, self.indicator.external
        least, most = self._weights()
        return {
            "code": indicator.code,
            "domain": self.aspect.domain,
            "aspect": self.aspect.code,
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
            "external": {
                "name": external.name,
                "authority": external.authority,
                "begins": {
                    str(level): exact_text(begin) for level, begin in external.begins.items()
                },
                "maximum": exact_text(external.maximum),
            }
            if external
            else None,
            "explanation": indicator.capability.explanation,
            "agency": indicator.agency,
            "note": indicator.note,
            "source": indicator.source,
        }


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """What a word of the tool means."""

    key: str
    words: Words

    def title(self) -> str:
        """Return the name, as a title begins."""
        name = self.words.concept(self.key).name
        return name[0].upper() + name[1:]

    def blocks(self, indicators: Iterable[Indicator] = ()) -> Iterator[doc.Block]:
        """Yield what it means, with an example, a file to copy, and where to read on."""
        one, label = self.words.concept(self.key), self.words.label
        yield doc.Paragraph(one.meaning)
        if one.text:
            yield doc.Paragraph(one.text)
        if one.file:
            yield doc.Listing(one.file)
            yield doc.Fields(tuple(doc.Field(key, text) for key, text in one.keys.items()))
        numbered = "; ".join(f"{part.code} {part.short}" for part in indicators)
        texts = {
            "explain.example": one.example,
            "explain.source": one.source,
            "explain.avoided": ", ".join(one.avoided),
            "explain.see": ", ".join(one.see),
            "explain.in_names": numbered,
        }
        yield doc.Fields(tuple(doc.Field(label(key), text) for key, text in texts.items() if text))

    def data(self) -> Mapping[str, Any]:
        """Return the concept as part of a JSON document; what it does not have is null."""
        one = self.words.concept(self.key)
        return {
            "name": one.name,
            "other_language": one.other,
            "also": list(one.also),
            "avoided": list(one.avoided),
            "meaning": one.meaning,
            "text": one.text or None,
            "example": one.example or None,
            "file": one.file or None,
            "keys": dict(one.keys),
            "source": one.source or None,
            "see": list(one.see),
        }


def concept_table(keys: Sequence[str], words: Words) -> doc.Table:
    """Return concepts and their meanings; several groups are headed by their names."""
    groups = groupby(keys, key=lambda key: words.concept(key).group)
    titled = len({words.concept(key).group for key in keys}) > 1
    return grouped(
        ((words.label(f"concepts.{group}") if titled else "", own) for group, own in groups),
        column(words.label("explain.concept"), 22, lambda key: words.concept(key).name),
        column(words.label("explain.meaning"), 90, lambda key: words.concept(key).meaning),
    )


@dataclass(frozen=True, slots=True)
class ExplainReport:
    """The report of what somebody asked for."""

    explained: Explained
    words: Words

    def document(self) -> doc.Document:
        """Return what there is to say of the topic."""
        topic, words = self.explained.topic, self.words
        if topic is None:
            return doc.Document("", "", computed=False)
        if isinstance(topic, Code):
            title = f"{topic.code}  {words.page(topic.code).title}"
            return doc.Document(title, "", (code_fields(topic.code, words),), computed=False)
        if isinstance(topic, Concepts):
            return self._concepts(topic)
        instrument, found = topic.instrument, topic.found
        secondary = f" ({words.label('source.secondary')})" if instrument.secondary else ""
        subtitle = instrument.title + secondary
        pages = self._pages()
        blocks: list[doc.Block] = []
        if len(pages) == 1:
            title = words.label("explain.indicator", number=found[0].code, name=found[0].short)
            subtitle = f"{subtitle} · {pages[0].place()}"
            blocks = [*pages[0].blocks(), doc.Paragraph(words.label("explain.summary"))]
        elif topic.by == "number":
            title = words.label("explain.numbers", numbers=Numbers(tuple(i.code for i in found)))
            for page in pages:
                blocks.append(doc.Heading(f"{page.indicator.code}  {page.indicator.short}"))
                blocks += [doc.Paragraph(page.place(), "grey"), *page.blocks()]
            blocks.append(doc.Paragraph(words.label("explain.summary")))
        else:
            key = "explain.matches_criteria" if topic.by == "criteria" else "explain.matches"
            title = words.label(key, count=len(found), words=Quoted(topic.sought))
            listed = table(
                found,
                column(words.label("number"), 8, lambda one: one.code),
                column(words.label("indicator_name"), 60, lambda one: doc.Own(one.short)),
            )
            option = "" if instrument.id == DEFAULT else f" -i {instrument.id}"
            command = f"spbe explain {found[0].code}{option}"
            blocks = [listed, doc.Paragraph(words.label("explain.next", command=command))]
            if topic.concepts:
                blocks.append(concept_table(topic.concepts, words))
        return doc.Document(title, subtitle, tuple(blocks), computed=False)

    def _concepts(self, topic: Concepts) -> doc.Document:
        """Return the page of a concept, or a list of several."""
        words = self.words
        if len(topic.found) == 1:
            page = ConceptPage(topic.found[0], words)
            subtitle = words.label("explain.other_language", name=words.concept(page.key).other)
            blocks = tuple(page.blocks(topic.indicators))
            return doc.Document(page.title(), subtitle, blocks, computed=False)
        facts = {"count": len(topic.found), "words": Quoted(topic.sought)}
        every = topic.found == catalogue.concepts()
        title = words.label("explain.concepts" if every else "explain.concepts_named", **facts)
        command = f"spbe explain {words.concept(topic.found[0]).name}"
        hint = doc.Paragraph(words.label("explain.next_concept", command=command))
        return doc.Document(title, "", (concept_table(topic.found, words), hint), computed=False)

    def _pages(self) -> list[IndicatorPage]:
        topic = self.explained.topic
        if not isinstance(topic, Indicators):
            return []
        return [IndicatorPage(one, topic.instrument, self.words) for one in topic.found]

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; the same keys are there for every topic."""
        topic, page = self.explained.topic, None
        instrument = topic.instrument if isinstance(topic, Indicators) else None
        concepts: tuple[str, ...] = ()
        if isinstance(topic, Indicators):
            concepts = topic.concepts
        elif isinstance(topic, Concepts):
            concepts = topic.found
        if isinstance(topic, Code):
            text = self.words.page(topic.code)
            page = {
                "code": topic.code,
                "severity": str(Finding(topic.code, Place("")).severity),
                "title": text.title,
                "rule": text.rule,
                "cause": text.cause,
                "example": text.example,
                "remedy": list(text.steps),
            }
        return {
            "instrument": instrument_part(instrument),
            "indicators": [one.data() for one in self._pages()],
            "concepts": [ConceptPage(key, self.words).data() for key in concepts],
            "page": page,
            "findings": findings_part(self.explained.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return no table: what is explained is text."""
        return (), ()
