"""What `spbe verify` says: the published figures beside the computed ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli import __version__
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
        figures = self._figures(all_of_them=True)
        parts = (Part(self.words.label("verify.figures"), (figures,)),) if figures.rows else ()
        return Document(
            title=self.words.label("verify.title"),
            subtitle=", ".join(self.verification.files),
            summary=tuple(self._summary()),
            parts=(*parts, *passages.findings(self.verification.findings, self.words)),
        )

    def _summary(self) -> Iterator[Block]:
        if self.verification.cases:
            yield self._cases()
        figures = self._figures(all_of_them=False)
        if figures.rows:
            yield figures
        yield Paragraph(self._sum(), "strong")
        yield Paragraph(self.words.label("verify.tolerance"), "grey")

    def _cases(self) -> Table:
        label = self.words.label
        columns = (
            Column(label("verify.case"), 40),
            Column(label("verify.figures"), 10, number=True, spare=1),
            Column(label("verify.published"), 12, number=True),
            Column(label("verify.computed"), 12, number=True),
            Column(label("verify.state"), 24),
        )
        return Table(columns, tuple(map(self._case, self.verification.cases)))

    def _case(self, case: VerifiedCase) -> Row:
        """Return how many figures a case has, its published and its computed index."""
        states = {figure.state for figure in case.figures}
        worst = next((one for one in (Agreement.DIFFERENT, Agreement.ROUNDED) if one in states),
                     Agreement.SAME)  # fmt: skip
        different, state = len(case.different()), self.words.label(f"verify.{worst}")
        published = next((f.published for f in case.figures if f.part == INDEX), "-")
        return Row(
            (
                case.id,
                passages.count(len(case.figures)),
                self._localized(published),
                passages.index(case.result.total.index, self.words),
                State(f"{different} {state}" if different else state, TONES[worst]),
            )
        )

    def _figures(self, *, all_of_them: bool) -> Table:
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
            for case in self.verification.cases
            for figure in case.figures
            if all_of_them or figure.state is not Agreement.SAME
        )
        return Table(columns, tuple(map(Row, rows)))

    def _localized(self, figure: str) -> str:
        """Write a figure with the decimal mark of the language."""
        return figure.replace(".", self.words.mark) if figure[0].isdigit() else figure

    def _sum(self) -> str:
        counts = {str(state): self.verification.count(state) for state in Agreement}
        total = self.words.label(
            "verify.total",
            files=len(self.verification.files),
            cases=len(self.verification.cases),
            figures=sum(counts.values()),
            same=counts["same"],
            different=counts["different"],
        )
        said = [total]
        if counts["rounded"]:
            said.append(self.words.label("verify.total_rounded", count=counts["rounded"]))
        made_up = sum(bool(case.made_up) for case in self.verification.cases)
        if made_up:
            said.append(self.words.label("verify.made_up", count=made_up))
        return " ".join(said)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        counts = {str(state): self.verification.count(state) for state in Agreement}
        return {
            "spbe": __version__,
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
            "summary": {
                "files": len(self.verification.files),
                "cases": len(self.verification.cases),
                "figures": sum(counts.values()),
                **counts,
                "tolerance": "0",
            },
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
    number = figure.part != PREDICATE
    return {
        "part": figure.part,
        "published": float(figure.published) if number else figure.published,
        "computed": float(figure.computed) if number else figure.computed,
        "state": str(figure.state),
    }
