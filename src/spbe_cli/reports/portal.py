"""What `spbe portal` says: the texts to paste, and apart from them what is still to prepare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.portal import Entry, PortalResult
from spbe_cli.findings import Listed, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, data, evidence, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.words import Words

COLUMNS: Final = ("code", "name", "level", "explanation", "files", "evidence", "todo", "agency")


@dataclass(frozen=True, slots=True)
class PortalReport:
    """The texts of a sheet, in the frame of its stage where a source gives one."""

    result: PortalResult
    words: Words
    command: str = ""

    @property
    def _instrument(self) -> Instrument:
        return self.result.assessment.used

    def document(self) -> doc.Document:
        """Return all that there is to say."""
        result, words = self.result, self.words
        sheet = passages.named(result.assessment)
        identity = sheet.identity
        whose = identity.get("instansi") or identity.get("perangkat daerah"), identity.get("tahun")
        silent = None if result.entries else passages.unscored((sheet,), words, errors=False)
        closing = passages.closing(result.findings, (sheet,), words, self.command)
        return doc.Document(
            title=passages.title("portal", " ".join(filter(None, whose)), words),
            subtitle=" · ".join(filter(None, (result.stage, statements.origin(sheet, words)))),
            caveats=(self._frame(),) if result.entries else (),
            summary=tuple(self._summary()) if result.entries else silent or (),
            parts=(*(self._parts() if result.entries else ()), *closing),
            file=sheet.file,
            screen=silent,
            computed=False,
        )

    def _frame(self) -> str:
        result, label, instrument = self.result, self.words.label, self._instrument
        if result.frame:
            parts = _named(*(one.name for one in result.frame.parts))
            return label("portal.frame", parts=parts, source=result.frame.source)
        stages = [one for frame in instrument.frames for one in frame.stages]
        return label(
            "portal.no_frame_stage" if stages else "portal.no_frame",
            stage=result.stage or label("excel.not_filled_in"),
            instrument=instrument.title,
            stages=_named(*stages),
        )

    def _summary(self) -> Iterator[doc.Block]:
        entries, label = self.result.entries, self.words.label
        count, ready = len(entries), sum(one.ready for one in entries)
        counts = label("portal.counts", count=count, ready=ready, left=count - ready)
        yield doc.Paragraph(counts, "strong")

        def state(one: Entry) -> doc.State:
            if one.ready:
                return doc.State(label("portal.ready"), "good")
            lacks = label("portal.lacks", parts=_named(*one.missing)) if one.missing else ""
            return doc.State(lacks or "; ".join(self._todo(one)), "poor")

        yield table(
            entries,
            *RowColumns(self._instrument, self.words).indicator(6, 40),
            numbers(label("level"), 8, lambda one: passages.level(one.answer.level, self.words)),
            column(label("checklist.state"), 24, state),
            numbers(label("portal.files"), 8, lambda one: passages.count(len(one.files))),
        )
        yield doc.Paragraph(label("portal.hint"), "hint")

    def _parts(self) -> Iterator[doc.Part]:
        for aspect in self._instrument.aspects:
            own = [one for one in self.result.entries if one.indicator.aspect == aspect.code]
            if own:
                blocks = tuple(block for one in own for block in self._entry(one))
                yield doc.Part(f"{aspect.code} {aspect.name}", blocks, sheet=aspect.code)
        yield self._to_prepare()

    def _entry(self, one: Entry) -> Iterator[doc.Block]:
        label = self.words.label
        name = levels.level_name(self._instrument, one.indicator, one.answer.level)
        level = statements.level_text(one.answer.level, self.words)
        yield doc.Heading(f"{one.row} {one.indicator.short}")
        yield doc.Fields((doc.Field(label("level"), level + (f" ({name})" if name else "")),))
        if one.missing:
            yield doc.Paragraph(label("portal.open", parts=_named(*one.missing)))
        yield doc.Listing(one.text, copy=label("portal.copy"))
        listed = []
        for file in one.files:
            renamed = label("portal.renamed", name=Raw(file.name), usual=Raw(file.usual))
            text = file.name if file.name == file.usual else renamed
            listed.append(doc.Field(label("portal.file"), text))
        listed += [doc.Field(label("portal.other"), text) for text in one.others]
        if listed:
            yield doc.Fields(tuple(listed))

    def _to_prepare(self) -> doc.Part:
        """Return what is still to prepare; it is for the agencies, not for the application."""
        label = self.words.label

        def owner(one: Entry) -> str:
            return self._agency(one) or label("plan.unassigned")

        def todo(one: Entry) -> str:
            return "; ".join(self._todo(one)) or passages.NONE

        made = table(
            [one for one in self.result.entries if not one.ready or self._next(one)],
            *RowColumns(self._instrument, self.words).indicator(6, 30),
            column(label("portal.todo"), 48, todo),
            column(label("portal.next"), 44, lambda one: doc.Own(self._next(one)), wide=True),
            *([column(label("agency"), 22, owner, spare=1)] if self.result.assignment else []),
            caption=label("portal.todo_note"),
        )
        return doc.Part(label("portal.to_prepare"), (made,), label("portal.todo"), new_page=True)

    def _agency(self, one: Entry) -> str | None:
        return levels.agency_of(one.row, self._instrument, self.result.assignment)

    def _todo(self, one: Entry) -> Iterator[str]:
        label = self.words.label
        if one.missing:
            yield label("portal.todo.part", parts=_named(*one.missing))
        if one.explanation and one.explanation.loose:
            yield label("portal.todo.loose", part=Raw(next(iter(one.explanation.parts))))
        yield from (label(f"portal.todo.{name}") for name in one.todo)

    def _next(self, one: Entry) -> str:
        instrument, level = self._instrument, one.answer.level
        above = instrument.level_at(level) + 1
        if above > instrument.highest:
            return ""
        end = instrument.reached_at(above)
        return f"{above}: {levels.demand(instrument, one.row, level, end, self.words)}"

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""
        result, frame = self.result, self.result.frame
        return {
            **data.sheet_part(result.assessment),
            "stage": result.stage or None,
            "frame": {"source": frame.source, "parts": [one.name for one in frame.parts]}
            if frame
            else None,
            "indicators": list(map(self._said, result.entries)),
            "checklist": evidence.checklist_data(result.checks),
            "findings": data.findings_part(result.findings, self.words),
        }

    def _said(self, one: Entry) -> dict[str, Any]:
        return {
            "code": one.row,
            "name": one.indicator.name,
            "level": data.level_number(one.answer.level),
            "explanation": one.text,
            "missing": one.missing,
            "files": [{"name": file.name, "usual": file.usual} for file in one.files],
            "evidence": one.others,
            "todo": list(self._todo(one)),
            "next": self._next(one) or None,
            "agency": self._agency(one),
        }

    def rows(self) -> Rows:
        """Return one row an indicator."""
        return COLUMNS, (
            {
                **self._said(one),
                "level": data.level_cell(one.answer.level),
                "files": "; ".join(file.name for file in one.files),
                "evidence": "; ".join(one.others),
                "todo": "; ".join(self._todo(one)),
            }
            for one in self.result.entries
        )


def _named(*texts: str) -> Listed:
    return Listed(tuple(map(Raw, texts)))
