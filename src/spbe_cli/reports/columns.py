"""Columns that tables of indicators share; widths are those of a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spbe_cli.answers import Answer
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports import passages
from spbe_cli.reports.levels import HasRow, level_name
from spbe_cli.reports.tables import Shown, column, numbers
from spbe_cli.scoring import Score
from spbe_cli.words import Words

OfRow = str | Score | HasRow
"""What a row of a table is about: the number of an indicator, its score, a change of it."""


def row_of(item: OfRow) -> str:
    """Return the number of the indicator that an item is about."""
    return item if isinstance(item, str) else item.code if isinstance(item, Score) else item.row


@dataclass(frozen=True, slots=True)
class RowColumns:
    """The columns of the indicators of an instrument, and of what a sheet answers them."""

    instrument: Instrument
    words: Words
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def indicator(self, number: int, name: int) -> tuple[Shown[OfRow], Shown[OfRow]]:
        """Return the number and the short name, in these widths."""
        label, rows = self.words.label, self.instrument.rows()
        return (
            column(label("number"), number, row_of),
            column(label("indicator_name"), name, lambda one: doc.Own(rows[row_of(one)].short)),
        )

    def level(self, **look: Any) -> Shown[OfRow]:  # noqa: ANN401  as `Column` has it
        """Return the level that the sheet gives."""

        def level(one: OfRow) -> doc.Cell:
            return passages.level(self.answers[row_of(one)].level, self.words)

        return numbers(self.words.label("level"), 8, level, **look)

    def level_name(self) -> Shown[OfRow]:
        """Return the name of that level."""
        rows = self.instrument.rows()

        def name(one: OfRow) -> doc.Own:
            row = row_of(one)
            return doc.Own(level_name(self.instrument, rows[row], self.answers[row].level))

        return column(self.words.label("level_name"), 16, name, spare=1)

    def evidence(self, width: int) -> Shown[OfRow]:
        """Return the evidence that the sheet names, on paper only."""
        none = self.words.label("evidence_not_there")

        def proof(one: OfRow) -> str:
            return " ".join(self.answers[row_of(one)].evidence.split()) or none

        return column(self.words.label("evidence"), width, proof, wide=True)
