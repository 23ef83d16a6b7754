"""Passages that the documents of several commands share: cells, tables, caveats, findings.

Numbers in cells are those that are shown: an index is rounded as it is printed, what is added
to an index is exact, since it is shown with so many decimals that sums can be checked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.compare import Comparison
from spbe_cli.answers import Answer
from spbe_cli.exact import rounded
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports import drawings, levels, statements
from spbe_cli.reports.statements import file_name, gain_text
from spbe_cli.reports.tables import Shown, column, numbers, table
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.words import Words

DIFFERENCE: Final = "+0.00;-0.00;0.00"
GAIN: Final = "+0.0000;-0.0000"
WHOLE: Final = "0"
PERCENT: Final = "0.0%"
PARTS_OF_LEVEL: Final = "0.####"
NONE: Final = "-"
TIE, UP = Fraction("2.975"), Fraction("2.98")


def index(value: Fraction, words: Words) -> doc.Number:
    """Return an index as it is printed."""
    return doc.Number(Fraction(rounded(value)), words.number(value))


def difference(value: Fraction, words: Words) -> doc.Number:
    """Return the difference of two indices with its sign; none at all without one."""
    size = Fraction(rounded(abs(value)))
    return doc.Number(-size if value < 0 else size, statements.signed(value, words), DIFFERENCE)


def gain(value: Fraction, words: Words) -> doc.Number:
    """Return what is added to the index."""
    return doc.Number(value, gain_text(value, words), GAIN)


def level(value: Fraction | None, words: Words) -> doc.Cell:
    """Return a level, or that there is no answer."""
    return NONE if value is None else exact(value, words)


def exact(value: Fraction, words: Words) -> doc.Number:
    """Return a level or an effort with all its decimals."""
    # Excel would show a whole number in the look of a broken one with a point at its end.
    look = WHOLE if value.denominator == 1 else PARTS_OF_LEVEL
    return doc.Number(value, statements.level_text(value, words), look)


def all_decimals(result: IndexResult, words: Words) -> doc.Number:
    """Return an index with all its decimals."""
    return doc.Number(result.total.index, words.number(result.total.index, None), PARTS_OF_LEVEL)


def count(value: int) -> doc.Number:
    """Return a count."""
    return doc.Number(Fraction(value), str(value), WHOLE)


def predicate(name: str, instrument: Instrument) -> doc.State:
    """Return a predicate in its colour."""
    return doc.State(name, drawings.tone_of(name, instrument))


def verdict(
    result: IndexResult, instrument: Instrument, words: Words, note: str = ""
) -> doc.Verdict:
    """Return the index and its predicate, with what is to say of it."""
    number, word = index(result.total.index, words), result.predicate.name
    return doc.Verdict(result.total.name, number, word, note, drawings.tone_of(word, instrument))


OfRow = str | Score | levels.HasRow
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

        def short(one: OfRow) -> doc.Own:
            return doc.Own(rows[row_of(one)].short)

        return (
            column(label("number"), number, row_of),
            column(label("indicator_name"), name, short),
        )

    def level(self, **look: Any) -> Shown[OfRow]:  # noqa: ANN401  as `Column` has it
        """Return the level that the sheet gives."""

        def given(one: OfRow) -> doc.Cell:
            return level(self.answers[row_of(one)].level, self.words)

        return numbers(self.words.label("level"), 8, given, **look)

    def level_name(self) -> Shown[OfRow]:
        """Return the name of that level."""

        def name(one: OfRow) -> doc.Own:
            indicator, answer = self.instrument.rows()[row_of(one)], self.answers[row_of(one)]
            return doc.Own(levels.level_name(self.instrument, indicator, answer.level))

        return column(self.words.label("level_name"), 16, name, spare=1)

    def evidence(self, width: int) -> Shown[OfRow]:
        """Return the evidence that the sheet names, on paper only."""
        none = self.words.label("evidence_not_there")

        def proof(one: OfRow) -> str:
            return " ".join(self.answers[row_of(one)].evidence.split()) or none

        return column(self.words.label("evidence"), width, proof, wide=True)


def named(assessment: Assessment) -> Assessment:
    """Return a sheet under the name of its file alone: a document travels, folders do not."""
    return replace(assessment, file=file_name(assessment.file))


def title(what: str, whose: str, words: Words) -> str:
    """Say what a document is, then whose: on paper nothing else tells a plan from a risk."""
    return words.label("document.titled", what=words.label(f"document.{what}"), whose=whose)


def caveats(assessment: Assessment, words: Words, *, unproven: bool = True) -> tuple[str, ...]:
    """Say what must be known beside the number: where it is from, what is assumed, `unproven`."""
    said = list(statements.reservations(assessment, words))
    said += statements.supplied(assessment.sheet, words) if assessment.sheet else ()
    if isinstance(assessment, Scored) and assessment.is_self_assessment:
        said.append(words.label("self_assessment"))
        if unproven:
            said += statements.unproven(assessment.sheet, assessment.instrument, words)
    return tuple(capital(text) + ("" if text.endswith((".", "!", "?")) else ".") for text in said)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def unscored(sheets: Iterable[Assessment], words: Words, *, errors: bool = True) -> doc.Blocks:
    """Say why sheets have no index; without `errors`, not of those whose findings say it."""
    found = [one for one in sheets if one.result is None and (errors or one.sheet)]
    why = (words.label("partial_next" if one.sheet else "html.no_index") for one in found)
    texts = (f"{file_name(one.file)}: {text}" for one, text in zip(found, why, strict=True))
    return tuple(doc.Paragraph(text, "strong") for text in texts)


def of_sheet(
    what: str,
    assessment: Assessment,
    found: Sequence[Finding],
    words: Words,
    command: str,
    **said: Any,  # noqa: ANN401  as `Document` has it
) -> doc.Document:
    """Return a document about one sheet and its findings; a `title` in `said` tells whose it is."""
    sheet = named(assessment)
    whose = said.pop("title", statements.heading(sheet)) or sheet.file
    known = {
        "subtitle": statements.origin(sheet, words),
        "summary": unscored((sheet,), words),
        "caveats": caveats(sheet, words),
        "screen": None if sheet.result else unscored((sheet,), words, errors=False),
    }
    parts = (*said.pop("parts", ()), *closing(found, (sheet,), words, command))
    return doc.Document(
        title(what, whose, words), parts=parts, file=sheet.file, **{**known, **said}
    )


def not_made(assessment: Assessment, why: str, words: Words) -> doc.Blocks:
    """Return the index of a sheet, if it has one, and why nothing more comes of it."""
    if assessment.result is None:
        return unscored((named(assessment),), words)
    return (verdict(assessment.result, assessment.used, words), doc.Paragraph(why, "strong"))


def parts_table(
    made: Comparison, names: tuple[str, str], instrument: Instrument, words: Words
) -> doc.Table:
    """Return index, predicate, domains and aspects, before and after."""
    columns = (
        doc.Column(words.label("code"), 8),
        doc.Column(words.label("name"), 46),
        *(doc.Column(name, 14, number=True) for name in names),
        doc.Column(words.label("compare.difference"), 14, number=True, spare=2),
        doc.Column(words.label("compare.gain"), 14, number=True, spare=1),
    )
    parts = [made.total, *(() if made.domains else made.aspects)]
    for domain in made.domains:
        own = [aspect for aspect in made.aspects if aspect.before.parent == domain.before.code]
        # An aspect that is alone in its domain says nothing new.
        parts += [domain, *(own if len(own) > 1 else ())]
    rows, apart = [], False
    for part in parts:
        before, after = index(part.before.index, words), index(part.after.index, words)
        step = difference(part.difference, words)
        apart |= after.value - before.value != step.value
        # What did not change has no difference to be seen.
        moved = part.before.points != part.after.points
        cells = (before, after, *((step, gain(part.gain, words)) if moved else ("", "")))
        if part.before is made.before.total:
            results = (made.before, made.after)
            states = (predicate(one.predicate.name, instrument) for one in results)
            rows.append(doc.Row(("", doc.Own(part.before.name), *cells), "own"))
            rows.append(doc.Row(("", words.label("predicate"), *states, "", "")))
        else:
            heads = made.domains and part.before.parent is None
            named = (part.before.code, doc.Own(part.before.name))
            rows.append(doc.Row((*named, *cells), "group" if heads else ""))
    key = "parts.domains" if made.domains else "parts.aspects"
    note = words.label("changed.adds_up", name=made.total.after.name, parts=words.label(key))
    note += f" {words.label('changed.rounded')}" if apart else ""
    return doc.Table(columns, tuple(rows), note)


def now_and_then(words: Words) -> tuple[str, str]:
    """Return what results before and after a change are called."""
    return words.label("simulate.before"), words.label("simulate.after")


def outcome(
    made: Comparison, name: str, instrument: Instrument, words: Words
) -> Iterator[doc.Block]:
    """Yield the index after a change under a name, the present one beside it, and both drawn."""
    now, named = words.number(made.before.total.index), made.before.predicate.name
    note = words.label("changed.now", index=now, predicate=named)
    yield replace(verdict(made.after, instrument, words, note), name=name)
    yield both_on_scale(made, now_and_then(words), instrument, words)


def both_on_scale(
    made: Comparison, names: tuple[str, str], instrument: Instrument, words: Words
) -> doc.Drawing:
    """Return the results before and after, each with its name, on the scale of predicates."""
    pair = zip(names, (made.before, made.after), strict=True)
    marks = [drawings.index_mark(result, words, name) for name, result in pair]
    return drawings.scale(instrument, marks, words.label("changed.scale"), words)


def aspect_bars(made: Comparison, words: Words) -> tuple[doc.Drawing, ...]:
    """Return what every aspect contributes; the bars add up to the difference of the index."""
    named = [
        (f"{part.before.code} {part.before.name}", part.gain, gain_text(part.gain, words))
        for part in made.aspects
    ]
    return drawings.bars(words.label("changed.aspects"), named, GAIN)


def findings(
    found: Sequence[Finding], words: Words, *, within: bool = False, folders: bool = False
) -> tuple[doc.Part, ...]:
    """Return the part of the findings; see `finding_cells`."""
    if not found:
        return ()
    cells = (finding_cells(one, words, within=within, folders=folders) for one in found)
    listed = doc.Table(finding_columns(words), tuple(map(doc.Row, cells)))
    return (doc.Part(words.label("findings"), (listed,), paper=True),)


def finding_columns(words: Words) -> tuple[doc.Column, ...]:
    """Return the columns of a table of findings."""
    widths = {"html.severity": 17, "code": 8, "html.place": 30, "findings": 50, "html.remedy": 50}
    return tuple(doc.Column(words.label(head), width) for head, width in widths.items())


def finding_cells(
    finding: Finding, words: Words, *, within: bool = False, folders: bool = False
) -> tuple[doc.Cell, ...]:
    """Put a finding into words, `within` its file; of many files, `folders` tell them apart."""
    fact, remedy = words.sentence(finding)
    # A sentence that begins with what somebody wrote, as the name of a file, keeps its letter.
    quoted = any(isinstance(one, str) and fact.startswith(one) for one in finding.facts.values())
    tone: doc.Tone = "bad" if finding.severity == "error" else "poor"
    severity = doc.State(words.label(f"excel.{finding.severity}"), tone)
    file = finding.place.file if folders else file_name(finding.place.file)
    where = str(replace(finding.place, file="" if within else file)).removeprefix(":")
    return severity, finding.code, where, fact if quoted else capital(fact), capital(remedy)


def closing(
    found: Sequence[Finding], sheets: Sequence[Assessment], words: Words, command: str
) -> tuple[doc.Part, ...]:
    """Return what every document ends with: the findings, and what it was computed from."""
    return (*findings(found, words), *about(sheets, words, command))


def about(
    sheets: Sequence[Assessment],
    words: Words,
    command: str = "",
    whose: Iterable[tuple[str, str | None]] = (),
) -> tuple[doc.Part, ...]:
    """Return from what and by which rules something was computed, whose it is, and how to again."""
    lines: dict[tuple[str, str | None], None] = {}  # an ordered set: two sheets share lines
    rules: dict[tuple[str, str | None], None] = {}
    rounding = words.label("excel.rounding", tie=TIE, up=UP)
    for sheet in sheets:
        if instrument := sheet.instrument:
            predicate_rule = words.label(f"excel.predicate_on_{instrument.predicate_on}")
            rules |= {("rule_rounding", rounding): None, ("rule_predicate", predicate_rule): None}
            found = {
                "version": f"spbe {__version__}",
                "instrument": f"{instrument.title} ({instrument.id})",
                "regulation": instrument.regulation,
                **({"secondary": instrument.secondary} if instrument.secondary else {}),
                "instrument_sha256": instrument.sha256,
                "file": file_name(sheet.file),
                "file_sha256": sheet.sha256,
            }
            lines |= dict.fromkeys(found.items())
    if command:
        lines["command", command] = None
    lines |= {(f"identity_{name.replace(' ', '_')}", text): None for name, text in whose}
    lines |= rules
    if not lines:
        return ()
    empty, label = words.label("excel.not_filled_in"), words.label
    told = table(
        lines,
        column(label("html.subject"), 26, lambda line: label(f"excel.{line[0]}")),
        column(label("html.content"), 64, lambda line: line[1] or empty),
    )
    return (doc.Part(label("excel.about"), (told,), paper=True),)
