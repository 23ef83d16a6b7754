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
NO_EVIDENCE: Final = "Bukti belum ada"
NO_EXPLANATION: Final = "Penjelasan belum ada"
BOTH: Final = "Isi Tingkat atau Indeks Asal saja"

NO_BREAK_SPACE: Final = "\xa0"


def wrong_level(instrument: Instrument) -> str:
    """Say which levels there are."""
    return f"Tingkat harus {instrument.lowest}-{instrument.highest}"


def blank_word(line: Line) -> str:
    """Return what is said of a row with nothing in it."""
    return BLANK if line.required and not line.support else OPTIONAL


def wrong_index(index: ExternalIndex) -> str:
    """Say which values an index of another agency has."""
    return f"{index.name} harus {WORDS.show(index.minimum)}-{WORDS.show(index.maximum)}"


def check_formula(instrument: Instrument, line: Line, columns: Columns) -> str:
    """Return the formula of a row."""
    if line.support:
        return f"={blank_formula(line, columns, COMPLETE)}"
    level = f"{columns.level}{line.row}"
    conditions = level_conditions(instrument, text_of(level))
    filled = number_formula(level, wrong_level(instrument), conditions, line, columns)
    blank = blank_formula(line, columns, NO_LEVEL)
    index, cell = line.indicator.external, f"{columns.external}{line.row}"
    if index and columns.external:
        within = number_conditions(text_of(cell), index.minimum, index.maximum)
        converted = number_formula(cell, wrong_index(index), within, line, columns)
        filled = f'IF({text_of(cell)}<>"","{BOTH}",{filled})'
        blank = f'IF({text_of(cell)}="",{blank},{converted})'
    judged = f'IF({text_of(level)}="",{blank},{filled})'
    if index and columns.external:
        judged = f'IF(ISERROR({cell}),"{wrong_index(index)}",{judged})'
    return f'=IF(ISERROR({level}),"{wrong_level(instrument)}",{judged})'


def text_of(cell: str) -> str:
    """Return the formula of what stands in a cell, as text with a point."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({cell}&"","{NO_BREAK_SPACE}"," "),",","."))'


def blank_formula(line: Line, columns: Columns, otherwise: str) -> str:
    """Return the formula of a row without a level: what is said of one with texts, or without."""
    evidence, explanation = f"{columns.evidence}{line.row}", f"{columns.explanation}{line.row}"
    return f'IF(TRIM({evidence}&{explanation})="","{blank_word(line)}","{otherwise}")'


def number_formula(
    cell: str, wrong: str, conditions: tuple[str, str], line: Line, columns: Columns
) -> str:
    """Return the formula of a row with a number: is it on its scale, what lacks beside it."""
    evidence, explanation = f"{columns.evidence}{line.row}", f"{columns.explanation}{line.row}"
    on_scale, above_lowest = conditions
    return (
        f'IF(OR(ISLOGICAL({cell}),NOT({on_scale})),"{wrong}",'
        f'IF(AND({above_lowest},TRIM({evidence}&"")=""),"{NO_EVIDENCE}",'
        f'IF(TRIM({explanation}&"")="","{NO_EXPLANATION}","{COMPLETE}")))'
    )


def level_conditions(instrument: Instrument, text: str) -> tuple[str, str]:
    """Return two conditions on the text of a level: on the scale; above the lowest level."""
    low, high = instrument.lowest, instrument.highest
    if instrument.decimals:
        return number_conditions(text, Fraction(low), Fraction(high))
    levels, lowest = spellings(instrument.scale()), spellings(range(low, low + 1))
    return f"OR({text}={array(levels)})", f"NOT(OR({text}={array(lowest)}))"


def number_conditions(text: str, lowest: Fraction, highest: Fraction) -> tuple[str, str]:
    """Return two conditions on the text of a number: on the scale; above its lowest value."""
    low, high = exact_text(lowest), exact_text(highest)
    number = f'IFERROR(_xlfn.NUMBERVALUE({text},".","\'"),{exact_text(lowest - 1)})'
    return f"AND({number}>={low},{number}<={high})", f"{number}>{low}"


def spellings(levels: range) -> tuple[str, ...]:
    """Return the ways in which a level may be typed.

    >>> spellings(range(1, 3))
    ('1', '2', '1.0', '2.0')
    """
    return (*map(str, levels), *(f"{level}.0" for level in levels))


def array(texts: tuple[str, ...]) -> str:
    """Write texts as a constant of a formula."""
    return "{" + ",".join(f'"{text}"' for text in texts) + "}"


def verdict(instrument: Instrument, line: Line, prefill: Prefill) -> str:
    """Return the value of the formula of a row that holds this."""
    level, index = level_text(prefill.level), line.indicator.external
    typed = prefill.evidence.strip(" ") or prefill.explanation.strip(" ")
    if line.support:
        return COMPLETE if typed else OPTIONAL
    if index and level_text(prefill.external):
        return BOTH if level else index_verdict(index, prefill)
    if not level:
        return NO_LEVEL if typed else blank_word(line)
    if isinstance(prefill.level, bool) or not is_on_scale(instrument, level):
        return wrong_level(instrument)
    return proof(prefill, above_lowest=Fraction(level) > instrument.lowest)


def index_verdict(index: ExternalIndex, prefill: Prefill) -> str:
    """Return the value for a row with an index of another agency instead of a level."""
    value = level_text(prefill.external)
    if isinstance(prefill.external, bool) or not is_within(value, index.minimum, index.maximum):
        return wrong_index(index)
    return proof(prefill, above_lowest=Fraction(value) > index.minimum)


def proof(prefill: Prefill, *, above_lowest: bool) -> str:
    """Say what a row with a sound level lacks beside it."""
    if above_lowest and not prefill.evidence.strip(" "):
        return NO_EVIDENCE
    return COMPLETE if prefill.explanation.strip(" ") else NO_EXPLANATION


def level_text(level: object) -> str:
    """Return a level as the formula sees it."""
    if isinstance(level, int | float | Decimal | Fraction):
        return f"{float(level):.15g}"
    text = "" if level is None else str(level)
    return text.replace(NO_BREAK_SPACE, " ").replace(",", ".").strip(" ")


def is_on_scale(instrument: Instrument, level: str) -> bool:
    """Tell whether the text of a level is one of the instrument's."""
    if not instrument.decimals:
        return level in spellings(instrument.scale())
    return is_within(level, Fraction(instrument.lowest), Fraction(instrument.highest))


def is_within(text: str, lowest: Fraction, highest: Fraction) -> bool:
    """Tell whether a text is a number on a scale."""
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
