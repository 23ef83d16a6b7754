"""What `spbe compare` says of what fell, by agency, and what goes to each: a workbook, a text."""

from collections.abc import Sequence
from typing import Any

from spbe_cli.analysis.compare import ComparisonResult, Fall, by_agency
from spbe_cli.answers import Agency, Assignment
from spbe_cli.findings import Due, base_name
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels
from spbe_cli.reports.statements import Statements, reason
from spbe_cli.reports.wording import NONE, Shown, grouped, numbers, table
from spbe_cli.words import Words, visible


@frozen(slots=False)
class Falls(Statements):
    """What fell, by agency; `names` are those of the sheets, `due` and `contact` for the reply."""

    compared: ComparisonResult
    names: tuple[str, str]
    assignment: Assignment
    words: Words
    due: Due
    contact: str | None

    @property
    def used(self) -> Instrument:
        """The instrument of both sheets."""
        return self.compared.first.used

    def in_short(self) -> doc.Table:
        """Return what fell and why, for the summary."""
        return self._by_agency(
            *self.indicator(7, 34),
            self.column("level", 12, lambda one: self.from_to(one.claimed, one.assessed)),
            self.column("compare.justification", 60, self._reason),
        )

    def part(self) -> doc.Part:
        """Return what fell, and what is to be shown now."""
        names = {"sheet": self.label("falls.sheet"), "groups": self.label("batch.agency")}
        fell = self._by_agency(*self._columns(), **names)
        return doc.Part(self.label("falls.part"), (fell,), names["sheet"])

    def _by_agency(self, *columns: Shown[Fall], **look: Any) -> doc.Table:  # noqa: ANN401  as `Table` has it
        nobody, found = self.label("plan.unassigned"), by_agency(self.compared, self.assignment)
        groups = ((agency.name if agency else nobody, falls) for agency, falls in found)
        until = self.label("falls.until", due=self.due) if self.due else ""
        return grouped(groups, *columns, caption=until, **look)

    def _columns(self) -> list[Shown[Fall]]:
        """Return what fell and why, what is to be shown now, and its usual evidence."""
        claimed, assessed = self.names
        return [
            *self.indicator(7, 24),
            numbers(claimed, 11, lambda one: self.level(one.claimed)),
            numbers(assessed, 11, lambda one: self.level(one.assessed)),
            self.column(
                "compare.justification", 32, lambda one: doc.Own(self._reason(one).text), spare=2
            ),
            self.column("falls.show", 40, lambda one: doc.Own(self._demand(one)[0])),
            self.column("explain.evidence", 34, lambda one: doc.Own(self._demand(one)[1]), spare=1),
        ]

    def _demand(self, fall: Fall, apart: str = " ") -> tuple[str, str]:
        """Return criteria, set `apart`, and usual evidence of the levels that were not accepted."""
        place = (fall.row, fall.assessed, fall.claimed)
        criteria, evidence = self.criteria(*place), levels.evidence(self.used, *place)
        return criteria.replace("\n", apart), evidence.replace("\n", "; ")

    def _reason(self, fall: Fall) -> doc.Own:
        none = self.label("falls.no_reason") if self.compared.by_assessor else NONE
        return reason(fall.justification or none)

    def to_agency(self, agency: Agency, falls: Sequence[Fall]) -> doc.Document:
        """Return what goes to an agency, with room for what it brings."""
        second = self.compared.second
        made = table(
            falls,
            *self._columns(),
            self.column("falls.file", 24, lambda _: "", fill_in=()),
            self.column("falls.note", 24, lambda _: "", fill_in=()),
            to_fill=self.label("falls.to_fill"),
        )
        until, *contact = self._closing(falls[0])
        under = (agency.full, second.says("instansi"), self.used.title)
        return doc.Document(
            title=self._subject(agency),
            subtitle=" · ".join(filter(None, under)),
            summary=(
                doc.Paragraph(self._counted(falls)),
                doc.Paragraph(until.replace("*", ""), "strong"),
                *map(doc.Paragraph, contact),
            ),
            parts=(doc.Part(self.label("falls.show"), (made,)),),
            file=base_name(second.file),
        )

    def message(self, agency: Agency, falls: Sequence[Fall]) -> str:
        """Return the message to an agency, to be pasted into WhatsApp (`*bold*`)."""
        rows, (first, second) = self.used.rows(), self.names
        greeting = f"{self.label('falls.greeting')} {self._counted(falls)}"
        blocks = [f"*{visible(self._subject(agency))}*", greeting]
        for number, fall in enumerate(falls, start=1):
            named = self.label("falls.indicator", number=fall.row, name=rows[fall.row].short)
            claimed, assessed = map(self.level_text, (fall.claimed, fall.assessed))
            criteria, evidence = self._demand(fall, "\n   ")
            apart = "\n   " if "\n" in criteria else " "
            lines = [
                f"{number}. {named}",
                f"{first}: {claimed}. {second}: {assessed}.",
                f"{self.label('compare.justification')}: {visible(self._reason(fall).text)}",
                f"{self.label('falls.show')}:{apart}{criteria}",
            ]
            lines += [f"{self.label('explain.evidence')}: {evidence}"] if evidence else []
            blocks.append("\n   ".join(lines))
        return "\n\n".join([*blocks, "\n".join(self._closing(falls[0]))]) + "\n"

    def _subject(self, agency: Agency) -> str:
        index = self.used.index_name.removeprefix("Indeks ")
        subject = f"{index} {self.compared.second.says('tahun')}".strip()
        return self.label("falls.title", subject=subject, owner=agency.name)

    def _counted(self, falls: Sequence[Fall]) -> str:
        return self.label("falls.counted", count=len(falls), stage=self.names[1])

    def _closing(self, first: Fall) -> list[str]:
        until = self.label("correction.until", due=self.due) if self.due else ""
        example = f"{first.row}.a.{self.label('falls.example')}.pdf"
        contact = [visible(self.contact)] if self.contact else []
        return [self.label("falls.ask", until=until, example=example), *contact]
