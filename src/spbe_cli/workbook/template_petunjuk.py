"""The sheet Petunjuk: how the file is filled in, on one page."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.instrument import Capability
from spbe_cli.xlsx.styles import (
    BOLD,
    GREY,
    RED,
    TITLE,
    WRAPPED,
    Style,
    print_on_a4,
    protect,
    sized,
    style,
)
from spbe_cli.xlsx.form_layout import Layout, number_ranges
from spbe_cli.xlsx.form_texts import (
    BETWEEN,
)
from spbe_cli.xlsx.form_guide import steps
from spbe_cli.xlsx.form_texts import (
    MISSING,
    WORDS,
    reply_request,
    subject,
    write_text,
)

PLEASE_DO_NOT: Final = (
    "menambah, menghapus, atau menggabungkan baris dan kolom;",
    "mengganti nama lembar Jawaban;",
    "memberi kata sandi pada berkas;",
    (
        "menempel sel dari berkas lain dengan Tempel biasa. Gunakan Tempel Nilai (Paste Values) "
        "supaya daftar pilihan tidak hilang."
    ),
)


def write_guide(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write the sheet Petunjuk."""
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 4)
    sheet.set_column("B:B", 96)
    write_head(book, sheet, layout)
    row = write_list(book, sheet, 6, "Cara mengisi", numbered(steps(layout)))
    row = write_list(book, sheet, row + 1, "Mohon jangan", (("-", t) for t in PLEASE_DO_NOT))
    write_list(book, sheet, row + 1, "Arti tingkat", (("", t) for t in level_meanings(layout)))
    print_on_a4(sheet, landscape=False)
    protect(sheet)


def write_head(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write what the file is, whose it is, what is asked, and when it goes back."""
    request = layout.request
    owners = filter(None, (request.agency, request.institution))
    head: tuple[tuple[str, tuple[Style, ...]], ...] = (
        (f"Berkas jawaban {subject(layout)}", (TITLE, sized(18))),
        (BETWEEN.join(owners), ()),
        (coverage(layout), (GREY,)),
        (reply_request(request), (BOLD, RED)),
    )
    for row, (text, looks) in enumerate(head, start=1):
        write_text(sheet, f"A{row}", text, style(book, *looks))


def coverage(layout: Layout) -> str:
    """Name the instrument and the indicators asked for."""
    total = len(layout.instrument.required_rows())
    asked = f"{total} indikator"
    if not layout.asked():
        numbers = number_ranges(tuple(line.number for line in layout.blocks()))
        asked = f"bukti dukung untuk indikator {numbers}"
    elif layout.is_partial():
        asked = f"{len(layout.asked())} dari {asked}: {number_ranges(layout.asked())}"
    secondary = f"{BETWEEN}{WORDS.label('source.secondary')}" if layout.instrument.secondary else ""
    return f"{layout.instrument.title}{BETWEEN}{asked}{secondary}"


def write_list(
    book: Workbook, sheet: Worksheet, row: int, title: str, items: Iterator[tuple[int | str, str]]
) -> int:
    """Write a heading with its items under it; return the first free row."""
    write_text(sheet, f"A{row}", title, style(book, BOLD, sized(13)))
    mark_style, text_style = style(book, {"align": "right"}), style(book, WRAPPED)
    row += 1
    for mark, text in items:
        if mark:
            sheet.write(f"A{row}", mark, mark_style)
        write_text(sheet, f"B{row}", text, text_style)
        row += 1
    return row


def numbered(texts: Iterator[str]) -> Iterator[tuple[int | str, str]]:
    """Put a number before each text."""
    return zip(count(1), texts, strict=False)


def level_meanings(layout: Layout) -> Iterator[str]:
    """Yield the names of the levels, once for all kinds of indicators that share them."""
    groups: dict[tuple[str, ...], list[Capability]] = {}
    for line in layout.blocks():
        kind = line.indicator.capability
        alike = groups.setdefault(level_names(kind), [])
        if kind not in alike:
            alike.append(kind)
    for names, kinds in groups.items():
        codes = tuple(i.code for i in layout.instrument.indicators() if i.capability in kinds)
        yield f"{labels(kinds)} (indikator {number_ranges(codes)}): {', '.join(names)}"


def level_names(kind: Capability) -> tuple[str, ...]:
    """Return the levels with their names."""
    if not any(kind.level_names.values()):
        return (f"nama tingkat {MISSING}",)
    return tuple(f"{number} {name or MISSING}" for number, name in sorted(kind.level_names.items()))


def labels(kinds: list[Capability]) -> str:
    """Join the labels of kinds of indicators, as one list: the first keeps its capital."""
    first, *others = (kind.label for kind in kinds)
    joined = ", ".join((first, *(label[0].lower() + label[1:] for label in others)))
    return joined.replace(" dan ", ", ") if others else joined
