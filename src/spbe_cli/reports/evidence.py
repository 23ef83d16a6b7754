"""What is said of pieces of evidence, and of what is done before a sheet is sent.

The value that pieces give is our inference from one real result, and is never shown without
saying so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from spbe_cli.analysis.portal import Check, checklist
from spbe_cli.answers import STATUSES, Answer, AnswerSheet, Item
from spbe_cli.exact import exact_text
from spbe_cli.findings import Listed, Numbers, Raw, Word
from spbe_cli.reports import document as doc
from spbe_cli.reports.statements import SoundParts
from spbe_cli.reports.wording import NONE, table
from spbe_cli.scoring import score
from spbe_cli.sheet.items import Proposal, proposals

MOST_FILES: Final = 5  # so many files that lack something does the screen name
REASONS: Final = {"index": "items.from_index", "no_index": "items.no_index"}
TONES: Final[Mapping[str, doc.Tone]] = {"revisi": "poor", "ditolak": "bad"}


def counts(items: Iterable[Item]) -> dict[str, int]:
    """Count the pieces that somebody has begun, by their status."""
    found = Counter(item.status for item in items if item.begun)
    return {status: found[status] for status in STATUSES}


def counted(items: Iterable[Item]) -> str:
    """Write how many pieces have which status: `18 diterima, 19 revisi`."""
    return ", ".join(f"{count} {status}" for status, count in counts(items).items() if count)


def _typed(sheet: AnswerSheet) -> Mapping[str, Answer]:
    return {code: one for code, one in sheet.answers.items() if code not in sheet.assumed}


def evidence_data(items: Sequence[Item], proposed: Mapping[str, Proposal]) -> dict[str, Any]:
    """Return the pieces, counted by status and one by one, and the values that they give."""
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
            for code, one in proposed.items()
        ],
    }


class EvidenceParts(SoundParts):
    """What is said of the evidence of a sheet, and of what is done before it is sent."""

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """What is to be done before it is sent, where the files of evidence are known."""
        return checklist(self.known) if self.known.folder else ()

    @cached_property
    def _proposed(self) -> dict[str, Proposal]:
        """The values that pieces of evidence give, by indicator."""
        sheet = self.known.sheet
        found = proposals(self.used, sheet.items, sheet.answers)
        asked = {*sheet.asked, *sheet.answers}
        return {code: one for code, one in found.items() if code in asked}

    def pieces_counted(self) -> Iterator[doc.Block]:
        """Yield one line: how many pieces there are, and where a typed value differs from them."""
        sheet = self.known.sheet
        if not any(item.begun for item in sheet.items):
            return
        made, typed = self._proposed, _typed(sheet)
        other = tuple(code for code, one in made.items() if one.differs(typed.get(code)))
        agrees = "items.summary_agrees" if typed.keys() & made.keys() else "items.summary"
        facts = {"counts": counted(sheet.items), "numbers": Numbers(other)}
        yield doc.Paragraph(self.label("items.summary_differs" if other else agrees, **facts))

    def pieces(self) -> Iterator[doc.Part]:
        """Yield the values proposed, and the pieces to be put right."""
        if made := self._proposed:
            blocks = (doc.Paragraph(self.label("items.inference")), self._values(made))
            yield doc.Part(self.label("items.proposed"), blocks, self.label("items.proposed_sheet"))
        if revised := to_revise(self.known.sheet.items):
            pieces = table(
                revised,
                self.column("items.code", 12, lambda one: one.code),
                self.column("items.asked", 50, lambda one: doc.Own(one.asked)),
                self.column(
                    "items.status", 10, lambda one: doc.State(one.status, TONES[one.status])
                ),
                self.column("items.files", 30, lambda one: one.files, wide=True),
                self.column("items.note", 44, lambda one: one.note),
                self.column("draft.owner", 22, lambda one: one.owner, spare=1),
            )
            title = self.label("items.to_revise", count=len(revised))
            yield doc.Part(title, (pieces,), self.label("items.to_revise_sheet"))

    def _values(self, made: Mapping[str, Proposal]) -> doc.Table:
        sheet, typed = self.known.sheet, _typed(self.known.sheet)

        def remark(code: str) -> doc.Cell:
            if code in sheet.assumed:
                return doc.State(self.label("items.used"), "fair")
            if made[code].differs(typed.get(code)):
                return doc.State(self.label("items.differs"), "poor")
            return self.label("items.same") if code in typed else ""

        def reason(code: str) -> str:
            if key := REASONS.get(made[code].basis):
                return self.label(key)
            pairs = made[code].counts.items()
            return ", ".join(f"{level}: {held}/{asked}" for level, (held, asked) in pairs)

        basis = next((one.basis for one in made.values() if one.counts), "accepted")
        total: tuple[doc.Cell, ...] = ()
        if set(made) == set(self.used.required_rows()):
            whole = score(self.used, {code: one.value for code, one in made.items()}).total
            total = ("", self.label("items.index"), "", self.index(whole.index), "", "")
        return table(
            made,
            *self.indicator(6, 34),
            self.column(f"items.counted_{basis}", 26, reason),
            self.numbers("items.value", 10, lambda code: self.index(made[code].value)),
            self.numbers(
                "level", 10, lambda code: self.level(typed[code].level) if code in typed else NONE
            ),
            self.column("html.remark", 22, remark),
            total=total,
        )

    def data(self) -> dict[str, Any]:
        """Return all of it as data."""
        return evidence_data(self.known.sheet.items, self._proposed)

    def rows(self) -> Iterator[dict[str, object]]:
        """Yield the same as rows of CSV, then what is to be done before the sheet is sent."""
        made = self.data()
        for one in made["proposed"]:
            row = {"code": one["indicator"], "level": one["value"], "note": one["basis"]}
            yield {"part": "proposed", **row}
        for one in made["pieces"]:
            note = ": ".join(filter(None, (one["status"], one["note"])))
            about = {"name": one["asked"], "parent": one["indicator"], "evidence": one["files"]}
            yield {**one, "part": "item", **about, "note": note}
        in_full = replace(self, words=self.words.in_full())
        for check, name, lacking in in_full.checked():
            note = lacking or self.label("checklist.done")
            yield {"part": "checklist", "code": check.name, "name": name, "note": note}

    def checked(self) -> Iterator[tuple[Check, str, str]]:
        """Yield what is to be done before a sheet is sent, each with its name and what lacks it."""
        for one in self.checks:
            frame = self.used.frame(self.known.identity.get("tahap", ""))
            names = Listed(tuple(Raw(one.name) for one in frame.parts)) if frame else Word("empty")
            key = "unframed" if one.name == "explained" and frame is None else one.name
            facts = {"lowest": self.used.lowest, "years": one.years or 0, "parts": names}
            files = Listed(tuple(map(Raw, one.files)), None if self.words.whole else MOST_FILES)
            said = [self.label("checklist.rows", numbers=Numbers(one.rows))] if one.rows else []
            said += [self.label("checklist.files", files=files)] if one.files else []
            yield one, self.label(f"checklist.{key}", **facts), "; ".join(said)

    def checklist_in_short(self) -> Iterator[doc.Paragraph]:
        """Yield for the screen how many things are done, and each of those that are not."""
        left = [line for line in self.checked() if not line[0].done]
        if self.checks:
            key, done = "checklist.some" if left else "checklist.all", len(self.checks) - len(left)
            yield doc.Paragraph(self.label(key, done=done, count=len(self.checks)), "hint")
        yield from (doc.Paragraph(f"- {name}: {lacking}", "hint") for _, name, lacking in left)

    def checklist(self) -> Iterator[doc.Part]:
        """Yield what is to be done before the sheet is sent, all of it."""
        done = doc.State(self.label("checklist.done"), "good")
        left = doc.State(self.label("checklist.open"), "poor")
        made = table(
            self.checked(),
            self.column("checklist.what", 60, lambda line: line[1]),
            self.column("checklist.state", 10, lambda line: done if line[0].done else left),
            self.column("checklist.lacking", 50, lambda line: line[2]),
            caption=self.label("checklist.note"),
        )
        if self.checks:
            yield doc.Part(self.label("checklist.title"), (made,))


def to_revise(items: Iterable[Item]) -> list[Item]:
    """Return the pieces to be put right; last those refused, mostly for want of a lower level."""
    found = [item for item in items if item.status in TONES]
    return sorted(found, key=lambda item: item.status == "ditolak")
