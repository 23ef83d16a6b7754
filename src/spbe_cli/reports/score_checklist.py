"""What is done before a sheet is sent, and what is not: on a screen in short, elsewhere in full."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from spbe_cli.analysis.portal import Check
from spbe_cli.findings import Listed, Numbers, Raw, Word
from spbe_cli.reports import document as doc
from spbe_cli.reports.tables import column, table
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

MOST_FILES: Final = 5
"""So many files does the screen name."""


def short(assessment: Assessment, checks: Sequence[Check], words: Words) -> Iterator[doc.Paragraph]:
    """Yield how many things are done, and each of those that are not, for the screen."""
    left = [one for one in checks if not one.done]
    if checks:
        key = "checklist.some" if left else "checklist.all"
        done = len(checks) - len(left)
        yield doc.Paragraph(words.label(key, done=done, count=len(checks)), "hint")
    for one in left:
        said = f"- {what(one, assessment, words)}: {lacking(one, words)}"
        yield doc.Paragraph(said, "hint")


def part(assessment: Assessment, checks: Sequence[Check], words: Words) -> Iterator[doc.Part]:
    """Yield the whole list: each thing with its state, and what lacks it."""
    label = words.label
    done, open_ = (
        doc.State(label("checklist.done"), "good"),
        doc.State(label("checklist.open"), "poor"),
    )
    made = table(
        checks,
        column(label("checklist.what"), 60, lambda one: what(one, assessment, words)),
        column(label("checklist.state"), 10, lambda one: done if one.done else open_),
        column(label("checklist.lacking"), 50, lambda one: lacking(one, words)),
        caption=label("checklist.note"),
    )
    if checks:
        yield doc.Part(label("checklist.title"), (made,))


def what(check: Check, assessment: Assessment, words: Words) -> str:
    """Say what is to be done."""
    instrument = assessment.used
    frame = instrument.frame(assessment.identity.get("tahap", ""))
    names = Listed(tuple(Raw(one.name) for one in frame.parts)) if frame else Word("empty")
    key = "unframed" if check.name == "explained" and frame is None else check.name
    facts = {"lowest": instrument.lowest, "years": check.years or 0, "parts": names}
    return words.label(f"checklist.{key}", **facts)


def lacking(check: Check, words: Words) -> str:
    """Say which indicators and files lack it."""
    files = Listed(tuple(map(Raw, check.files)), None if words.whole else MOST_FILES)
    said = [words.label("checklist.rows", numbers=Numbers(check.rows))] if check.rows else []
    said += [words.label("checklist.files", files=files)] if check.files else []
    return "; ".join(said)


def data(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Return the list as JSON has it."""
    return [
        {"check": one.name, "done": one.done, "indicators": one.rows, "files": one.files}
        for one in checks
    ]


def rows(assessment: Assessment, checks: Sequence[Check], words: Words) -> Iterator[dict[str, str]]:
    """Yield the list as rows of CSV."""
    for one in checks:
        note = words.label("checklist.done") if one.done else lacking(one, words.in_full())
        name = what(one, assessment, words)
        yield {"part": "checklist", "code": one.name, "name": name, "note": note}
