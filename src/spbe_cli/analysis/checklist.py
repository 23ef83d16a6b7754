"""What a sheet needs before it is sent: each thing done, or the indicators that lack it.

What is a finding already is counted from the findings; only what is none is looked for here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spbe_cli.answers import Answer
from spbe_cli.findings import Finding, Listed, Numbers, Raw
from spbe_cli.instrument import Frame, Instrument
from spbe_cli.instrument.model import Review
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.evidence import files_of, name_key, pieces
from spbe_cli.sheet.explanation import explained, own_answers
from spbe_cli.sheet.identity import year_of

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


@dataclass(frozen=True, slots=True)
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
    """Return all that a sound sheet needs before it is sent; nothing for another sheet.

    `stage` says which parts an explanation has, if not the sheet.
    """
    if not isinstance(assessment, Sound):
        return ()
    instrument, raw = assessment.instrument, assessment.raw
    frame = instrument.frame(stage or assessment.identity.get("tahap", ""))
    answers = own_answers(assessment.sheet, joined=raw.joined)
    known = {name for name in FOUND if assessment.folder or name not in OF_FOLDER}
    looked_for = {
        "explained": tuple(_unexplained(answers, instrument, frame)) if frame else (),
        **_told(answers),
        **_reviewed(answers, instrument, year_of(raw)),
        **_external(answers, instrument),
    }
    names = dict.fromkeys((*(name for name in FOUND if name in known), *looked_for))
    return tuple(_check(name, assessment, looked_for.get(name, ())) for name in names)


def _check(name: str, assessment: Sound, rows: tuple[str, ...]) -> Check:
    """Join what the findings say with what was looked for, in the order of the instrument."""
    instrument = assessment.instrument
    found = [one for one in assessment.findings if one.code in FOUND.get(name, ())]
    lacking = {*rows, *(row for one in found for row in _rows_of(one))}
    years = sorted({one.max_years for one in _reviews(instrument)}) if name == "dated" else []
    return Check(
        name,
        tuple(row for row in instrument.rows() if row in lacking),
        tuple(file for one in found if not _rows_of(one) for file in _files_of(one)),
        years[-1] if years else None,
    )


def _rows_of(finding: Finding) -> tuple[str, ...]:
    numbers = finding.facts.get("numbers")
    if finding.indicator:
        return (finding.indicator,)
    return numbers.codes if isinstance(numbers, Numbers) else ()


def _files_of(finding: Finding) -> tuple[str, ...]:
    files = finding.facts.get("files")
    listed = files.items if isinstance(files, Listed) else ()
    return tuple(one.text for one in listed if isinstance(one, Raw))


def _unexplained(
    answers: Mapping[str, Answer], instrument: Instrument, frame: Frame
) -> Iterator[str]:
    """Yield the claims without all the parts that an explanation has at this stage."""
    for row, answer in answers.items():
        if answer.level > instrument.lowest and explained(answer, frame).missing:
            yield row


def _told(answers: Mapping[str, Answer]) -> dict[str, tuple[str, ...]]:
    """Return the rows with a file that their explanation does not name (P24, p. 194)."""
    rows = []
    for row, answer in answers.items():
        told = name_key(f"{answer.explanation} {answer.justification}")
        if any(name_key(file) not in told for file in files_of(answer.evidence)):
            rows.append(row)
    return {"files_told": tuple(rows)}


def _reviews(instrument: Instrument) -> Iterator[Review]:
    return (one.review for one in instrument.indicators() if one.review)


def _reviewed(
    answers: Mapping[str, Answer], instrument: Instrument, year: int | None
) -> dict[str, tuple[str, ...]]:
    """Return the high levels that name no review, and those whose review has no fitting year.

    By its year alone a review is surely too old only beyond the limit.
    """
    bare: list[str] = []
    named: list[str] = []
    old: list[str] = []
    for row, answer in answers.items():
        review = instrument.rows()[row].review
        if review is None or instrument.level_at(answer.level) < review.from_level:
            continue
        texts = _naming(answer, review)
        (named if texts else bare).append(row)
        years = [int(found) for text in texts for found in _YEAR.findall(text)]
        if texts and year and max(years, default=0) < year - review.max_years:
            old.append(row)
    if not any(_reviews(instrument)):
        return {}
    return {"reviewed": tuple(bare), **({"dated": tuple(old)} if named and year else {})}


def _naming(answer: Answer, review: Review) -> list[str]:
    """Return the pieces of evidence that speak of a review, or else the sentences that do."""
    words = re.compile("|".join(map(re.escape, review.words)), re.IGNORECASE)
    named = list(filter(words.search, pieces(answer.evidence)))
    told = f"{answer.explanation}\n{answer.justification}"
    return named or list(filter(words.search, _SENTENCE.split(told)))


def _external(answers: Mapping[str, Answer], instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """Return the rows that lack the index of another agency, where the instrument has any."""
    taken = [row for row, one in instrument.rows().items() if one.external and row in answers]
    lacking = tuple(row for row in taken if answers[row].external is None)
    return {"external": lacking} if taken else {}
