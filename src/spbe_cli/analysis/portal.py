"""What is pasted into the ministry's application, indicator by indicator, and what is not ready."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spbe_cli.analysis.checklist import Check, checklist
from spbe_cli.answers import Answer, Assignment
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Finding, has_errors
from spbe_cli.instrument import Frame, Indicator
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.evidence import file_name, files_of, pieces
from spbe_cli.sheet.explanation import Explanation, asked_for, explained, own_answers

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
MISSING: Final = "[BELUM ADA: {text}]"
"""Stands in place of what nobody wrote; the text is for a form in Indonesian."""
NO_TEXT: Final = "penjelasan indikator ini"
_UNSEEN: Final = str.maketrans({"\t": " ", **dict.fromkeys("\u00ad\u200b\u2060\ufeff")})
"""What nobody sees in a text, and a form would keep: tabs, soft hyphens, blanks of no width."""
NO_TITLE: Final = "(judul singkat)"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of evidence, and its name in the ministry's way; the same where it has that."""

    name: str
    usual: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one indicator has in the application; `todo` names the checks that it fails.

    `explanation` is None where no source says which parts there are at the stage; `others` is
    the evidence that is no file, such as a link.
    """

    row: str
    indicator: Indicator
    answer: Answer
    explanation: Explanation | None
    asked: Mapping[str, str]
    files: tuple[NamedFile, ...]
    others: tuple[str, ...]
    todo: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that nobody wrote; without parts it is the whole."""
        if self.explanation:
            return self.explanation.missing
        return () if self.text_of_agency else ("Penjelasan",)

    @property
    def text_of_agency(self) -> str:
        """What was written, as it was written."""
        return "\n\n".join(filter(None, (self.answer.explanation, self.answer.justification)))

    @property
    def text(self) -> str:
        """The explanation to paste; what is missing is marked."""
        if self.explanation is None:
            parts = [self.text_of_agency or MISSING.format(text=NO_TEXT)]
        else:
            parts = [
                f"{name}: {text or MISSING.format(text=self.asked[name])}"
                for name, text in self.explanation.parts.items()
            ]
        return "\n\n".join(parts).translate(_UNSEEN)

    @property
    def ready(self) -> bool:
        """Tell whether there is nothing to prepare."""
        loose = bool(self.explanation and self.explanation.loose)
        return not self.todo and not self.missing and not loose


@dataclass(frozen=True, slots=True)
class PortalResult:
    """What came of `portal`; there are no entries where findings forbid them."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    stage: str = ""
    frame: Frame | None = None
    entries: tuple[Entry, ...] = ()
    checks: tuple[Check, ...] = ()
    assignment: Assignment | None = None


def portal_texts(
    assessment: Assessment, stage: str | None = None, assign: Path | None = None
) -> PortalResult:
    """Return what goes into the application; OSError if the assignment can't be opened."""
    owners = load_assignment(assign, assessment.instrument)
    findings = (*assessment.findings, *owners.findings)
    if not isinstance(assessment, Sound) or has_errors(findings):
        return PortalResult(assessment, findings)
    instrument = assessment.instrument
    stage = stage or assessment.identity.get("tahap", "")
    frame, checks = instrument.frame(stage), checklist(assessment, stage)
    answers = own_answers(assessment.sheet, joined=assessment.raw.joined)
    entries = tuple(
        _entry(row, indicator, answers[row], frame, checks)
        for row, indicator in instrument.rows().items()
        if row in answers
    )
    return PortalResult(assessment, findings, stage, frame, entries, checks, owners.assignment)


def _entry(
    row: str, indicator: Indicator, answer: Answer, frame: Frame | None, checks: Sequence[Check]
) -> Entry:
    named = files_of(answer.evidence)
    return Entry(
        row,
        indicator,
        answer,
        explained(answer, frame) if frame else None,
        asked_for(indicator, frame) if frame else {},
        tuple(map(NamedFile, named, usual_names(named, indicator.code))),
        tuple(one for one in pieces(answer.evidence) if one and not file_name(one)),
        # Which parts are missing is said by their names.
        tuple(one.name for one in checks if row in one.rows and one.name != "explained"),
    )


def usual_names(names: Sequence[str], number: str) -> tuple[str, ...]:
    """Name files as the ministry does: indicator, a letter if they are several, short title.

    >>> usual_names(["1.a.Pergub-1-2020.pdf", "ind1_SK.pdf"], "1")
    ('1.a.Pergub-1-2020.pdf', '1.b.SK.pdf')
    >>> usual_names(["Reviu.pdf"], "20"), usual_names(["indikator13a.pdf"], "13")
    (('20.Reviu.pdf',), ('13.(judul singkat).pdf',))
    """
    prefix = re.compile(
        rf"^(?:indikator|ind|i)?[ _.-]{{0,3}}0{{0,3}}{re.escape(number)}(?!\d)"
        r"(?:[ _.-]{0,3}[a-z](?![^\W_]))?[ _.-]{0,3}",
        re.IGNORECASE,
    )
    usual = re.compile(rf"{re.escape(number)}\.[a-z]\.[^.].*", re.DOTALL)
    letters = iter(LETTERS)
    found = []
    for name in names:
        letter = f"{next(letters, 'z')}." if len(names) > 1 else ""
        stem, dot, ending = name.rpartition(".")
        title = prefix.sub("", stem) or NO_TITLE
        whole = f"{number}.{letter}{title}{dot}{ending}"
        found.append(name if usual.fullmatch(name) else whole)
    return tuple(found)
