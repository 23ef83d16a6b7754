"""What `spbe explain` says: indicators, those that match words, a concept, or a finding's page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from spbe_cli.analysis.explain import Explained, Topic
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place, Quoted
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Aspect, Indicator, Instrument
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import instrument_part, taken
from spbe_cli.reports.report import ReportOf
from spbe_cli.reports.wording import PLACES, Wording, grouped, table
from spbe_cli.scoring import row_weights
from spbe_cli.words import Words, capital, catalogue

CUMULATIVE_STEP: Final = 2


def code_fields(code: str, words: Words) -> doc.Fields:
    """Return what a finding means: the rule, its usual cause, an example, what to do."""
    page = words.page(code)
    texts: dict[str, str | tuple[str, ...]] = {
        "explain.rule": page.rule,
        "explain.cause": page.cause,
        "explain.example": page.example,
        "explain.remedy": page.steps,
    }
    return doc.Fields(tuple(doc.Field(words.label(key), text) for key, text in texts.items()))


class ExplainReport(ReportOf[Explained]):
    """The report of what somebody asked for."""

    def document(self) -> doc.Document:
        """Return what there is to say of the topic."""
        match self.result.topic:
            case str(code):
                title = f"{code}  {self.words.page(code).title}"
                return self._page(title, "", code_fields(code, self.words))
            case Topic(by="concept") as topic:
                return self._concepts(topic)
            case Topic() as topic:
                return self._indicators(topic)
            case None:
                return self._page("", "")

    def _indicators(self, topic: Topic) -> doc.Document:
        instrument, found = topic.instrument, topic.indicators
        secondary = f" ({self.label('source.secondary')})" if instrument.secondary else ""
        subtitle, summary = instrument.title + secondary, self.label("explain.summary")
        pages = self._pages()
        if len(pages) == 1:
            title = self.label("explain.indicator", number=found[0].code, name=found[0].short)
            subtitle = f"{subtitle} · {pages[0].place()}"
            return self._page(title, subtitle, *pages[0].blocks(), doc.Paragraph(summary))
        blocks: list[doc.Block] = []
        if topic.by == "number":
            title = self.label("explain.numbers", numbers=Numbers(tuple(i.code for i in found)))
            for page in pages:
                blocks.append(doc.Heading(f"{page.one.code}  {page.one.short}"))
                blocks += [doc.Paragraph(page.place(), "grey"), *page.blocks()]
            return self._page(title, subtitle, *blocks, doc.Paragraph(summary))
        key = "explain.matches_criteria" if topic.by == "criteria" else "explain.matches"
        title = self.label(key, count=len(found), words=Quoted(topic.sought))
        listed = table(
            found,
            self.column("number", 8, lambda one: one.code),
            self.column("indicator_name", 60, lambda one: doc.Own(one.short)),
        )
        option = "" if instrument.id == DEFAULT else f" -i {instrument.id}"
        hint = self.label("explain.next", command=f"spbe explain {found[0].code}{option}")
        concepts = [self._listed(topic.concepts)] if topic.concepts else []
        return self._page(title, subtitle, listed, doc.Paragraph(hint), *concepts)

    def _concepts(self, topic: Topic) -> doc.Document:
        concept = self.words.concept(topic.concepts[0])
        if len(topic.concepts) == 1:
            subtitle = self.label("explain.other_language", name=concept.other)
            blocks = self._concept(concept, topic.indicators)
            return self._page(capital(concept.name), subtitle, *blocks)
        facts = {"count": len(topic.concepts), "words": Quoted(topic.sought)}
        every = topic.concepts == catalogue.concepts()
        title = self.label("explain.concepts" if every else "explain.concepts_named", **facts)
        hint = self.label("explain.next_concept", command=f"spbe explain {concept.name}")
        return self._page(title, "", self._listed(topic.concepts), doc.Paragraph(hint))

    def _page(self, title: str, subtitle: str, *blocks: doc.Block) -> doc.Document:
        return doc.Document(title, subtitle, blocks, computed=False)

    def _concept(self, one: catalogue.Concept, indicators: Iterable[Indicator]) -> doc.Blocks:
        texts = {
            "explain.example": one.example,
            "explain.source": one.source,
            "explain.avoided": ", ".join(one.avoided),
            "explain.see": ", ".join(one.see),
            "explain.in_names": "; ".join(f"{part.code} {part.short}" for part in indicators),
        }
        keys = doc.Fields(tuple(doc.Field(key, text) for key, text in one.keys.items()))
        fields = (doc.Field(self.label(key), text) for key, text in texts.items() if text)
        return (
            doc.Paragraph(one.meaning),
            *([doc.Paragraph(one.text)] if one.text else []),
            *((doc.Listing(one.file), keys) if one.file else ()),
            doc.Fields(tuple(fields)),
        )

    def _listed(self, keys: Sequence[str]) -> doc.Table:
        concept = self.words.concept
        groups = [(group, [*own]) for group, own in groupby(keys, lambda key: concept(key).group)]
        several = len(groups) > 1
        return grouped(
            ((self.label(f"concepts.{group}") if several else "", own) for group, own in groups),
            self.column("explain.concept", 22, lambda key: concept(key).name),
            self.column("explain.meaning", 90, lambda key: concept(key).meaning),
        )

    def _pages(self) -> list["_IndicatorPage"]:
        topic = self.result.topic
        if not isinstance(topic, Topic) or topic.by == "concept":
            return []
        return [_IndicatorPage(one, topic.instrument, self.words) for one in topic.indicators]

    def _data(self) -> Mapping[str, Any]:
        """Return one JSON document; the same keys are there for every topic."""
        page, instrument = None, None
        concepts: tuple[str, ...] = ()
        match self.result.topic:
            case Topic() as topic:
                instrument = None if topic.by == "concept" else topic.instrument
                concepts = topic.concepts
            case str(code):
                *texts, steps = self.words.page(code)._asdict().items()
                severity = str(Finding(code, Place("")).severity)
                page = {"code": code, "severity": severity, **dict(texts), "remedy": steps[1]}
            case None:
                pass
        return {
            "instrument": instrument_part(instrument),
            "indicators": [one.data() for one in self._pages()],
            "concepts": [_concept_data(self.words.concept(key)) for key in concepts],
            "page": page,
        }


@frozen(slots=False)
class _IndicatorPage(Wording):
    one: Indicator
    instrument: Instrument
    words: Words

    @property
    def aspect(self) -> Aspect:
        return next(aspect for aspect in self.instrument.aspects if aspect.code == self.one.aspect)

    def place(self) -> str:
        """Say in which domain and aspect it stands, by the numbers in their codes: `D2` is 2."""
        domains = (one for one in self.instrument.domains if one.code == self.aspect.domain)
        parts = [*(("domain", one.code, one.name) for one in domains),
                 ("aspect", self.aspect.code, self.aspect.name)]  # fmt: skip
        numbered = ((kind, re.sub(r"^\D+", "", code) or code, name) for kind, code, name in parts)
        return ", ".join(f"{self.label(kind)} {n} {name}" for kind, n, name in numbered)

    def blocks(self) -> Iterator[doc.Block]:
        """Yield what it is and weighs, what its levels demand, and what helps to answer."""
        lowest = self.instrument.lowest
        missing = self.label("not_in_source")
        yield doc.Fields(tuple(self._about()))
        levels: list[doc.Field] = []
        for level in self.one.levels:
            name = f"{level.number} {level.name or f'({missing})'}"
            levels.append(doc.Field(name, level.criterion or missing))
            levels += [self._field("explain.note", level.note, lesser=True)] if level.note else []
        yield doc.Fields(tuple(levels))
        if "cumulative" in self.instrument.sources:
            # An example: a level demands all that those below it demand.
            example = min(lowest + CUMULATIVE_STEP, self.instrument.highest)
            *first, below = map(str, range(lowest, example))
            if first:
                below = self.label("explain.and", first=", ".join(first), last=below)
            yield doc.Paragraph(self.label("explain.cumulative", level=example, below=below))
        yield doc.Fields(tuple(self._help()))

    def _field(self, key: str, text: str, *, lesser: bool = False, **facts: object) -> doc.Field:
        return doc.Field(self.label(key, **facts), text, lesser)

    def _about(self) -> Iterator[doc.Field]:
        one = self.one
        if one.name != one.short:
            yield self._field("explain.official", one.name)
        yield self._field("explain.weight", self._weight())
        if one.repeat > 1:
            text = self.label("explain.answers_text", most=one.repeat, rows=", ".join(one.rows()))
            yield self._field("explain.answers", text)
        if one.external:
            text = self.label(
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
        number = self.number
        least, most = self._weights()
        whole = sum((aspect.weight for aspect in self.instrument.aspects), Fraction(0))
        low, high = (number(weight / whole, PLACES) for weight in (least, most))
        rise = self.label("step.score" if self.instrument.decimals else "step.level")
        if least == most:
            return self.label("explain.weight_text", weight=number(most), gain=high, step=rise)
        repeated = ", ".join(part.code for part in self.aspect.indicators if part.repeat > 1)
        ends = {"least": number(least), "most": number(most), "low": low, "high": high}
        return self.label("explain.weight_range", **ends, numbers=repeated, step=rise)

    def _help(self) -> Iterator[doc.Field]:
        one = self.one
        items = [(level.number, item) for level in one.levels for item in level.evidence]
        otherwise = self.label("explain.evidence_items" if items else "not_in_source")
        yield self._field("explain.evidence", one.evidence or otherwise)
        for number, evidence in sorted(one.capability.evidence.items()):
            yield self._field("explain.at_level", evidence, lesser=True, level=number)
        for number, item in items:
            name = f"{self.label('explain.at_level', level=number)} {item.letter}"
            yield doc.Field(name, item.text, lesser=True)
            if item.note:
                yield self._field("explain.note", item.note, lesser=True)
        pattern = one.capability.explanation or self.label("not_in_source")
        yield self._field("explain.pattern", pattern)
        if one.agency:
            *first, last = one.agency.split(", ")
            key = "explain.and" if len(first) == 1 else "explain.and_last"
            named = self.label(key, first=", ".join(first), last=last) if first else last
            source = self.instrument.sources.get("agencies")
            yield self._field("explain.agency", f"{named} ({source})" if source else named)
        if one.note:
            yield self._field("explain.note", one.note)

    def _weights(self) -> tuple[Fraction, Fraction]:
        """Return the least and most that an answer weighs, in percent: rows share their aspect."""
        row = self.one.rows()[0]

        def weight(rows: list[str]) -> Fraction:
            weights = row_weights(self.aspect, dict.fromkeys(rows, Fraction(0)))
            return next(weight for code, _, weight in weights if code == row)

        every = [one for part in self.aspect.indicators for one in part.rows()]
        return weight(every), weight([part.rows()[0] for part in self.aspect.indicators])

    def data(self) -> Mapping[str, Any]:
        """Return an indicator as part of a JSON document; what no source gives is null."""
        indicator, external = self.one, self.one.external
        least, most = self._weights()
        return {
            "code": indicator.code,
            "domain": self.aspect.domain,
            "aspect": self.aspect.code,
            **taken(indicator, "name", "short"),
            "weight": exact_text(indicator.weight),
            "weight_per_answer": {"least": exact_text(least), "most": exact_text(most)},
            "answers": indicator.rows(),
            "levels": [
                {
                    **taken(level, "number", "name", "criterion", "distinguishing"),
                    "evidence": indicator.evidence_at(level.number),
                    "evidence_items": [one._asdict() for one in level.evidence],
                    "note": level.note,
                }
                for level in indicator.levels
            ],
            "evidence": indicator.evidence,
            "external": {
                **taken(external, "name", "authority"),
                "begins": {str(key): exact_text(begin) for key, begin in external.begins.items()},
                "maximum": exact_text(external.maximum),
            }
            if external
            else None,
            "explanation": indicator.capability.explanation,
            **taken(indicator, "agency", "note", "source"),
        }


def _concept_data(one: catalogue.Concept) -> Mapping[str, Any]:
    return {
        "name": one.name,
        "other_language": one.other,
        **taken(one, "also", "avoided", "meaning"),
        **{key: getattr(one, key) or None for key in ("text", "example", "file")},
        "keys": dict(one.keys),
        "source": one.source or None,
        "see": one.see,
    }
