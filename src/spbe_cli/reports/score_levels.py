"""What stands behind an index: strengths, weaknesses, what to do next, and every indicator.

A draft has the head of a nota dinas, tells the levels in sentences, and ends with the minutes.
"""

from collections.abc import Iterator
from typing import Any, Final

from spbe_cli.answers import Answer
from spbe_cli.findings import Numbers
from spbe_cli.frozen import frozen
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels
from spbe_cli.reports.levels import Strength
from spbe_cli.reports.statements import SoundParts
from spbe_cli.reports.wording import NONE, OfRow, Shown, row_of, table
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Scored
from spbe_cli.words import capital

TONES: Final[dict[Strength, doc.Tone]] = {"strong": "good", "between": "", "weak": "bad"}


class IndicatorParts(SoundParts):
    """What is said of the indicators of a sheet, one by one."""

    def _answer(self, one: OfRow) -> Answer:
        return self.known.sheet.answers[row_of(one)]

    def _level(self, **look: Any) -> Shown[OfRow]:  # noqa: ANN401  as `Column` has it
        """Return the column of the levels that the sheet gives."""
        return self.numbers("level", 8, lambda one: self.level(self._answer(one).level), **look)

    def _level_name(self) -> Shown[OfRow]:
        rows = self.used.rows()

        def name(one: OfRow) -> doc.Own:
            return doc.Own(levels.level_name(self.used, rows[row_of(one)], self._answer(one).level))

        return self.column("level_name", 16, name, spare=1)

    def _evidence(self, width: int) -> Shown[OfRow]:
        """Return the column of the evidence that the sheet names, on paper only."""
        none = self.label("evidence_not_there")

        def proof(one: OfRow) -> str:
            return " ".join(self._answer(one).evidence.split()) or none

        return self.column("evidence", width, proof, wide=True)

    def indicators(self) -> Iterator[doc.Part]:
        """Yield every indicator that has a level, answered or assumed, aspect by aspect."""
        instrument, sheet, result = self.used, self.known.sheet, self.known.result
        if not sheet.answers:
            return
        rows, answers = instrument.rows(), sheet.answers
        scores = {one.code: one for one in result.indicators} if result else {}

        def external(code: str) -> str:
            """Return the index of another agency that the sheet gives, as `SDI 62,5`."""
            index, value = rows[code].external, answers[code].external
            return f"{index.name} {self.number(value, None)}" if index and value is not None else ""

        def remark(code: str) -> doc.State:
            strength = levels.strength(instrument, answers[code].level)
            keys: list[str] = [] if strength == "between" else [strength]
            if code in sheet.assumed:
                keys.append("assumed")
            elif code in sheet.carried.rows:
                keys.append("carried")
            if code not in sheet.assumed and not answers[code].evidence.strip():
                keys.append("unproven")
            return doc.State(", ".join(self.label(f"html.{key}") for key in keys), TONES[strength])

        columns: list[Shown[str]] = [
            self.column("number", 6, lambda code: code),
            self.column(
                "indicator_name", 40, lambda code: doc.Own(rows[code].name, rows[code].short)
            ),
            self._level(heat=True),
            self._level_name(),
        ]
        if any(one.external for one in instrument.indicators()):
            columns.append(self.column("excel.external", 14, external, spare=3))
        if result:
            columns += [
                self.numbers("weight", 9, lambda code: self.weight(scores[code].weight), spare=2),
                self.numbers("points", 9, lambda code: self.weight(scores[code].points), spare=2),
            ]
        columns += [
            self._evidence(30),
            self.column("excel.explanation", 40, lambda code: answers[code].explanation, wide=True),
            self.column("html.remark", 16, remark, spare=3),
        ]
        agency = self.known.identity.get("perangkat daerah", "")
        note = f"{self.label('agency')}: {agency}" if agency else ""
        made = self.by_aspect(answers, columns, caption=note)
        yield doc.Part(self.label("html.indicators"), (made,))


@frozen(slots=False)
class LevelParts(IndicatorParts):
    """What stands behind the index of a sheet."""

    known: Scored

    def strengths(self) -> Iterator[doc.Part]:
        """Yield the strengths by the ministry's rule, and what is neither strong nor weak."""
        instrument, between = self.used, levels.those(self.known, "between")
        rule = self.label("html.split_strong", strong=instrument.highest - levels.STRONG_FROM)
        blocks: list[doc.Block] = [doc.Paragraph(rule, "grey")]
        if between:
            rows = Numbers(tuple(one.code for one in between))
            text = self.label("html.on_target", level=levels.middle(instrument), numbers=rows)
            blocks.append(doc.Paragraph(text))
        columns = (*self.indicator(6, 34), self._level(), self._level_name(), self._evidence(34))
        if strong := levels.those(self.known, "strong"):
            yield doc.Part(self.label("excel.strengths"), (*blocks, table(strong, *columns)))

    def weaknesses(self) -> Iterator[doc.Part]:
        """Yield the weaknesses with what their goal, the middle level, demands."""
        rows, goal = self.used.rows(), levels.middle(self.used)

        def demanded(one: Score) -> doc.Cell:
            criterion = rows[one.code].level(goal).criterion
            return doc.Own(criterion) if criterion else self.label("not_in_source")

        made = table(
            levels.those(self.known, "weak"),
            *self.indicator(5, 26),
            self._level(),
            self.numbers("html.goal", 8, lambda _: self.count(goal)),
            self.column("html.demanded", 46, demanded, wide=True),
            self._gain(),
            caption=self.label("html.goal_note"),
        )
        if made.rows:
            rule = doc.Paragraph(self.label("html.split_weak", weak=goal), "grey")
            yield doc.Part(self.label("excel.weaknesses"), (rule, made))

    def _gain(self, spare: int = 0) -> Shown[Score]:
        """Return the column of what the index gains if an indicator reaches its goal."""

        def gain(one: Score) -> doc.Number:
            rise = self.used.reached_at(levels.goal(self.used, one)) - one.index
            return self.gain(rise * one.weight / self.known.result.total.weight)

        return self.numbers("html.gain", 9, gain, spare=spare)

    def tasks(self) -> Iterator[doc.Part]:
        """Yield what to do next: every indicator below the top, with its goal."""
        instrument, rows = self.used, self.used.rows()

        def demanded(one: Score) -> doc.Cell:
            end = instrument.reached_at(levels.goal(instrument, one))
            return doc.Own(self.criteria(one.code, one.index, end).replace("\n", " "))

        def usual(one: Score) -> doc.Cell:
            row = rows[one.code]
            named = row.evidence or row.evidence_at(levels.goal(instrument, one)) or ""
            return doc.Own(" ".join(named.split()))

        ends = {"goal": levels.middle(instrument), "highest": instrument.highest}
        made = table(
            sorted(levels.below_top(self.known), key=lambda one: instrument.level_at(one.index)),
            *self.indicator(5, 22),
            self._level(),
            self.numbers("html.goal", 8, lambda one: self.count(levels.goal(instrument, one))),
            self.column("html.demanded", 48, demanded, spare=2),
            self.column("explain.evidence", 46, usual, wide=True),
            self._gain(spare=1),
            self.column("draft.owner", 14, lambda _: "", wide=True, fill_in=()),
            self.column("draft.deadline", 11, lambda _: "", wide=True, fill_in=()),
            caption=self.label("html.tasks_note", **ends),
        )
        if made.rows:
            yield doc.Part(self.label("draft.tasks"), (made,), paper=True)

    def recommendations(self) -> Iterator[doc.Part]:
        """Yield a sentence for every indicator below the top: what its next level needs."""
        rows = self.used.rows()

        def said(one: Score) -> doc.Cell:
            if index := rows[one.code].external:
                facts = {"index": index.name, "authority": index.authority}
                return self.label("recommendation.index", **facts)
            return doc.Own(levels.recommendation(self.used, one.code, one.index) or NONE)

        made = table(
            levels.below_top(self.known),
            *self.indicator(6, 28),
            self._level(),
            self.column("recommendation.head", 90, said),
            caption=self.label("recommendation.note"),
        )
        if made.rows:
            yield doc.Part(self.label("recommendation.title"), (made,))

    # What only a draft has

    def addresses(self, about: str) -> doc.Table:
        """Return the head of a nota dinas, to be filled in."""
        keys = ("to", "from", "reference", "date")
        rows = [doc.Row((self.label(f"draft.{key}"), self.label("draft.blank"))) for key in keys]
        heads = self.heads({"draft.note": 20, "draft.entry": 70})
        return doc.Table(heads, (*rows, doc.Row((self.label("draft.about"), about))))

    def in_sentences(self) -> doc.Part:
        """Return the levels in sentences, aspect by aspect."""
        told = [block for one in self.known.result.aspects for block in self._aspect(one)]
        return doc.Part(self.label("html.strengths_and_weaknesses"), tuple(told))

    def _aspect(self, aspect: Score) -> Iterator[doc.Block]:
        rows, answers = self.used.rows(), self.known.sheet.answers
        goal = levels.middle(self.used)
        high, between, low = (
            [one for one in levels.those(self.known, strength) if one.parent == aspect.code]
            for strength in TONES
        )
        if not (high or between or low):
            return

        def told(key: str, one: Score, fact: str) -> str:
            """Tell a strength with its evidence, a weakness with what its goal demands."""
            name = levels.level_name(self.used, rows[one.code], one.index)
            level = self.level_text(one.index) + (f" ({name})" if name else "")
            facts = {"name": rows[one.code].short, "number": one.code, "level": level, "goal": goal}
            fact = fact.rstrip(".")
            key = key if fact else f"{key}_bare"
            return self.label(key, **facts, evidence=fact, criterion=fact)

        yield doc.Heading(f"{aspect.code} {aspect.name}")
        yield doc.Paragraph(self.label("draft.aspect_index", index=self.number(aspect.index)))
        if high:
            proved = [(one, " ".join(answers[one.code].evidence.split())) for one in high]
            texts = "; ".join(told("draft.strong", *pair) for pair in proved)
            yield doc.Paragraph(self.label("draft.strengths", list=texts))
        if between:
            of = Numbers(tuple(score.code for score in between))
            yield doc.Paragraph(self.label("draft.between", numbers=of, level=goal))
        if low:
            asked = [(one, rows[one.code].level(goal).criterion or "") for one in low]
            texts = " ".join(told("draft.weak", *pair) for pair in asked)
            key = "draft.however" if high else "draft.weaknesses"
            yield doc.Paragraph(self.label(key, list=texts))

    def minutes(self) -> doc.Part:
        """Return the minutes, to be signed."""
        identity, result = self.known.identity, self.known.result
        blank = self.label("draft.blank")
        text = self.label(
            "draft.minutes_text",
            blank=blank,
            stage=identity.get("tahap") or self.label("draft.stage"),
            owner=identity.get("instansi") or identity.get("perangkat daerah") or blank,
            year=identity.get("tahun") or blank,
            name=result.total.name,
            index=self.number(result.total.index),
            predicate=result.predicate.name,
        )
        supplied = self.supplied(self.known.sheet)
        heads = {"draft.entry": 18, "draft.assessor": 36, "draft.institution": 36}
        signed = ("person", "number", "position", "place")
        rows = [doc.Row((self.label(f"draft.{key}"), blank, blank)) for key in signed]
        signature = doc.Row((self.label("draft.signature"), "", ""), sign=True)
        blocks: doc.Blocks = (
            doc.Paragraph(text),
            *(doc.Paragraph(f"{capital(one)}.", "strong") for one in supplied),
            doc.Paragraph(self.label("draft.minutes_end")),
            doc.Table(self.heads(heads), (*rows, signature)),
        )
        return doc.Part(self.label("draft.minutes"), blocks, new_page=True)
