"""What `spbe risk --interview` says: who is asked what of each claim, and what is shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Final

from spbe_cli.analysis.risk import InterviewTopic, RiskResult, Why, topics_of
from spbe_cli.answers import Assignment
from spbe_cli.frozen import frozen
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels
from spbe_cli.reports.data import level_number
from spbe_cli.reports.report import SheetReport
from spbe_cli.reports.statements import reason
from spbe_cli.reports.wording import grouped

APPLICATION: Final = "aplikasi"
"""Who explains a claim by this word, by the pattern of the instrument, shows it there."""


@frozen(slots=False)
class InterviewReport(SheetReport[RiskResult]):
    """The sheet for the interview; of a sheet without an index only why there is none."""

    columns: ClassVar[Sequence[str]] = (
        "code", "name", "agency", "why", "claimed", "level", "questions", "evidence", "places",
        "show", "justification",
    )  # fmt: skip

    earlier: Mapping[str, Fraction] | None = None

    def document(self) -> doc.Document:
        """Return the sheet with the findings."""
        sheet = self.result.assessment.sheet
        said: dict[str, Any] = {"caveats": tuple(self.supplied(sheet)) if sheet else ()}
        if self.result.risk:
            said["summary"] = tuple(self._summary())
        if self._topics():
            said["brief"] = (self._on_screen(), doc.Paragraph(self.label("interview.more"), "hint"))
            title, name = self.label("interview.part"), self.label("interview.sheet")
            said["parts"] = (doc.Part(title, (self._in_full(),), name),)
        return self.of_sheet("interview", **said)

    def _topics(self) -> tuple[InterviewTopic, ...]:
        return topics_of(self.result.risk, self.earlier or {}) if self.result.risk else ()

    def _summary(self) -> Iterator[doc.Block]:
        topics = self._topics()
        counts = Counter(one.why for one in topics)
        known = ((why, counts[why]) for why in Why if counts[why])
        said = [self.label(f"interview.{why.value}", count=count) for why, count in known]
        if not said:
            yield doc.Paragraph(self.label("interview.nothing"), "strong")
            return
        counted = self.label("interview.counted", count=len(topics), parts=", ".join(said))
        yield doc.Paragraph(counted, "strong")
        yield doc.Paragraph(self.label("interview.about"))
        if self.earlier is None and not self.result.assessment.is_self_assessment:
            yield doc.Paragraph(self.label("interview.no_earlier"))

    def _groups(self) -> Iterator[tuple[str, list[InterviewTopic]]]:
        for why in Why:
            found = [one for one in self._topics() if one.why is why]
            yield self.label(f"interview.{why.value}_head"), found

    def _on_screen(self) -> doc.Table:
        return grouped(
            self._groups(),
            self.column("number", 7, lambda one: one.row),
            self.column("level", 10, self._level),
            self.column("interview.question", 60, lambda one: doc.Own(self._questions(one)[-1])),
            *([self.column("interview.who", 20, self._who)] if self._owners else []),
        )

    def _in_full(self) -> doc.Table:
        def why(one: InterviewTopic) -> doc.Own:
            return reason(" ".join(one.answer.justification.split()))

        def questions(one: InterviewTopic) -> doc.Own:
            return doc.Own(" ".join(self._questions(one)))

        reasons = [self.column("compare.justification", 34, why)]
        return grouped(
            self._groups(),
            *self.indicator(7, 24),
            self.column("level", 12, self._level),
            self.column("interview.question", 50, questions),
            self.column("interview.who", 18, self._who),
            self.column("interview.where", 28, self._where),
            self.column("interview.show", 36, lambda one: doc.Own(self._show(one))),
            *(reasons if any(one.answer.justification for one in self._topics()) else ()),
            self.column("interview.notes", 34, lambda _: "", fill_in=()),
            to_fill=self.label("interview.to_fill"),
            sheet=self.label("interview.sheet"),
            groups=self.label("interview.why"),
        )

    def _questions(self, topic: InterviewTopic) -> list[str]:
        """Return a question for every level that was claimed and is not accepted, in order."""
        passed = levels.passed(self.used, topic.row, topic.accepted, topic.claimed)
        return [levels.question(level.criterion) for level in passed if level.criterion]

    def _level(self, topic: InterviewTopic) -> str:
        if topic.why is not Why.LOWERED:
            return self.level_text(topic.claimed)
        return self.from_to(topic.claimed, topic.accepted)

    @property
    def _owners(self) -> Assignment | None:
        return self.result.risk.assignment if self.result.risk else None

    def _agency(self, topic: InterviewTopic) -> str | None:
        return levels.agency_of(topic.row, self.used, self._owners)

    def _who(self, topic: InterviewTopic) -> str:
        unassigned = self.label("plan.unassigned") if self._owners else ""
        return self._agency(topic) or unassigned

    def _where(self, topic: InterviewTopic) -> str:
        evidence = " ".join(topic.answer.evidence.split())
        if not evidence:
            return self.label("interview.no_file")
        further = [place for place in topic.places if place not in evidence]
        told = ", ".join(further) if topic.places else self.label("interview.no_place")
        return f"{evidence}: {told}" if told else evidence

    def _show(self, topic: InterviewTopic) -> str:
        """Say what proves the level usually; what is an application is opened in the room."""
        indicator = self.used.rows()[topic.row]
        usual = indicator.evidence_at(self.used.level_at(topic.claimed)) or indicator.evidence
        if not usual:
            return self.label("not_in_source")
        live = APPLICATION in (indicator.capability.explanation or "").casefold()
        return self.label("interview.live" if live else "interview.opened", usual=usual)

    def _data(self) -> Mapping[str, Any]:
        return {"interview": list(map(self._said, self._topics()))}

    def _said(self, topic: InterviewTopic) -> dict[str, Any]:
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

    def _rows(self) -> Iterable[Mapping[str, object]]:
        rows = self.used.rows() if self._topics() else {}
        return (
            {
                **said,
                "code": said["indicator"],
                "name": rows[said["indicator"]].name,
                **{key: "; ".join(said[key]) for key in ("questions", "places")},
            }
            for said in map(self._said, self._topics())
        )
