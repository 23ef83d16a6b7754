"""The report of one sheet as a draft for Word: to edit, to send as a nota dinas, to sign.

Strengths and weaknesses are told aspect by aspect in the manner of the ministry's report: what is
there and its evidence, then what is still missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spbe_cli.findings import Numbers
from spbe_cli.instrument import Aspect
from spbe_cli.reports import levels, passages, statements
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Column,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
)
from spbe_cli.reports.score import ScoreReport
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Scored

ADDRESSES: Final = ("draft.to", "draft.from", "draft.reference", "draft.date")
SIGNED: Final = ("draft.person", "draft.number", "draft.position", "draft.place")


@dataclass(frozen=True, slots=True)
class ScoreDraft(ScoreReport):
    """The draft; without an index there is nothing to sign, only what is known."""

    def document(self) -> Document:
        """Return the report with the head of a nota dinas, and the minutes at its end."""
        whole, known = ScoreReport.document(self), self.assessment
        if not isinstance(known, Scored):
            return whole
        label = self.words.label
        columns = (Column(label("draft.note"), 20), Column(label("draft.entry"), 70))
        rows = [Row((label(key), label("draft.blank"))) for key in ADDRESSES]
        addresses = Table(columns, (*rows, Row((label("draft.about"), whole.title))))
        parts = (*whole.parts, self._minutes(known))
        return replace(whole, summary=(addresses, *whole.summary), beside=(), parts=parts)

    def _levels(self, known: Scored) -> Iterator[Part]:
        told = (block for aspect in known.instrument.aspects
                for block in self._aspect(aspect, known))  # fmt: skip
        yield Part(self.words.label("html.strengths_and_weaknesses"), tuple(told))

    def _aspect(self, aspect: Aspect, known: Scored) -> Iterator[Block]:
        """Yield what is strong and weak in an aspect, in sentences to go on writing."""
        words = self.words
        codes = {code for indicator in aspect.indicators for code in indicator.rows()}
        high, between, low = (
            [score for score in scores if score.code in codes]
            for scores in (levels.strengths(known), levels.between(known), levels.weaknesses(known))
        )
        if not (high or between or low):
            return
        yield Heading(f"{aspect.code} {aspect.name}")
        index = next(part.index for part in known.result.aspects if part.code == aspect.code)
        yield Paragraph(words.label("draft.aspect_index", index=words.number(index)))
        if high:
            told = "; ".join(self._strong(one, known) for one in high)
            yield Paragraph(words.label("draft.strengths", list=told))
        if between:
            numbers = Numbers(tuple(score.code for score in between))
            level = levels.middle(known.instrument)
            yield Paragraph(words.label("draft.between", numbers=numbers, level=level))
        if low:
            told = " ".join(self._weak(one, known) for one in low)
            yield Paragraph(words.label("draft.however" if high else "draft.weaknesses", list=told))

    def _strong(self, score: Score, known: Scored) -> str:
        """Tell a strength with its evidence."""
        proof = levels.evidence_of(known.sheet, score.code)
        key = "draft.strong" if proof else "draft.strong_bare"
        return self.words.label(key, **self._named(score, known), evidence=proof.rstrip("."))

    def _weak(self, score: Score, known: Scored) -> str:
        """Tell a weakness with what its goal demands."""
        goal = levels.middle(known.instrument)
        criterion = known.instrument.rows()[score.code].level(goal).criterion
        key = "draft.weak" if criterion else "draft.weak_bare"
        facts = {**self._named(score, known), "goal": goal}
        return self.words.label(key, **facts, criterion=(criterion or "").rstrip("."))

    def _named(self, score: Score, known: Scored) -> dict[str, object]:
        """Return what a sentence says of an indicator: name, number, level and its name."""
        indicator = known.instrument.rows()[score.code]
        name = levels.level_name(known.instrument, indicator, score.index)
        level = statements.level_text(score.index, self.words) + (f" ({name})" if name else "")
        return {"name": indicator.short, "number": score.code, "level": level}

    def _minutes(self, known: Scored) -> Part:
        """Return the page to sign: what was agreed, and room for assessor and institution."""
        label, identity, result = self.words.label, self.assessment.identity, known.result
        blank = label("draft.blank")
        facts = {
            "stage": identity.get("tahap") or label("draft.stage"),
            "owner": identity.get("instansi") or identity.get("perangkat daerah") or blank,
            "year": identity.get("tahun") or blank,
            "name": result.total.name,
            "index": self.words.number(result.total.index),
            "predicate": result.predicate.name,
        }
        supplied = (Paragraph(f"{passages.capital(text)}.", "strong")
                    for text in statements.supplied(known.sheet, self.words))  # fmt: skip
        heads = {"draft.entry": 18, "draft.assessor": 36, "draft.institution": 36}
        rows = [Row((label(key), blank, blank)) for key in SIGNED]
        signature = Row((label("draft.signature"), "", ""), sign=True)
        columns = tuple(Column(label(key), width) for key, width in heads.items())
        blocks: Blocks = (
            Paragraph(label("draft.minutes_text", blank=blank, **facts)),
            *supplied,
            Paragraph(label("draft.minutes_end")),
            Table(columns, (*rows, signature)),
        )
        return Part(label("draft.minutes"), blocks, new_page=True)
