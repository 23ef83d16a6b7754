"""Columns that tables of indicators share; widths are those of a workbook."""

from dataclasses import dataclass
from typing import Any, Protocol

from spbe_cli.answers import AnswerSheet
from spbe_cli.instrument import Instrument
from spbe_cli.reports import passages
from spbe_cli.reports.document import Own
from spbe_cli.reports.levels import evidence_of, level_name
from spbe_cli.reports.tables import Shown, column, numbers
from spbe_cli.scoring import Score
from spbe_cli.words import Words


class HasRow(Protocol):
    """What is about an indicator, such as a change of its level."""

    @property
    def row(self) -> str:
        """The number of its row."""


OfRow = str | Score | HasRow


def row_of(item: OfRow) -> str:
    """Return the number of the row that an item is about."""
    return item if isinstance(item, str) else item.code if isinstance(item, Score) else item.row


@dataclass(frozen=True, slots=True)
class RowColumns:
    """The columns of an instrument; those that say what was answered, of a sheet."""

    instrument: Instrument
    words: Words

    def indicator(self, number: int, name: int) -> tuple[Shown[OfRow], Shown[OfRow]]:
        """Return the number and the short name."""
        label, rows = self.words.label, self.instrument.rows()
        return (
            column(label("number"), number, row_of),
            column(label("indicator_name"), name, lambda one: Own(rows[row_of(one)].short)),
        )

    def level(self, sheet: AnswerSheet, width: int = 8, **look: Any) -> Shown[OfRow]:  # noqa: ANN401  as `Column` has it
        """Return the level that the sheet gives."""
        return numbers(
            self.words.label("level"),
            width,
            lambda one: passages.level(sheet.answers[row_of(one)].level, self.words),
            **look,
        )

    def level_name(self, sheet: AnswerSheet) -> Shown[OfRow]:
        """Return the name of that level."""
        rows = self.instrument.rows()

        def name(one: OfRow) -> Own:
            row = row_of(one)
            return Own(level_name(self.instrument, rows[row], sheet.answers[row].level))

        return column(self.words.label("level_name"), 16, name, spare=1)

    def evidence(self, sheet: AnswerSheet, width: int) -> Shown[OfRow]:
        """Return the evidence that the sheet names, on paper only."""
        none = self.words.label("evidence_not_there")
        return column(
            self.words.label("evidence"),
            width,
            lambda one: evidence_of(sheet, row_of(one)) or none,
            wide=True,
        )
