"""What a sheet needs before it is sent, and what is pasted into the ministry's application."""

import re
from collections.abc import Collection, Mapping, Sequence
from string import ascii_lowercase
from typing import Final, NamedTuple

from spbe_cli.answers import Answer, Assignment
from spbe_cli.findings import Finding, Listed, Numbers, Raw, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Frame, Indicator, Instrument
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.evidence import file_key, file_name, files_of, pieces
from spbe_cli.sheet.explanation import Explanation, asked_for, explained, own_answers
from spbe_cli.sheet.values import year_of

FOUND: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence": ("A201", "A202"),
    "files_there": ("A220", "A222", "A240"),
    "files_named": ("A221",),
    "files_numbered": ("A223", "A224"),
    "explained": ("A203",),
}
"""The findings that say that something is not done."""
OF_FOLDER: Final = frozenset({"files_there", "files_named", "files_numbered"})
"""What can be told only where the files of evidence are known."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE: Final = re.compile(r"[.;\n] ?")
MISSING: Final = "[BELUM ADA: {text}]"
"""Stands in place of what nobody wrote; the text is for a form in Indonesian."""
_UNSEEN: Final = str.maketrans({"\t": " ", **dict.fromkeys("\u00ad\u200b\u2060\ufeff")})
"""What nobody sees in a text, and a form would keep: tabs, soft hyphens, blanks of no width."""


@frozen
class Check:
    """One thing to be done: the rows that lack it, and the files that no row is about."""

    name: str
    rows: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    years: int | None = None

    @property
    def done(self) -> bool:
        """Tell whether nothing lacks it."""
        return not self.rows and not self.files


def checklist(assessment: Assessment, stage: str | None = None) -> tuple[Check, ...]:
    """Return all that a sound sheet needs before it is sent, at its own stage or another."""
    if not isinstance(assessment, Sound):
        return ()
    instrument, raw = assessment.instrument, assessment.raw
    frame = instrument.frame(stage or assessment.identity.get("tahap", ""))
    answers = own_answers(assessment.sheet, joined=raw.joined)
    names = (name for name in FOUND if assessment.folder or name not in OF_FOLDER)
    lacking: dict[str, Collection[str]] = dict.fromkeys(names, ())
    lacking["explained"] = [
        row
        for row, answer in answers.items()
        if frame and answer.level > instrument.lowest and explained(answer, frame).missing
    ]
    lacking["files_told"] = [row for row, answer in answers.items() if _untold(answer)]
    lacking |= _reviewed(answers, instrument, year_of(raw))
    taken = [row for row, one in instrument.rows().items() if one.external and row in answers]
    if taken:
        lacking["external"] = [row for row in taken if answers[row].external is None]
    return tuple(_check(name, assessment, rows) for name, rows in lacking.items())


def _check(name: str, assessment: Sound, rows: Collection[str]) -> Check:
    lacking, files, instrument = {*rows}, list[str](), assessment.instrument
    firsts = {one.code: one.rows()[0] for one in instrument.indicators()}
    of_items = {item.code: firsts[item.indicator] for item in assessment.sheet.items}
    for finding in assessment.findings:
        if finding.code not in FOUND.get(name, ()):
            continue
        numbers, listed = finding.facts.get("numbers"), finding.facts.get("files")
        told = numbers.codes if isinstance(numbers, Numbers) else ()
        told = tuple(of_items.get(code, code) for code in told)
        found = (finding.indicator,) if finding.indicator else told
        lacking.update(found)
        if not found and isinstance(listed, Listed):
            files += [one.text for one in listed.items if isinstance(one, Raw)]
    reviews = [one.review for one in instrument.indicators() if one.review]
    years = max((one.max_years for one in reviews), default=None) if name == "dated" else None
    in_order = tuple(row for row in instrument.rows() if row in lacking)
    return Check(name, in_order, tuple(files), years)


def _untold(answer: Answer) -> bool:
    """Tell whether an explanation leaves out the name of a file (P24, p. 194)."""
    told = file_key(f"{answer.explanation} {answer.justification}")
    return any(file_key(file) not in told for file in files_of(answer.evidence))


def _reviewed(
    answers: Mapping[str, Answer], instrument: Instrument, year: int | None
) -> dict[str, list[str]]:
    """Return the high levels that name no review, and those whose review has no fitting year.

    A review is named by the pieces of evidence that speak of it, or else by such sentences.  By
    its year alone it is surely too old only beyond the limit.
    """
    if not any(one.review for one in instrument.indicators()):
        return {}
    found: dict[str, list[str]] = {"reviewed": []}
    for row, answer in answers.items():
        review = instrument.rows()[row].review
        if review is None or instrument.level_at(answer.level) < review.from_level:
            continue
        words = re.compile("|".join(map(re.escape, review.words)), re.IGNORECASE)
        sentences = _SENTENCE.split(f"{answer.explanation}\n{answer.justification}")
        evidence = list(filter(words.search, pieces(answer.evidence)))
        texts = evidence or list(filter(words.search, sentences))
        if not texts:
            found["reviewed"].append(row)
        elif year:
            old = found.setdefault("dated", [])
            years = [int(one) for text in texts for one in _YEAR.findall(text)]
            old += [row] if max(years, default=0) < year - review.max_years else []
    return found


# What is pasted, indicator by indicator


class NamedFile(NamedTuple):
    """A file of evidence, and its name in the ministry's way; the same where it has that."""

    name: str
    usual: str


@frozen
class PortalEntry:
    """What one indicator has in the application; `todo` are checks it fails, `others` no files."""

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
        return () if self._as_written else ("Penjelasan",)

    @property
    def _as_written(self) -> str:
        return "\n\n".join(filter(None, (self.answer.explanation, self.answer.justification)))

    @property
    def text(self) -> str:
        """The explanation to paste; what is missing is marked."""
        if self.explanation is None:
            parts = [self._as_written or MISSING.format(text="penjelasan indikator ini")]
        else:
            parts = [
                f"{name}: {text or MISSING.format(text=self.asked[name])}"
                for name, text in self.explanation.parts.items()
            ]
        return "\n\n".join(parts).translate(_UNSEEN)

    @property
    def ready(self) -> bool:
        """Tell whether there is nothing to prepare."""
        loose = self.explanation is not None and self.explanation.loose
        return not (self.todo or self.missing or loose)


@frozen
class PortalResult:
    """What came of `portal`; there are no entries where findings forbid them."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    stage: str = ""
    frame: Frame | None = None
    entries: tuple[PortalEntry, ...] = ()
    checks: tuple[Check, ...] = ()
    assignment: Assignment | None = None


def portal_texts(
    assessment: Assessment,
    stage: str | None = None,
    assignment: Assignment | None = None,
    faults: tuple[Finding, ...] = (),
) -> PortalResult:
    """Return what goes into the application; `faults` are those of the file of the assignment."""
    findings = (*assessment.findings, *faults)
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
    return PortalResult(assessment, findings, stage, frame, entries, checks, assignment)


def _entry(
    row: str, indicator: Indicator, answer: Answer, frame: Frame | None, checks: Sequence[Check]
) -> PortalEntry:
    named = files_of(answer.evidence)
    return PortalEntry(
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
    letters = iter(ascii_lowercase)
    found = []
    for name in names:
        letter = f"{next(letters, 'z')}." if len(names) > 1 else ""
        stem, dot, ending = name.rpartition(".")
        title = prefix.sub("", stem) or "(judul singkat)"
        whole = f"{number}.{letter}{title}{dot}{ending}"
        found.append(name if usual.fullmatch(name) else whole)
    return tuple(found)
