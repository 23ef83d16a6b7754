"""What `spbe fill` says: what of a sheet stands in the form now, and what does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.findings import Listed, Numbers
from spbe_cli.reports import Rows, data, passages
from spbe_cli.reports.document import Block, Document, Field, Fields, Paragraph
from spbe_cli.reports.statements import file_name
from spbe_cli.sheet.fill import Filled
from spbe_cli.words import Words

COLUMNS: Final = ("indicator", "level", "level_cell", "evidence_cell", "explanation_cell")
MOST_CELLS: Final = 10
_ROLES: Final = ("level", "external", "evidence", "explanation")
_IN_CSV: Final = ("level", "evidence", "explanation")


@dataclass(frozen=True, slots=True)
class FillReport:
    """The report of a form that was filled; `output` is the file."""

    filled: Filled
    output: str
    words: Words

    def document(self) -> Document:
        """Return how much was filled in, and what is not."""
        words, made = self.words, self.filled
        name = file_name(made.assessment.file)
        title = words.label("fill.title", file=name, form=file_name(made.form))
        return Document(
            title=passages.capital(title),
            subtitle="",
            summary=tuple(self._summary()),
            parts=passages.closing(made.findings, (made.assessment,), words, ""),
            file=made.assessment.file,
        )

    def _summary(self) -> Iterator[Block]:
        words, made = self.words, self.filled
        if made.content is None:
            yield Paragraph(words.label("fill.not_written"), "strong")
            return
        count = len(made.numbers)
        yield Paragraph(words.label("fill.written", count=count), "strong")
        roles = {role: [one for one in made.placed if one.role == role and one.cell.ref]
                 for role in _ROLES}  # fmt: skip
        fields = [
            Field(words.label(f"column.{role}"), words.label("fill.cells", count=len(cells)))
            for role, cells in roles.items()
            if cells
        ]
        if made.replaced:
            replaced = words.show(Listed(made.replaced, MOST_CELLS))
            fields.append(Field(words.label("fill.replaced"), replaced))
        lists = (("fill.unanswered", made.unanswered), ("fill.unplaced", made.unplaced))
        fields += [
            Field(words.label(key), words.show(Numbers(codes))) for key, codes in lists if codes
        ]
        yield Fields(tuple(fields))

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""
        made, raw = self.filled, self.filled.raw
        done = made.content is not None
        return {
            **data.sheet_part(made.assessment),
            "form": {
                "file": made.form,
                "sheet": raw.sheet if raw else None,
                "sha256": raw.sha256 if raw else None,
            },
            "output": self.output if done else None,
            "written": list(self._written()) if done else [],
            "replaced": list(made.replaced) if done else [],
            "unanswered": list(made.unanswered),
            "unplaced": list(made.unplaced),
            "lost": list(made.lost),
            "findings": data.findings_part(made.findings, self.words),
        }

    def _written(self) -> Iterator[dict[str, Any]]:
        made, sheet = self.filled, self.filled.assessment.sheet
        for number in made.numbers:
            cells = dict[str, str | None].fromkeys(_ROLES) | {
                one.role: f"{made.sheet_of(one.cell)}!{one.cell.ref}"
                for one in made.placed
                if one.number == number and one.cell.ref
            }
            level = data.level_or_none(sheet.answers[number].level) if sheet else None
            yield {"indicator": number, "level": level, "cells": cells}

    def rows(self) -> Rows:
        """Return one row an indicator that was written."""
        if self.filled.content is None:
            return COLUMNS, ()
        return COLUMNS, [
            {
                "indicator": one["indicator"],
                "level": one["level"],
                **{f"{role}_cell": one["cells"][role] or "" for role in _IN_CSV},
            }
            for one in self._written()
        ]
