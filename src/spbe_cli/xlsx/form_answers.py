"""The sheet Jawaban: one row for every answer, with lists, prompts and the column Periksa.

No row has a height: Excel then lets the rows grow with what is written into them.

The formula of Periksa must say what the reader of the file would say, in any regional setting of
Excel: a level typed as text is therefore compared as text, never converted.  What it comes to is
stored with it, so that previews and phones, which calculate nothing, show it too: every step
makes a part of the formula and its value at once.

A prompt is what Excel shows beside a cell when it is selected, or when it refuses an entry: 32
characters of title and 255 of text at most.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli.exact import exact_text, whole_of
from spbe_cli.findings import Choices
from spbe_cli.instrument import ExternalIndex, Indicator, Instrument
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import (
    BETWEEN,
    COLOURS,
    FIRST_ROW,
    HEADING_ROW,
    MISSING,
    WORDS,
    Columns,
    Layout,
    Line,
    Prefill,
    add_notes,
    decimal_levels,
    index_scale,
    off_scale,
    reply_request,
    shortened,
    subject,
)
from spbe_cli.xlsx.styles import Page

COMPLETE: Final = "Lengkap"
BLANK: Final = "Belum diisi"
OPTIONAL: Final = "Boleh dikosongkan"
UNCHANGED: Final = "Tidak berubah"
"""What a row without a level is in the sheet of an assessor."""
NO_LEVEL: Final = "Tingkat belum diisi"
_NO_BREAK_SPACE: Final = "\xa0"


class Said(NamedTuple):
    """A part of the formula of Periksa, and what it comes to."""

    formula: str
    value: str


_Condition = tuple[str, bool]
"""A condition as a formula, and whether it holds."""


def _word(text: str) -> Said:
    return Said(f'"{text}"', text)


def _choice(condition: _Condition, yes: Said, no: Said) -> Said:
    formula, holds = condition
    chosen = yes if holds else no
    return Said(f"IF({formula},{yes.formula},{no.formula})", chosen.value)


def wrong_level(instrument: Instrument) -> str:
    """Say which levels there are."""
    return f"Tingkat harus {instrument.lowest}-{instrument.highest}"


def check_of(
    instrument: Instrument,
    line: Line,
    columns: Columns,
    prefill: Prefill,
    *,
    may_stay: bool = False,
) -> Said:
    """Return the formula of a row without its equals sign, and its value with this in the row.

    A level that is blank is one that is missing, or one that stays as it was (`may_stay`).
    """
    texts = _Texts(
        f"{columns.evidence}{line.row}",
        f"{columns.explanation}{line.row}",
        not prefill.evidence.strip(" "),
        not prefill.explanation.strip(" "),
    )
    bare = BLANK if line.required and not line.support else OPTIONAL
    blank = texts.without_number(bare, COMPLETE if line.support else NO_LEVEL)
    if may_stay:
        blank = _word(UNCHANGED)
    if line.support:
        return blank
    level = _Number.of(f"{columns.level}{line.row}", prefill.level)
    wrong, low, high = wrong_level(instrument), instrument.lowest, instrument.highest
    if instrument.decimals:
        scale = level.within(Fraction(low), Fraction(high))
    else:
        on_scale, lowest = level.among(instrument.scale()), level.among(range(low, low + 1))
        scale = on_scale, (f"NOT({lowest[0]})", not lowest[1])
    filled = texts.with_number(level, scale, wrong)
    empty = (f'{level.text}=""', level.typed == "")
    index = line.indicator.external
    if index is None:
        judged = _choice(empty, blank, filled)
    else:
        value = _Number.of(f"{columns.external}{line.row}", prefill.external)
        off = f"{index.name} harus {WORDS.show(index.minimum)}-{WORDS.show(index.maximum)}"
        scale = value.within(index.minimum, index.maximum)
        converted = texts.with_number(value, scale, off)
        both = (f'{value.text}<>""', value.typed != "")
        filled = _choice(both, _word("Isi Tingkat atau Indeks Asal saja"), filled)
        blank = _choice((f'{value.text}=""', value.typed == ""), blank, converted)
        unread = (f"ISERROR({value.cell})", False)
        judged = _choice(unread, _word(off), _choice(empty, blank, filled))
    return _choice((f"ISERROR({level.cell})", False), _word(wrong), judged)


class _Number(NamedTuple):
    """A cell for a number, the formula of its text, and that text."""

    cell: str
    text: str
    typed: str
    logical: bool

    @classmethod
    def of(cls, cell: str, value: object) -> "_Number":
        text = f'TRIM(SUBSTITUTE(SUBSTITUTE({cell}&"","{_NO_BREAK_SPACE}"," "),",","."))'
        if isinstance(value, int | float | Decimal | Fraction):
            typed = f"{float(value):.15g}"
        else:
            typed = "" if value is None else str(value)
            typed = typed.replace(_NO_BREAK_SPACE, " ").replace(",", ".").strip(" ")
        return cls(cell, text, typed, isinstance(value, bool))

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


class _Texts(NamedTuple):
    """The cells for evidence and explanation of a row, and whether they are bare."""

    evidence: str
    explanation: str
    without_evidence: bool
    without_explanation: bool

    def without_number(self, bare: str, otherwise: str) -> Said:
        """Say what a row without a level is, by whether it has texts."""
        neither = self.without_evidence and self.without_explanation
        condition = f'TRIM({self.evidence}&{self.explanation})=""'
        return _choice((condition, neither), _word(bare), _word(otherwise))

    def with_number(
        self, number: _Number, scale: tuple[_Condition, _Condition], wrong: str
    ) -> Said:
        """Say of a row with a number whether it is on its scale, and what lacks beside it."""
        (on_scale, is_on), (above, is_above) = scale
        unread = (f"OR(ISLOGICAL({number.cell}),NOT({on_scale}))", number.logical or not is_on)
        unproven = f'AND({above},TRIM({self.evidence}&"")="")', is_above and self.without_evidence
        unexplained = (f'TRIM({self.explanation}&"")=""', self.without_explanation)
        rest = _choice(unexplained, _word("Penjelasan belum ada"), _word(COMPLETE))
        return _choice(unread, _word(wrong), _choice(unproven, _word("Bukti belum ada"), rest))


def _checked(layout: Layout, line: Line) -> Said:
    prefill, may_stay = layout.prefill(line), layout.for_assessor
    return check_of(layout.instrument, line, layout.letters, prefill, may_stay=may_stay)


def count_of(layout: Layout) -> Said:
    """Count the complete rows; optional ones count once begun, those of an assessor, too."""
    column, lines = layout.letters.check, len(layout.lines)
    cells = f"{column}{FIRST_ROW}:{column}{layout.last_row}"
    said = [_checked(layout, line).value for line in layout.lines]
    if layout.for_assessor:
        changed = f'"Diubah "&({lines}-COUNTIF({cells},"{UNCHANGED}"))'
        value = f"Diubah {lines - said.count(UNCHANGED)} dari {lines} indikator"
        return Said(f'{changed}&" dari {lines} indikator"', value)
    complete = f'"Lengkap "&COUNTIF({cells},"{COMPLETE}")'
    value = f"Lengkap {said.count(COMPLETE)} dari {lines - said.count(OPTIONAL)}"
    if not layout.has_optional_rows:
        return Said(f'{complete}&" dari {lines} indikator"', f"{value} indikator")
    asked = f'{lines}-COUNTIF({cells},"{OPTIONAL}")'
    return Said(f'{complete}&" dari "&({asked})&" jawaban"', f"{value} jawaban")


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


def write_answers(page: Page, layout: Layout) -> None:
    """Write the sheet Jawaban."""
    columns, sheet, last_row = layout.letters, page.sheet, layout.last_row
    usual = [one for one in _HEADINGS if columns.external or one[0] != "Indeks Asal"]
    headings = [*usual, *((extra.heading, extra.width) for extra in layout.columns)]
    _write_head(page, layout)
    page.headings(HEADING_ROW, headings)
    if not layout.instrument.domains:
        sheet.set_column(1, 1, headings[1][1], None, {"hidden": True})
    for line in layout.lines:
        _write_line(page, layout, line)
        _add_prompts(page, layout, line)
    _colour_checks(page, layout)
    _write_extra_columns(page, layout, len(usual))
    sheet.autofilter(HEADING_ROW - 1, 0, last_row - 1, len(headings) - 1)
    sheet.freeze_panes(HEADING_ROW, 0)
    sheet.repeat_rows(HEADING_ROW - 1)
    texts = f"{columns.evidence}{FIRST_ROW}:{columns.explanation}{last_row}"
    sheet.ignore_errors({"number_stored_as_text": texts})
    sheet.set_selection(f"{columns.level}{FIRST_ROW}")
    add_notes(page, layout, "Jawaban")
    page.finish()


def _write_head(page: Page, layout: Layout) -> None:
    owner = layout.request.agency or layout.request.institution
    title = f"Jawaban {subject(layout)}" + (f": {owner}" if owner else "")
    page.write("A1", title, styles.BOLD, {"font_size": 14})
    count = count_of(layout)
    page.sheet.write_formula("A2", f"={count.formula}", page.look(styles.BOLD), count.value)
    guide = COLOURS if layout.marks else "Isi kolom kuning muda."
    whole = f"{guide} Cara mengisi: lembar Petunjuk. {reply_request(layout.request)}".strip()
    page.write("A3", whole, styles.GREY, styles.ITALIC)


def _write_line(page: Page, layout: Layout, line: Line) -> None:
    row, tint, columns, prefill = line.row, line.shade.tint, layout.letters, layout.prefill(line)
    number = whole_of(line.number)
    looks = (tint, styles.BOLD, styles.CENTRED, styles.LINK)
    look = page.look(*looks, styles.AS_TEXT if number is None else {})
    tip = f"Kriteria indikator {line.indicator.code}"
    page.sheet.write_url(f"A{row}", f"internal:Kriteria!A{line.block}", look, line.number, tip)
    if number is not None:  # it takes the place of the text of the link
        page.sheet.write_number(f"A{row}", number, look)
    for column, text in (("B", line.domain), ("C", line.aspect)):
        page.write(f"{column}{row}", text, tint, styles.SMALL, styles.GREY, styles.WRAPPED)
    name = (tint, styles.BOLD, line.shade.ink, styles.WRAPPED)
    page.write(f"D{row}", line.indicator.short, *name)
    ground = styles.LOCKED if line.support else styles.INPUT
    numbers = [(columns.level, prefill.level, ground)]
    if columns.external:
        own = ground if line.indicator.external else styles.LOCKED
        numbers.append((columns.external, prefill.external, own))
    for column, value, base in numbers:
        typed = styles.AS_TYPED if isinstance(value, str) else {}
        mark = layout.highlight("Jawaban", f"{column}{row}")
        big = (styles.BOLD, styles.CENTRED, {"font_size": 12})
        page.write(f"{column}{row}", value, base, *big, typed, mark)
    texts = ((columns.evidence, prefill.evidence), (columns.explanation, prefill.explanation))
    for column, text in texts:
        mark = layout.highlight("Jawaban", f"{column}{row}")
        page.write(f"{column}{row}", text, styles.INPUT, styles.AS_TEXT, styles.WRAPPED, mark)
    check = _checked(layout, line)
    look = page.look(styles.LOCKED, styles.WRAPPED)
    page.sheet.write_formula(f"{columns.check}{row}", f"={check.formula}", look, check.value)


def _add_prompts(page: Page, layout: Layout, line: Line) -> None:
    """Add the list of levels and the prompts of a row."""
    instrument, columns, indicator = layout.instrument, layout.letters, line.indicator
    lowest, highest = Fraction(instrument.lowest), Fraction(instrument.highest)
    listed: dict[str, object] = {"validate": "list", "source": list(instrument.scale())}
    rule = _between(lowest, highest) if instrument.decimals else listed
    free: dict[str, object] = {"validate": "any"}
    prompts: list[tuple[str | None, dict[str, object], Prompt, Prompt | None]] = [
        (columns.level, rule, level_prompt(indicator), stop_message(instrument)),
        (columns.evidence, free, evidence_prompt(indicator), None),
        (columns.explanation, free, explanation_prompt(indicator), None),
    ]
    if index := indicator.external:
        rule = _between(index.minimum, index.maximum)
        prompts.insert(1, (columns.external, rule, _index_prompt(index), _index_stop(index)))
    for column, what, shown, stop in prompts:
        if stop is None or not line.support:
            texts = {"input_title": shown.title, "input_message": shown.text}
            stops = {"error_title": stop.title, "error_message": stop.text} if stop else {}
            page.sheet.data_validation(f"{column}{line.row}", {**what, **texts, **stops})


def _between(lowest: Fraction, highest: Fraction) -> dict[str, object]:
    ends = {"minimum": exact_text(lowest), "maximum": exact_text(highest)}
    return {"validate": "decimal", "criteria": "between", **ends}


def _colour_checks(page: Page, layout: Layout) -> None:
    """Colour the column Periksa: green where a row is complete, amber where it lacks something."""
    column = layout.letters.check
    first = f"${column}{FIRST_ROW}"
    lacking = ",".join(f'{first}<>"{word}"' for word in (COMPLETE, BLANK, OPTIONAL, UNCHANGED))
    for criteria, look in (
        (f'={first}="{COMPLETE}"', styles.GOOD),
        (f"=AND({lacking})", styles.AMBER),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": page.book.add_format(dict(look))}
        page.sheet.conditional_format(f"{column}{FIRST_ROW}:{column}{layout.last_row}", rule)


def _write_extra_columns(page: Page, layout: Layout, first: int) -> None:
    """Write the columns from `first` on, counted from 0: grey and locked, or open."""
    for position, extra in enumerate(layout.columns, start=first):
        base = (styles.INPUT,) if extra.open else (styles.LOCKED, styles.GREY)
        for line in layout.lines:
            value, cell = extra.values.get(line.number), xl_rowcol_to_cell(line.row - 1, position)
            if isinstance(value, Fraction):
                page.write(cell, value, *base, styles.CENTRED)
            else:
                text = None if value is None else str(value)
                page.write(cell, text, *base, styles.AS_TEXT, styles.WRAPPED)


class Prompt(NamedTuple):
    """A title and a text."""

    title: str
    text: str


_LONGEST_TITLE: Final = 32
_LONGEST_PROMPT: Final = 255
_EVIDENCE: Final = "Nama berkas atau tautan, dipisahkan titik koma, diawali nomor indikator."
_EXPLANATION: Final = (
    "Fakta: (apa) tercantum pada bukti (nama berkas), pasal/halaman (nomor). "
    "Analisis: bukti itu menunjukkan terpenuhinya (kriteria tingkat yang dipilih)."
)


def _fitting(title: str, *parts: str) -> Prompt:
    """Return a prompt whose parts are cut evenly until all of them fit."""
    longest = max(map(len, parts))
    while len(text := BETWEEN.join(shortened(part, longest) for part in parts)) > _LONGEST_PROMPT:
        longest -= 1
    return Prompt(shortened(title, _LONGEST_TITLE), text)


def level_prompt(indicator: Indicator) -> Prompt:
    """Say what sets the levels of an indicator apart; name them, if no source tells it."""
    levels = indicator.levels
    parts = (f"{one.number} {one.distinguishing or one.name or MISSING}" for one in levels)
    return _fitting(f"Indikator {indicator.code}: beda antartingkat", *parts)


def evidence_prompt(indicator: Indicator) -> Prompt:
    """Name typical evidence; without a source for it, how evidence is written."""
    if indicator.evidence is None:
        return Prompt("Bukti dukung", _EVIDENCE)
    return _fitting("Bukti yang lazim", indicator.evidence)


def explanation_prompt(indicator: Indicator) -> Prompt:
    """Give the pattern of sentences for an explanation."""
    return _fitting("Pola kalimat", indicator.capability.explanation or _EXPLANATION)


def stop_message(instrument: Instrument) -> Prompt:
    """Say which levels there are, when something else was entered."""
    title = f"Tingkat {instrument.lowest} sampai {instrument.highest}"
    if instrument.decimals:
        return Prompt(title, f"Isi {decimal_levels(instrument)}.")
    choices = WORDS.show(Choices(instrument.lowest, instrument.highest))
    no = f"Tidak ada tingkat {off_scale(instrument)} atau setengah tingkat."
    return Prompt(title, f"Pilih {choices} dari daftar. {no}")


def _index_prompt(index: ExternalIndex) -> Prompt:
    text = (
        f"Bila {index.authority} sudah menerbitkan nilai {index.name}, tulis apa adanya, dari "
        f"{index_scale(index)}, dan kosongkan Tingkat. Bila belum, isi Tingkat."
    )
    return _fitting(f"Indeks Asal: {index.name}", text)


def _index_stop(index: ExternalIndex) -> Prompt:
    scale = index_scale(index)
    return _fitting(f"{index.name} {scale}", f"Isi nilai {index.name} dari {scale}.")
