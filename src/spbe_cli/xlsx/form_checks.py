"""The column Periksa: a formula that says of a row what the reader would, and what it comes to.

It works in any regional setting of Excel.  Its value is stored with it, for previews and phones
calculate nothing: every step makes a part of both.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, NamedTuple

from spbe_cli.exact import exact_text
from spbe_cli.xlsx.form_layout import FIRST_ROW, HEADING_ROW, FormLine, Layout, said

_NO_BREAK_SPACE: Final = "\xa0"


class Said(NamedTuple):
    """A part of the formula of Periksa, and what it comes to."""

    formula: str
    value: str


_Condition = tuple[str, bool]
"""A condition as a formula, and whether it holds."""


def _text(text: str) -> Said:
    return Said(f'"{text}"', text)


def put_together(text: str, *parts: Said) -> Said:
    """Put parts where the text has `{}`."""
    first, *pieces = map(_text, text.split("{}"))
    following = (one for pair in zip(parts, pieces, strict=True) for one in pair)
    found = [one for one in (first, *following) if one.value]
    return Said("&".join(one.formula for one in found), "".join(one.value for one in found))


def _choice(condition: _Condition, yes: Said | str, no: Said | str) -> Said:
    formula, holds = condition
    yes, no = (_text(one) if isinstance(one, str) else one for one in (yes, no))
    return Said(f"IF({formula},{yes.formula},{no.formula})", (yes if holds else no).value)


class _Number:
    """A cell for a number, the formula of its text, and that text."""

    def __init__(self, cell: str, value: object) -> None:
        self.cell, self.logical = cell, isinstance(value, bool)
        self.text = f'TRIM(SUBSTITUTE(SUBSTITUTE({cell}&"","{_NO_BREAK_SPACE}"," "),",","."))'
        if isinstance(value, int | float | Decimal | Fraction):
            self.typed = f"{float(value):.15g}"
        else:
            typed = "" if value is None else str(value)
            self.typed = typed.replace(_NO_BREAK_SPACE, " ").replace(",", ".").strip(" ")

    def among(self, levels: range) -> _Condition:
        """Tell whether it is one of some levels, typed as `3` or as `3.0`."""
        spellings = (*map(str, levels), *(f"{level}.0" for level in levels))
        listed = ",".join(f'"{text}"' for text in spellings)
        return f"OR({self.text}={{{listed}}})", self.typed in spellings

    def within(self, lowest: Fraction, highest: Fraction) -> tuple[_Condition, _Condition]:
        """Tell whether it is on a scale, and above its lowest value."""
        low, high, below = exact_text(lowest), exact_text(highest), exact_text(lowest - 1)
        number = f'IFERROR(_xlfn.NUMBERVALUE({self.text},".","\'"),{below})'
        try:
            value = Fraction(Decimal(self.typed))
        except (InvalidOperation, ValueError, OverflowError):
            value = lowest - 1
        on_scale = (f"AND({number}>={low},{number}<={high})", lowest <= value <= highest)
        return on_scale, (f"{number}>{low}", value > lowest)

    def judged(
        self, scale: tuple[_Condition, _Condition], wrong: str, bare: _Condition, silent: _Condition
    ) -> Said:
        """Say whether it is on its scale, and what lacks beside it: evidence, explanation."""
        (on_scale, is_on), (above, is_above) = scale
        unread = f"OR(ISLOGICAL({self.cell}),NOT({on_scale}))", self.logical or not is_on
        lacking = f"AND({above},{bare[0]})", is_above and bare[1]
        rest = _choice(silent, said("check.no_explanation"), said("check.complete"))
        return _choice(unread, wrong, _choice(lacking, said("check.no_evidence"), rest))


def _without_level(layout: Layout, line: FormLine, neither: _Condition) -> Said:
    if layout.for_assessor:
        return _text(said("check.unchanged"))
    untouched = said("check.blank" if line.required and not line.support else "check.optional")
    return _choice(neither, untouched, said("check.complete" if line.support else "check.no_level"))


def check_of(layout: Layout, line: FormLine) -> Said:
    """Return the formula of a row, and its value; for an assessor a blank level is unchanged."""
    instrument, columns, row, given = layout.instrument, layout.letters, line.row, line.prefill
    evidence, explanation = f"{columns['evidence']}{row}", f"{columns['explanation']}{row}"
    bare = f'TRIM({evidence}&"")=""', not given.evidence.strip(" ")
    silent = f'TRIM({explanation}&"")=""', not given.explanation.strip(" ")
    neither = f'TRIM({evidence}&{explanation})=""', bare[1] and silent[1]
    blank = _without_level(layout, line, neither)
    if line.support:
        return blank
    level = _Number(f"{columns['level']}{row}", given.level)
    low, high = instrument.lowest, instrument.highest
    wrong = said("check.off", what="Tingkat", lowest=low, highest=high)
    if instrument.decimals:
        scale = level.within(Fraction(low), Fraction(high))
    else:
        lowest, is_lowest = level.among(range(low, low + 1))
        scale = level.among(instrument.scale()), (f"NOT({lowest})", not is_lowest)
    filled = level.judged(scale, wrong, bare, silent)
    empty = f'{level.text}=""', level.typed == ""
    if index := line.indicator.external:
        value = _Number(f"{columns['external']}{row}", given.external)
        off = said("check.off", what=index.name, lowest=index.minimum, highest=index.maximum)
        converted = value.judged(value.within(index.minimum, index.maximum), off, bare, silent)
        both = (f'{value.text}<>""', value.typed != "")
        filled = _choice(both, said("check.both"), filled)
        blank = _choice((f'{value.text}=""', value.typed == ""), blank, converted)
        found = _choice((f"ISERROR({value.cell})", False), off, _choice(empty, blank, filled))
    else:
        found = _choice(empty, blank, filled)
    return _choice((f"ISERROR({level.cell})", False), wrong, found)


def count_of(layout: Layout) -> Said:
    """Count the complete rows; optional ones count once begun, those of an assessor, too."""
    column, lines = layout.letters["check"], len(layout.lines)
    cells = f"{column}{FIRST_ROW}:{column}{HEADING_ROW + lines}"
    values = [check_of(layout, line).value for line in layout.lines]

    def count(key: str) -> Said:
        word = said(key)
        return Said(f'COUNTIF({cells},"{word}")', str(values.count(word)))

    def others(key: str) -> Said:
        formula, value = count(key)
        return Said(f"({lines}-{formula})", str(lines - int(value)))

    if layout.for_assessor:
        return put_together(
            said("count.changed", found="{}", total=lines), others("check.unchanged")
        )
    complete = count("check.complete")
    if not layout.has_optional_rows:
        return put_together(said("count.complete", found="{}", total=lines), complete)
    text = said("count.answers", found="{}", total="{}")
    return put_together(text, complete, others("check.optional"))
