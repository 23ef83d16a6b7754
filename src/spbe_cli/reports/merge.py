"""What `spbe merge` says, and the answer file of the institution that it writes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers, Severity
from spbe_cli.frozen import frozen
from spbe_cli.many.merge import Merged, MergedRow, Sender, SentLevel, SentRow
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import Places, instrument_part, level_number
from spbe_cli.reports.evidence import counted, counts
from spbe_cli.reports.report import ReportOf
from spbe_cli.reports.wording import table
from spbe_cli.words import Words
from spbe_cli.xlsx.form import merged_workbook
from spbe_cli.xlsx.form_layout import (
    JUSTIFICATION,
    WORDS,
    ExtraColumn,
    Prefill,
    TemplateRequest,
    item_entries,
    lay_out,
    said,
)


@frozen(slots=False)
class MergeReport(ReportOf[Merged]):
    """The report of a merge: of what was written to `output`, or why nothing was.

    `rule` is how differences of level were decided, `skipped` are files made by `spbe`.
    """

    places: ClassVar[Places | None] = "sheet"
    columns: ClassVar[Sequence[str]] = (
        "indicator", "name", "owner", "level", "agency", "file", "cell", "sources",
    )  # fmt: skip

    output: str = ""
    rule: str | None = None
    skipped: Sequence[str] = ()

    def document(self) -> doc.Document:
        """Return what came of it, with how far every agency is, and the findings."""
        merged = self.result
        whose = " · ".join(filter(None, map(merged.identity.get, ("instansi", "tahun"))))
        title = self.title("merge", whose) if whose else self.label("document.merge")
        parts = self.findings(folders=True)
        senders = sorted(merged.senders, key=lambda one: one.name.casefold())
        behind = [one for one in senders if one.missing or not (one.used or one.asked)]
        others = [one for one in senders if one not in behind]
        # The summary shows some agencies together; if so, a part shows each.
        if others:
            every = self._agencies((*behind, *others))
            parts = (doc.Part(self.label("merge.agencies"), (every,)), *parts)
        summary = tuple(self._summary(behind, others))
        return doc.Document(title, merged.instrument.title, summary=summary, parts=parts)

    def _summary(self, behind: Sequence[Sender], others: Sequence[Sender]) -> Iterator[doc.Block]:
        merged = self.result
        if merged.sound:
            answered, total = self._counts()
            facts = {"answered": answered, "total": total, "files": len(merged.parts)}
            yield doc.Paragraph(self.label("merge.joined", **facts), "strong")
            if found := counted(merged.items):
                yield doc.Paragraph(self.label("items.summary", counts=found))
        if decided := merged.decided():
            yield doc.Heading(self.label(f"merge.decided_{self.rule}"))
            yield doc.Items(tuple(self._decision(row, claim) for row, claim in decided))
        if behind or (others and merged.sound):
            # Where nothing was written, that all have answered is not the news.
            name = self.label("merge.others" if behind else "merge.all", count=len(others))
            asked = tuple(dict.fromkeys(row for one in others for row in one.asked))
            together = Sender(name, asked, (), sent=True, used=True)
            yield self._agencies((*behind, *([together] if others else [])))
        if self.skipped:
            files = ", ".join(self.skipped)
            yield doc.Paragraph(self.label("merge.reports", count=len(self.skipped), files=files))
        if merged.sound:
            missing = self._missing()
            said = self.label("merge.gaps" if missing else "merge.complete", missing=missing)
        else:
            errors = [one.code for one in merged.findings if one.severity is Severity.ERROR]
            key = "merge.undecided" if set(errors) == {"B101"} else "merge.faulty"
            said = self.label(key, count=len(errors))
        yield doc.Paragraph(said, "strong")

    def _counts(self) -> tuple[int, int]:
        total = len(self.result.instrument.required_rows())
        return total - len(self.result.missing()), total

    def _decision(self, row: MergedRow, claim: SentLevel) -> str:
        followed, others = _claimed([claim], self.words), _claimed(row.others, self.words, ", ")
        facts = {"number": row.number, "name": row.name, "followed": followed, "others": others}
        return self.label("merge.decision", **facts)

    def _agencies(self, shown: Sequence[Sender]) -> doc.Table:
        names = self.result.instrument.rows()

        def state(one: Sender) -> doc.State:
            if one.used and one.missing:
                return doc.State(self.label("merge.state.gaps"), "poor")
            if one.used or (one.asked and not one.missing):
                return doc.State(self.label("merge.state.complete"), "good")
            if one.sent:
                return doc.State(self.label("merge.state.faulty"), "bad")
            return doc.State(self.label("batch.state.unsent"), "poor")

        def answered(one: Sender) -> doc.Number:
            return self.count(len(one.asked) - len(one.missing))

        def missing(one: Sender) -> str:
            return "; ".join(f"{row} {names[row].short}" for row in one.missing)

        lacking = any(one.missing for one in shown)
        return table(
            shown,
            self.column("agency", 34, lambda one: one.name),
            self.column("batch.state", 22, state),
            self.numbers("merge.answered", 10, answered),
            self.numbers("merge.asked", 10, lambda one: self.count(len(one.asked))),
            *([self.column("merge.missing", 60, missing)] if lacking else []),
            # Agencies may share rows, so they do not add up to it.
            total=(self.label("merge.whole"), "", *map(self.count, self._counts())),
        )

    def _missing(self) -> str:
        """Return the rows without a level, those of one agency together, with its name."""
        names = {row: one.name for one in self.result.senders for row in one.missing}
        groups: dict[str, list[str]] = {}
        for row in self.result.missing():
            groups.setdefault(names.get(row, ""), []).append(row)
        numbers = {name: self.words.show(Numbers(tuple(rows))) for name, rows in groups.items()}
        return "; ".join(f"{rows} ({name})" if name else rows for name, rows in numbers.items())

    def _data(self) -> Mapping[str, Any]:
        merged = self.result
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
                {"agency": one.name, "sent": one.sent, "asked": one.asked, "missing": one.missing}
                for one in merged.senders
            ],
            "indicators": [
                {
                    "code": row.number,
                    "level": level_number(row.claim.level if row.claim else None),
                    "sources": list(map(_source, row.said)),
                }
                for row in merged.rows
                if row.said
            ],
            "decisions": [
                {
                    "indicator": row.number,
                    "rule": self.rule,
                    **_level_of(claim),
                    "others": list(map(_level_of, row.others)),
                }
                for row, claim in merged.decided()
            ],
            "items": counts(merged.items),
        }

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return [
            {
                "indicator": one.number,
                "name": one.name,
                "owner": one.owner.name if one.owner else None,
                "sources": len(one.said),
                **(_source(one.claim) if one.claim else {}),
                "level": exact_text(one.claim.level) if one.claim else None,
            }
            for one in self.result.rows
        ]


def _source(entry: SentRow) -> Mapping[str, Any]:
    cell = f"{entry.place.sheet}!{entry.place.cell}"
    sent = {"agency": entry.sent.agency, "file": entry.sent.file}
    return {**sent, "cell": cell, "level": level_number(entry.level)}


def _level_of(claim: SentLevel) -> Mapping[str, Any]:
    return {"level": level_number(claim.level), "agency": claim.sent.agency}


def _claimed(claims: Iterable[SentLevel], words: Words, between: str = "; ") -> str:
    return between.join(f"{words.show(one.level)} ({one.sent.agency})" for one in claims)


def merged_file(merged: Merged, rule: str | None) -> bytes:
    """Return the merged answer file."""
    told, identity = [row for row in merged.rows if row.said], merged.identity
    institution, year, stage = map(identity.get, ("instansi", "tahun", "tahap"))
    columns = [ExtraColumn("Asal", 40, {row.number: _origins(row) for row in told})]
    if reasons := {row.number: row.justification for row in told if row.justification}:
        columns.insert(0, ExtraColumn(JUSTIFICATION, 46, reasons))
    layout = lay_out(
        merged.instrument,
        TemplateRequest(institution, year=year, stage=stage),
        {row.number: _prefill(row) for row in told},
        columns,
        item_entries(merged.items),
    )
    files = [
        (
            part.record.file,
            part.record.agency,
            part.record.identity.get("pengisi", ""),
            part.record.identity.get("tanggal", ""),
            str(len(part.levels())),
            part.record.sha256 or "",
        )
        for part in merged.parts
    ]
    decisions = [
        (
            f"{row.number} {row.name}",
            _claimed([claim], WORDS),
            _claimed(row.others, WORDS),
            said(f"sources.{rule or 'highest'}"),
        )
        for row, claim in merged.decided()
    ]
    return merged_workbook(layout, files, decisions)


def _prefill(row: MergedRow) -> Prefill:
    """Return what stands in a row; a level that was converted from an index is left to it."""
    if row.claim is None:
        return Prefill(None, row.evidence, row.explanation)
    level = None if row.claim.converted else row.claim.level
    return Prefill(level, row.evidence, row.explanation, row.external)


def _origins(row: MergedRow) -> str:
    """Write agency, file and cell of all that was said of a row, and which levels are not used."""
    lines = []
    for entry in row.said:
        remark = ""
        if not isinstance(entry, SentLevel):
            remark = " (tanpa tingkat)"
        elif row.claim is None or not entry.agrees(row.claim):
            remark = f" (tingkat {WORDS.show(entry.level)} tidak dipakai)"
        lines.append(f"{entry.sent.agency}: {entry.place}{remark}")
    return "\n".join(lines)
