"""What `spbe compare` says of what fell, and what every agency is sent: a workbook, a message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import shorten
from typing import Final

from spbe_cli.analysis.compare import ComparisonResult, Fall, by_agency
from spbe_cli.answers import Agency, Assignment
from spbe_cli.findings import Due
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels, passages
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.statements import file_name, level_text
from spbe_cli.reports.tables import Shown, column, grouped, numbers
from spbe_cli.words import Words, visible

LONGEST_ON_SCREEN: Final = 160
"""A longer Justifikasi is cut on a screen; every file has the whole of it."""


def reason(justification: str) -> doc.Own:
    """Return what an assessor wrote; a long text has a short form for screens."""
    return doc.Own(justification, shorten(justification, LONGEST_ON_SCREEN, placeholder=" …"))


def from_to(start: Fraction | None, end: Fraction | None, words: Words) -> str:
    """Write from which level to which."""
    ends = [passages.NONE if one is None else level_text(one, words) for one in (start, end)]
    return words.label("compare.levels", start=ends[0], end=ends[1])


@dataclass(frozen=True, slots=True)
class Falls:
    """What fell between two sheets, and whose it is; `names` is what the sheets are called."""

    compared: ComparisonResult
    names: tuple[str, str]
    words: Words
    assignment: Assignment
    due: Due = None
    contact: str | None = None

    def on_screen(self) -> doc.Table:
        """Return the short table: levels and reason, agency by agency."""
        label = self.words.label
        return grouped(
            self._groups(),
            *RowColumns(self.compared.first.used, self.words).indicator(7, 34),
            column(label("level"), 12, lambda one: from_to(one.claimed, one.assessed, self.words)),
            column(label("compare.justification"), 60, self._reason),
            caption=self._until(),
        )

    def in_full(self) -> doc.Table:
        """Return the table of a document: also what is to be shown now, with its usual evidence."""
        label = self.words.label
        names = {"sheet": label("falls.sheet"), "groups": label("batch.agency")}
        return grouped(self._groups(), *self._columns(), caption=self._until(), **names)

    def document(self, agency: Agency, falls: Sequence[Fall]) -> doc.Document:
        """Return what goes to an agency, with room for what it brings."""
        label, second, instrument = self.words.label, self.compared.second, self.compared.first.used
        made = grouped(
            [("", falls)],
            *self._columns(),
            column(label("falls.file"), 24, lambda _: "", fill_in=()),
            column(label("falls.note"), 24, lambda _: "", fill_in=()),
            to_fill=label("falls.to_fill"),
        )
        until, *contact = self._closing(falls[0])
        under = (agency.full, second.says("instansi"), instrument.title)
        return doc.Document(
            title=self._title(agency),
            subtitle=" · ".join(filter(None, under)),
            summary=(
                doc.Paragraph(self._counted(falls)),
                doc.Paragraph(until.replace("*", ""), "strong"),
                *map(doc.Paragraph, contact),
            ),
            parts=(doc.Part(label("falls.show"), (made,)),),
            file=file_name(second.file),
        )

    def text(self, agency: Agency, falls: Sequence[Fall]) -> str:
        """Return the message to an agency, to be pasted into WhatsApp (`*bold*`)."""
        label, words, rows = self.words.label, self.words, self.compared.first.used.rows()
        greeting = f"{label('falls.greeting')} {self._counted(falls)}"
        blocks = [f"*{visible(self._title(agency))}*", greeting]
        for number, fall in enumerate(falls, start=1):
            named = label("falls.indicator", number=fall.row, name=rows[fall.row].short)
            claimed, assessed = (level_text(x, words) for x in (fall.claimed, fall.assessed))
            criteria, evidence = self._demand(fall, "\n   ")
            apart = "\n   " if "\n" in criteria else " "
            lines = [
                f"{number}. {named}",
                f"{self.names[0]}: {claimed}. {self.names[1]}: {assessed}.",
                f"{label('compare.justification')}: {visible(self._reason(fall).text)}",
                f"{label('falls.show')}:{apart}{criteria}",
            ]
            lines += [f"{label('explain.evidence')}: {evidence}"] if evidence else []
            blocks.append("\n   ".join(lines))
        return "\n\n".join([*blocks, "\n".join(self._closing(falls[0]))]) + "\n"

    def _groups(self) -> Iterator[tuple[str, tuple[Fall, ...]]]:
        for agency, falls in by_agency(self.compared, self.assignment):
            yield agency.name if agency else self.words.label("plan.unassigned"), falls

    def _columns(self) -> list[Shown[Fall]]:
        label, words, (claimed, assessed) = self.words.label, self.words, self.names

        def why(one: Fall) -> doc.Own:
            return doc.Own(self._reason(one).text)

        return [
            *RowColumns(self.compared.first.used, words).indicator(7, 24),
            numbers(claimed, 11, lambda one: passages.level(one.claimed, words)),
            numbers(assessed, 11, lambda one: passages.level(one.assessed, words)),
            column(label("compare.justification"), 32, why, spare=2),
            column(label("falls.show"), 40, lambda one: doc.Own(self._demand(one)[0])),
            column(
                label("explain.evidence"), 34, lambda one: doc.Own(self._demand(one)[1]), spare=1
            ),
        ]

    def _demand(self, fall: Fall, apart: str = " ") -> tuple[str, str]:
        """Return criteria, set `apart`, and usual evidence of the levels that were not accepted."""
        place = (self.compared.first.used, fall.row, fall.assessed, fall.claimed)
        criteria, evidence = levels.criteria(*place, self.words), levels.evidence(*place)
        return criteria.replace("\n", apart), evidence.replace("\n", "; ")

    def _reason(self, fall: Fall) -> doc.Own:
        none = self.words.label("falls.no_reason") if self.compared.by_assessor else passages.NONE
        return reason(fall.justification or none)

    def _until(self) -> str:
        return self.words.label("falls.until", due=self.due) if self.due else ""

    def _closing(self, first: Fall) -> list[str]:
        label = self.words.label
        until = label("correction.until", due=self.due) if self.due else ""
        example = f"{first.row}.a.{label('falls.example')}.pdf"
        contact = [visible(self.contact)] if self.contact else []
        return [label("falls.ask", until=until, example=example), *contact]

    def _counted(self, falls: Sequence[Fall]) -> str:
        return self.words.label("falls.counted", count=len(falls), stage=self.names[1])

    def _title(self, agency: Agency) -> str:
        index = self.compared.first.used.index_name.removeprefix("Indeks ")
        subject = f"{index} {self.compared.second.says('tahun')}".strip()
        return self.words.label("falls.title", subject=subject, owner=agency.name)
