"""What `spbe compare` says of what fell: agency by agency, what to show now, until when.

An agency is sent its own part: a workbook in which it names the files that it brings, and a text
to paste into WhatsApp.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from spbe_cli.analysis.compare import ComparisonResult, Fall, by_agency, falls_of
from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Due
from spbe_cli.instrument import Instrument
from spbe_cli.reports import levels, passages, statements
from spbe_cli.reports.document import Document, Own, Paragraph, Part, Table
from spbe_cli.reports.tables import Shown, column, grouped, numbers
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

LONGEST_ON_SCREEN: Final = 160
"""A longer Justifikasi is cut on a screen; every file has the whole of it."""


def reason(justification: str) -> Own:
    """Return what an assessor wrote; a long text has a short form for screens."""
    return Own(justification, shorten(justification, LONGEST_ON_SCREEN, placeholder=" …"))


@dataclass(frozen=True, slots=True)
class Falls:
    """What fell between two sheets; `names` is what these are called."""

    compared: ComparisonResult
    names: tuple[str, str]
    words: Words
    assignment: Assignment | None = None
    due: Due = None
    contact: str | None = None

    @property
    def instrument(self) -> Instrument:
        """The instrument of both sheets."""
        return self.compared.first.used

    def groups(self) -> Iterator[tuple[str, tuple[Fall, ...]]]:
        """Yield what fell by the name of the agency; without an assignment all in one."""
        if self.assignment is None:
            yield "", falls_of(self.compared)
            return
        for agency, falls in by_agency(self.compared, self.assignment):
            yield agency.name if agency else self.words.label("plan.unassigned"), falls

    def on_screen(self) -> Table:
        """Return the short table: levels and reason, agency by agency."""
        label = self.words.label
        return grouped(
            self.groups(),
            column(label("number"), 7, lambda one: one.row),
            column(label("indicator_name"), 34, self._short),
            column(label("level"), 12, lambda one: label("compare.levels", **self._ends(one))),
            column(label("compare.justification"), 60, self._reason),
            caption=self._until(),
        )

    def in_full(self) -> Table:
        """Return the table of a document: also what is to be shown now, with its usual evidence."""
        label = self.words.label
        names = {"sheet": label("falls.sheet"), "groups": label("batch.agency")}
        return grouped(self.groups(), *self._columns(), caption=self._until(), **names)

    def document(self, agency: Agency, falls: Sequence[Fall]) -> Document:
        """Return what goes to an agency, with room for what it brings."""
        label = self.words.label
        made = grouped(
            [("", falls)],
            *self._columns(),
            column(label("falls.file"), 24, lambda _: "", fill_in=()),
            column(label("falls.note"), 24, lambda _: "", fill_in=()),
            to_fill=label("falls.to_fill"),
        )
        ask = Paragraph(self._ask(falls[0]), "strong")
        told = [Paragraph(visible(self.contact))] if self.contact else []
        return Document(
            title=label("falls.title", subject=self._subject(), owner=agency.name),
            subtitle=" · ".join(filter(None, (agency.full, *self._whose(), self.instrument.title))),
            summary=(Paragraph(self._counted(falls)), ask, *told),
            parts=(Part(label("falls.show"), (made,)),),
            file=statements.file_name(self.compared.second.file),
        )

    def text(self, agency: Agency, falls: Sequence[Fall]) -> str:
        """Return the message to an agency, to be pasted into WhatsApp (`*bold*`)."""
        label = self.words.label
        title = label("falls.title", subject=self._subject(), owner=agency.name)
        blocks = [f"*{visible(title)}*", f"{label('falls.greeting')} {self._counted(falls)}"]
        for number, fall in enumerate(falls, start=1):
            name = self.instrument.rows()[fall.row].short
            lines = [f"{number}. {label('falls.indicator', number=fall.row, name=name)}"]
            claimed, assessed = self.names
            ends = self._ends(fall)
            lines.append(f"{claimed}: {ends['start']}. {assessed}: {ends['end']}.")
            lines.append(f"{label('compare.justification')}: {visible(self._reason(fall).text)}")
            criteria, evidence = self._demand(fall, "\n   ")
            apart = "\n   " if "\n" in criteria else " "
            lines.append(f"{label('falls.show')}:{apart}{criteria}")
            lines += [f"{label('explain.evidence')}: {evidence}"] if evidence else []
            blocks.append("\n   ".join(lines))
        ask = self._ask(falls[0], bold=True)
        blocks.append("\n".join(filter(None, (ask, visible(self.contact or "")))))
        return "\n\n".join(blocks) + "\n"

    def _columns(self) -> list[Shown[Fall]]:
        label, words, (claimed, assessed) = self.words.label, self.words, self.names
        return [
            column(label("number"), 7, lambda one: one.row),
            column(label("indicator_name"), 24, self._short),
            numbers(claimed, 11, lambda one: passages.level(one.claimed, words)),
            numbers(assessed, 11, lambda one: passages.level(one.assessed, words)),
            column(
                label("compare.justification"), 32, lambda one: Own(self._reason(one).text), spare=2
            ),
            column(label("falls.show"), 40, lambda one: Own(self._demand(one)[0])),
            column(label("explain.evidence"), 34, lambda one: Own(self._demand(one)[1]), spare=1),
        ]

    def _demand(self, fall: Fall, apart: str = " ") -> tuple[str, str]:
        """Return criteria, set `apart`, and usual evidence of the levels that were not accepted."""
        place = (self.instrument, fall.row, fall.assessed, fall.claimed)
        criteria, evidence = levels.criteria(*place, self.words), levels.evidence(*place)
        return criteria.replace("\n", apart), evidence.replace("\n", "; ")

    def _reason(self, fall: Fall) -> Own:
        none = self.words.label("falls.no_reason") if self.compared.by_assessor else passages.NONE
        return reason(fall.justification or none)

    def _ends(self, fall: Fall) -> dict[str, str]:
        start, end = (statements.level_text(x, self.words) for x in (fall.claimed, fall.assessed))
        return {"start": start, "end": end}

    def _short(self, fall: Fall) -> Own:
        return Own(self.instrument.rows()[fall.row].short)

    def _until(self) -> str:
        return self.words.label("falls.until", due=self.due) if self.due else ""

    def _ask(self, fall: Fall, *, bold: bool = False) -> str:
        until = self.words.label("correction.until", due=self.due) if self.due else ""
        until = until if bold else until.replace("*", "")
        return self.words.label(
            "falls.ask",
            until=until,
            example=f"{fall.row}.a.{self.words.label('falls.example')}.pdf",
        )

    def _counted(self, falls: Sequence[Fall]) -> str:
        return self.words.label("falls.counted", count=len(falls), stage=self.names[1])

    def _subject(self) -> str:
        year = self.compared.second.says("tahun")
        return f"{self.instrument.index_name.removeprefix('Indeks ')} {year}".strip()

    def _whose(self) -> Iterator[str]:
        yield self.compared.second.says("instansi")
