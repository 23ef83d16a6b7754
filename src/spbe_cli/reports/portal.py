"""What `spbe portal` says: the texts to paste, and apart from them what is still to prepare."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from spbe_cli.analysis.portal import PortalEntry, PortalResult
from spbe_cli.findings import Listed, Raw
from spbe_cli.reports import data, levels
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import SheetReport, without_folder
from spbe_cli.reports.wording import NONE, table


class PortalReport(SheetReport[PortalResult]):
    """The texts of a sheet, in the frame of its stage where a source gives one."""

    columns: ClassVar[Sequence[str]] = (
        "code", "name", "level", "explanation", "files", "evidence", "todo", "agency",
    )  # fmt: skip

    def document(self) -> doc.Document:
        """Return all that there is to say."""
        entries, sheet = self.result.entries, without_folder(self.result.assessment)
        identity = sheet.identity
        whose = identity.get("instansi") or identity.get("perangkat daerah"), identity.get("tahun")
        silent = None if entries else self.unscored((sheet,), errors=False)
        return self.of_sheet(
            "portal",
            title=" ".join(filter(None, whose)),
            subtitle=" · ".join(filter(None, (self.result.stage, self.origin(sheet)))),
            caveats=(self._frame(),) if entries else (),
            summary=tuple(self._summary()) if entries else silent or (),
            parts=tuple(self._parts()) if entries else (),
            screen=silent,
            computed=False,
        )

    def _frame(self) -> str:
        result, instrument = self.result, self.used
        if result.frame:
            parts = _named(*(one.name for one in result.frame.parts))
            return self.label("portal.frame", parts=parts, source=result.frame.source)
        stages = [one for frame in instrument.frames for one in frame.stages]
        return self.label(
            "portal.no_frame_stage" if stages else "portal.no_frame",
            stage=result.stage or self.label("excel.not_filled_in"),
            instrument=instrument.title,
            stages=_named(*stages),
        )

    def _summary(self) -> Iterator[doc.Block]:
        entries = self.result.entries
        count, ready = len(entries), sum(one.ready for one in entries)
        counts = self.label("portal.counts", count=count, ready=ready, left=count - ready)
        yield doc.Paragraph(counts, "strong")

        def state(one: PortalEntry) -> doc.State:
            if one.ready:
                return doc.State(self.label("portal.ready"), "good")
            lacks = self.label("portal.lacks", parts=_named(*one.missing)) if one.missing else ""
            return doc.State(lacks or "; ".join(self._todo(one)), "poor")

        yield table(
            entries,
            *self.indicator(6, 40),
            self.numbers("level", 8, lambda one: self.level(one.answer.level)),
            self.column("checklist.state", 24, state),
            self.numbers("portal.files", 8, lambda one: self.count(len(one.files))),
        )
        yield doc.Paragraph(self.label("portal.hint"), "hint")

    def _parts(self) -> Iterator[doc.Part]:
        for aspect in self.used.aspects:
            own = [one for one in self.result.entries if one.indicator.aspect == aspect.code]
            if own:
                blocks = tuple(block for one in own for block in self._entry(one))
                yield doc.Part(f"{aspect.code} {aspect.name}", blocks, sheet=aspect.code)
        yield self._to_prepare()

    def _entry(self, one: PortalEntry) -> Iterator[doc.Block]:
        name = levels.level_name(self.used, one.indicator, one.answer.level)
        level = self.level_text(one.answer.level)
        yield doc.Heading(f"{one.row} {one.indicator.short}")
        yield doc.Fields((doc.Field(self.label("level"), level + (f" ({name})" if name else "")),))
        if one.missing:
            yield doc.Paragraph(self.label("portal.open", parts=_named(*one.missing)))
        yield doc.Listing(one.text, copy=self.label("portal.copy"))
        listed = []
        for file in one.files:
            renamed = self.label("portal.renamed", name=Raw(file.name), usual=Raw(file.usual))
            text = file.name if file.name == file.usual else renamed
            listed.append(doc.Field(self.label("portal.file"), text))
        listed += [doc.Field(self.label("portal.other"), text) for text in one.others]
        if listed:
            yield doc.Fields(tuple(listed))

    def _to_prepare(self) -> doc.Part:
        """Return what is still to prepare; it is for the agencies, not for the application."""

        def owner(one: PortalEntry) -> str:
            return self._agency(one) or self.label("plan.unassigned")

        made = table(
            [one for one in self.result.entries if not one.ready or self._next(one)],
            *self.indicator(6, 30),
            self.column("portal.todo", 48, lambda one: "; ".join(self._todo(one)) or NONE),
            self.column("portal.next", 44, lambda one: doc.Own(self._next(one)), wide=True),
            *([self.column("agency", 22, owner, spare=1)] if self.result.assignment else []),
            caption=self.label("portal.todo_note"),
        )
        title, name = self.label("portal.to_prepare"), self.label("portal.todo")
        return doc.Part(title, (made,), name, new_page=True)

    def _agency(self, one: PortalEntry) -> str | None:
        return levels.agency_of(one.row, self.used, self.result.assignment)

    def _todo(self, one: PortalEntry) -> Iterator[str]:
        if one.missing:
            yield self.label("portal.todo.part", parts=_named(*one.missing))
        if one.explanation and one.explanation.loose:
            yield self.label("portal.todo.loose", part=Raw(next(iter(one.explanation.parts))))
        yield from (self.label(f"portal.todo.{name}") for name in one.todo)

    def _next(self, one: PortalEntry) -> str:
        instrument, level = self.used, one.answer.level
        above = instrument.level_at(level) + 1
        if above > instrument.highest:
            return ""
        return f"{above}: {self.demand(one.row, level, instrument.reached_at(above))}"

    def _data(self) -> Mapping[str, Any]:
        result, frame = self.result, self.result.frame
        return {
            "stage": result.stage or None,
            "frame": {"source": frame.source, "parts": [one.name for one in frame.parts]}
            if frame
            else None,
            "indicators": list(map(self._said, result.entries)),
            "checklist": data.checks_part(result.checks),
        }

    def _said(self, one: PortalEntry) -> dict[str, Any]:
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

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return (
            {
                **self._said(one),
                "level": data.exact_or_none(one.answer.level),
                "files": "; ".join(file.name for file in one.files),
                "evidence": "; ".join(one.others),
                "todo": "; ".join(self._todo(one)),
            }
            for one in self.result.entries
        )


def _named(*texts: str) -> Listed:
    return Listed(tuple(map(Raw, texts)))
