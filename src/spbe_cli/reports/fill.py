"""What `spbe fill` says: what of a sheet stands in the form now, and what does not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from spbe_cli.findings import Listed, Numbers, base_name
from spbe_cli.frozen import frozen
from spbe_cli.reports import data
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import SheetReport
from spbe_cli.sheet.fill import TEXTS, Filled
from spbe_cli.words import capital

MOST_CELLS: Final = 10
_ROLES: Final = ("level", "external", *TEXTS)


@frozen(slots=False)
class FillReport(SheetReport[Filled]):
    """The report of a form that was filled; `output` is the file."""

    columns: ClassVar[Sequence[str]] = (
        "indicator", "level", "level_cell", "evidence_cell", "explanation_cell",
        "justification_cell",
    )  # fmt: skip

    output: str = ""

    def document(self) -> doc.Document:
        """Return how much was filled in, and what is not."""
        made = self.result
        names = {"file": base_name(made.assessment.file), "form": base_name(made.form)}
        return doc.Document(
            title=capital(self.label("fill.title", **names)),
            subtitle="",
            summary=self._summary(),
            parts=self.closing(made.assessment),
            file=made.assessment.file,
        )

    def _summary(self) -> doc.Blocks:
        made = self.result
        if made.content is None:
            return (doc.Paragraph(self.label("fill.not_written"), "strong"),)
        placed = Counter(one.role for one in made.placed if one.cell.ref)
        roles = {role: placed[role] for role in _ROLES if placed[role]}
        said = {
            self.label(f"column.{role}"): self.label("fill.cells", count=count)
            for role, count in roles.items()
        }
        if made.replaced:
            said[self.label("fill.replaced")] = self.words.show(Listed(made.replaced, MOST_CELLS))
        for key, codes in (("fill.unanswered", made.unanswered), ("fill.unplaced", made.unplaced)):
            if codes:
                said[self.label(key)] = self.words.show(Numbers(codes))
        written = doc.Paragraph(self.label("fill.written", count=len(made.numbers)), "strong")
        return written, doc.Fields(tuple(doc.Field(*field) for field in said.items()))

    def _data(self) -> Mapping[str, Any]:
        made, raw = self.result, self.result.raw
        done = made.content is not None
        return {
            "form": {
                "file": made.form,
                "sheet": raw.sheet if raw else None,
                "sha256": raw.sha256 if raw else None,
            },
            "output": self.output if done else None,
            "written": list(self._written()),
            "replaced": made.replaced if done else (),
            **data.taken(made, "unanswered", "unplaced", "lost"),
        }

    def _written(self) -> Iterator[dict[str, Any]]:
        made, sheet = self.result, self.result.assessment.sheet
        for number in made.numbers if made.content is not None else ():
            cells = dict[str, str | None].fromkeys(_ROLES) | {
                one.role: f"{made.sheet_of(one.cell)}!{one.cell.ref}"
                for one in made.placed
                if one.number == number and one.cell.ref
            }
            level = data.level_number(sheet.answers[number].level) if sheet else None
            yield {"indicator": number, "level": level, "cells": cells}

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return [
            {**one, **{f"{role}_cell": cell for role, cell in one["cells"].items()}}
            for one in self._written()
        ]
