"""The live column Periksa: what a row still lacks, as a formula and as its value.

The formula must say what the reader of the file would say, in any regional setting of
Excel: a level typed as text is therefore compared as text, never converted.  `verdict` is
the same rule in Python; its result is stored with the formula, so that previews and phones,
which calculate nothing, show it too.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from spbe_cli.exact import exact_text
from spbe_cli.instrument import ExternalIndex, Instrument
from spbe_cli.xlsx.form_layout import Columns, Layout, Line, Prefill
from spbe_cli.xlsx.form_texts import WORDS

COMPLETE: Final = "Lengkap"
BLANK: Final = "Belum diisi"
OPTIONAL: Final = "Boleh dikosongkan"
NO_LEVEL: Final = "Tingkat belum diisi"
_NO_EVIDENCE: Final = "Bukti belum ada"
_NO_EXPLANATION: Final = "Penjelasan belum ada"
_BOTH: Final = "Isi Tingkat atau Indeks Asal saja"

_NO_BREAK_SPACE: Final = "\xa0"


def wrong_level(instrument: Instrument) -> str:
    """Say which levels there are."""
    return f"Tingkat harus {instrument.lowest}-{instrument.highest}"


def _blank_word(line: Line) -> str:
    return BLANK if line.required and not line.support else OPTIONAL


def _wrong_index(index: ExternalIndex) -> str:
    return f"{index.name} harus {WORDS.show(index.minimum)}-{WORDS.show(index.maximum)}"


def check_formula(instrument: Instrument, line: Line, columns: Columns) -> str:
    """Return the formula of a row."""
    if line.support:
        return f"={_blank_formula(line, columns, COMPLETE)}"
    level = f"{columns.level}{line.row}"
    conditions = _level_conditions(instrument, _text_of(level))
    filled = _number_formula(level, wrong_level(instrument), conditions, line, columns)
    blank = _blank_formula(line, columns, NO_LEVEL)
    index, cell = line.indicator.external, f"{columns.external}{line.row}"
    if index and columns.external:
        within = _number_conditions(_text_of(cell), index.minimum, index.maximum)
        converted = _number_formula(cell, _wrong_index(index), within, line, columns)
        filled = f'IF({_text_of(cell)}<>"","{_BOTH}",{filled})'
        blank = f'IF({_text_of(cell)}="",{blank},{converted})'
    judged = f'IF({_text_of(level)}="",{blank},{filled})'
    if index and columns.external:
        judged = f'IF(ISERROR({cell}),"{_wrong_index(index)}",{judged})'
    return f'=IF(ISERROR({level}),"{wrong_level(instrument)}",{judged})'


def _text_of(cell: str) -> str:
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({cell}&"","{_NO_BREAK_SPACE}"," "),",","."))'


def _blank_formula(line: Line, columns: Columns, otherwise: str) -> str:
    """Return the formula of a row without a level: what is said of one with texts, or without."""
    evidence, explanation = f"{columns.evidence}{line.row}", f"{columns.explanation}{line.row}"
    return f'IF(TRIM({evidence}&{explanation})="","{_blank_word(line)}","{otherwise}")'


def _number_formula(
    cell: str, wrong: str, conditions: tuple[str, str], line: Line, columns: Columns
) -> str:
    """Return the formula of a row with a number: is it on its scale, what lacks beside it."""
    evidence, explanation = f"{columns.evidence}{line.row}", f"{columns.explanation}{line.row}"
    on_scale, above_lowest = conditions
    return (
        f'IF(OR(ISLOGICAL({cell}),NOT({on_scale})),"{wrong}",'
        f'IF(AND({above_lowest},TRIM({evidence}&"")=""),"{_NO_EVIDENCE}",'
        f'IF(TRIM({explanation}&"")="","{_NO_EXPLANATION}","{COMPLETE}")))'
    )


def _level_conditions(instrument: Instrument, text: str) -> tuple[str, str]:
    """Return two conditions on the text of a level: on the scale; above the lowest level."""
    low, high = instrument.lowest, instrument.highest
    if instrument.decimals:
        return _number_conditions(text, Fraction(low), Fraction(high))
    levels, lowest = _spellings(instrument.scale()), _spellings(range(low, low + 1))
    return f"OR({text}={_array(levels)})", f"NOT(OR({text}={_array(lowest)}))"


def _number_conditions(text: str, lowest: Fraction, highest: Fraction) -> tuple[str, str]:
    """Return two conditions on the text of a number: on the scale; above its lowest value."""
    low, high = exact_text(lowest), exact_text(highest)
    number = f'IFERROR(_xlfn.NUMBERVALUE({text},".","\'"),{exact_text(lowest - 1)})'
    return f"AND({number}>={low},{number}<={high})", f"{number}>{low}"


def _spellings(levels: range) -> tuple[str, ...]:
    """Return the ways in which a level may be typed.

    >>> _spellings(range(1, 3))
    ('1', '2', '1.0', '2.0')
    """
    return (*map(str, levels), *(f"{level}.0" for level in levels))


def _array(texts: tuple[str, ...]) -> str:
    return "{" + ",".join(f'"{text}"' for text in texts) + "}"


def verdict(instrument: Instrument, line: Line, prefill: Prefill) -> str:
    """Return the value of the formula of a row that holds this."""
    level, index = _level_text(prefill.level), line.indicator.external
    typed = prefill.evidence.strip(" ") or prefill.explanation.strip(" ")
    if line.support:
        return COMPLETE if typed else OPTIONAL
    if index and _level_text(prefill.external):
        return _BOTH if level else _index_verdict(index, prefill)
    if not level:
        return NO_LEVEL if typed else _blank_word(line)
    if isinstance(prefill.level, bool) or not _is_on_scale(instrument, level):
        return wrong_level(instrument)
    return _proof(prefill, above_lowest=Fraction(level) > instrument.lowest)


def _index_verdict(index: ExternalIndex, prefill: Prefill) -> str:
    value = _level_text(prefill.external)
    if isinstance(prefill.external, bool) or not _is_within(value, index.minimum, index.maximum):
        return _wrong_index(index)
    return _proof(prefill, above_lowest=Fraction(value) > index.minimum)


def _proof(prefill: Prefill, *, above_lowest: bool) -> str:
    if above_lowest and not prefill.evidence.strip(" "):
        return _NO_EVIDENCE
    return COMPLETE if prefill.explanation.strip(" ") else _NO_EXPLANATION


def _level_text(level: object) -> str:
    if isinstance(level, int | float | Decimal | Fraction):
        return f"{float(level):.15g}"
    text = "" if level is None else str(level)
    return text.replace(_NO_BREAK_SPACE, " ").replace(",", ".").strip(" ")


def _is_on_scale(instrument: Instrument, level: str) -> bool:
    if not instrument.decimals:
        return level in _spellings(instrument.scale())
    return _is_within(level, Fraction(instrument.lowest), Fraction(instrument.highest))


def _is_within(text: str, lowest: Fraction, highest: Fraction) -> bool:
    try:
        return lowest <= Fraction(Decimal(text)) <= highest
    except (InvalidOperation, ValueError, OverflowError):
        return False


def count_formula(layout: Layout) -> str:
    """Return the formula that counts the complete rows; optional ones count once begun."""
    column = layout.letters.check
    cells = f"{column}{layout.first_row}:{column}{layout.last_row}"
    complete = f'"Lengkap "&COUNTIF({cells},"{COMPLETE}")'
    if not layout.has_optional_rows():
        return f'={complete}&" dari {len(layout.lines)} indikator"'
    asked = f'{len(layout.lines)}-COUNTIF({cells},"{OPTIONAL}")'
    return f'={complete}&" dari "&({asked})&" jawaban"'


def count_value(layout: Layout) -> str:
    """Return the value of the formula that counts the complete rows."""
    verdicts = [verdict(layout.instrument, line, layout.prefill(line)) for line in layout.lines]
    asked = len(verdicts) - verdicts.count(OPTIONAL)
    unit = "jawaban" if layout.has_optional_rows() else "indikator"
    return f"Lengkap {verdicts.count(COMPLETE)} dari {asked} {unit}"
