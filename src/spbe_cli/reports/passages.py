"""Passages that the documents of several commands share: cells, tables, caveats, findings.

Numbers in cells are those that are shown: an index is rounded as it is printed, what is added
to an index is exact, since it is shown with so many decimals that sums can be checked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from spbe_cli import __version__
from spbe_cli.analysis.changes import Comparison, PartChange
from spbe_cli.exact import rounded
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.reports import drawings, statements
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Cell,
    Column,
    Drawing,
    Number,
    Own,
    Paragraph,
    Part,
    Row,
    State,
    Table,
    Verdict,
)
from spbe_cli.reports.statements import file_name, gain_text
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

DIFFERENCE: Final = "+0.00;-0.00;0.00"
GAIN: Final = "+0.0000;-0.0000"
WHOLE: Final = "0"
PERCENT: Final = "0.0%"
PARTS_OF_LEVEL: Final = "0.####"
PARTS_OF_EFFORT: Final = (WHOLE, PARTS_OF_LEVEL)
"""The looks of an effort that is whole, and of one that is not."""
NONE: Final = "-"
TIE, UP = Fraction("2.975"), Fraction("2.98")


def index(value: Fraction, words: Words) -> Number:
    """Return an index as it is printed."""
    return Number(Fraction(rounded(value)), words.number(value))


def difference(value: Fraction, words: Words) -> Number:
    """Return the difference of two indices with its sign; none at all without one."""
    return Number(Fraction(rounded(value)), statements.signed(value, words), DIFFERENCE)


def gain(value: Fraction, words: Words) -> Number:
    """Return what is added to the index."""
    return Number(value, gain_text(value, words), GAIN)


def level(value: Fraction | None, words: Words) -> Cell:
    """Return a level, or that there is no answer."""
    if value is None:
        return NONE
    # Excel would show a whole number in the look of a broken one with a point at its end.
    look = WHOLE if value.denominator == 1 else PARTS_OF_LEVEL
    return Number(value, statements.level_text(value, words), look)


def count(value: int) -> Number:
    """Return a count."""
    return Number(Fraction(value), str(value), WHOLE)


def predicate(name: str, instrument: Instrument) -> State:
    """Return a predicate in its colour."""
    return State(name, drawings.tone_of(name, instrument))


def verdict(result: IndexResult, instrument: Instrument, words: Words, note: str = "") -> Verdict:
    """Return the index and its predicate, with what is to say of it."""
    number, word = index(result.total.index, words), result.predicate.name
    return Verdict(result.total.name, number, word, note, drawings.tone_of(word, instrument))


def named(assessment: Assessment) -> Assessment:
    """Return a sheet under the name of its file alone: a document travels, folders do not."""
    return replace(assessment, file=file_name(assessment.file))


def title(what: str, whose: str, words: Words) -> str:
    """Say what a document is, then whose: on paper nothing else tells a plan from a risk."""
    return words.label("document.titled", what=words.label(f"document.{what}"), whose=whose)


def caveats(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Say what must be known beside the number: where it is from, what is assumed, not proved."""
    sheet, instrument = assessment.sheet, assessment.instrument
    said = list(statements.reservations(assessment, words))
    said += statements.supplied(sheet, words) if sheet else ()
    if sheet and instrument and assessment.result and assessment.is_self_assessment:
        said.append(words.label("self_assessment"))
        said += statements.unproven(sheet, instrument, words)
    return tuple(map(sentence, said))


def sentence(text: str) -> str:
    """Begin with a capital letter, and end with a full stop."""
    return capital(text) + ("" if text.endswith((".", "!", "?")) else ".")


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def unscored(sheets: Iterable[Assessment], words: Words, *, errors: bool = True) -> Blocks:
    """Return why there is nothing to say of sheets without an index.

    Of those with `errors` a screen need not say so: their findings stand beside it.
    """
    return tuple(
        Paragraph(f"{file_name(sheet.file)}: {words.label(key)}", "strong")
        for sheet in sheets
        if sheet.result is None and (errors or sheet.sheet)
        for key in ("partial_next" if sheet.sheet else "html.no_index",)
    )


def silence(sheet: Assessment, words: Words) -> Blocks | None:
    """Return what a screen shows in place of a document about a sheet without an index."""
    return None if sheet.result else unscored((sheet,), words, errors=False)


def parts_table(
    made: Comparison, names: tuple[str, str], instrument: Instrument, words: Words
) -> Table:
    """Return index, predicate, domains and aspects, before and after."""
    columns = (
        Column(words.label("code"), 8),
        Column(words.label("name"), 46),
        *(Column(name, 14, number=True) for name in names),
        Column(words.label("compare.difference"), 14, number=True, spare=2),
        Column(words.label("compare.gain"), 14, number=True, spare=1),
    )
    parts = list(_changed_parts(made))
    predicates = (
        predicate(result.predicate.name, instrument) for result in (made.before, made.after)
    )
    rows = (
        Row(("", Own(made.total.after.name), *_ends(made.total, words)), "own"),
        Row(("", words.label("predicate"), *predicates, "", "")),
        *(
            Row(
                (part.before.code, Own(part.before.name), *_ends(part, words)),
                "group" if made.domains and part.before.parent is None else "",
            )
            for part in parts
        ),
    )
    key = "parts.domains" if made.before.domains else "parts.aspects"
    note = words.label("changed.adds_up", name=made.total.after.name, parts=words.label(key))
    if any(map(_rounded_apart, (made.total, *parts))):
        note += " " + words.label("changed.rounded")
    return Table(columns, rows, note)


def _changed_parts(made: Comparison) -> Iterator[PartChange]:
    """Yield every domain followed by its aspects; one that is alone says nothing new."""
    if not made.domains:
        yield from made.aspects
    for domain in made.domains:
        yield domain
        own = [aspect for aspect in made.aspects if aspect.before.parent == domain.before.code]
        yield from own if len(own) > 1 else ()


def _rounded_apart(part: PartChange) -> bool:
    """Tell whether the difference, rounded by itself, is not that of what is shown."""
    shown = rounded(part.after.index) - rounded(part.before.index)
    size = rounded(abs(part.difference))
    return shown != (-size if part.difference < 0 else size)


def _ends(part: PartChange, words: Words) -> Iterator[Cell]:
    """Yield the numbers of a part; what did not change has no difference to be seen."""
    yield from (index(one.index, words) for one in (part.before, part.after))
    moved = part.before.points != part.after.points
    yield difference(part.difference, words) if moved else ""
    yield gain(part.gain, words) if moved else ""


def now_and_then(words: Words) -> tuple[str, str]:
    """Return what results before and after a change are called."""
    return words.label("simulate.before"), words.label("simulate.after")


def outcome(made: Comparison, name: str, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield the index after a change under a name, the present one beside it, and both drawn."""
    total, named = made.before.total, made.before.predicate.name
    now = words.label("changed.now", index=words.number(total.index), predicate=named)
    yield replace(verdict(made.after, instrument, words, now), name=name)
    yield both_on_scale(made, now_and_then(words), instrument, words)


def both_on_scale(
    made: Comparison, names: tuple[str, str], instrument: Instrument, words: Words
) -> Drawing:
    """Return the results before and after, each with its name, on the scale of predicates."""
    pair = zip(names, (made.before, made.after), strict=True)
    marks = [drawings.index_mark(result, words, name) for name, result in pair]
    return drawings.scale(instrument, marks, words.label("changed.scale"), words)


def aspect_bars(made: Comparison, words: Words) -> tuple[Drawing, ...]:
    """Return what every aspect contributes; the bars add up to the difference of the index."""
    named = [
        (f"{part.before.code} {part.before.name}", part.gain, gain_text(part.gain, words))
        for part in made.aspects
    ]
    return drawings.bars(words.label("changed.aspects"), named, GAIN)


def findings(
    found: Sequence[Finding], words: Words, *, within: bool = False, folders: bool = False
) -> tuple[Part, ...]:
    """Return the part of the findings; see `finding_cells`."""
    if not found:
        return ()
    rows = tuple(Row(finding_cells(one, words, within=within, folders=folders)) for one in found)
    return (Part(words.label("findings"), (Table(finding_columns(words), rows),), paper=True),)


def finding_columns(words: Words) -> tuple[Column, ...]:
    """Return the columns of a table of findings."""
    return (
        Column(words.label("html.severity"), 17),
        Column(words.label("code"), 8),
        Column(words.label("html.place"), 30),
        Column(words.label("findings"), 50),
        Column(words.label("html.remedy"), 50),
    )


def finding_cells(
    finding: Finding, words: Words, *, within: bool = False, folders: bool = False
) -> tuple[Cell, ...]:
    """Put a finding into words.

    `within` its file, that need not be named; of many files, `folders` tell them apart.
    """
    fact, remedy = words.sentence(finding)
    # A sentence that begins with what somebody wrote, as the name of a file, keeps its letter.
    quoted = any(isinstance(one, str) and fact.startswith(one) for one in finding.facts.values())
    severity = State(words.label(f"excel.{finding.severity}"),
                     "bad" if finding.severity == "error" else "poor")  # fmt: skip
    named = finding.place.file if folders else file_name(finding.place.file)
    file = "" if within else named
    where = str(replace(finding.place, file=file)).removeprefix(":")
    return severity, finding.code, where, fact if quoted else capital(fact), capital(remedy)


def closing(
    found: Sequence[Finding], sheets: Sequence[Assessment], words: Words, command: str
) -> tuple[Part, ...]:
    """Return what every document ends with: the findings, and what it was computed from."""
    return (*findings(found, words), *about(sheets, words, command))


def about(
    sheets: Sequence[Assessment],
    words: Words,
    command: str = "",
    whose: Iterable[tuple[str, str | None]] = (),
) -> tuple[Part, ...]:
    """Return from what and by which rules something was computed, whose it is, and how to again."""
    lines: dict[tuple[str, str | None], None] = {}  # an ordered set: two sheets share lines
    known = [(sheet, sheet.instrument) for sheet in sheets if sheet.instrument]
    for sheet, instrument in known:
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
    for _, instrument in known:
        lines["rule_rounding", words.label("excel.rounding", tie=TIE, up=UP)] = None
        rule = words.label(f"excel.predicate_on_{instrument.predicate_on}")
        lines["rule_predicate", rule] = None
    if not lines:
        return ()
    columns = (Column(words.label("html.subject"), 26), Column(words.label("html.content"), 64))
    empty = words.label("excel.not_filled_in")
    rows = tuple(Row((words.label(f"excel.{name}"), text or empty)) for name, text in lines)
    return (Part(words.label("excel.about"), (Table(columns, rows),), paper=True),)
