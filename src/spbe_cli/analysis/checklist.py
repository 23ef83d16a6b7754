"""What a sheet needs before it is sent; what is a finding is counted from the findings."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from spbe_cli.answers import Answer
from spbe_cli.findings import Listed, Numbers, Raw
from spbe_cli.instrument import Instrument, Review
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.cells import year_of
from spbe_cli.sheet.evidence import files_of, name_key, pieces
from spbe_cli.sheet.explanation import explained, own_answers

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
    """Return all that a sound sheet needs before it is sent, at its own stage or another."""
    if not isinstance(assessment, Sound):
        return ()
    instrument, raw = assessment.instrument, assessment.raw
    frame = instrument.frame(stage or assessment.identity.get("tahap", ""))
    answers = own_answers(assessment.sheet, joined=raw.joined)
    lacking: dict[str, Collection[str]] = {
        name: () for name in FOUND if assessment.folder or name not in OF_FOLDER
    }
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
    for finding in assessment.findings:
        if finding.code not in FOUND.get(name, ()):
            continue
        numbers, listed = finding.facts.get("numbers"), finding.facts.get("files")
        told = numbers.codes if isinstance(numbers, Numbers) else ()
        found = (finding.indicator,) if finding.indicator else told
        lacking.update(found)
        if not found and isinstance(listed, Listed):
            files += [one.text for one in listed.items if isinstance(one, Raw)]
    reviews = [one.review for one in instrument.indicators() if one.review]
    years = max((one.max_years for one in reviews), default=None) if name == "dated" else None
    return Check(
        name, tuple(row for row in instrument.rows() if row in lacking), tuple(files), years
    )


def _untold(answer: Answer) -> bool:
    """Tell whether an explanation leaves out the name of a file (P24, p. 194)."""
    told = name_key(f"{answer.explanation} {answer.justification}")
    return any(name_key(file) not in told for file in files_of(answer.evidence))


def _reviewed(
    answers: Mapping[str, Answer], instrument: Instrument, year: int | None
) -> dict[str, list[str]]:
    """Return the high levels that name no review, and those whose review has no fitting year.

    By its year alone a review is surely too old only beyond the limit.
    """
    if not any(one.review for one in instrument.indicators()):
        return {}
    found: dict[str, list[str]] = {"reviewed": []}
    for row, answer in answers.items():
        review = instrument.rows()[row].review
        if review is None or instrument.level_at(answer.level) < review.from_level:
            continue
        texts = _naming(answer, review)
        if not texts:
            found["reviewed"].append(row)
        elif year:
            old = found.setdefault("dated", [])
            years = [int(one) for text in texts for one in _YEAR.findall(text)]
            old += [row] if max(years, default=0) < year - review.max_years else []
    return found


def _naming(answer: Answer, review: Review) -> list[str]:
    """Return the pieces of evidence that speak of a review, or else the sentences that do."""
    words = re.compile("|".join(map(re.escape, review.words)), re.IGNORECASE)
    named = list(filter(words.search, pieces(answer.evidence)))
    told = f"{answer.explanation}\n{answer.justification}"
    return named or list(filter(words.search, _SENTENCE.split(told)))
