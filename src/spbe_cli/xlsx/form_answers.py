"""The sheet Jawaban: one row for every answer, with lists, prompts and the column Periksa.

No row has a height: Excel then lets the rows grow with what is written into them.

The formula of Periksa must say what the reader of the file would say, in any regional setting of
Excel: a level typed as text is therefore compared as text, never converted.  `verdict` is the
same rule in Python; its result is stored with the formula, so that previews and phones, which
calculate nothing, show it too.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli.exact import exact_text, whole_of
from spbe_cli.instrument import ExternalIndex, Instrument
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import (
    COLOURS,
    HEADING_ROW,
    WORDS,
    Columns,
    Layout,
    Line,
    Prefill,
    Prompt,
    add_notes,
    evidence_prompt,
    explanation_prompt,
    index_prompt,
    index_stop,
    level_prompt,
    reply_request,
    stop_message,
    subject,
)
from spbe_cli.xlsx.styles import Page

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


_HEADINGS: Final[tuple[tuple[str, int], ...]] = (
    ("No", 5),
    ("Domain", 13),
    ("Aspek", 19),
    ("Indikator", 31),
    ("Tingkat", 9),
    ("Indeks Asal", 9),
    ("Bukti Dukung", 34),
    ("Penjelasan", 46),
    ("Periksa", 20),
)
"""The headings with the widths of their columns; Indeks Asal only where some indicator has one."""

_FILL_IN: Final = "Isi kolom kuning muda."


def write_answers(page: Page, layout: Layout) -> None:
    """Write the sheet Jawaban."""
    columns, sheet = layout.letters, page.sheet
    headings = [one for one in _HEADINGS if columns.external or one[0] != "Indeks Asal"]
    _write_head(page, layout)
    page.headings(HEADING_ROW, headings)
    if not layout.instrument.domains:
        sheet.set_column(1, 1, headings[1][1], None, {"hidden": True})
    for line in layout.lines:
        _write_line(page, layout, line)
        _add_prompts(page, layout, line)
    _colour_checks(page, layout)
    _write_extra_columns(page, layout, len(headings))
    last = len(headings) + len(layout.columns) - 1
    sheet.autofilter(HEADING_ROW - 1, 0, layout.last_row - 1, last)
    sheet.freeze_panes(HEADING_ROW, 0)
    sheet.repeat_rows(HEADING_ROW - 1)
    typed = f"{columns.evidence}{layout.first_row}:{columns.explanation}{layout.last_row}"
    sheet.ignore_errors({"number_stored_as_text": typed})
    sheet.set_selection(f"{columns.level}{layout.first_row}")
    add_notes(page, layout, "Jawaban")
    page.finish()


def _write_head(page: Page, layout: Layout) -> None:
    """Write the title, how many rows are complete, and what to do."""
    owner = layout.request.agency or layout.request.institution
    title = f"Jawaban {subject(layout)}" + (f": {owner}" if owner else "")
    guide = COLOURS if layout.marks else _FILL_IN
    reply = reply_request(layout.request)
    page.text("A1", title, styles.BOLD, styles.sized(14))
    count = count_formula(layout)
    page.sheet.write_formula("A2", count, page.look(styles.BOLD), count_value(layout))
    whole = f"{guide} Cara mengisi: lembar Petunjuk. {reply}".strip()
    page.text("A3", whole, styles.GREY, styles.ITALIC)


def _write_line(page: Page, layout: Layout, line: Line) -> None:
    row, tint, columns = line.row, line.shade.tinted(), layout.letters
    _write_number(page, line)
    for column, text in (("B", line.domain), ("C", line.aspect)):
        page.text(f"{column}{row}", text, tint, styles.SMALL, styles.GREY, styles.WRAPPED)
    name = (tint, styles.BOLD, line.shade.inked(), styles.WRAPPED)
    page.text(f"D{row}", line.indicator.short, *name)
    _write_filled(page, layout, line)
    value = verdict(layout.instrument, line, layout.prefill(line))
    formula = check_formula(layout.instrument, line, columns)
    look = page.look(styles.LOCKED, styles.WRAPPED)
    page.sheet.write_formula(f"{columns.check}{row}", formula, look, value)


def _write_number(page: Page, line: Line) -> None:
    """Write the number of a row with a link to its criteria.

    The link is written first, with a text; a number then takes the place of the text.
    """
    number = whole_of(line.number)
    as_written = styles.AS_TEXT if number is None else {}
    tint = line.shade.tinted()
    look = page.look(tint, styles.BOLD, styles.CENTRED, styles.LINK, as_written)
    cell, tip = f"A{line.row}", f"Kriteria indikator {line.indicator.code}"
    page.sheet.write_url(cell, f"internal:Kriteria!A{line.block}", look, line.number, tip)
    if number is not None:
        page.sheet.write_number(cell, number, look)


def _write_filled(page: Page, layout: Layout, line: Line) -> None:
    """Write the cells that the respondent fills in, with what stands in them already."""
    columns, prefill = layout.letters, layout.prefill(line)
    base = styles.LOCKED if line.support else styles.INPUT
    numbers = [(f"{columns.level}{line.row}", prefill.level, base)]
    if columns.external:
        own = base if line.indicator.external else styles.LOCKED
        numbers.append((f"{columns.external}{line.row}", prefill.external, own))
    for cell, number, ground in numbers:
        typed = styles.AS_TYPED if isinstance(number, str) else {}
        looks = (ground, styles.BOLD, styles.CENTRED, styles.sized(12), typed)
        page.write(cell, number, page.look(*looks, layout.highlight("Jawaban", cell)))
    for cell, text in (
        (f"{columns.evidence}{line.row}", prefill.evidence),
        (f"{columns.explanation}{line.row}", prefill.explanation),
    ):
        mark = layout.highlight("Jawaban", cell)
        page.text(cell, text, styles.INPUT, styles.AS_TEXT, styles.WRAPPED, mark)


def _add_prompts(page: Page, layout: Layout, line: Line) -> None:
    """Add the list of levels and the prompts of a row."""
    instrument, columns, index = layout.instrument, layout.letters, line.indicator.external
    lowest, highest = Fraction(instrument.lowest), Fraction(instrument.highest)
    listed = {"validate": "list", "source": list(instrument.scale())}
    rule = _between(lowest, highest) if instrument.decimals else listed
    level = {
        **_shown(level_prompt(line.indicator)),
        **_stopped(stop_message(instrument)),
    }
    if not line.support:
        page.sheet.data_validation(f"{columns.level}{line.row}", {**rule, **level})
    if index and not line.support:
        rule = _between(index.minimum, index.maximum)
        prompts = {**_shown(index_prompt(index)), **_stopped(index_stop(index))}
        page.sheet.data_validation(f"{columns.external}{line.row}", {**rule, **prompts})
    for column, prompt in (
        (columns.evidence, evidence_prompt(line.indicator)),
        (columns.explanation, explanation_prompt(line.indicator)),
    ):
        page.sheet.data_validation(f"{column}{line.row}", {"validate": "any", **_shown(prompt)})


def _between(lowest: Fraction, highest: Fraction) -> dict[str, object]:
    ends = {"minimum": exact_text(lowest), "maximum": exact_text(highest)}
    return {"validate": "decimal", "criteria": "between", **ends}


def _shown(prompt: Prompt) -> dict[str, object]:
    return {"input_title": prompt.title, "input_message": prompt.text}


def _stopped(prompt: Prompt) -> dict[str, object]:
    return {"error_title": prompt.title, "error_message": prompt.text}


def _colour_checks(page: Page, layout: Layout) -> None:
    """Colour the column Periksa: green where a row is complete, amber where it lacks something."""
    column = layout.letters.check
    first = f"${column}{layout.first_row}"
    fine = (COMPLETE, BLANK, OPTIONAL)
    lacking = ",".join(f'{first}<>"{word}"' for word in fine)
    for criteria, look in (
        (f'={first}="{COMPLETE}"', styles.GOOD),
        (f"=AND({lacking})", styles.AMBER),
    ):
        page.sheet.conditional_format(
            f"{column}{layout.first_row}:{column}{layout.last_row}",
            {"type": "formula", "criteria": criteria, "format": page.book.add_format(dict(look))},
        )


def _write_extra_columns(page: Page, layout: Layout, first: int) -> None:
    """Write the columns from `first` on, counted from 0: grey and locked, or open."""
    for position, extra in enumerate(layout.columns, start=first):
        page.sheet.set_column(position, position, extra.width)
        heading = page.look(styles.HEADING)
        page.sheet.write_string(HEADING_ROW - 1, position, extra.heading, heading)
        base = (styles.INPUT,) if extra.open else (styles.LOCKED, styles.GREY)
        text_look = page.look(*base, styles.AS_TEXT, styles.WRAPPED)
        number_look = page.look(*base, styles.CENTRED)
        for line in layout.lines:
            value = extra.values.get(line.number)
            number = isinstance(value, Fraction)
            shown = value if number or value is None else str(value)
            cell = xl_rowcol_to_cell(line.row - 1, position)
            page.write(cell, shown, number_look if number else text_look)
