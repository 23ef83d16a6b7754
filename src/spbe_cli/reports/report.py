"""A report of a command: the base of them all, with the passages that several of them have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Protocol, TypeVar

from spbe_cli import __version__
from spbe_cli.findings import Finding, base_name
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import Places, findings_part, sheet_part
from spbe_cli.reports.statements import Statements, whose_heading
from spbe_cli.reports.wording import GAIN, table
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words, capital

if TYPE_CHECKING:
    # Most commands compare nothing.
    from spbe_cli.analysis.compare import Comparison

TIE, UP = Fraction("2.975"), Fraction("2.98")
FINDING_WIDTHS: Final = {
    "html.severity": 17, "code": 8, "html.place": 30, "findings": 50, "html.remedy": 50,
}  # fmt: skip


class HasFindings(Protocol):
    """What a command found."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in all that was read."""


Result = TypeVar("Result", bound=HasFindings)


class OfSheet(HasFindings, Protocol):
    """What a command found about one sheet."""

    @property
    def assessment(self) -> Assessment:
        """The sheet."""


OneSheet = TypeVar("OneSheet", bound=OfSheet)


def without_folder(assessment: Assessment) -> Assessment:
    """Return a sheet under the name of its file alone: a document travels, folders do not."""
    return replace(assessment, file=base_name(assessment.file))


@frozen(slots=False)
class ReportOf(Statements, Generic[Result]):
    """The report of what a command found; `command` is the line that gives it again."""

    result: Result
    words: Words
    command: str = ""
    columns: ClassVar[Sequence[str]] = ()
    """Those of CSV; what is text has none."""
    places: ClassVar[Places | None] = None
    """The kind of file that all findings are about, if all are said alike in JSON."""

    @property
    def found(self) -> tuple[Finding, ...]:
        """The findings that are told with the result."""
        return self.result.findings

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""
        return {**self._data(), "findings": findings_part(self.found, self.words, self.places)}

    def _data(self) -> Mapping[str, Any]:
        raise NotImplementedError

    def rows(self) -> Rows:
        """Return the lines of CSV below their columns; numbers have a point."""
        return self.columns, self._rows()

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return ()

    def title(self, what: str, whose: str) -> str:
        """Say what a document is, then whose: on paper nothing else tells a plan from a risk."""
        return self.label("document.titled", what=self.label(f"document.{what}"), whose=whose)

    def unscored(self, sheets: Iterable[Assessment], *, errors: bool = True) -> doc.Blocks:
        """Say why sheets have no index; without `errors`, not of those whose findings say it."""
        found = [one for one in sheets if one.result is None and (errors or one.sheet)]
        why = (self.label("partial_next" if one.sheet else "html.no_index") for one in found)
        texts = (f"{base_name(one.file)}: {text}" for one, text in zip(found, why, strict=True))
        return tuple(doc.Paragraph(text, "strong") for text in texts)

    # What changes

    def now_and_then(self) -> tuple[str, str]:
        """Return what results before and after a change are called."""
        return self.label("simulate.before"), self.label("simulate.after")

    def parts_table(self, made: "Comparison", names: tuple[str, str]) -> doc.Table:
        """Return index, predicate, domains and aspects, before and after."""
        columns = (
            *self.heads({"code": 8, "name": 46}),
            *(doc.Column(name, 14, number=True) for name in names),
            doc.Column(self.label("compare.difference"), 14, number=True, spare=2),
            doc.Column(self.label("compare.gain"), 14, number=True, spare=1),
        )
        parts = [made.total, *(() if made.domains else made.aspects)]
        for domain in made.domains:
            own = [aspect for aspect in made.aspects if aspect.before.parent == domain.before.code]
            # An aspect that is alone in its domain says nothing new.
            parts += [domain, *(own if len(own) > 1 else ())]
        rows, apart = [], False
        for part in parts:
            before, after = self.index(part.before.index), self.index(part.after.index)
            step = self.difference(part.difference)
            apart |= after.value - before.value != step.value
            # What did not change has no difference to be seen.
            moved = part.before.points != part.after.points
            cells = (before, after, *((step, self.gain(part.gain)) if moved else ("", "")))
            if part.before is made.before.total:
                states = map(self.predicate, (made.before, made.after))
                rows.append(doc.Row(("", doc.Own(part.before.name), *cells), "own"))
                rows.append(doc.Row(("", self.label("predicate"), *states, "", "")))
            else:
                heads = made.domains and part.before.parent is None
                named = (part.before.code, doc.Own(part.before.name))
                rows.append(doc.Row((*named, *cells), "group" if heads else ""))
        key = "parts.domains" if made.domains else "parts.aspects"
        note = self.label("changed.adds_up", name=made.total.after.name, parts=self.label(key))
        note += f" {self.label('changed.rounded')}" if apart else ""
        return doc.Table(columns, tuple(rows), note)

    def outcome(self, made: "Comparison", name: str) -> Iterator[doc.Block]:
        """Yield the index after a change under a name, beside it the present one; both drawn."""
        now, named = self.number(made.before.total.index), made.before.predicate.name
        note = self.label("changed.now", index=now, predicate=named)
        yield replace(self.verdict(made.after, note), name=name)
        yield self.both_on_scale(made, self.now_and_then())

    def both_on_scale(self, made: "Comparison", names: tuple[str, str]) -> doc.Drawing:
        """Return the results before and after, each with its name, on the scale of predicates."""
        marks = list(map(self.index_mark, (made.before, made.after), names))
        return self.scale(marks, self.label("changed.scale"))

    def aspect_bars(self, made: "Comparison") -> tuple[doc.Drawing, ...]:
        """Return what every aspect contributes; the bars add up to the difference of the index."""
        named = [(f"{one.before.code} {one.before.name}", one.gain) for one in made.aspects]
        return self.gain_bars(self.label("changed.aspects"), named)

    def gain_bars(self, title: str, named: Iterable[tuple[str, Fraction]]) -> tuple[doc.Bars, ...]:
        """Return bars of what named things add to the index."""
        return self.bars(title, [(*one, self.gain_text(one[1])) for one in named], GAIN)

    # What every document ends with

    def closing(self, *sheets: Assessment) -> tuple[doc.Part, ...]:
        """Return the findings, and what was computed from what."""
        return (*self.findings(), *self.about(*sheets))

    def findings(self, *, within: bool = False, folders: bool = False) -> tuple[doc.Part, ...]:
        """Return the part of the findings; see `finding_cells`."""
        if not self.found:
            return ()
        cells = (self.finding_cells(one, within=within, folders=folders) for one in self.found)
        listed = doc.Table(self.heads(FINDING_WIDTHS), tuple(map(doc.Row, cells)))
        return (doc.Part(self.label("findings"), (listed,), paper=True),)

    def finding_cells(
        self, finding: Finding, *, within: bool = False, folders: bool = False
    ) -> tuple[doc.Cell, ...]:
        """Put a finding into words, `within` its file; of many files, `folders` tell them apart."""
        fact, remedy = self.words.sentence(finding)
        # A sentence that begins with what somebody wrote, as the name of a file, keeps its letter.
        said = finding.facts.values()
        quoted = any(isinstance(one, str) and fact.startswith(one) for one in said)
        tone: doc.Tone = "bad" if finding.severity == "error" else "poor"
        severity = doc.State(self.label(f"excel.{finding.severity}"), tone)
        file = finding.place.file if folders else base_name(finding.place.file)
        where = str(replace(finding.place, file="" if within else file)).removeprefix(":")
        return severity, finding.code, where, fact if quoted else capital(fact), capital(remedy)

    def about(
        self, *sheets: Assessment, whose: Iterable[tuple[str, str | None]] = ()
    ) -> tuple[doc.Part, ...]:
        """Return from what and by which rules something was computed, whose, and how to again."""
        facts: list[tuple[str, str | None]] = []
        rules: list[tuple[str, str | None]] = []
        for sheet in sheets:
            if instrument := sheet.instrument:
                predicate_rule = self.label(f"excel.predicate_on_{instrument.predicate_on}")
                rules.append(("rule_rounding", self.label("excel.rounding", tie=TIE, up=UP)))
                rules.append(("rule_predicate", predicate_rule))
                secondary = instrument.secondary
                facts += [
                    ("version", f"spbe {__version__}"),
                    ("instrument", f"{instrument.title} ({instrument.id})"),
                    ("regulation", instrument.regulation),
                    *([("secondary", secondary)] if secondary else []),
                    ("instrument_sha256", instrument.sha256),
                    ("file", base_name(sheet.file)),
                    ("file_sha256", sheet.sha256),
                ]
        facts += [("command", self.command)] if self.command else []
        facts += [(f"identity_{name.replace(' ', '_')}", text) for name, text in whose]
        lines = dict.fromkeys((*facts, *rules))  # two sheets share lines
        if not lines:
            return ()
        empty = self.label("excel.not_filled_in")
        told = table(
            lines,
            self.column("html.subject", 26, lambda line: self.label(f"excel.{line[0]}")),
            self.column("html.content", 64, lambda line: line[1] or empty),
        )
        return (doc.Part(self.label("excel.about"), (told,), paper=True),)


class SheetReport(ReportOf[OneSheet]):
    """The report of what was found about one sheet."""

    @property
    def used(self) -> Instrument:
        """The instrument of the sheet."""
        return self.result.assessment.used

    def of_sheet(self, what: str, **said: Any) -> doc.Document:  # noqa: ANN401  as `Document` has it
        """Return the document; a `title` in `said` says whose it is."""
        sheet = without_folder(self.result.assessment)
        whose = said.pop("title", whose_heading(sheet)) or sheet.file
        known = {
            "subtitle": self.origin(sheet),
            "summary": self.unscored((sheet,)),
            "caveats": self.caveats(sheet),
            "screen": None if sheet.result else self.unscored((sheet,), errors=False),
        }
        parts = (*said.pop("parts", ()), *self.closing(sheet))
        title = self.title(what, whose)
        return doc.Document(title, parts=parts, file=sheet.file, **{**known, **said})

    def not_made(self, result: IndexResult, why: str) -> doc.Blocks:
        """Return the index of a sheet, and why nothing more comes of it."""
        return (self.verdict(result), doc.Paragraph(why, "strong"))

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document, which begins with the instrument and the sheet."""
        return {**sheet_part(self.result.assessment), **super().data()}
