"""What `spbe risk --interview` says: a sheet to take into the room.

Per claim the questions that its criterion gives, who answers them, where the evidence stands, what
is shown, and room for notes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.risk import Risk, RiskResult, Topic, Why, topics_of
from spbe_cli.answers import AnswerSheet
from spbe_cli.reports import Rows, levels, passages, statements
from spbe_cli.reports.compare_falls import reason
from spbe_cli.reports.data import findings_part, level_number, sheet_part
from spbe_cli.reports.document import Block, Document, Own, Paragraph, Part, Table
from spbe_cli.reports.questions import question
from spbe_cli.reports.tables import column, grouped
from spbe_cli.words import Words

COLUMNS: Final = (
    "code", "name", "agency", "why", "claimed", "level", "questions", "evidence", "places", "show",
    "justification",
)  # fmt: skip
APPLICATION: Final = "aplikasi"
"""Who explains a claim by this word, by the pattern of the instrument, shows it there."""


@dataclass(frozen=True, slots=True)
class InterviewReport:
    """The sheet for the interview; of a sheet without an index only why there is none."""

    found: RiskResult
    words: Words
    command: str = ""
    earlier: AnswerSheet | None = None

    def document(self) -> Document:
        """Return the sheet with the findings."""
        found, words = self.found, self.words
        sheet = passages.named(found.assessment)
        summary: tuple[Block, ...] = passages.unscored((sheet,), words)
        brief: tuple[Block, ...] = ()
        parts: tuple[Part, ...] = ()
        if found.risk:
            summary = tuple(self._summary())
            if self._topics():
                brief = (
                    self._on_screen(found.risk),
                    Paragraph(words.label("interview.more"), "hint"),
                )
                name = words.label("interview.sheet")
                parts = (Part(words.label("interview.part"), (self._in_full(found.risk),), name),)
        closing = passages.closing(found.findings, (sheet,), words, self.command)
        return Document(
            title=passages.title("interview", statements.heading(sheet) or sheet.file, words),
            subtitle=statements.origin(sheet, words),
            summary=summary,
            brief=brief,
            parts=(*parts, *closing),
            caveats=tuple(statements.supplied(sheet.sheet, words)) if sheet.sheet else (),
            file=sheet.file,
            screen=passages.silence(sheet, words),
        )

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        return {
            **sheet_part(self.found.assessment),
            "interview": [
                {key: value for key, value in one.items() if key != "name"} for one in self._said()
            ],
            "findings": findings_part(self.found.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a claim."""
        lines = []
        for said in self._said():
            line = {key: "" if value is None else value for key, value in said.items()}
            lists = {key: "; ".join(line[key]) for key in ("questions", "places")}
            lines.append({"code": line.pop("indicator"), **line, **lists})
        return COLUMNS, lines

    def _topics(self) -> tuple[Topic, ...]:
        risk, sheet = self.found.risk, self.found.assessment.sheet
        return topics_of(risk, sheet, self.earlier) if risk and sheet else ()

    def _said(self) -> Iterator[dict[str, Any]]:
        risk = self.found.risk
        if risk is None:
            return
        for topic in self._topics():
            yield {
                "indicator": topic.row,
                "name": risk.instrument.rows()[topic.row].name,
                "agency": levels.agency_of(topic.row, risk.instrument, risk.assignment),
                "why": topic.why.value,
                "claimed": level_number(topic.claimed),
                "level": level_number(topic.answer.level),
                "questions": list(questions_of(risk, topic)),
                "evidence": topic.answer.evidence or None,
                "places": list(topic.places),
                "show": self._show(risk, topic),
                "justification": topic.answer.justification or None,
            }

    def _summary(self) -> Iterator[Block]:
        """Say how much will be asked, and why."""
        label, topics = self.words.label, self._topics()
        counts = {why: sum(one.why is why for one in topics) for why in Why}
        said = [label(f"interview.{why.value}", count=n) for why, n in counts.items() if n]
        if not said:
            yield Paragraph(label("interview.nothing"), "strong")
            return
        counted = label("interview.counted", count=len(topics), parts=", ".join(said))
        yield Paragraph(counted, "strong")
        yield Paragraph(label("interview.about"))
        if self.earlier is None and not self.found.assessment.is_self_assessment:
            yield Paragraph(label("interview.no_earlier"))

    def _on_screen(self, risk: Risk) -> Table:
        """Return number, level, question and who answers."""
        label = self.words.label

        def asked(one: Topic) -> Own:
            *_, last = questions_of(risk, one)
            return Own(last)

        def who(one: Topic) -> str:
            return self._who(risk, one)

        return grouped(
            self._groups(),
            column(label("number"), 7, lambda one: one.row),
            column(label("level"), 10, self._level),
            column(label("interview.question"), 60, asked),
            *((column(label("interview.who"), 20, who),) if risk.assignment else ()),
        )

    def _in_full(self, risk: Risk) -> Table:
        """Return the sheet for the room."""
        label, indicators = self.words.label, risk.instrument.rows()

        def why(one: Topic) -> Own:
            return reason(" ".join(one.answer.justification.split()))

        def asked(one: Topic) -> Own:
            return Own(" ".join(questions_of(risk, one)))

        judged = any(one.answer.justification for one in self._topics())
        reasons = (column(label("compare.justification"), 34, why),)
        return grouped(
            self._groups(),
            column(label("number"), 7, lambda one: one.row),
            column(label("indicator_name"), 24, lambda one: Own(indicators[one.row].short)),
            column(label("level"), 12, self._level),
            column(label("interview.question"), 50, asked),
            column(label("interview.who"), 18, lambda one: self._who(risk, one)),
            column(label("interview.where"), 28, self._where),
            column(label("interview.show"), 36, lambda one: Own(self._show(risk, one))),
            *(reasons if judged else ()),
            column(label("interview.notes"), 34, lambda _: "", fill_in=()),
            to_fill=label("interview.to_fill"),
            sheet=label("interview.sheet"),
            groups=label("interview.why"),
        )

    def _groups(self) -> Iterator[tuple[str, list[Topic]]]:
        for why in Why:
            found = [one for one in self._topics() if one.why is why]
            yield self.words.label(f"interview.{why.value}_head"), found

    def _level(self, topic: Topic) -> str:
        claimed = statements.level_text(topic.claimed, self.words)
        if topic.why is not Why.LOWERED:
            return claimed
        assessed = statements.level_text(topic.accepted, self.words)
        return self.words.label("compare.levels", start=claimed, end=assessed)

    def _who(self, risk: Risk, topic: Topic) -> str:
        if risk.assignment is None:
            return ""
        agency = levels.agency_of(topic.row, risk.instrument, risk.assignment)
        return agency or self.words.label("plan.unassigned")

    def _where(self, topic: Topic) -> str:
        """Say in which file, and where in it, as far as the answer names them."""
        label, evidence = self.words.label, " ".join(topic.answer.evidence.split())
        if not evidence:
            return label("interview.no_file")
        further = [place for place in topic.places if place not in evidence]
        told = ", ".join(further) if topic.places else label("interview.no_place")
        return f"{evidence}: {told}" if told else evidence

    def _show(self, risk: Risk, topic: Topic) -> str:
        """Say what proves the level usually; what is an application is opened in the room."""
        indicator = risk.instrument.rows()[topic.row]
        usual = indicator.evidence_at(risk.instrument.level_at(topic.claimed)) or indicator.evidence
        live = APPLICATION in (indicator.capability.explanation or "").casefold()
        key = "interview.live" if live and usual else "interview.opened"
        return self.words.label(key, usual=usual) if usual else self.words.label("not_in_source")


def questions_of(risk: Risk, topic: Topic) -> Iterator[str]:
    """Yield a question for every level that was claimed and is not accepted, the highest last."""
    for level in levels.passed(risk.instrument, topic.row, topic.accepted, topic.claimed):
        if level.criterion:
            yield question(level.criterion)
