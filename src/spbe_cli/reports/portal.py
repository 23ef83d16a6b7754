"""What `spbe portal` says: the texts to paste, and apart from them what is still to prepare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.portal import Entry, NamedFile, PortalResult
from spbe_cli.findings import Listed, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, data, levels, passages, score_checklist, statements
from spbe_cli.reports.document import (
    Block,
    Cell,
    Document,
    Field,
    Fields,
    Heading,
    Listing,
    Own,
    Paragraph,
    Part,
    State,
)
from spbe_cli.reports.levels import agency_of, level_name
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

    def document(self) -> Document:
        """Return all that there is to say."""
        result, words = self.result, self.words
        sheet = passages.named(result.assessment)
        identity = sheet.identity
        whose = identity.get("instansi") or identity.get("perangkat daerah"), identity.get("tahun")
        under = (result.stage, statements.origin(sheet, words))
        silent = None if result.entries else passages.unscored((sheet,), words, errors=False)
        return Document(
            title=passages.title("portal", " ".join(filter(None, whose)), words),
            subtitle=" · ".join(filter(None, under)),
            caveats=tuple(self._caveats()),
            summary=tuple(self._summary()) if result.entries else silent or (),
            parts=tuple(self._parts()),
            file=sheet.file,
            screen=silent,
            computed=False,
        )

    def _caveats(self) -> Iterator[str]:
        """Yield which frame was used, or that there is none."""
        result, label = self.result, self.words.label
        if not result.entries:
            return
        if result.frame is None:
            title, stages = self._instrument.title, self._instrument.frames
            named = Listed(tuple(Raw(one) for frame in stages for one in frame.stages))
            key = "portal.no_frame_stage" if stages else "portal.no_frame"
            stage = result.stage or label("excel.not_filled_in")
            yield label(key, stage=stage, instrument=title, stages=named)
        else:
            parts = Listed(tuple(Raw(one.name) for one in result.frame.parts))
            yield label("portal.frame", parts=parts, source=result.frame.source)

    def _summary(self) -> Iterator[Block]:
        entries, label = self.result.entries, self.words.label
        ready = sum(one.ready for one in entries)
        count, left = len(entries), len(entries) - ready
        yield Paragraph(label("portal.counts", count=count, ready=ready, left=left), "strong")

        def state(one: Entry) -> State:
            if not one.missing:
                return State(label("portal.whole"), "good")
            names = Listed(tuple(map(Raw, one.missing)))
            return State(label("portal.lacks", parts=names), "poor")

        yield table(
            entries,
            column(label("number"), 6, lambda one: one.row),
            column(label("indicator_name"), 40, lambda one: Own(one.indicator.short)),
            numbers(label("level"), 8, lambda one: passages.level(one.answer.level, self.words)),
            column(label("portal.explanation"), 24, state),
            numbers(label("portal.files"), 8, lambda one: passages.count(len(one.files))),
        )
        yield Paragraph(label("portal.hint"), "hint")

    def _parts(self) -> Iterator[Part]:
        for aspect in self._instrument.aspects if self.result.entries else ():
            codes = {one.code for one in aspect.indicators}
            own = [one for one in self.result.entries if one.indicator.code in codes]
            if own:
                blocks = tuple(block for one in own for block in self._entry(one))
                yield Part(f"{aspect.code} {aspect.name}", blocks, sheet=aspect.code)
        if self.result.entries:
            yield self._to_prepare()
        sheet = passages.named(self.result.assessment)
        yield from passages.closing(self.result.findings, (sheet,), self.words, self.command)

    def _entry(self, one: Entry) -> Iterator[Block]:
        """Yield what one indicator has in the application."""
        label, words = self.words.label, self.words
        name = level_name(self._instrument, one.indicator, one.answer.level)
        level = statements.level_text(one.answer.level, words) + (f" ({name})" if name else "")
        yield Heading(f"{one.row} {one.indicator.short}")
        yield Fields((Field(label("level"), level),))
        if one.missing:
            yield Paragraph(label("portal.open", parts=Listed(tuple(map(Raw, one.missing)))))
        yield Listing(one.text, copy=label("portal.copy"))
        listed = [Field(label("portal.file"), self._file(file)) for file in one.files]
        listed += [Field(label("portal.other"), text) for text in one.others]
        if listed:
            yield Fields(tuple(listed))

    def _file(self, file: NamedFile) -> str:
        if file.name == file.usual:
            return file.name
        return self.words.label("portal.renamed", name=Raw(file.name), usual=Raw(file.usual))

    def _to_prepare(self) -> Part:
        """Return what is still to prepare; it is for the agencies, not for the application."""
        label, instrument = self.words.label, self._instrument
        assigned = self.result.assignment
        left = [one for one in self.result.entries if not one.ready or self._next(one)]

        def open_(one: Entry) -> Cell:
            return "; ".join(self._todo(one)) or passages.NONE

        def next_(one: Entry) -> Cell:
            return Own(self._next(one))

        def owner(one: Entry) -> str:
            return agency_of(one.row, instrument, assigned) or label("plan.unassigned")

        made = table(
            left,
            column(label("number"), 6, lambda one: one.row),
            column(label("indicator_name"), 30, lambda one: Own(one.indicator.short)),
            column(label("portal.todo"), 48, open_),
            column(label("portal.next"), 44, next_, wide=True),
            *([column(label("agency"), 22, owner, spare=1)] if assigned else []),
            caption=label("portal.todo_note"),
        )
        return Part(label("portal.to_prepare"), (made,), sheet=label("portal.todo"), new_page=True)

    def _todo(self, one: Entry) -> Iterator[str]:
        """Yield what an indicator still lacks."""
        label = self.words.label
        if one.missing:
            yield label("portal.todo.part", parts=Listed(tuple(map(Raw, one.missing))))
        if one.explanation and one.explanation.loose:
            first = next(iter(one.explanation.parts))
            yield label("portal.todo.loose", part=Raw(first))
        yield from (label(f"portal.todo.{name}") for name in one.todo)

    def _next(self, one: Entry) -> str:
        """Return what the level above asks for."""
        instrument, level = self._instrument, one.answer.level
        above = instrument.level_at(level) + 1
        if above > instrument.highest:
            return ""
        end = instrument.reached_at(above)
        return f"{above}: {levels.demand(instrument, one.row, level, end, self.words)}"

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""
        result = self.result
        return {
            **data.sheet_part(result.assessment),
            "stage": result.stage or None,
            "frame": {
                "source": result.frame.source,
                "parts": [one.name for one in result.frame.parts],
            }
            if result.frame
            else None,
            "indicators": list(map(self._entry_data, result.entries)),
            "checklist": score_checklist.data(result.checks),
            "findings": data.findings_part(result.findings, self.words),
        }

    def _entry_data(self, one: Entry) -> Mapping[str, Any]:
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
            "agency": agency_of(one.row, self._instrument, self.result.assignment),
        }

    def rows(self) -> Rows:
        """Return one row an indicator."""
        made = (self._entry_data(one) for one in self.result.entries)
        return COLUMNS, [
            {
                **{key: one[key] for key in ("code", "name", "explanation")},
                "level": data.level_cell(self.result.entries[place].answer.level),
                "files": "; ".join(file["name"] for file in one["files"]),
                "evidence": "; ".join(one["evidence"]),
                "todo": "; ".join(one["todo"]),
                "agency": one["agency"] or "",
            }
            for place, one in enumerate(made)
        ]
