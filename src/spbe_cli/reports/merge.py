"""What `spbe merge` says, and the answer file of the institution that it writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers, Severity
from spbe_cli.many.merge import Merged, Sender
from spbe_cli.many.merge_rows import Claim, Decision, Entry, MergedRow
from spbe_cli.reports import Rows, passages
from spbe_cli.reports.data import finding_part, instrument_part, level_number, level_or_none
from spbe_cli.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Part,
    Row,
    State,
    Table,
)
from spbe_cli.reports.items import counted, counts
from spbe_cli.words import Words
from spbe_cli.xlsx.form import Sources, merged_workbook
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, item_entries

_COLUMNS: Final = ("indicator", "name", "owner", "level", "agency", "file", "cell", "sources")
_FORM_WORDS: Final = Words()
_RULES: Final = {
    "owner": "penanggung jawab", "lowest": "tingkat terendah", "highest": "tingkat tertinggi",
}  # fmt: skip
"""Answer files are Indonesian in both languages of the tool."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """The report of a merge: of what was written to `output`, or why nothing was.

    `rule` is how differences of level were decided, `skipped` are files made by `spbe`.
    """

    merged: Merged
    words: Words
    output: str
    rule: str | None = None
    skipped: tuple[str, ...] = ()

    def document(self) -> Document:
        """Return what came of it, with how far every agency is, and the findings."""
        merged, words = self.merged, self.words
        whose = " · ".join(filter(None, map(merged.identity.get, ("instansi", "tahun"))))
        title = passages.title("merge", whose, words) if whose else words.label("document.merge")
        parts = passages.findings(merged.findings, words, folders=True)
        # The summary shows some agencies together; if so, a part shows each.
        behind, others = self._behind()
        if others:
            table = self._agencies((*behind, *others), ())
            parts = (Part(words.label("merge.agencies"), (table,)), *parts)
        summary = tuple(self._summary())
        return Document(title, merged.instrument.title, summary=summary, parts=parts)

    def _summary(self) -> Iterator[Block]:
        """Yield what was written, what a rule decided, who lacks what, and what to do next."""
        words, merged = self.words, self.merged
        answered, total = self._counts()
        if merged.sound:
            facts = {"answered": answered, "total": total, "files": len(merged.parts)}
            yield Paragraph(words.label("merge.written", file=self.output, **facts), "strong")
            if found := counted(counts(merged.items)):
                yield Paragraph(words.label("items.summary", counts=found))
        if merged.decisions:
            yield Heading(words.label(f"merge.decided_{self.rule}"))
            yield Items(tuple(map(self._decision, merged.decisions)))
        behind, others = self._behind()
        if behind or (others and merged.sound):
            # Where nothing was written, that all have answered is not the news.
            yield self._agencies(behind, others)
        if self.skipped:
            files = ", ".join(self.skipped)
            yield Paragraph(words.label("merge.reports", count=len(self.skipped), files=files))
        if merged.sound:
            missing = self._missing()
            key = "merge.gaps" if missing else "merge.complete"
            yield Paragraph(words.label(key, missing=missing), "strong")
        else:
            errors = [one for one in merged.findings if one.severity is Severity.ERROR]
            undecided = all(one.code == "B101" for one in errors)
            key = "merge.undecided" if undecided else "merge.faulty"
            yield Paragraph(words.label(key, count=len(errors)), "strong")

    def _counts(self) -> tuple[int, int]:
        """Return how many indicators have a level in the merged sheet, and how many there are."""
        total = len(self.merged.instrument.required_rows())
        return total - len(self.merged.missing()), total

    def _decision(self, one: Decision) -> str:
        return self.words.label(
            "merge.decision",
            number=one.row.number,
            name=one.row.name,
            followed=_claimed(one.followed, self.words),
            others=", ".join(_claimed(claim, self.words) for claim in one.others),
        )

    def _behind(self) -> tuple[tuple[Sender, ...], tuple[Sender, ...]]:
        """Return the agencies with gaps, and the others, both by name."""
        senders = sorted(self.merged.senders, key=lambda one: one.name.casefold())
        behind = tuple(one for one in senders if one.missing or not (one.used or one.asked))
        return behind, tuple(one for one in senders if one not in behind)

    def _agencies(self, shown: Sequence[Sender], rest: Sequence[Sender]) -> Table:
        """Return how far agencies are; the rest stand together."""
        words, names = self.words, self.merged.instrument.rows()
        columns = [
            Column(words.label("agency"), 34),
            Column(words.label("batch.state"), 22),
            Column(words.label("merge.answered"), 10, number=True),
            Column(words.label("merge.asked"), 10, number=True),
        ]
        if any(one.missing for one in shown):
            columns.append(Column(words.label("merge.missing"), 60))
        rows = []
        for one in shown:
            asked = passages.count(len(one.asked))
            answered = passages.count(len(one.asked) - len(one.missing))
            missing = "; ".join(f"{row} {names[row].short}" for row in one.missing)
            cells = (one.name, self._state(one), answered, asked)
            rows.append(Row((*cells, missing) if missing else cells))
        if rest:
            asked = passages.count(sum(len(one.asked) for one in rest))
            name = words.label("merge.others" if shown else "merge.all", count=len(rest))
            complete = State(words.label("merge.state.complete"), "good")
            rows.append(Row((name, complete, asked, asked)))
        answered, asked = map(passages.count, self._counts())
        rows.append(Row((words.label("total"), "", answered, asked), "total"))
        return Table(tuple(columns), tuple(rows))

    def _state(self, one: Sender) -> State:
        label = self.words.label
        if one.used or (one.asked and not one.missing):
            if one.missing:
                return State(label("merge.state.gaps"), "poor")
            return State(label("merge.state.complete"), "good")
        if one.sent:
            return State(label("merge.state.faulty"), "bad")
        return State(label("batch.state.unsent"), "poor")

    def _missing(self) -> str:
        """Return the rows without a level, those of one agency together, with its name."""
        names = {row: one.name for one in self.merged.senders for row in one.missing}
        groups: dict[str, list[str]] = {}
        for row in self.merged.missing():
            groups.setdefault(names.get(row, ""), []).append(row)
        numbers = {name: self.words.show(Numbers(tuple(rows))) for name, rows in groups.items()}
        return "; ".join(f"{rows} ({name})" if name else rows for name, rows in numbers.items())

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        merged = self.merged
        return {
            "file": self.output if merged.sound else None,
            "skipped": list(self.skipped),
            "instrument": instrument_part(merged.instrument),
            "summary": {
                "files": len(merged.parts),
                "asked": len(merged.instrument.required_rows()),
                "missing": list(merged.missing()),
            },
            "agencies": [
                {
                    "agency": one.name,
                    "sent": one.sent,
                    "asked": list(one.asked),
                    "missing": list(one.missing),
                }
                for one in merged.senders
            ],
            "indicators": [
                {
                    "code": one.number,
                    "level": level_or_none(one.level),
                    "sources": [
                        {
                            "agency": part.agency,
                            "file": part.file,
                            "cell": _cell(entry),
                            "level": level_or_none(entry.level),
                        }
                        for part, entry in one.said
                    ],
                }
                for one in merged.rows
                if one.said
            ],
            "decisions": [
                {
                    "indicator": one.row.number,
                    "rule": self.rule,
                    **_level_of(one.followed),
                    "others": [_level_of(claim) for claim in one.others],
                }
                for one in merged.decisions
            ],
            "items": counts(merged.items),
            "findings": [finding_part(one, self.words) for one in merged.findings],
        }

    def rows(self) -> Rows:
        """Return one line for every indicator, with where its level comes from."""
        lines = []
        for one in self.merged.rows:
            claim = one.claim
            line: dict[str, object] = {
                "indicator": one.number,
                "name": one.name,
                "owner": one.owner.name if one.owner else "",
                "sources": len(one.said),
            }
            if claim:
                line |= {
                    "level": exact_text(claim.level),
                    "agency": claim.part.agency,
                    "file": claim.part.file,
                    "cell": _cell(claim.entry),
                }
            lines.append(line)
        return _COLUMNS, lines


def _cell(entry: Entry) -> str:
    return f"{entry.place.sheet}!{entry.place.cell}"


def _level_of(claim: Claim) -> Mapping[str, Any]:
    return {"level": level_number(claim.level), "agency": claim.part.agency}


def _claimed(claim: Claim, words: Words) -> str:
    return f"{words.show(claim.level)} ({claim.part.agency})"


def merged_file(merged: Merged, rule: str | None) -> bytes:
    """Return the merged answer file."""
    identity = merged.identity
    request = TemplateRequest(
        identity.get("instansi"), year=identity.get("tahun"), stage=identity.get("tahap")
    )
    said = [one for one in merged.rows if one.said]
    prefilled = {one.number: _prefill(one) for one in said}
    origins = {one.number: _origins(one) for one in said}
    sources = Sources(
        [
            (
                part.file,
                part.agency,
                part.record.identity.get("pengisi", ""),
                part.record.identity.get("tanggal", ""),
                str(len(part.levels())),
                part.record.sha256 or "",
            )
            for part in merged.parts
        ],
        [
            (
                f"{one.row.number} {one.row.name}",
                _claimed(one.followed, _FORM_WORDS),
                "; ".join(_claimed(claim, _FORM_WORDS) for claim in one.others),
                _RULES[rule or "highest"],
            )
            for one in merged.decisions
        ],
    )
    items = item_entries(merged.items)
    return merged_workbook(merged.instrument, request, prefilled, origins, sources, items)


def _prefill(one: MergedRow) -> Prefill:
    """Return what stands in a row; a level that was converted from an index is left to it."""
    entry = one.claim.entry if one.claim else None
    level = None if entry and entry.converted else one.level
    return Prefill(level, one.evidence, one.explanation, entry.external if entry else None)


def _origins(one: MergedRow) -> str:
    """Write agency, file and cell of all that was said of a row, and which levels are not used."""
    lines = []
    for part, entry in one.said:
        remark = ""
        if entry.level is None:
            remark = " (tanpa tingkat)"
        elif entry.level != one.level:
            remark = f" (tingkat {_FORM_WORDS.show(entry.level)} tidak dipakai)"
        lines.append(f"{part.agency}: {entry.place}{remark}")
    return "\n".join(lines)
