"""What `spbe risk --interview` says: a sheet to take into the room.

Per claim the questions that its criterion gives, who answers them, where the evidence stands, what
is shown, and room for notes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.compare import is_self_assessment
from spbe_cli.analysis.risk import Risk, RiskResult, Topic, Why, topics_of
from spbe_cli.answers import AnswerSheet
from spbe_cli.reports import Rows, levels, passages, statements
from spbe_cli.reports.compare_falls import reason
from spbe_cli.reports.data import findings_part, level_number, sheet_part
from spbe_cli.reports.document import Block, Column, Document, Own, Paragraph, Part, Row, Table
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
            "interview": [dict(self._said(risk, one)) for risk, one in self._each()],
            "findings": findings_part(self.found.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a claim."""
        return COLUMNS, (self._line(self._said(risk, one)) for risk, one in self._each())

    def _each(self) -> Iterator[tuple[Risk, Topic]]:
        if self.found.risk:
            yield from ((self.found.risk, one) for one in self._topics())

    def _topics(self) -> tuple[Topic, ...]:
        risk, sheet = self.found.risk, self.found.assessment.sheet
        return topics_of(risk, sheet, self.earlier) if risk and sheet else ()

    def _said(self, risk: Risk, topic: Topic) -> Iterator[tuple[str, Any]]:
        answer = topic.answer
        yield "indicator", topic.row
        yield "agency", levels.agency_of(topic.row, risk.instrument, risk.assignment)
        yield "why", topic.why.value
        yield "claimed", level_number(topic.claimed)
        yield "level", level_number(answer.level)
        yield "questions", list(questions_of(risk, topic))
        yield "evidence", answer.evidence or None
        yield "places", list(topic.places)
        yield "show", self._show(risk, topic)
        yield "justification", answer.justification or None

    def _line(self, said: Iterator[tuple[str, Any]]) -> dict[str, object]:
        line = {key: "" if value is None else value for key, value in said}
        risk = self.found.risk
        name = risk.instrument.rows()[line["indicator"]].name if risk else ""
        lists = {key: "; ".join(line[key]) for key in ("questions", "places")}
        return {"code": line.pop("indicator"), "name": name, **line, **lists}

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
        if self.earlier is None and not is_self_assessment(self.found.assessment):
            yield Paragraph(label("interview.no_earlier"))

    def _on_screen(self, risk: Risk) -> Table:
        """Return number, level, question and who answers."""
        label = self.words.label
        columns = [
            Column(label("number"), 7),
            Column(label("level"), 10),
            Column(label("interview.question"), 60),
            Column(label("interview.who"), 20),
        ]
        named = risk.assignment is not None
        rows: list[Row] = []
        for why, topics in self._groups():
            rows.append(Row((label(f"interview.{why.value}_head"),), "group"))
            for one in topics:
                *_, asked = questions_of(risk, one)
                cells = (one.row, self._level(one), Own(asked), self._who(risk, one))
                rows.append(Row(cells if named else cells[:-1]))
        return Table(tuple(columns if named else columns[:-1]), tuple(rows))

    def _in_full(self, risk: Risk) -> Table:
        """Return the sheet for the room."""
        label = self.words.label
        columns = (
            Column(label("number"), 7),
            Column(label("indicator_name"), 24),
            Column(label("level"), 12),
            Column(label("interview.question"), 50),
            Column(label("interview.who"), 18),
            Column(label("interview.where"), 28),
            Column(label("interview.show"), 36),
            Column(label("compare.justification"), 34),
            Column(label("interview.notes"), 34, fill_in=()),
        )
        reasons = any(one.answer.justification for one in self._topics())
        kept = [n for n in range(len(columns)) if reasons or n != len(columns) - 2]
        rows: list[Row] = []
        for why, topics in self._groups():
            rows.append(Row((label(f"interview.{why.value}_head"),), "group"))
            for one in topics:
                cells = (
                    one.row,
                    Own(risk.instrument.rows()[one.row].short),
                    self._level(one),
                    Own(" ".join(questions_of(risk, one))),
                    self._who(risk, one),
                    self._where(one),
                    Own(self._show(risk, one)),
                    reason(" ".join(one.answer.justification.split())),
                    "",
                )
                rows.append(Row(tuple(cells[n] for n in kept)))
        names = {"sheet": label("interview.sheet"), "groups": label("interview.why")}
        fill = label("interview.to_fill")
        return Table(tuple(columns[n] for n in kept), tuple(rows), to_fill=fill, **names)

    def _groups(self) -> Iterator[tuple[Why, tuple[Topic, ...]]]:
        for why in Why:
            found = tuple(one for one in self._topics() if one.why is why)
            if found:
                yield why, found

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


_QUESTION: Final = "Apa yang menunjukkan bahwa {clause}?"
_PREFIX: Final = re.compile(r"^[A-Z][a-z]+: ")
"""The name of a level before its criterion: `Interaksi: pengguna dapat …`."""
_RESERVATION: Final = re.compile(r",? (?:tetapi|meski) (?:.*?(?=, dan ada )|.*)")
"""What is not reached yet is nothing to show."""
_SENTENCE: Final = re.compile(r"\. (?=[A-Z]).*")
"""What follows the first sentence: the values of another agency's index."""
_SPOKEN: Final = (
    (re.compile(r"\bmis\. "), "misalnya "),
    (re.compile(r" (?:tersebut|itu)\b"), ""),
    (re.compile(r"\bbelum seluruhnya "), "sebagian sudah "),
    (re.compile(r" baru (?=me[mn]|berupa)"), " sudah "),
    (re.compile(r"; (?=dan/atau)"), ", "),
    (re.compile(r"; "), ", serta "),
    (re.compile(r"^hanya "), ""),
)
_SUBJECTS: Final = {
    "menjadi": "perencanaan dan arsitektur ",
    "tetap": "proses bisnis ",
    **dict.fromkeys(("terintegrasi", "menyebarkan", "menerima"), "layanan ini "),
    "dipakai": "aplikasi ",
}
"""Who it is that a criterion without a subject speaks of, by its verb."""
_WITHOUT_SUBJECT: Final = re.compile(rf"(?:keduanya )?({'|'.join(_SUBJECTS)}) ")
_COMMON: Final = frozenset({
    "Dokumen", "Hasil", "Kebijakan", "Kegiatan", "Kinerja", "Layanan", "Muatan", "Pelaksanaan",
    "Penerapan", "Tugas",
})  # fmt: skip
"""They begin no name, even where one follows."""


def question(criterion: str) -> str:
    """Return the question that a criterion gives.

    >>> question("Kebijakan Audit TIK sudah ditetapkan tetapi belum lengkap.")
    'Apa yang menunjukkan bahwa kebijakan Audit TIK sudah ditetapkan?'
    >>> question("Interaksi: pengguna dapat mencari informasi.")
    'Apa yang menunjukkan bahwa pengguna dapat mencari informasi?'
    """
    clause = " ".join(criterion.split())
    abbreviation, in_full = _SPOKEN[0]
    clause = abbreviation.sub(in_full, clause)
    for left_out in (_SENTENCE, _PREFIX, _RESERVATION):
        clause = left_out.sub("", clause)
    for pattern, spoken in _SPOKEN[1:]:
        clause = pattern.sub(spoken, clause)
    clause = _begun(clause.rstrip(". "))
    if found := _WITHOUT_SUBJECT.match(clause):
        clause = _SUBJECTS[found[1]] + clause[found.start(1) :]
    return _QUESTION.format(clause=clause)


def _begun(clause: str) -> str:
    """Begin in the middle of a sentence: without a capital, but for names and abbreviations."""
    first, _, rest = clause.partition(" ")
    named = rest[:1].isupper() and rest[1:2].islower() and first not in _COMMON
    if named or not first[1:].islower():
        return clause
    return first[:1].lower() + clause[1:]
