"""What `spbe verify` says: the published figures beside the computed ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.verify import INDEX, PREDICATE, Figure, VerifiedCase, VerifyResult
from spbe_cli.analysis.verify import State as Agreement
from spbe_cli.reports import Rows, passages
from spbe_cli.reports.data import index_part, yaml_finding_part
from spbe_cli.reports.document import (
    Block,
    Column,
    Document,
    Paragraph,
    Part,
    Row,
    State,
    Table,
    Tone,
)
from spbe_cli.words import Words

TONES: Final[Mapping[Agreement, Tone]] = {
    Agreement.SAME: "", Agreement.ROUNDED: "poor", Agreement.DIFFERENT: "bad",
}  # fmt: skip
COLUMNS: Final = (
    "file", "case", "institution", "year", "instrument", "part", "published", "computed", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The report of recomputed cases."""

    verification: VerifyResult
    words: Words

    def document(self) -> Document:
        """Return every case in a line, the figures that differ below it, and the sum."""
        label, done = self.words.label, self.verification
        summary: list[Block] = [self._cases()] if done.cases else []
        every = [(case, figure) for case in done.cases for figure in case.figures]
        odd = [(case, figure) for case, figure in every if figure.state is not Agreement.SAME]
        if odd:
            summary.append(self._figures(odd))
        summary.append(Paragraph(self._sum(), "strong"))
        summary.append(Paragraph(label("verify.tolerance"), "grey"))
        parts = (Part(label("verify.figures"), (self._figures(every),)),) if every else ()
        return Document(
            title=label("verify.title"),
            subtitle=", ".join(done.files),
            summary=tuple(summary),
            parts=(*parts, *passages.findings(done.findings, self.words)),
        )

    def _cases(self) -> Table:
        """Return how many figures a case has, its published and its computed index."""
        label = self.words.label
        columns = (
            Column(label("verify.case"), 40),
            Column(label("verify.figures"), 10, number=True, spare=1),
            Column(label("verify.published"), 12, number=True),
            Column(label("verify.computed"), 12, number=True),
            Column(label("verify.state"), 24),
        )
        rows = []
        for case in self.verification.cases:
            states = {figure.state for figure in case.figures}
            worst = next((one for one in reversed(Agreement) if one in states), Agreement.SAME)
            different, state = len(case.different()), label(f"verify.{worst}")
            published = next((one.published for one in case.figures if one.part == INDEX), "-")
            cells = (
                case.id,
                passages.count(len(case.figures)),
                self._localized(published),
                passages.index(case.result.total.index, self.words),
                State(f"{different} {state}" if different else state, TONES[worst]),
            )
            rows.append(Row(cells))
        return Table(columns, tuple(rows))

    def _figures(self, shown: Iterable[tuple[VerifiedCase, Figure]]) -> Table:
        label = self.words.label
        columns = (
            Column(label("verify.case"), 40),
            Column(label("verify.part"), 12),
            Column(label("verify.published"), 12, number=True),
            Column(label("verify.computed"), 12, number=True),
            Column(label("verify.state"), 24),
        )
        named = {part: label(f"verify.{part}") for part in (INDEX, PREDICATE)}
        rows = (
            (
                case.id,
                named.get(figure.part, figure.part),
                self._localized(figure.published),
                self._localized(figure.computed),
                State(label(f"verify.{figure.state}"), TONES[figure.state]),
            )
            for case, figure in shown
        )
        return Table(columns, tuple(map(Row, rows)))

    def _localized(self, figure: str) -> str:
        return figure.replace(".", self.words.mark) if figure[0].isdigit() else figure

    def _counts(self) -> dict[str, int]:
        """Return how many files, cases and figures there are, and figures of every state."""
        counts = {str(state): self.verification.count(state) for state in Agreement}
        files, cases = len(self.verification.files), len(self.verification.cases)
        return {"files": files, "cases": cases, "figures": sum(counts.values()), **counts}

    def _sum(self) -> str:
        counts, label = self._counts(), self.words.label
        said = [label("verify.total", **counts)]
        if counts["rounded"]:
            said.append(label("verify.total_rounded", count=counts["rounded"]))
        if made_up := sum(bool(case.made_up) for case in self.verification.cases):
            said.append(label("verify.made_up", count=made_up))
        return " ".join(said)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        return {
            "files": list(self.verification.files),
            "cases": [
                {
                    "id": case.id,
                    "file": case.file,
                    "institution": case.institution,
                    "year": case.year,
                    "instrument": case.instrument.id,
                    "made_up": list(case.made_up),
                    "index": index_part(case.result),
                    "figures": list(map(_figure_data, case.figures)),
                }
                for case in self.verification.cases
            ],
            "summary": {**self._counts(), "tolerance": "0"},
            "findings": [yaml_finding_part(f, self.words) for f in self.verification.findings],
        }

    def rows(self) -> Rows:
        """Return one row a figure, numbers with a point."""
        return COLUMNS, (
            {
                "file": case.file,
                "case": case.id,
                "institution": case.institution,
                "year": str(case.year),
                "instrument": case.instrument.id,
                "part": figure.part,
                "published": figure.published,
                "computed": figure.computed,
                "state": str(figure.state),
            }
            for case in self.verification.cases
            for figure in case.figures
        )


def _figure_data(figure: Figure) -> Mapping[str, Any]:
    """Return one figure: a printed index as a number, a predicate as text."""
    kind = str if figure.part == PREDICATE else float
    return {
        "part": figure.part,
        "published": kind(figure.published),
        "computed": kind(figure.computed),
        "state": str(figure.state),
    }
