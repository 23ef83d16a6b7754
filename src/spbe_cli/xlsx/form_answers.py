"""The sheets to fill in: Jawaban with its lists, prompts and the column Periksa, and Bukti."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from spbe_cli.answers import STATUSES
from spbe_cli.exact import exact_text, whole_of
from spbe_cli.findings import Choices
from spbe_cli.instrument import Indicator
from spbe_cli.xlsx import form_layout as form
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_checks import Said, check_of, count_of, put_together
from spbe_cli.xlsx.form_layout import (
    BETWEEN,
    FIRST_ROW,
    HEADING_ROW,
    MISSING,
    FormLine,
    Layout,
    said,
)
from spbe_cli.xlsx.styles import Page, Style, choices, shortened

_HEADINGS: Final[tuple[tuple[str, int], ...]] = (
    *(("No", 5), ("Domain", 13), ("Aspek", 19), ("Indikator", 31), ("Tingkat", 9)),
    *(("Indeks Asal", 9), ("Bukti Dukung", 34), ("Penjelasan", 46), ("Periksa", 20)),
)
"""The headings with the widths of their columns; Indeks Asal only where some indicator has one."""
_LONGEST_PROMPT: Final = 255
_Prompt = tuple[str, str]


def write_answers(page: Page, layout: Layout) -> None:
    """Write the sheet Jawaban."""
    sheet, columns = page.sheet, layout.letters
    usual = [one for one in _HEADINGS if "external" in columns or one[0] != "Indeks Asal"]
    owner = layout.request.agency or layout.request.institution
    title = said("answers", subject=layout.subject) + (f": {owner}" if owner else "")
    begin = said("colours" if layout.marks else "fill_in")
    guide = f"{begin} {said('how_to')} {layout.reply}"
    numbers = [line.number for line in layout.lines]
    last = _write_table(page, (title, guide), count_of(layout), usual, layout.columns, numbers)
    if not layout.instrument.domains:
        sheet.set_column(1, 1, usual[1][1], None, {"hidden": True})
    for line in layout.lines:
        _write_line(page, layout, line)
        _add_prompts(page, layout, line)
    checks = f"{columns['check']}{FIRST_ROW}:{columns['check']}{last}"
    first = f"${columns['check']}{FIRST_ROW}"
    words = [said(f"check.{one}") for one in ("complete", "blank", "optional", "unchanged")]
    lacking = ",".join(f'{first}<>"{word}"' for word in words)
    rules = {f'={first}="{words[0]}"': styles.GOOD, f"=AND({lacking})": styles.AMBER}
    for criteria, look in rules.items():
        rule = {"type": "formula", "criteria": criteria, "format": page.book.add_format(dict(look))}
        sheet.conditional_format(checks, rule)
    sheet.freeze_panes(HEADING_ROW, 0)
    texts = f"{columns['evidence']}{FIRST_ROW}:{columns['explanation']}{last}"
    sheet.ignore_errors({"number_stored_as_text": texts})
    sheet.set_selection(f"{columns['level']}{FIRST_ROW}")


def _write_table(
    page: Page,
    above: tuple[str, str],
    count: Said,
    usual: Sequence[tuple[str, int]],
    columns: Sequence[form.ExtraColumn],
    keys: Sequence[str],
) -> int:
    """Write what stands above the rows and beside them, by their `keys`; return the last one."""
    title, guide = above
    page.write("A1", title, styles.BOLD, {"font_size": 14})
    page.sheet.write_formula("A2", f"={count.formula}", page.look(styles.BOLD), count.value)
    page.write("A3", guide.strip(), styles.GREY, styles.ITALIC)
    headings = [*usual, *((extra.heading, extra.width) for extra in columns)]
    page.headings(HEADING_ROW, headings)
    for position, extra in enumerate(columns, start=len(usual)):
        base = (styles.INPUT,) if extra.open else (styles.LOCKED, styles.GREY)
        for row, key in enumerate(keys, start=HEADING_ROW):
            value = extra.values.get(key)
            look: tuple[Style, ...] = (styles.AS_TEXT, styles.WRAPPED)
            if isinstance(value, Fraction):
                look = (styles.CENTRED,)
            page.write((row, position), value, *base, *look)
    last = HEADING_ROW + len(keys)
    page.sheet.autofilter(HEADING_ROW - 1, 0, last - 1, len(headings) - 1)
    page.sheet.repeat_rows(HEADING_ROW - 1)
    page.finish()
    return last


def _write_line(page: Page, layout: Layout, line: FormLine) -> None:
    row, tint, columns, given = line.row, line.tint, layout.letters, line.prefill
    number = whole_of(line.number)
    looks = (tint, styles.BOLD, styles.CENTRED, styles.LINK)
    look = page.look(*looks, styles.AS_TEXT if number is None else {})
    tip = said("criteria_of", number=line.indicator.code)
    page.sheet.write_url(f"A{row}", f"internal:Kriteria!A{line.block}", look, line.number, tip)
    if number is not None:  # it takes the place of the text of the link
        page.sheet.write_number(f"A{row}", number, look)
    for column, text in (("B", line.domain), ("C", line.aspect)):
        page.write(f"{column}{row}", text, tint, styles.SMALL, styles.GREY, styles.WRAPPED)
    name = (tint, styles.BOLD, line.ink, styles.WRAPPED)
    page.write(f"D{row}", line.indicator.short, *name)
    for what, value in (("level", given.level), ("external", given.external)):
        if what in columns:
            own = not line.support and (what == "level" or line.indicator.external)
            big = (styles.BOLD, styles.CENTRED, {"font_size": 12})
            typed = styles.AS_TYPED if isinstance(value, str) else {}
            ground = styles.INPUT if own else styles.LOCKED
            page.fill_in(f"{columns[what]}{row}", value, ground, *big, typed)
    for column, text in (("evidence", given.evidence), ("explanation", given.explanation)):
        wrapped = (styles.INPUT, styles.AS_TEXT, styles.WRAPPED)
        page.fill_in(f"{columns[column]}{row}", text, *wrapped)
    check = check_of(layout, line)
    look = page.look(styles.LOCKED, styles.WRAPPED)
    page.sheet.write_formula(f"{columns['check']}{row}", f"={check.formula}", look, check.value)


def _add_prompts(page: Page, layout: Layout, line: FormLine) -> None:
    columns, indicator, free = layout.letters, line.indicator, {"validate": "any"}
    usual = indicator.capability.explanation or said("explanation")
    prompts: list[tuple[str, Mapping[str, object], _Prompt]] = [
        (columns["level"], _level_rule(layout), level_prompt(indicator)),
        (columns["evidence"], free, evidence_prompt(indicator)),
        (columns["explanation"], free, _fitting(said("pattern"), usual)),
    ]
    if index := indicator.external:
        scale = form.index_scale(index)
        facts = {"index": index.name, "authority": index.authority, "scale": scale}
        stop = _fitting(f"{index.name} {scale}", said("external_stop", **facts))
        prompt = _fitting(said("external", **facts), said("external_prompt", **facts))
        rule = _between(index.minimum, index.maximum, stop)
        prompts.insert(1, (columns["external"], rule, prompt))
    for column, what, (title, shown) in prompts:
        if what is free or not line.support:
            texts = {"input_title": title, "input_message": shown}
            page.sheet.data_validation(f"{column}{line.row}", {**what, **texts})


def _level_rule(layout: Layout) -> dict[str, object]:
    instrument, low, high = layout.instrument, layout.instrument.lowest, layout.instrument.highest
    title = said("level_title", lowest=low, highest=high)
    if instrument.decimals:
        error = said("level_error_decimal", levels=layout.decimal_levels)
        return _between(Fraction(low), Fraction(high), (title, error))
    error = said("level_error", choices=Choices(low, high), off=layout.off_scale)
    return choices(title, instrument.scale(), error)


def _between(lowest: Fraction, highest: Fraction, stop: _Prompt) -> dict[str, object]:
    ends = {"minimum": exact_text(lowest), "maximum": exact_text(highest)}
    stops = {"error_title": stop[0], "error_message": stop[1]}
    return {"validate": "decimal", "criteria": "between", **ends, **stops}


def _fitting(title: str, *parts: str) -> _Prompt:
    """Return a prompt whose parts are cut evenly until all of them fit."""
    longest = max(map(len, parts))
    while len(text := BETWEEN.join(shortened(part, longest) for part in parts)) > _LONGEST_PROMPT:
        longest -= 1
    return shortened(title, 32), text


def level_prompt(indicator: Indicator) -> _Prompt:
    """Say what sets the levels of an indicator apart; name them, if no source tells it."""
    levels = indicator.levels
    parts = (f"{one.number} {one.distinguishing or one.name or MISSING}" for one in levels)
    return _fitting(said("apart", number=indicator.code), *parts)


def evidence_prompt(indicator: Indicator) -> _Prompt:
    """Name typical evidence; without a source for it, how evidence is written."""
    if indicator.evidence is None:
        return said("evidence"), said("evidence_how")
    return _fitting(said("usual_evidence"), indicator.evidence)


# The sheet Bukti has a row for every piece of evidence; free rows where the instrument lists none.

_ITEM_COLUMNS: Final = {
    "code": ("Kode", 12),
    "level": ("Tingkat", 8),
    "asked": ("Yang diminta", 52),
    "files": ("Berkas", 34),
    "status": ("Status", 12),
    "day": ("Tanggal", 13),
    "note": ("Catatan", 40),
    "owner": ("Penanggung jawab", 24),
}
ITEM_LETTERS: Final = dict(zip(_ITEM_COLUMNS, "ABCDEFGH", strict=True))
_TONES: Final = {"diterima": styles.GOOD, "revisi": styles.AMBER, "ditolak": styles.ERROR}


def write_items(page: Page, layout: Layout) -> None:
    """Write the sheet Bukti."""
    items, letter = layout.items, ITEM_LETTERS["status"]
    statuses = f"{letter}{FIRST_ROW}:{letter}{HEADING_ROW + len(items)}"
    guide = [said("colours")] if layout.marks else []
    guide += [said("items_guide")]
    guide += [] if layout.instrument.lists_items else [said("items_free")]
    title = said("items", subject=layout.subject)
    above, count = (title, " ".join((*guide, layout.reply))), _count_items(items, statuses)
    codes, usual = [one.code for one in items], [*_ITEM_COLUMNS.values()]
    last = _write_table(page, above, count, usual, layout.item_columns, codes)
    for row, entry in enumerate(items, start=FIRST_ROW):
        _write_item(page, row, entry)
    page.sheet.data_validation(statuses, choices("Status", STATUSES, said("status_error")))
    for status, look in _TONES.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{status}"'}
        shown = page.book.add_format(dict(look))
        page.sheet.conditional_format(statuses, {**rule, "format": shown})
    page.sheet.freeze_panes(HEADING_ROW, 1)
    page.sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW}:H{last}"})


def _count_items(items: Sequence[form.ItemEntry], cells: str) -> Said:
    printed, statuses = sum(one.printed for one in items), [one.status for one in items]

    def count(*wanted: str) -> Said:
        formula = "+".join(f'COUNTIF({cells},"{one}")' for one in wanted)
        return Said(f"({formula})", str(sum(map(statuses.count, wanted))))

    text = said("count.items", printed=printed, there="{}", wrong="{}")
    return put_together(text, count("ada", "diterima"), count("revisi", "ditolak"))


def _write_item(page: Page, row: int, entry: form.ItemEntry) -> None:
    ground = styles.LOCKED if entry.printed else styles.INPUT
    text: tuple[Style, ...] = (styles.AS_TEXT, styles.WRAPPED)
    looks = {
        "code": (ground, styles.BOLD, styles.AS_TEXT),
        "level": (ground, styles.CENTRED),
        "asked": (ground, *text),
        "status": (styles.INPUT, styles.CENTRED),
        "day": (styles.INPUT, styles.CENTRED, styles.AS_DATE),
    }
    for what, letter in ITEM_LETTERS.items():
        look = looks.get(what, (styles.INPUT, *text))
        page.fill_in(f"{letter}{row}", getattr(entry, what), *look)
    if entry.remark:
        message = shortened(entry.remark, _LONGEST_PROMPT)
        shown = {"validate": "any", "input_title": said("source"), "input_message": message}
        page.sheet.data_validation(f"{ITEM_LETTERS['files']}{row}", shown)
