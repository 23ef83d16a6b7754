"""What `spbe risk --interview` says: who is asked what of each claim, and what is shown."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.risk import RiskResult, Topic, Why, topics_of
from spbe_cli.answers import AnswerSheet, Assignment
from spbe_cli.reports import Rows, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.compare import reason
from spbe_cli.reports.data import findings_part, level_number, sheet_part
from spbe_cli.reports.passages import RowColumns
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

    def document(self) -> doc.Document:
        """Return the sheet with the findings."""
        found, words, label = self.found, self.words, self.words.label
        sheet, said = found.assessment, dict[str, Any]()
        said["caveats"] = tuple(statements.supplied(sheet.sheet, words)) if sheet.sheet else ()
        if found.risk:
            said["summary"] = tuple(self._summary())
        if self._topics():
            said["brief"] = (self._on_screen(), doc.Paragraph(label("interview.more"), "hint"))
            title, name = label("interview.part"), label("interview.sheet")
            said["parts"] = (doc.Part(title, (self._in_full(),), name),)
        return passages.of_sheet("interview", sheet, found.findings, words, self.command, **said)

    def _topics(self) -> tuple[Topic, ...]:
        return topics_of(self.found.risk, self.earlier) if self.found.risk else ()

    def _summary(self) -> Iterator[doc.Block]:
        label, topics = self.words.label, self._topics()
        counts = Counter(one.why for one in topics)
        said = [label(f"interview.{why.value}", count=counts[why]) for why in Why if counts[why]]
        if not said:
            yield doc.Paragraph(label("interview.nothing"), "strong")
            return
        counted = label("interview.counted", count=len(topics), parts=", ".join(said))
        yield doc.Paragraph(counted, "strong")
        yield doc.Paragraph(label("interview.about"))
        if self.earlier is None and not self.found.assessment.is_self_assessment:
            yield doc.Paragraph(label("interview.no_earlier"))

    def _groups(self) -> Iterator[tuple[str, list[Topic]]]:
        for why in Why:
            found = [one for one in self._topics() if one.why is why]
            yield self.words.label(f"interview.{why.value}_head"), found

    def _on_screen(self) -> doc.Table:
        label = self.words.label
        return grouped(
            self._groups(),
            column(label("number"), 7, lambda one: one.row),
            column(label("level"), 10, self._level),
            column(label("interview.question"), 60, lambda one: doc.Own(self._questions(one)[-1])),
            *([column(label("interview.who"), 20, self._who)] if self._owners else []),
        )

    def _in_full(self) -> doc.Table:
        label, used = self.words.label, self.found.assessment.used

        def why(one: Topic) -> doc.Own:
            return reason(" ".join(one.answer.justification.split()))

        def questions(one: Topic) -> doc.Own:
            return doc.Own(" ".join(self._questions(one)))

        reasons = [column(label("compare.justification"), 34, why)]
        judged = any(one.answer.justification for one in self._topics())
        return grouped(
            self._groups(),
            *RowColumns(used, self.words).indicator(7, 24),
            column(label("level"), 12, self._level),
            column(label("interview.question"), 50, questions),
            column(label("interview.who"), 18, self._who),
            column(label("interview.where"), 28, self._where),
            column(label("interview.show"), 36, lambda one: doc.Own(self._show(one))),
            *(reasons if judged else ()),
            column(label("interview.notes"), 34, lambda _: "", fill_in=()),
            to_fill=label("interview.to_fill"),
            sheet=label("interview.sheet"),
            groups=label("interview.why"),
        )

    def _questions(self, topic: Topic) -> list[str]:
        """Return a question for every level that was claimed and is not accepted, in order."""
        used = self.found.assessment.used
        passed = levels.passed(used, topic.row, topic.accepted, topic.claimed)
        return [levels.question(level.criterion) for level in passed if level.criterion]

    def _level(self, topic: Topic) -> str:
        claimed = statements.level_text(topic.claimed, self.words)
        if topic.why is not Why.LOWERED:
            return claimed
        assessed = statements.level_text(topic.accepted, self.words)
        return self.words.label("compare.levels", start=claimed, end=assessed)

    @property
    def _owners(self) -> Assignment | None:
        return self.found.risk.assignment if self.found.risk else None

    def _agency(self, topic: Topic) -> str | None:
        return levels.agency_of(topic.row, self.found.assessment.used, self._owners)

    def _who(self, topic: Topic) -> str:
        unassigned = self.words.label("plan.unassigned") if self._owners else ""
        return self._agency(topic) or unassigned

    def _where(self, topic: Topic) -> str:
        label, evidence = self.words.label, " ".join(topic.answer.evidence.split())
        if not evidence:
            return label("interview.no_file")
        further = [place for place in topic.places if place not in evidence]
        told = ", ".join(further) if topic.places else label("interview.no_place")
        return f"{evidence}: {told}" if told else evidence

    def _show(self, topic: Topic) -> str:
        """Say what proves the level usually; what is an application is opened in the room."""
        used = self.found.assessment.used
        indicator = used.rows()[topic.row]
        usual = indicator.evidence_at(used.level_at(topic.claimed)) or indicator.evidence
        if not usual:
            return self.words.label("not_in_source")
        live = APPLICATION in (indicator.capability.explanation or "").casefold()
        return self.words.label("interview.live" if live else "interview.opened", usual=usual)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        return {
            **sheet_part(self.found.assessment),
            "interview": list(map(self._said, self._topics())),
            "findings": findings_part(self.found.findings, self.words),
        }

    def _said(self, topic: Topic) -> dict[str, Any]:
        return {
            "indicator": topic.row,
            "agency": self._agency(topic),
            "why": topic.why.value,
            "claimed": level_number(topic.claimed),
            "level": level_number(topic.answer.level),
            "questions": self._questions(topic),
            "evidence": topic.answer.evidence or None,
            "places": topic.places,
            "show": self._show(topic),
            "justification": topic.answer.justification or None,
        }

    def rows(self) -> Rows:
        """Return one row a claim."""
        rows = self.found.assessment.used.rows() if self._topics() else {}
        return COLUMNS, (
            {
                **said,
                "code": said["indicator"],
                "name": rows[said["indicator"]].name,
                **{key: "; ".join(said[key]) for key in ("questions", "places")},
            }
            for said in map(self._said, self._topics())
        )
