"""The report of one sheet as a draft for Word: to edit, to send as a nota dinas, to sign."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spbe_cli.findings import Numbers
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels, passages, statements
from spbe_cli.reports.levels import Standing
from spbe_cli.reports.score import ScoreReport
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Scored

ADDRESSES: Final = ("draft.to", "draft.from", "draft.reference", "draft.date")
STANDINGS: Final[tuple[Standing, ...]] = ("strong", "between", "weak")
SIGNED: Final = ("draft.person", "draft.number", "draft.position", "draft.place")


@dataclass(frozen=True, slots=True)
class ScoreDraft(ScoreReport):
    """The draft; without an index there is nothing to sign, only what is known."""

    def document(self) -> doc.Document:
        """Return the report with the head of a nota dinas, and the minutes at its end."""
        whole, known = ScoreReport.document(self), self.assessment
        if not isinstance(known, Scored):
            return whole
        label = self.words.label
        columns = (doc.Column(label("draft.note"), 20), doc.Column(label("draft.entry"), 70))
        rows = [doc.Row((label(key), label("draft.blank"))) for key in ADDRESSES]
        addresses = doc.Table(columns, (*rows, doc.Row((label("draft.about"), whole.title))))
        parts = (*whole.parts, self._minutes(known))
        return replace(whole, summary=(addresses, *whole.summary), beside=(), parts=parts)

    def _levels(self, known: Scored) -> Iterator[doc.Part]:
        told = [block for one in known.result.aspects for block in self._aspect(one, known)]
        yield doc.Part(self.words.label("html.strengths_and_weaknesses"), tuple(told))

    def _aspect(self, aspect: Score, known: Scored) -> Iterator[doc.Block]:
        label, rows = self.words.label, known.instrument.rows()
        goal = levels.middle(known.instrument)
        high, between, low = (
            [one for one in levels.those(known, standing) if one.parent == aspect.code]
            for standing in STANDINGS
        )
        if not (high or between or low):
            return

        def told(key: str, one: Score, fact: str) -> str:
            """Tell a strength with its evidence, a weakness with what its goal demands."""
            name = levels.level_name(known.instrument, rows[one.code], one.index)
            level = statements.level_text(one.index, self.words) + (f" ({name})" if name else "")
            facts = {"name": rows[one.code].short, "number": one.code, "level": level, "goal": goal}
            fact = fact.rstrip(".")
            key = key if fact else f"{key}_bare"
            return label(key, **facts, evidence=fact, criterion=fact)

        yield doc.Heading(f"{aspect.code} {aspect.name}")
        yield doc.Paragraph(label("draft.aspect_index", index=self.words.number(aspect.index)))
        if high:
            answers = known.sheet.answers
            proved = [(one, " ".join(answers[one.code].evidence.split())) for one in high]
            texts = "; ".join(told("draft.strong", *pair) for pair in proved)
            yield doc.Paragraph(label("draft.strengths", list=texts))
        if between:
            numbers = Numbers(tuple(score.code for score in between))
            yield doc.Paragraph(label("draft.between", numbers=numbers, level=goal))
        if low:
            asked = [(one, rows[one.code].level(goal).criterion or "") for one in low]
            texts = " ".join(told("draft.weak", *pair) for pair in asked)
            yield doc.Paragraph(label("draft.however" if high else "draft.weaknesses", list=texts))

    def _minutes(self, known: Scored) -> doc.Part:
        label, identity, result = self.words.label, self.assessment.identity, known.result
        blank = label("draft.blank")
        text = label(
            "draft.minutes_text",
            blank=blank,
            stage=identity.get("tahap") or label("draft.stage"),
            owner=identity.get("instansi") or identity.get("perangkat daerah") or blank,
            year=identity.get("tahun") or blank,
            name=result.total.name,
            index=self.words.number(result.total.index),
            predicate=result.predicate.name,
        )
        supplied = statements.supplied(known.sheet, self.words)
        heads = {"draft.entry": 18, "draft.assessor": 36, "draft.institution": 36}
        rows = [doc.Row((label(key), blank, blank)) for key in SIGNED]
        signature = doc.Row((label("draft.signature"), "", ""), sign=True)
        columns = tuple(doc.Column(label(key), width) for key, width in heads.items())
        blocks: doc.Blocks = (
            doc.Paragraph(text),
            *(doc.Paragraph(f"{passages.capital(one)}.", "strong") for one in supplied),
            doc.Paragraph(label("draft.minutes_end")),
            doc.Table(columns, (*rows, signature)),
        )
        return doc.Part(label("draft.minutes"), blocks, new_page=True)
