"""The sheet Jawaban: one row for every answer, with lists, prompts and the column Periksa.

No row has a height: Excel then lets the rows grow with what is written into them.
"""

from fractions import Fraction
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli.exact import exact_text, whole_of
from spbe_cli.xlsx import form_check as check
from spbe_cli.xlsx import form_texts as texts
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import HEADING_ROW, Layout, Line
from spbe_cli.xlsx.styles import Page

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
    texts.add_notes(page, layout, "Jawaban")
    page.finish()


def _write_head(page: Page, layout: Layout) -> None:
    """Write the title, how many rows are complete, and what to do."""
    owner = layout.request.agency or layout.request.institution
    title = f"Jawaban {texts.subject(layout)}" + (f": {owner}" if owner else "")
    guide = texts.COLOURS if layout.marks else _FILL_IN
    reply = texts.reply_request(layout.request)
    page.text("A1", title, styles.BOLD, styles.sized(14))
    count = check.count_formula(layout)
    page.sheet.write_formula("A2", count, page.look(styles.BOLD), check.count_value(layout))
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
    value = check.verdict(layout.instrument, line, layout.prefill(line))
    formula = check.check_formula(layout.instrument, line, columns)
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
        **_shown(texts.level_prompt(line.indicator)),
        **_stopped(texts.stop_message(instrument)),
    }
    if not line.support:
        page.sheet.data_validation(f"{columns.level}{line.row}", {**rule, **level})
    if index and not line.support:
        rule = _between(index.minimum, index.maximum)
        prompts = {**_shown(texts.index_prompt(index)), **_stopped(texts.index_stop(index))}
        page.sheet.data_validation(f"{columns.external}{line.row}", {**rule, **prompts})
    for column, prompt in (
        (columns.evidence, texts.evidence_prompt(line.indicator)),
        (columns.explanation, texts.explanation_prompt(line.indicator)),
    ):
        page.sheet.data_validation(f"{column}{line.row}", {"validate": "any", **_shown(prompt)})


def _between(lowest: Fraction, highest: Fraction) -> dict[str, object]:
    ends = {"minimum": exact_text(lowest), "maximum": exact_text(highest)}
    return {"validate": "decimal", "criteria": "between", **ends}


def _shown(prompt: texts.Prompt) -> dict[str, object]:
    return {"input_title": prompt.title, "input_message": prompt.text}


def _stopped(prompt: texts.Prompt) -> dict[str, object]:
    return {"error_title": prompt.title, "error_message": prompt.text}


def _colour_checks(page: Page, layout: Layout) -> None:
    """Colour the column Periksa: green where a row is complete, amber where it lacks something."""
    column = layout.letters.check
    first = f"${column}{layout.first_row}"
    fine = (check.COMPLETE, check.BLANK, check.OPTIONAL)
    lacking = ",".join(f'{first}<>"{word}"' for word in fine)
    for criteria, look in (
        (f'={first}="{check.COMPLETE}"', styles.GOOD),
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
