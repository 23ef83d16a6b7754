"""Carries the answers of a sheet into another's form, in the layout that the form has.

The form is read as any sheet is.  All that stands in the way is found before anything is written,
and what was written is read back and held against the answers.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.answers import Answer, Cell, RawRow, RawSheet, as_found
from spbe_cli.exact import decimal_places
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Quoted, Raw, Word, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.check import rows_are_clear
from spbe_cli.sheet.identity import editions_agree
from spbe_cli.sheet.values import is_line, written
from spbe_cli.sheet.view import View, view_of
from spbe_cli.words import clean
from spbe_cli.xlsx.edit import Editor, Uneditable, lost_parts
from spbe_cli.xlsx.package import Package, Refused, open_package
from spbe_cli.xlsx.reading import read_package

TEXTS: Final = ("evidence", "explanation", "justification")
_LONGEST_FORMULA: Final = 40


class Placed(NamedTuple):
    """What is to stand in a cell of the form: a text, or a number with what it means there."""

    number: str
    role: str
    cell: Cell
    value: int | float | str
    meant: Fraction = Fraction(0)


@frozen
class Filled:
    """The filled form, None if anything stands in the way, and what was found.

    `unanswered` are rows of the form, `unplaced` are answers; `replaced` held something else.
    """

    assessment: Assessment
    form: str
    raw: RawSheet | None = None
    content: bytes | None = None
    placed: tuple[Placed, ...] = ()
    unanswered: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The indicators that stand in the form."""
        return tuple(dict.fromkeys(one.number for one in self.placed))

    def sheet_of(self, cell: Cell) -> str:
        """Return the sheet of a cell of the form."""
        return cell.sheet or (self.raw.sheet if self.raw else "")


def fill(assessment: Assessment, form: Path, *, overwrite: bool, macros: bool) -> Filled:
    """Carry answers into a form, and `overwrite` what is there; OSError if it can't be opened."""
    made = Filled(assessment, str(form), findings=assessment.findings)
    if not isinstance(assessment, Sound):
        return made
    try:
        package = open_package(form, str(form))
        view = view_of(assessment.instrument, read_package(package))
        # The sheet of an indicator may be missing.
        refused = {number for number, fault in view.faults.items() if fault.code == "A128"}
        rows = {number: row for number, row in view.rows.items() if number not in refused}
        answers = assessment.sheet.answers
        placed = tuple(_placed(assessment, rows, view.raw.above))
        written_of = {one.number for one in placed}
        made = replace(
            made,
            raw=view.raw,
            lost=lost_parts(package, macros=macros),
            placed=placed,
            unanswered=tuple(number for number in rows if number not in {*answers, *written_of}),
            unplaced=tuple(number for number in answers if number not in rows),
        )
        unfit = tuple(_fits(made, view))
        found = unfit or tuple(_in_the_way(made, view))
        if overwrite:
            replaced = tuple(one for one in found if one.code == "A170")
            found = tuple(one for one in found if one not in replaced)
            made = replace(made, replaced=tuple(str(one.place.cell) for one in replaced))
        told = (*made.findings, *found, *(() if unfit else _notices(made, view)))
        made = replace(made, findings=told)
        if has_errors(found):
            return replace(made, placed=())
        return replace(made, content=_written(package, made, view, answers, macros=macros))
    except Refused as refused:
        finding = refused.finding
    except Uneditable as uneditable:
        finding = Finding("A173", Place(str(form)), {"reason": Word(f"lost.{uneditable.reason}")})
    return replace(made, placed=(), findings=(*made.findings, finding))


def _placed(assessment: Sound, rows: Mapping[str, RawRow], above: int) -> Iterator[Placed]:
    """Yield what goes where; a row of evidence alone, of another agency's indicator, goes, too."""
    source = assessment.view.rows if assessment.view else {}
    answers = assessment.sheet.answers
    for number in dict.fromkeys((*answers, *source)):
        row, own, answer = rows.get(number), source.get(number), answers.get(number)
        if row is None:
            continue
        index = answer.external if answer else None
        if index is not None:
            yield Placed(number, "external", row.external, _stored(index), index)
        # A level that comes from an index is left to be converted from it again.
        typed = index is None or not row.external.ref or not own or not own.level.blank
        if answer and typed:
            stored = _stored(answer.level + above)
            yield Placed(number, "level", row.level, stored, answer.level)
        for role in TEXTS:
            text = getattr(answer, role) if answer else written(getattr(own, role))
            if text:
                yield Placed(number, role, getattr(row, role), clean(text))


def _stored(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _fits(made: Filled, view: View) -> Iterator[Finding]:
    """A171, A172: the form is of this edition, has these rows, and a place for every level."""
    raw, instrument = view.raw, view.instrument
    for finding in editions_agree(instrument, raw, None):
        facts = {**finding.facts, "file": made.assessment.file}
        yield replace(finding, code="A172", facts=facts, variant="")
    yield from rows_are_clear(view)
    for one in made.placed:
        places = decimal_places(one.meant.denominator) if one.role == "level" else 0
        if places is None or places > instrument.decimals:
            yield view.about("A171", one.number, one.cell)
    if not made.placed:
        yield Finding("A171", Place(made.form, raw.sheet), {}, "none")


def _in_the_way(made: Filled, view: View) -> Iterator[Finding]:
    """A170: a cell that is written is blank, or says the same."""
    for one in made.placed:
        cell, value = one.cell, one.value
        text = isinstance(value, str)
        same = written(cell) == str(value).strip() if text else cell.value == one.meant
        said = Quoted(str(value)) if text else one.meant
        facts: dict[str, Fact] = {"cell": cell.ref, "value": said}
        if cell.ref and cell.formula is not None:
            formula = Raw(cell.formula[:_LONGEST_FORMULA])
            yield view.about("A170", one.number, cell, "formula", **facts, found=formula)
        elif cell.ref and not (same or cell.blank or is_line(written(cell))):
            yield view.about("A170", one.number, cell, found=as_found(cell), **facts)


def _notices(made: Filled, view: View) -> Iterator[Finding]:
    """A230-A232: nothing is lost, every row of the form is answered, every answer has a place."""
    place = Place(made.form, view.raw.sheet)
    if made.lost:
        parts = Listed(tuple(Word(f"lost.{key}") for key in made.lost))
        yield Finding("A230", Place(made.form), {"parts": parts}, "fill")
    for code, numbers in (("A231", made.unanswered), ("A232", made.unplaced)):
        if numbers:
            yield Finding(code, place, {"count": len(numbers), "numbers": Numbers(numbers)})
    for role in ("external", *TEXTS):
        without = [one.number for one in made.placed if one.role == role and not one.cell.ref]
        if without:
            facts: dict[str, Fact] = {"label": Word(f"column.{role}"), "count": len(without)}
            facts["numbers"] = Numbers(tuple(without))
            yield Finding("A232", place, facts, "column")
    sheet = made.assessment.sheet
    if pieces := sum(item.begun for item in sheet.items) if sheet else 0:
        yield Finding("A232", place, {"count": pieces}, "items")


def _written(
    package: Package, made: Filled, view: View, answers: Mapping[str, Answer], *, macros: bool
) -> bytes:
    """Write all into the form and read it back; Uneditable if it can't, or says something else."""
    placed = [one for one in made.placed if one.cell.ref]
    with closing(Editor(package, macros=macros)) as editor:
        for one in placed:
            sheet = made.sheet_of(one.cell)
            if editor.anchor(sheet, one.cell.ref) != one.cell.ref:
                raise Uneditable("merged")
            editor.write(sheet, one.cell.ref, one.value)
        content = editor.saved(results=False)
    back = view_of(view.instrument, read_package(Package(package.file, content)))
    for one in placed:
        found = back.answers.get(one.number)
        if isinstance(one.value, str):
            text = written(getattr(back.rows[one.number], one.role))
            same: object = text.startswith(one.value.strip())
        else:
            answer = answers[one.number]
            given = answer.level, answer.external
            same = found and (found.level, found.external or answer.external) == given
        if not same:
            raise Uneditable("differs")
    return content
