"""What the cases of findings begin with: good files, and edits that spoil one thing of them.

A file is told in YAML as

    a path          of a file or folder of the checkout
    {text: ...}     its content, which may be !!binary
    {times: [text, how often]}   a text again and again
    {small: [[old, new], ...]}   the small instrument with a text replaced once each; beside it
                    `base: domain` puts its aspect into a domain, `weights` tells as many
                    indicators, `cut: [text, new]` ends it at a text
    {compound: [names]}, {archive: names or how many}, {zeros: bytes}   what is no workbook
    {link: path}    a symbolic link
    {form: {cell: value}}        the ministry's workbook of 2018, with edits of a sheet
    {sheet: {cell: value}}       the good sheet: headings in row 4, indicator n in row n + 4

and beside `sheet` or `form`, in this order:

    edition   2018 or 2026 in place of 2020
    only      the numbers whose rows are kept, without gaps
    levels    one level for all
    append    rows below
    delete, merge, hide   rows or ranges of Jawaban; columns are hidden by their letters
    remove, copy, rename  sheets
    since_1904            days count as Excel for the Macintosh did
    below     [XML, times]: put below the rows of the answers
    parts     [[name, old, new], ...]: bytes of a part replaced, or a part added
"""

import shutil
from collections.abc import Callable, Mapping
from datetime import time
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.sheets.books import HEADINGS, IDENTITY, JAWABAN, compound, packed, parts_of, zipped
from tests.sheets.test_ministry import MADIUN, form
from tests.unit.small import SMALL

from spbe_cli.inspection import shipped

ROOT: Final = Path(__file__).parents[2]
EDITIONS: Final = {
    2018: ("permenpanrb-5-2018", 2020),
    2020: ("permenpanrb-59-2020", 2024),
    2026: ("permenpanrb-8-2026", 2026),
}
"""The edition by its year, and a year in which it holds."""

DOMAIN: Final = """\
domains:
  - code: D1
    name: Tata Kelola
    short: Tata Kelola
    weight: 100
    source: Tabel 2
    aspects:
"""

Told = Mapping[str, Any]


def lay_out(folder: Mapping[str, str | Told]) -> None:
    """Put into the current folder what a case begins with."""
    for name, told in folder.items():
        target = Path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(told, str):
            source = ROOT / told
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
        elif "link" in told:
            target.symlink_to(told["link"])
        else:
            target.write_bytes(content(told))


def content(told: Told) -> bytes:
    """Return the bytes of a file."""
    if "text" in told:
        text = told["text"]
        return text.encode() if isinstance(text, str) else bytes(text)
    if "times" in told:
        return str(written(told)).encode()
    if "small" in told:
        return instrument(told).encode()
    if "compound" in told:
        return compound(told["compound"])
    if "archive" in told:
        names = told["archive"]
        names = range(names) if isinstance(names, int) else names
        return zipped({str(name): b"<a/>" for name in names})
    if "zeros" in told:
        return bytes(told["zeros"])
    if "form" in told:
        return with_parts(form(told.get("choices", MADIUN), lambda book: spoil(book, told)), told)
    book = good_sheet(told.get("edition", 2020))
    spoil(book, told)
    return with_parts(packed(book), told)


def instrument(told: Told) -> str:
    """Return the small instrument, changed as a case tells."""
    text = SMALL
    if told.get("base") == "domain":
        head, aspects = text.split("aspects:\n")
        text = head + DOMAIN + "".join(f"    {line}\n" for line in aspects.splitlines())
    text = replaced(text, told["small"] if "weights" not in told else told["small"][:1])
    if "weights" in told:
        head, rest = text.split("      - code: '1'\n")
        first = "      - code: '1'\n" + rest[: rest.index("      - code: '2'\n")]
        parts = (
            replaced(first, [["'1'", f"'{n}'"], ["40", weight]]).replace(
                "Arsitektur", f"Bagian {n}"
            )
            for n, weight in enumerate(told["weights"], start=1)
        )
        text = replaced(head + "".join(parts), told["small"][1:])
    if "cut" in told:
        at, put = told["cut"]
        text = text[: text.index(at)] + put
    return text


def replaced(text: str, edits: list[list[str]]) -> str:
    """Return a text in which something stands for something else, once each."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def good_sheet(edition: int) -> Workbook:
    """Return a sheet with level 3 everywhere, but 4 of indicator 20, so that not all are alike."""
    instrument, year = EDITIONS[edition]
    book = Workbook()
    book.remove(book.worksheets[0])
    identity, sheet = book.create_sheet("Identitas"), book.create_sheet("Jawaban")
    values = {**IDENTITY, "Tahun": year, "Instrumen": instrument, "Indikator": None}
    for label, value in (IDENTITY if edition == 2020 else values).items():
        identity.append((label, value))
    sheet["A1"] = "Jawaban SPBE"
    headings = (*HEADINGS, "Indeks Asal") if edition == 2026 else HEADINGS
    for column, heading in enumerate(headings, start=1):
        sheet.cell(4, column, heading)
    for number, indicator in shipped(instrument).rows().items():
        files = f"indikator{number}a.pdf"
        level = 4 if number == "20" else 3
        sheet.append((number, None, None, indicator.short, level, files, f"Fakta: {files}"))
    return book


def spoil(book: Workbook, told: Told) -> None:
    """Edit a workbook as a case tells."""
    main = "Jawaban" if "Jawaban" in book.sheetnames else "Rekap"
    sheet = book[main]
    if "only" in told:
        wanted = {str(number) for number in told["only"]}
        for row in range(sheet.max_row, 4, -1):
            if str(sheet.cell(row, 1).value) not in wanted:
                sheet.delete_rows(row)
    if "levels" in told:
        for row in range(5, sheet.max_row + 1):
            sheet.cell(row, 5).value = told["levels"]
    for where, value in (told.get("sheet") or told.get("form") or {}).items():
        name, _, cell = where.rpartition("!")
        book[name or main][cell] = written(value) if isinstance(value, dict) else value
    for row in told.get("append", ()):
        sheet.append(row)
    for row in sorted(told.get("delete", ()), reverse=True):
        sheet.delete_rows(row)
    for cells in told.get("merge", ()):
        sheet.merge_cells(cells)
    for one in told.get("hide", ()):
        dimensions: Any = sheet.row_dimensions if isinstance(one, int) else sheet.column_dimensions
        dimensions[one].hidden = True
    edits: Mapping[str, Callable[[str], object]] = {
        "remove": lambda name: book.remove(book[name]),
        "copy": lambda name: book.copy_worksheet(book[name]),
        "conceal": lambda name: setattr(book[name], "sheet_state", "hidden"),
    }
    for kind, edit in edits.items():
        for name in told.get(kind, ()):
            edit(name)
    for name, title in told.get("rename", {}).items():
        book[name].title = title
    if told.get("since_1904"):
        book.epoch = CALENDAR_MAC_1904


def written(told: Told) -> time | str:
    """Return a value that YAML does not write: `{time: 03:30}`, `{times: [x, 32760]}`."""
    if "time" in told:
        return time.fromisoformat(told["time"])
    text, times = told["times"]
    return str(text) * int(times)


def with_parts(made: bytes, told: Told) -> bytes:
    """Return a workbook with bytes of its parts replaced, or parts added."""
    edits = list(told.get("parts", ()))
    if "below" in told:
        piece, times = told["below"]
        edits.append((JAWABAN, "</sheetData>", piece * times + "</sheetData>"))
    parts = parts_of(made) if edits else {}
    for name, old, new in edits:
        assert old.encode() in parts.get(name, b""), old
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1) if old else new.encode()
    return zipped(parts) if edits else made
