"""What `spbe verify` says: the published figures beside the computed ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli.analysis.verify import INDEX, PREDICATE, Figure, VerifiedCase, VerifyResult
from spbe_cli.analysis.verify import State as Agreement
from spbe_cli.reports import Rows, passages
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import index_part, yaml_finding_part
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.words import Words

TONES: Final[Mapping[Agreement, doc.Tone]] = {
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

    def document(self) -> doc.Document:
        """Return every case in a line, the figures that differ below it, and the sum."""
        label, done, counts = self.words.label, self.verification, self._counts()
        every = [figure for one in done.cases for figure in one.figures]
        odd = [figure for figure in every if figure.state is not Agreement.SAME]
        summary: list[doc.Block] = [self._cases()] if done.cases else []
        summary += [self._figures(odd)] if odd else []
        said = [label("verify.total", **counts)]
        if counts["rounded"]:
            said.append(label("verify.total_rounded", count=counts["rounded"]))
        if made_up := sum(bool(one.case.made_up) for one in done.cases):
            said.append(label("verify.made_up", count=made_up))
        summary.append(doc.Paragraph(" ".join(said), "strong"))
        summary.append(doc.Paragraph(label("verify.tolerance"), "grey"))
        parts = (doc.Part(label("verify.figures"), (self._figures(every),)),) if every else ()
        return doc.Document(
            title=label("verify.title"),
            subtitle=", ".join(done.files),
            summary=tuple(summary),
            parts=(*parts, *passages.findings(done.findings, self.words)),
        )

    def _cases(self) -> doc.Table:
        label, words = self.words.label, self.words

        def published(one: VerifiedCase) -> str:
            printed = (figure.published for figure in one.figures if figure.part == INDEX)
            return self._localized(next(printed, "-"))

        def state(one: VerifiedCase) -> doc.State:
            found = Counter(figure.state for figure in one.figures)
            worst = next((one for one in reversed(Agreement) if found[one]), Agreement.SAME)
            count = f"{found[worst]} " if worst is Agreement.DIFFERENT else ""
            return doc.State(f"{count}{label(f'verify.{worst}')}", TONES[worst])

        return table(
            self.verification.cases,
            column(label("verify.case"), 40, lambda one: one.case.id),
            numbers(
                label("verify.figures"), 10, lambda one: passages.count(len(one.figures)), spare=1
            ),
            numbers(label("verify.published"), 12, published),
            numbers(
                label("verify.computed"),
                12,
                lambda one: passages.index(one.result.total.index, words),
            ),
            column(label("verify.state"), 24, state),
        )

    def _figures(self, shown: Sequence[Figure]) -> doc.Table:
        label = self.words.label
        named = {part: label(f"verify.{part}") for part in (INDEX, PREDICATE)}

        def state(one: Figure) -> doc.State:
            return doc.State(label(f"verify.{one.state}"), TONES[one.state])

        return table(
            shown,
            column(label("verify.case"), 40, lambda one: one.case),
            column(label("verify.part"), 12, lambda one: named.get(one.part, one.part)),
            numbers(label("verify.published"), 12, lambda one: self._localized(one.published)),
            numbers(label("verify.computed"), 12, lambda one: self._localized(one.computed)),
            column(label("verify.state"), 24, state),
        )

    def _localized(self, figure: str) -> str:
        return figure.replace(".", self.words.mark) if figure[0].isdigit() else figure

    def _counts(self) -> dict[str, int]:
        done = self.verification
        found = Counter(figure.state for one in done.cases for figure in one.figures)
        counts = {"files": len(done.files), "cases": len(done.cases), "figures": found.total()}
        return counts | {str(state): found[state] for state in Agreement}

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        return {
            "files": self.verification.files,
            "cases": [
                {
                    "id": one.case.id,
                    "file": one.file,
                    "institution": one.case.institution,
                    "year": one.case.year,
                    "instrument": one.case.instrument,
                    "made_up": list(one.case.made_up),
                    "index": index_part(one.result),
                    "figures": list(map(_figure_data, one.figures)),
                }
                for one in self.verification.cases
            ],
            "summary": {**self._counts(), "tolerance": "0"},
            "findings": [yaml_finding_part(f, self.words) for f in self.verification.findings],
        }

    def rows(self) -> Rows:
        """Return one row a figure, numbers with a point."""
        return COLUMNS, (
            {
                "file": one.file,
                "case": one.case.id,
                "institution": one.case.institution,
                "year": str(one.case.year),
                "instrument": one.case.instrument,
                **_figure_data(figure),
                "published": figure.published,
                "computed": figure.computed,
            }
            for one in self.verification.cases
            for figure in one.figures
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
