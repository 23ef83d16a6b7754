"""What `spbe check` and `spbe verify` say of YAML files: what was checked, and what recomputed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import quote

from spbe_cli import __version__
from spbe_cli.analysis.check import Change, Review, Revision
from spbe_cli.analysis.verify import INDEX, PREDICATE, Figure, VerifiedCase, VerifyResult
from spbe_cli.analysis.verify import State as Agreement
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Place, Raw, Severity
from spbe_cli.reports import Rows, json_text, passages, plain_json
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import findings_part, index_part, yaml_finding_part
from spbe_cli.reports.instruments import part_counts
from spbe_cli.reports.passages import count
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.words import Words, visible

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
GITHUB_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
GITHUB_PROPERTY: Final = GITHUB_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
TONES: Final[Mapping[Agreement, doc.Tone]] = {
    Agreement.SAME: "", Agreement.ROUNDED: "poor", Agreement.DIFFERENT: "bad",
}  # fmt: skip
COLUMNS: Final = (
    "file", "case", "institution", "year", "instrument", "part", "published", "computed", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The report of the files that were checked: their findings are the result."""

    reviews: Sequence[Review]
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
        label = self.words.label
        errors = sum(finding.severity is Severity.ERROR for finding in self.findings)
        warnings = len(self.findings) - errors
        kind = "errors_warnings" if errors and warnings else "errors" if errors else "warnings"
        key = f"check.{kind}" if self.findings else "check.clean"
        counted = label(key, errors=errors, warnings=warnings, files=len(self.reviews))
        if unjudged := sum(one.unjudged for one in self.reviews):
            counted += f" {label('check.unjudged', count=unjudged)}"
        lines = [counted]
        if not self.findings:
            names = [one.instrument.id if one.instrument else one.file for one in self.reviews]
            widest = max(map(len, names), default=0)
            for name, one in zip(names, self.reviews, strict=True):
                lines.append(f"  {name.ljust(widest)}   {self._content(one)}")
        return lines

    def _content(self, one: Review) -> str:
        label, instrument = self.words.label, one.instrument
        if instrument is None:
            kind, count = one.holds or ("cases", 0)
            return label(f"check.{kind}", count=count)
        counts = part_counts(instrument).items()
        levels = (level for indicator in instrument.indicators() for level in indicator.levels)
        text = label(
            "check.instrument",
            parts=", ".join(f"{count} {label(f'parts.{kind}')}" for kind, count in counts),
            weight=exact_text(sum(aspect.weight for aspect in instrument.aspects)),
            criteria=sum(level.criterion is not None for level in levels),
        )
        return f"{text} ({label('source.secondary')})" if instrument.secondary else text


@dataclass(frozen=True, slots=True)
class RevisionReport:
    """The report of `--diff`: for the reviewer of a change, and for programs."""

    revision: Revision
    words: Words

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of both files."""
        return self.revision.findings

    def text(self) -> str:
        """Write what changed, one line each."""
        changes, label = self.revision.changes, self.words.label
        if changes is None:
            return _lines(["", label("diff.not_compared")])
        return _lines(list(map(self._change, changes)) or [label("diff.nothing")])

    def _change(self, change: Change) -> str:
        words = self.words
        where = words.label(f"diff.{change.kind}", code=change.code, name=change.name)
        key, _, level = change.what.partition(".")
        if key == "part":
            told = words.label("diff.added" if change.before is None else "diff.removed")
            return f"{where}: {told}"
        if level:
            return f"{where}: {words.label(f'diff.{key}', level=level)}"
        before, after = (
            words.show(Raw(words.label("diff.none") if text is None else text))
            for text in (change.before, change.after)
        )
        return f"{where}: {change.what} {before} -> {after}"

    def json(self) -> str:
        """Write the same for programs."""
        changes = [asdict(change) for change in self.revision.changes or ()]
        findings = findings_part(self.findings, self.words)
        return json_text({"changes": changes, "findings": findings})


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


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

        def computed(one: VerifiedCase) -> doc.Number:
            return passages.index(one.result.total.index, words)

        def state(one: VerifiedCase) -> doc.State:
            found = Counter(figure.state for figure in one.figures)
            worst = next((one for one in reversed(Agreement) if found[one]), Agreement.SAME)
            return self._state(worst, f"{found[worst]} " if worst is Agreement.DIFFERENT else "")

        return table(
            self.verification.cases,
            column(label("verify.case"), 40, lambda one: one.case.id),
            numbers(label("verify.figures"), 10, lambda one: count(len(one.figures)), spare=1),
            numbers(label("verify.published"), 12, published),
            numbers(label("verify.computed"), 12, computed),
            column(label("verify.state"), 24, state),
        )

    def _figures(self, shown: Sequence[Figure]) -> doc.Table:
        label = self.words.label
        named = {part: label(f"verify.{part}") for part in (INDEX, PREDICATE)}
        return table(
            shown,
            column(label("verify.case"), 40, lambda one: one.case),
            column(label("verify.part"), 12, lambda one: named.get(one.part, one.part)),
            numbers(label("verify.published"), 12, lambda one: self._localized(one.published)),
            numbers(label("verify.computed"), 12, lambda one: self._localized(one.computed)),
            column(label("verify.state"), 24, lambda one: self._state(one.state)),
        )

    def _state(self, state: Agreement, counted: str = "") -> doc.State:
        return doc.State(counted + self.words.label(f"verify.{state}"), TONES[state])

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
                "year": one.case.year,
                "instrument": one.case.instrument,
                "part": figure.part,
                "published": figure.published,
                "computed": figure.computed,
                "state": figure.state,
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
