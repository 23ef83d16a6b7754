"""The sheet Jawaban: one row for every answer, with lists, prompts and the column Periksa.

No row has a height: Excel then lets the rows grow with what is written into them.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spbe_cli.exact import exact_text, whole_of
from spbe_cli.instrument import Instrument
from spbe_cli.xlsx.styles import (
    AMBER,
    AS_TEXT,
    AS_TYPED,
    BOLD,
    CENTRED,
    GOOD,
    GREY,
    HEADING,
    INPUT,
    ITALIC,
    LINK,
    LOCKED,
    SMALL,
    WRAPPED,
    print_on_a4,
    protect,
    sized,
    style,
)
from spbe_cli.xlsx.form_answers import write_extra_columns
from spbe_cli.xlsx.form_layout import HEADING_ROW, Layout, Line
from spbe_cli.xlsx.form_check import (
    BLANK,
    COMPLETE,
    OPTIONAL,
    check_formula,
    count_formula,
    count_value,
    verdict,
)
from spbe_cli.xlsx.form_texts import (
    Prompt,
    evidence_prompt,
    explanation_prompt,
    index_prompt,
    index_stop,
    level_prompt,
    stop_message,
)
from spbe_cli.xlsx.form_texts import COLOURS, add_notes, reply_request, subject, write_text

HEADINGS: Final[tuple[tuple[str, int], ...]] = (
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

FILL_IN: Final = "Isi kolom kuning muda."


def write_answers(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write the sheet Jawaban."""
    write_head(book, sheet, layout)
    for line in layout.lines:
        write_line(book, sheet, layout, line)
        add_prompts(sheet, layout, line)
    colour_checks(book, sheet, layout)
    write_extra_columns(book, sheet, layout, len(headings(layout)))
    columns = layout.letters
    last = len(headings(layout)) + len(layout.columns) - 1
    sheet.autofilter(HEADING_ROW - 1, 0, layout.last_row - 1, last)
    sheet.freeze_panes(HEADING_ROW, 0)
    sheet.repeat_rows(HEADING_ROW - 1)
    texts = f"{columns.evidence}{layout.first_row}:{columns.explanation}{layout.last_row}"
    sheet.ignore_errors({"number_stored_as_text": texts})
    sheet.set_selection(f"{columns.level}{layout.first_row}")
    add_notes(sheet, layout, "Jawaban")
    print_on_a4(sheet, landscape=True)
    protect(sheet)


def write_head(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write the title, how many rows are complete, what to do, and the headings."""
    owner = layout.request.agency or layout.request.institution
    title = f"Jawaban {subject(layout)}" + (f": {owner}" if owner else "")
    guide = COLOURS if layout.marks else FILL_IN
    reply = f"{guide} Cara mengisi: lembar Petunjuk. {reply_request(layout.request)}".strip()
    write_text(sheet, "A1", title, style(book, BOLD, sized(14)))
    sheet.write_formula("A2", count_formula(layout), style(book, BOLD), count_value(layout))
    write_text(sheet, "A3", reply, style(book, GREY, ITALIC))
    for column, (heading, width) in enumerate(headings(layout)):
        unused = heading == "Domain" and not layout.instrument.domains
        sheet.set_column(column, column, width, None, {"hidden": unused})
        sheet.write_string(HEADING_ROW - 1, column, heading, style(book, HEADING))


def headings(layout: Layout) -> tuple[tuple[str, int], ...]:
    """Return the headings that the file has, with their widths."""
    return tuple(one for one in HEADINGS if layout.letters.external or one[0] != "Indeks Asal")


def write_line(book: Workbook, sheet: Worksheet, layout: Layout, line: Line) -> None:
    """Write one row."""
    row, tint, ink = line.row, line.shade.tinted(), line.shade.inked()
    prefill = layout.prefill(line)
    as_written = {} if whole_of(line.number) is not None else AS_TEXT
    write_number(sheet, line, style(book, tint, BOLD, CENTRED, LINK, as_written))
    for column, text in (("B", line.domain), ("C", line.aspect)):
        write_text(sheet, f"{column}{row}", text, style(book, tint, SMALL, GREY, WRAPPED))
    name = style(book, tint, BOLD, ink, WRAPPED)
    write_text(sheet, f"D{row}", line.indicator.short, name)
    write_filled(book, sheet, layout, line)
    value = verdict(layout.instrument, line, prefill)
    formula = check_formula(layout.instrument, line, layout.letters)
    look = style(book, LOCKED, WRAPPED)
    sheet.write_formula(f"{layout.letters.check}{row}", formula, look, value)


def write_filled(book: Workbook, sheet: Worksheet, layout: Layout, line: Line) -> None:
    """Write the cells that the respondent fills in, with what stands in them already."""
    columns, row, prefill = layout.letters, line.row, layout.prefill(line)
    base = LOCKED if line.support else INPUT
    numbers = [(columns.level, prefill.level, base)]
    if columns.external:
        own = base if line.indicator.external else LOCKED
        numbers.append((columns.external, prefill.external, own))
    for column, number, ground in numbers:
        typed = AS_TYPED if isinstance(number, str) else {}
        mark = layout.highlight("Jawaban", f"{column}{row}")
        look = style(book, ground, BOLD, CENTRED, sized(12), typed, mark)
        write_number_cell(sheet, f"{column}{row}", number, look)
    texts = ((columns.evidence, prefill.evidence), (columns.explanation, prefill.explanation))
    for column, text in texts:
        mark = layout.highlight("Jawaban", f"{column}{row}")
        write_text(sheet, f"{column}{row}", text, style(book, INPUT, AS_TEXT, WRAPPED, mark))


def write_number(sheet: Worksheet, line: Line, look: Format) -> None:
    """Write the number of a row with a link to its criteria.

    The link is written first, with a text; a number then takes the place of the text.
    """
    cell, tip = f"A{line.row}", f"Kriteria indikator {line.indicator.code}"
    sheet.write_url(cell, f"internal:Kriteria!A{line.block}", look, line.number, tip)
    number = whole_of(line.number)
    if number is not None:
        sheet.write_number(cell, number, look)


def write_number_cell(sheet: Worksheet, cell: str, number: object, look: Format) -> None:
    """Write the level or index that is there already, or an empty cell."""
    match number:
        case None:
            sheet.write_blank(cell, None, look)
        case bool():
            sheet.write_boolean(cell, number, look)
        case int() | float() | Decimal() | Fraction():
            sheet.write_number(cell, float(number), look)
        case _:
            write_text(sheet, cell, str(number), look)


def add_prompts(sheet: Worksheet, layout: Layout, line: Line) -> None:
    """Add the list of levels and the prompts of a row."""
    instrument, columns, index = layout.instrument, layout.letters, line.indicator.external
    level = {
        **level_rule(instrument),
        **shown(level_prompt(line.indicator)),
        **stopped(stop_message(instrument)),
    }
    if not line.support:
        sheet.data_validation(f"{columns.level}{line.row}", level)
    if index and not line.support:
        rule = between(index.minimum, index.maximum)
        prompts = {**shown(index_prompt(index)), **stopped(index_stop(index))}
        sheet.data_validation(f"{columns.external}{line.row}", {**rule, **prompts})
    for column, prompt in (
        (columns.evidence, evidence_prompt(line.indicator)),
        (columns.explanation, explanation_prompt(line.indicator)),
    ):
        sheet.data_validation(f"{column}{line.row}", {"validate": "any", **shown(prompt)})


def level_rule(instrument: Instrument) -> dict[str, object]:
    """Return the rule for a level: one of a list, or with decimals any number on the scale."""
    if not instrument.decimals:
        return {"validate": "list", "source": list(instrument.scale())}
    return between(Fraction(instrument.lowest), Fraction(instrument.highest))


def between(lowest: Fraction, highest: Fraction) -> dict[str, object]:
    """Return the rule for any number on a scale."""
    ends = {"minimum": exact_text(lowest), "maximum": exact_text(highest)}
    return {"validate": "decimal", "criteria": "between", **ends}


def shown(prompt: Prompt) -> dict[str, object]:
    """Return a prompt as options of a data validation."""
    return {"input_title": prompt.title, "input_message": prompt.text}


def stopped(prompt: Prompt) -> dict[str, object]:
    """Return what is said when something else is entered, as options of a data validation."""
    return {"error_title": prompt.title, "error_message": prompt.text}


def colour_checks(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Colour the column Periksa: green where a row is complete, amber where it lacks something."""
    column = layout.letters.check
    first = f"${column}{layout.first_row}"
    lacking = ",".join(f'{first}<>"{word}"' for word in (COMPLETE, BLANK, OPTIONAL))
    rules = ((f'={first}="{COMPLETE}"', GOOD), (f"=AND({lacking})", AMBER))
    for criteria, look in rules:
        sheet.conditional_format(
            f"{column}{layout.first_row}:{column}{layout.last_row}",
            {"type": "formula", "criteria": criteria, "format": book.add_format(dict(look))},
        )
