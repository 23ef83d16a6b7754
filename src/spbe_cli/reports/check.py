"""What `spbe check` and `spbe verify` say of YAML files: what was checked, and what recomputed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar, Final
from urllib.parse import quote

from spbe_cli import __version__
from spbe_cli.analysis.check import CheckedFile, PartDifference, Revision
from spbe_cli.analysis.verify import (
    INDEX,
    PREDICATE,
    Agreement,
    PublishedFigure,
    VerifiedCase,
    VerifyResult,
)
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Place, Raw, errors_in
from spbe_cli.frozen import frozen
from spbe_cli.reports import document as doc
from spbe_cli.reports import json_text, plain_json
from spbe_cli.reports.data import Places, findings_part, index_part, taken
from spbe_cli.reports.instruments import part_counts
from spbe_cli.reports.report import ReportOf
from spbe_cli.reports.wording import Wording, table
from spbe_cli.words import Words, visible

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
GITHUB_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
GITHUB_PROPERTY: Final = GITHUB_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
TONES: Final[Mapping[Agreement, doc.Tone]] = {
    Agreement.SAME: "", Agreement.ROUNDED: "poor", Agreement.DIFFERENT: "bad",
}  # fmt: skip


@frozen(slots=False)
class CheckReport(Wording):
    """The report of the files that were checked: their findings are the result."""

    reviews: Sequence[CheckedFile]
    words: Words

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files, in their order."""
        return tuple(finding for one in self.reviews for finding in one.findings)

    def text(self) -> str:
        """Write what was checked, below the findings."""
        return _lines(["", *self._closing()] if self.findings else self._closing())

    def github(self) -> str:
        """Write workflow commands, which GitHub shows at the line, and what was checked."""
        lines = []
        for finding in self.findings:
            place = finding.place
            file = visible(place.file.replace("\\", "/")).translate(GITHUB_PROPERTY)
            where = f"file={file},line={place.line},col={place.column},title={finding.code}"
            message = str(self.words.sentence(finding)).translate(GITHUB_MESSAGE)
            lines.append(f"::{finding.severity} {where}::{message}")
        return _lines([*lines, *self._closing()])

    def json(self) -> str:
        """Write the findings for programs."""
        checked = [
            {"file": one.file, "id": one.instrument.id if one.instrument else None}
            for one in self.reviews
        ]
        found = findings_part(self.findings, self.words)
        return json_text({"files": len(self.reviews), "checked": checked, "findings": found})

    def sarif(self) -> str:
        """Write the findings as SARIF 2.1.0, for code scanning."""
        rules: dict[str, Mapping[str, Any]] = {}
        for code in sorted({finding.code for finding in self.findings}):
            page = self.words.page(code)
            rules[code] = {
                "id": code,
                "shortDescription": {"text": page.title},
                "fullDescription": {"text": page.rule},
                "help": {"text": "\n".join(page.steps)},
                "defaultConfiguration": {"level": str(Finding(code, Place("")).severity)},
            }
        versions = {"version": __version__, "semanticVersion": __version__}
        driver = {"name": "spbe", **versions, "rules": list(rules.values())}
        results = [self._sarif_result(one, [*rules].index(one.code)) for one in self.findings]
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        return plain_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})

    def _sarif_result(self, finding: Finding, index: int) -> Mapping[str, Any]:
        place = finding.place
        # A path as the relative reference that SARIF wants; a name may be of any bytes.
        uri = quote(place.file.replace("\\", "/"), errors="surrogateescape")
        region = {"startLine": place.line, "startColumn": place.column}
        where = {"artifactLocation": {"uri": uri}, "region": region}
        return {
            "ruleId": finding.code,
            "ruleIndex": index,
            "level": str(finding.severity),
            "message": {"text": str(self.words.sentence(finding))},
            "locations": [{"physicalLocation": where}],
        }

    def _closing(self) -> list[str]:
        """Say what was checked: silence is never left to be guessed at."""
        errors = errors_in(self.findings)
        warnings = len(self.findings) - errors
        kind = "errors_warnings" if errors and warnings else "errors" if errors else "warnings"
        key = f"check.{kind}" if self.findings else "check.clean"
        counted = self.label(key, errors=errors, warnings=warnings, files=len(self.reviews))
        if unjudged := sum(one.unjudged for one in self.reviews):
            counted += f" {self.label('check.unjudged', count=unjudged)}"
        lines = [counted]
        if not self.findings:
            names = [one.instrument.id if one.instrument else one.file for one in self.reviews]
            widest = max(map(len, names), default=0)
            for name, one in zip(names, self.reviews, strict=True):
                lines.append(f"  {name.ljust(widest)}   {self._content(one)}")
        return lines

    def _content(self, one: CheckedFile) -> str:
        instrument = one.instrument
        if instrument is None:
            kind, count = one.holds or ("cases", 0)
            return self.label(f"check.{kind}", count=count)
        counts = part_counts(instrument).items()
        levels = (level for indicator in instrument.indicators() for level in indicator.levels)
        text = self.label(
            "check.instrument",
            parts=", ".join(f"{count} {self.label(f'parts.{kind}')}" for kind, count in counts),
            weight=exact_text(sum(aspect.weight for aspect in instrument.aspects)),
            criteria=sum(level.criterion is not None for level in levels),
        )
        return f"{text} ({self.label('source.secondary')})" if instrument.secondary else text


@frozen(slots=False)
class RevisionReport(Wording):
    """The report of `--diff`: for the reviewer of a change, and for programs."""

    revision: Revision
    words: Words

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of both files."""
        return self.revision.findings

    def text(self) -> str:
        """Write what changed, one line each."""
        changes = self.revision.changes
        if changes is None:
            return _lines(["", self.label("diff.not_compared")])
        return _lines(list(map(self._change, changes)) or [self.label("diff.nothing")])

    def _change(self, change: PartDifference) -> str:
        where = self.label(f"diff.{change.kind}", code=change.code, name=change.name)
        key, _, level = change.what.partition(".")
        if key == "part":
            told = self.label("diff.added" if change.before is None else "diff.removed")
            return f"{where}: {told}"
        if level:
            return f"{where}: {self.label(f'diff.{key}', level=level)}"
        before, after = (
            self.words.show(Raw(self.label("diff.none") if text is None else text))
            for text in (change.before, change.after)
        )
        return f"{where}: {change.what} {before} -> {after}"

    def json(self) -> str:
        """Write the same for programs."""
        changes = [asdict(change) for change in self.revision.changes or ()]
        return json_text({"changes": changes, "findings": findings_part(self.findings, self.words)})


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


class VerifyReport(ReportOf[VerifyResult]):
    """The report of recomputed cases."""

    places: ClassVar[Places | None] = "yaml"
    columns: ClassVar[Sequence[str]] = (
        "file", "case", "institution", "year", "instrument", "part", "published", "computed",
        "state",
    )  # fmt: skip

    def document(self) -> doc.Document:
        """Return every case in a line, the figures that differ below it, and the sum."""
        done, counts = self.result, self._counts()
        every = [figure for one in done.cases for figure in one.figures]
        odd = [figure for figure in every if figure.state is not Agreement.SAME]
        summary: list[doc.Block] = [self._cases()] if done.cases else []
        summary += [self._figures(odd)] if odd else []
        said = [self.label("verify.total", **counts)]
        if counts["rounded"]:
            said.append(self.label("verify.total_rounded", count=counts["rounded"]))
        if made_up := sum(bool(one.case.made_up) for one in done.cases):
            said.append(self.label("verify.made_up", count=made_up))
        summary.append(doc.Paragraph(" ".join(said), "strong"))
        summary.append(doc.Paragraph(self.label("verify.tolerance"), "grey"))
        parts = (doc.Part(self.label("verify.figures"), (self._figures(every),)),) if every else ()
        return doc.Document(
            title=self.label("verify.title"),
            subtitle=", ".join(done.files),
            summary=tuple(summary),
            parts=(*parts, *self.findings()),
        )

    def _cases(self) -> doc.Table:
        def published(one: VerifiedCase) -> str:
            printed = (figure.published for figure in one.figures if figure.part == INDEX)
            return self._localized(next(printed, "-"))

        def state(one: VerifiedCase) -> doc.State:
            found = Counter(figure.state for figure in one.figures)
            worst = next((one for one in reversed(Agreement) if found[one]), Agreement.SAME)
            return self._state(worst, f"{found[worst]} " if worst is Agreement.DIFFERENT else "")

        return table(
            self.result.cases,
            self.column("verify.case", 40, lambda one: one.case.id),
            self.numbers("verify.figures", 10, lambda one: self.count(len(one.figures)), spare=1),
            self.numbers("verify.published", 12, published),
            self.numbers("verify.computed", 12, lambda one: self.index(one.result.total.index)),
            self.column("verify.state", 24, state),
        )

    def _figures(self, shown: Sequence[PublishedFigure]) -> doc.Table:
        named = {part: self.label(f"verify.{part}") for part in (INDEX, PREDICATE)}
        return table(
            shown,
            self.column("verify.case", 40, lambda one: one.case),
            self.column("verify.part", 12, lambda one: named.get(one.part, one.part)),
            self.numbers("verify.published", 12, lambda one: self._localized(one.published)),
            self.numbers("verify.computed", 12, lambda one: self._localized(one.computed)),
            self.column("verify.state", 24, lambda one: self._state(one.state)),
        )

    def _state(self, state: Agreement, counted: str = "") -> doc.State:
        return doc.State(counted + self.label(f"verify.{state}"), TONES[state])

    def _localized(self, figure: str) -> str:
        return figure.replace(".", self.words.mark) if figure[0].isdigit() else figure

    def _counts(self) -> dict[str, int]:
        done = self.result
        found = Counter(figure.state for one in done.cases for figure in one.figures)
        counts = {"files": len(done.files), "cases": len(done.cases), "figures": found.total()}
        return counts | {str(state): found[state] for state in Agreement}

    def _data(self) -> Mapping[str, Any]:
        return {
            "files": self.result.files,
            "cases": [
                {
                    "id": one.case.id,
                    "file": one.file,
                    **taken(one.case, "institution", "year", "instrument"),
                    "made_up": list(one.case.made_up),
                    "index": index_part(one.result),
                    "figures": list(map(_figure_data, one.figures)),
                }
                for one in self.result.cases
            ],
            "summary": {**self._counts(), "tolerance": "0"},
        }

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return (
            {
                "file": one.file,
                "case": one.case.id,
                **taken(one.case, "institution", "year", "instrument"),
                **taken(figure, "part", "published", "computed", "state"),
            }
            for one in self.result.cases
            for figure in one.figures
        )


def _figure_data(figure: PublishedFigure) -> Mapping[str, Any]:
    """Return one figure: a printed index as a number, a predicate as text."""
    kind = str if figure.part == PREDICATE else float
    return {
        "part": figure.part,
        "published": kind(figure.published),
        "computed": kind(figure.computed),
        "state": str(figure.state),
    }
