"""Writes the file that goes back to a respondent, with what is to be put right in it.

It is a fresh file from the template, never the one received: the answers are copied into it,
cells with findings stand out and explain themselves, and a first sheet, Perbaikan, lists them
all.  No row of that may hold a heading of a number and one of a level: it would be taken for a
table of answers when the file comes back.

The message to the respondent is ready to be pasted into WhatsApp (`*bold*`).  It is written for
Notepad: UTF-8 with a byte order mark, lines ending in CR LF.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import Final

from spbe_cli.findings import Finding, Numbers
from spbe_cli.words import Language, Words, catalogue
from spbe_cli.words.shown import visible
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.correction_items import (
    EMPTY,
    NOTHING,
    Item,
    Returned,
    correction_layout,
    items_of,
    marks_of,
)
from spbe_cli.xlsx.form import SHEETS, write_file
from spbe_cli.xlsx.form_layout import BETWEEN, WORDS, Layout, shortened, subject, until_and_to
from spbe_cli.xlsx.package import Refused, open_package
from spbe_cli.xlsx.reading import read_identity
from spbe_cli.xlsx.styles import WRITTEN, Page

__all__ = ["Returned", "correction_text", "correction_workbook", "is_own_correction"]

_LONGEST_QUOTATION: Final = 160
_LONGEST_ABBREVIATION: Final = 20
_ABBREVIATION: Final = re.compile(r"\(([^()]+)\)\s*$")
_DEFAULT_SUBJECT: Final = "SPBE"
_MARK: Final = "|"
_INDENT: Final = "\n   "


def correction_text(returned: Returned, words: Words, file_name: str) -> bytes:
    """Return the message that goes with a correction file of this name."""
    layout = correction_layout(returned)
    items = items_of(returned, layout)
    errors = sum(item.is_error for item in items)
    warnings = len(items) - errors
    state = "both" if errors and warnings else "errors" if errors else "warnings"
    request = {"both": "correct_both", "errors": "correct", "warnings": "check"}[state]
    found = words.label(f"correction.{state}", errors=errors, warnings=warnings)
    until = _until(returned.due, words)
    reply = words.label(f"correction.{request}", file=file_name, until=until)
    rest = f" {words.label('correction.rest')}" if returned.answers else ""
    return _message(
        _title(subject(layout), _owner(returned), words),
        words.label("correction.greeting", state=found),
        *_listed(items, returned, words),
        "\n".join(filter(None, (reply + rest, visible(returned.contact or "")))),
    )


def refusal_text(
    findings: tuple[Finding, ...],
    words: Words,
    *,
    due: str | None = None,
    contact: str | None = None,
) -> bytes:
    """Return the message about a file that could not be read at all."""
    file = PureWindowsPath(findings[0].place.file).name
    told = [finding for finding in findings if not catalogue.record(finding.code).for_analyst]
    unreadable = words.label("correction.unreadable", file=file)
    reply = words.label("correction.send", until=_until(due, words))
    return _message(
        _title(_DEFAULT_SUBJECT, "", words),
        words.label("correction.greeting", state=unreadable),
        *(f"{n}. {words.correction(one).prose()}" for n, one in enumerate(told, start=1)),
        "\n".join(filter(None, (reply, visible(contact or "")))),
    )


def begins(words: Words) -> bytes:
    """Return how every message begins, up to what it is about."""
    text, _, _ = words.label("correction.title", subject=_MARK).partition(_MARK)
    return text.encode("utf-8-sig")


def _message(*blocks: str) -> bytes:
    """Join blocks with blank lines, as Notepad reads them."""
    text = "\n\n".join(blocks) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _title(name: str, agency: str, words: Words) -> str:
    """Say what it is about, and whom it concerns if that is known."""
    key = "correction.title_of" if agency else "correction.title"
    return words.label(key, subject=name, owner=agency)


def _owner(returned: Returned) -> str:
    """Return whose answers these are, by the abbreviation that ends the name if it has one."""
    identity = returned.identity
    name = identity.get("perangkat daerah") or identity.get("instansi") or ""
    found = _ABBREVIATION.search(name)
    short = found[1].strip() if found else ""
    return short if 0 < len(short) <= _LONGEST_ABBREVIATION else name


def _until(due: str | None, words: Words) -> str:
    return words.label("correction.until", due=due) if due else ""


def _listed(items: tuple[Item, ...], returned: Returned, words: Words) -> Iterator[str]:
    """Yield a block for every item; numbers run on from errors to warnings."""
    errors = sum(item.is_error for item in items)
    for number, item in enumerate(items, start=1):
        first_warning = 0 < errors == number - 1
        head = words.label("correction.to_check") + "\n" if first_warning else ""
        yield f"{head}{number}. {_INDENT.join(_lines_of(item, returned, words))}"


def _lines_of(item: Item, returned: Returned, words: Words) -> Iterator[str]:
    """Yield the place, what is written there, and what to do; without a place this comes first."""
    place = ", ".join(_place_of(item, returned, words))
    sentence = words.correction(item.finding).prose()
    blank = item.written == EMPTY
    quoted = words.label("empty") if blank else item.written
    found = shortened(visible(quoted), _LONGEST_QUOTATION)
    nothing = item.written == NOTHING or (blank and not item.is_error)
    written = "" if nothing else words.label("correction.written", found=found)
    yield from filter(None, (place, written, sentence) if place else (sentence, written))


def _place_of(item: Item, returned: Returned, words: Words) -> Iterator[str]:
    """Yield the cell and the indicator, as far as there are any."""
    if item.cells:
        key = "correction.cell" if len(item.cells) == 1 else "correction.cells"
        yield words.label(key, cell=item.cells[0], count=len(item.cells) - 1)
    if item.sheet == "Identitas":
        yield words.label("correction.identity")
    elif len(item.numbers) == 1:
        (number,) = item.numbers
        name = returned.instrument.rows()[number].short
        yield words.label("correction.indicator", number=number, name=name)
    elif item.numbers:
        yield words.label("correction.indicators", numbers=Numbers(item.numbers))


_SHEET: Final = "Perbaikan"
_COLUMNS: Final = (
    ("No", 5),
    ("Sel", 9),
    ("Indikator", 44),
    ("Tertulis", 20),
    ("Yang perlu dilakukan", 66),
    ("Kode", 12),
)
"""The headings with the widths of their columns."""
_HEADING_ROW: Final = 6
_TWO_LINES: Final = 31
_REST: Final = " Isian lain sudah kami baca dengan baik dan tidak perlu diubah."
_PROPERTIES: Final = "docProps/core.xml"
_UNTOUCHED: Final = f">{WRITTEN:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
"""Every program that saves a workbook enters the day on which it does."""


def correction_workbook(returned: Returned, words: Words) -> bytes:
    """Return the correction file; `words` gives the sentences of the findings."""
    layout = correction_layout(returned)
    items = items_of(returned, layout)
    marked = replace(layout, marks=marks_of(items, words))
    return write_file(marked, {_SHEET: partial(_write_items, items, words), **SHEETS}, _SHEET)


def is_own_correction(path: Path) -> bool:
    """Tell whether a file is a correction as we wrote it, or the text that goes with one.

    Of a workbook Identitas says so.  One that somebody has saved since may hold answers.
    """
    try:
        if path.suffix == ".txt":
            return path.read_bytes().startswith(tuple(begins(Words(one)) for one in Language))
        package = open_package(path, str(path))
        number = read_identity(open_book(package)).cells.get("perbaikan")
        saved = b"".join(package.chunks(_PROPERTIES)) if package.has(_PROPERTIES) else b""
    except (Refused, OSError):
        return False
    return number is not None and not number.blank and _UNTOUCHED in saved


def _write_items(items: tuple[Item, ...], words: Words, page: Page, layout: Layout) -> None:
    """Write the sheet Perbaikan."""
    errors = [item for item in items if item.is_error]
    warnings = [item for item in items if not item.is_error]
    _write_head(page, layout, len(errors), len(warnings))
    row = _HEADING_ROW + 1
    for title, colour, group in (
        ("Wajib diperbaiki", styles.ERROR, errors),
        ("Perlu diperiksa", styles.WARNING, warnings),
    ):
        if group:
            look = page.look(styles.BOLD, colour, styles.BORDERED)
            page.sheet.merge_range(f"A{row}:F{row}", title, look)
            for number, item in enumerate(group, start=1):
                _write_item(page, row + number, number, item, _subject_of(layout, item), words)
            row += 1 + len(group)
    page.sheet.ignore_errors({"number_stored_as_text": f"D{_HEADING_ROW}:D{row}"})
    page.sheet.freeze_panes(_HEADING_ROW, 0)
    page.sheet.repeat_rows(_HEADING_ROW - 1)
    page.finish()


def _counts(errors: int, warnings: int) -> str:
    parts = ((errors, "wajib diperbaiki"), (warnings, "perlu diperiksa"))
    return ", ".join(f"{count} {words}" for count, words in parts if count) + "."


def _task(errors: int, warnings: int) -> str:
    if not errors:
        return "periksa isinya (sel kuning tua)"
    amber = ", sel kuning tua perlu diperiksa" if warnings else ""
    return f"perbaiki isinya (sel jingga wajib diperbaiki{amber})"


def _write_head(page: Page, layout: Layout, errors: int, warnings: int) -> None:
    request = layout.request
    owner = BETWEEN.join(filter(None, (request.agency, request.institution, request.year)))
    # A level that could not be read stays a text, or away.
    read = any(not isinstance(one.level, str | None) for one in layout.prefilled.values())
    reply = f"lalu kirim kembali berkas INI{until_and_to(request)}".rstrip(".")
    guide = f"Klik alamat sel, {_task(errors, warnings)}, simpan, {reply}."
    page.text("A1", "Yang perlu diperbaiki", styles.TITLE, styles.sized(18))
    page.text("A2", owner)
    page.text("A3", _counts(errors, warnings) + (_REST if read else ""), styles.BOLD)
    wrapped = page.look({"text_wrap": True})
    page.sheet.merge_range("A4:F4", "", wrapped)
    page.write("A4", guide, wrapped)
    page.sheet.set_row(3, _TWO_LINES)
    page.headings(_HEADING_ROW, _COLUMNS)


def _subject_of(layout: Layout, item: Item) -> str:
    """Name the indicator, or the numbers of several."""
    if item.sheet == "Identitas":
        return "Lembar Identitas"
    if len(item.numbers) == 1:
        (number,) = item.numbers
        return f"{number} {layout.instrument.rows()[number].short}"
    return WORDS.show(Numbers(item.numbers)) or NOTHING


def _write_item(page: Page, row: int, number: int, item: Item, subject: str, words: Words) -> None:
    bordered, middle = (styles.BORDERED, styles.WRAPPED), (styles.BORDERED, styles.CENTRED)
    page.write(f"A{row}", number, page.look(*middle))
    if item.cells:
        address = item.cells[0] + (" dst." if len(item.cells) > 1 else "")
        target = f"internal:{item.sheet}!{item.cells[0]}"
        page.sheet.write_url(f"B{row}", target, page.look(*middle, styles.LINK), address)
    else:
        page.text(f"B{row}", NOTHING, *middle)
    page.text(f"C{row}", subject, *bordered)
    page.text(f"D{row}", item.written, *bordered, styles.AS_TEXT)
    page.text(f"E{row}", words.correction(item.finding).prose(), *bordered)
    page.text(f"F{row}", item.finding.code, *middle)
