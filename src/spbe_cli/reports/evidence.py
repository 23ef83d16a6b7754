"""What is said of pieces of evidence, and of what is done before a sheet is sent.

The value that pieces give is our inference from one real result, and is never shown without
saying so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from spbe_cli.analysis.portal import Check
from spbe_cli.answers import STATUSES, Item
from spbe_cli.exact import exact_text
from spbe_cli.findings import Listed, Numbers, Raw, Word
from spbe_cli.reports import document as doc
from spbe_cli.reports import passages
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.items import Proposal, proposals
from spbe_cli.words import Words

MOST_FILES: Final = 5
"""So many files that lack something does the screen name."""


def counts(items: Iterable[Item]) -> dict[str, int]:
    """Count the pieces that somebody has begun, by their status."""
    found = Counter(item.status for item in items if item.begun)
    return {status: found[status] for status in STATUSES}


def counted(items: Iterable[Item]) -> str:
    """Write how many pieces have which status: `18 diterima, 19 revisi`."""
    return ", ".join(f"{count} {status}" for status, count in counts(items).items() if count)


def _proposed(assessment: Assessment) -> dict[str, Proposal]:
    """Return the values that pieces of evidence give, by indicator."""
    if not isinstance(assessment, Sound):
        return {}
    sheet, instrument = assessment.sheet, assessment.instrument
    found, asked = proposals(instrument, sheet.items, sheet.answers), {*sheet.asked, *sheet.answers}
    return {code: one for code, one in found.items() if code in asked}


def summary(assessment: Assessment, words: Words) -> Iterator[doc.Block]:
    """Yield one line: how many pieces there are, and where a typed value differs from them."""
    sheet = assessment.sheet
    if sheet is None or not any(item.begun for item in sheet.items):
        return
    made = _proposed(assessment)
    typed = {code: one for code, one in sheet.answers.items() if code not in sheet.assumed}
    other = tuple(code for code, one in made.items() if one.differs(typed.get(code)))
    agrees = "items.summary_agrees" if typed.keys() & made.keys() else "items.summary"
    facts = {"counts": counted(sheet.items), "numbers": Numbers(other)}
    yield doc.Paragraph(words.label("items.summary_differs" if other else agrees, **facts))


def parts(assessment: Assessment, words: Words) -> Iterator[doc.Part]:
    """Yield the values proposed, and the pieces to be put right."""
    if not isinstance(assessment, Sound):
        return
    sheet, label = assessment.sheet, words.label
    if made := _proposed(assessment):
        blocks = (doc.Paragraph(label("items.inference")), _values(made, assessment, words))
        yield doc.Part(label("items.proposed"), blocks, label("items.proposed_sheet"))

    def status(one: Item) -> doc.State:
        return doc.State(one.status, "bad" if one.status == "ditolak" else "poor")

    if revised := to_revise(sheet.items):
        pieces = table(
            revised,
            column(label("items.code"), 12, lambda one: one.code),
            column(label("items.asked"), 50, lambda one: doc.Own(one.asked)),
            column(label("items.status"), 10, status),
            column(label("items.files"), 30, lambda one: one.files, wide=True),
            column(label("items.note"), 44, lambda one: one.note),
            column(label("draft.owner"), 22, lambda one: one.owner, spare=1),
        )
        title = label("items.to_revise", count=len(revised))
        yield doc.Part(title, (pieces,), label("items.to_revise_sheet"))


def to_revise(items: Iterable[Item]) -> list[Item]:
    """Return the pieces to be put right; last those refused, mostly for want of a lower level."""
    found = [item for item in items if item.status in {"revisi", "ditolak"}]
    return sorted(found, key=lambda item: item.status == "ditolak")


def _values(made: Mapping[str, Proposal], known: Sound, words: Words) -> doc.Table:
    label, sheet, instrument = words.label, known.sheet, known.instrument
    typed = {code: one for code, one in sheet.answers.items() if code not in sheet.assumed}

    def remark(code: str) -> doc.Cell:
        if code in sheet.assumed:
            return doc.State(label("items.used"), "fair")
        if made[code].differs(typed.get(code)):
            return doc.State(label("items.differs"), "poor")
        return label("items.same") if code in typed else ""

    def reason(code: str) -> str:
        if made[code].basis in {"index", "no_index"}:
            return label("items.from_index" if made[code].basis == "index" else "items.no_index")
        pairs = made[code].counts.items()
        return ", ".join(f"{level}: {held}/{asked}" for level, (held, asked) in pairs)

    def value(code: str) -> doc.Cell:
        return passages.level(typed[code].level if code in typed else None, words)

    basis = next((one.basis for one in made.values() if one.counts), "accepted")
    total: tuple[doc.Cell, ...] = ()
    if set(made) == set(instrument.required_rows()):
        whole = score(instrument, {code: one.value for code, one in made.items()}).total
        total = ("", label("items.index"), "", passages.index(whole.index, words), "", "")
    return table(
        made,
        *RowColumns(instrument, words).indicator(6, 34),
        column(label(f"items.counted_{basis}"), 26, reason),
        numbers(label("items.value"), 10, lambda code: passages.index(made[code].value, words)),
        numbers(label("level"), 10, value),
        column(label("html.remark"), 22, remark),
        total=total,
    )


def data(assessment: Assessment) -> dict[str, Any]:
    """Return the parts of a JSON document: counts, pieces and values proposed."""
    items = assessment.sheet.items if assessment.sheet else ()
    texts = ("code", "indicator", "level", "asked", "files", "status")
    return {
        "items": counts(items),
        "pieces": [
            {
                **{key: getattr(one, key) for key in texts},
                "date": one.day.iso if one.day else None,
                "note": one.note,
                "owner": one.owner,
            }
            for one in items
            if one.begun
        ],
        "proposed": [
            {
                "indicator": code,
                "value": exact_text(one.value),
                "basis": one.basis,
                "counts": {str(level): list(pair) for level, pair in one.counts.items()},
                "inferred": True,
            }
            for code, one in _proposed(assessment).items()
        ],
    }


def rows(assessment: Assessment) -> Iterator[dict[str, object]]:
    """Yield the rows of CSV: a value proposed for each indicator, then every piece."""
    made = data(assessment)
    for one in made["proposed"]:
        row = {"code": one["indicator"], "level": one["value"], "note": one["basis"]}
        yield {"part": "proposed", **row}
    for one in made["pieces"]:
        note = ": ".join(filter(None, (one["status"], one["note"])))
        about = {"name": one["asked"], "parent": one["indicator"], "evidence": one["files"]}
        yield {**one, "part": "item", **about, "note": note}


def checked(
    assessment: Assessment, checks: Sequence[Check], words: Words
) -> Iterator[tuple[Check, str, str]]:
    """Yield what is to be done before a sheet is sent, each with its name and what lacks it."""
    for one in checks:
        instrument = assessment.used
        frame = instrument.frame(assessment.identity.get("tahap", ""))
        names = Listed(tuple(Raw(one.name) for one in frame.parts)) if frame else Word("empty")
        key = "unframed" if one.name == "explained" and frame is None else one.name
        facts = {"lowest": instrument.lowest, "years": one.years or 0, "parts": names}
        files = Listed(tuple(map(Raw, one.files)), None if words.whole else MOST_FILES)
        said = [words.label("checklist.rows", numbers=Numbers(one.rows))] if one.rows else []
        said += [words.label("checklist.files", files=files)] if one.files else []
        yield one, words.label(f"checklist.{key}", **facts), "; ".join(said)


def checklist_in_short(
    assessment: Assessment, checks: Sequence[Check], words: Words
) -> Iterator[doc.Paragraph]:
    """Yield for the screen how many things are done, and each of those that are not."""
    left = [line for line in checked(assessment, checks, words) if not line[0].done]
    if checks:
        key, done = "checklist.some" if left else "checklist.all", len(checks) - len(left)
        yield doc.Paragraph(words.label(key, done=done, count=len(checks)), "hint")
    yield from (doc.Paragraph(f"- {name}: {lacking}", "hint") for _, name, lacking in left)


def checklist(assessment: Assessment, checks: Sequence[Check], words: Words) -> Iterator[doc.Part]:
    """Yield the whole list: each thing with its state, and what lacks it."""
    label = words.label
    done = doc.State(label("checklist.done"), "good")
    left = doc.State(label("checklist.open"), "poor")
    made = table(
        checked(assessment, checks, words),
        column(label("checklist.what"), 60, lambda line: line[1]),
        column(label("checklist.state"), 10, lambda line: done if line[0].done else left),
        column(label("checklist.lacking"), 50, lambda line: line[2]),
        caption=label("checklist.note"),
    )
    if checks:
        yield doc.Part(label("checklist.title"), (made,))


def checklist_data(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Return the list as JSON has it."""
    return [
        {"check": one.name, "done": one.done, "indicators": one.rows, "files": one.files}
        for one in checks
    ]
