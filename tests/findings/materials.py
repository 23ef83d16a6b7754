"""What the cases of findings begin with: good files, and edits that spoil one thing of them.

A file is told in YAML as

    a path          of a file or folder of the checkout
    {text: ...}     its content, which may be !!binary
    {times: [text, how often]}   a text again and again
    {small: [[old, new], ...]}   the small instrument with a text replaced once each; beside it
                    `base: domain` puts its aspect into a domain, `weights` tells as many
                    indicators, `cut: [text, new]` ends it at a text
    {edited: path, with: [[old, new], ...]}   a text file of the checkout with edits
    {compound: [names]}, {archive: names or how many}, {zeros: bytes}   what is no workbook
    {link: path}    a symbolic link
    {form: {cell: value}}        the ministry's workbook of 2018, with edits of a sheet
    {sheet: {cell: value}}       the good sheet: headings in row 4, indicator n in row n + 4

and beside `sheet` or `form`, in this order:

    edition   2018 or 2026 in place of 2020
    only      the numbers whose rows are kept, without gaps
    levels    one level for all
    append    rows below
    items     rows of a sheet Bukti, below the headings of the template or `item_headings`;
              `repeated` as often
    delete, merge, hide   rows or ranges of Jawaban; columns are hidden by their letters
    remove, copy, conceal, rename  sheets
    since_1904            days count as Excel for the Macintosh did
    below     [XML, times]: put below the rows of the answers
    parts     [[name, old, new], ...]: bytes of a part replaced, or a part added
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from tests.reader.books import HEADINGS, IDENTITY, JAWABAN, compound, packed, parts_of, zipped
from tests.reader.test_ministry import MADIUN, form

from spbe_cli.instrument.loading import shipped

ROOT: Final = Path(__file__).parents[2]
SMALL: Final = Path(__file__).with_name("small.yaml").read_text("utf-8").partition("\n")[2]
"""A whole instrument in few lines."""
EDITIONS: Final = {
    2018: ("permenpanrb-5-2018", 2020),
    2020: ("permenpanrb-59-2020", 2024),
    2026: ("permenpanrb-8-2026", 2026),
}
"""The edition by its year, and a year in which it holds."""

PIECES: Final = (
    "Kode", "Tingkat", "Yang diminta", "Berkas", "Status", "Tanggal", "Catatan",
    "Penanggung jawab",
)  # fmt: skip
"""The headings of the sheet Bukti."""

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
    return next(make(told) for kind, make in MAKERS.items() if kind in told)


def text(told: Told) -> bytes:
    """Return a text, or the bytes of `!!binary`."""
    said = told["text"]
    return said.encode() if isinstance(said, str) else bytes(said)


def archive(told: Told) -> bytes:
    """Return an archive of parts with these names, or of as many."""
    names = told["archive"]
    return zipped({str(name): b"<a/>" for name in (range(names) if type(names) is int else names)})


def sheet(told: Told) -> bytes:
    """Return the good sheet, spoilt as a case tells."""
    book = good_sheet(told.get("edition", 2020))
    if "items" in told:
        pieces = book.create_sheet("Bukti")
        for row in (told.get("item_headings", PIECES), *(told["items"] * told.get("repeated", 1))):
            pieces.append(row)
    spoil(book, book["Jawaban"], told["sheet"], told)
    return with_parts(packed(book), told)


def ministry(told: Told) -> bytes:
    """Return the ministry's workbook, spoilt as a case tells."""
    choices = told.get("choices", MADIUN)
    return form(choices, lambda book: spoil(book, book["Rekap"], told["form"], told))


MAKERS: Final[Mapping[str, Callable[[Told], bytes]]] = {
    "text": text,
    "times": lambda told: str(written(told)).encode(),
    "small": lambda told: instrument(told).encode(),
    "edited": lambda told: replaced(
        (ROOT / told["edited"]).read_text("utf-8"), told["with"]
    ).encode(),
    "compound": lambda told: compound(told["compound"]),
    "archive": archive,
    "zeros": lambda told: bytes(told["zeros"]),
    "form": ministry,
    "sheet": sheet,
}


def instrument(told: Told) -> str:
    """Return the small instrument, changed as a case tells."""
    made = SMALL
    if told.get("base") == "domain":
        head, aspects = made.split("aspects:\n")
        made = head + DOMAIN + "".join(f"    {line}\n" for line in aspects.splitlines())
    made = replaced(made, told["small"] if "weights" not in told else told["small"][:1])
    if "weights" in told:
        head, rest = made.split("      - code: '1'\n")
        first = "      - code: '1'\n" + rest[: rest.index("      - code: '2'\n")]
        parts = (
            replaced(first, [["'1'", f"'{n}'"], ["40", weight]]).replace(
                "Arsitektur", f"Bagian {n}"
            )
            for n, weight in enumerate(told["weights"], start=1)
        )
        made = replaced(head + "".join(parts), told["small"][1:])
    if "cut" in told:
        at, put = told["cut"]
        made = made[: made.index(at)] + put
    return made


def replaced(whole: str, edits: Sequence[Sequence[str]]) -> str:
    """Return a text in which something stands for something else, once each."""
    for old, new in edits:
        assert old in whole, old
        whole = whole.replace(old, new, 1)
    return whole


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


def spoil(book: Workbook, main: Worksheet, values: Told, told: Told) -> None:
    """Edit a workbook and its main sheet as a case tells."""
    spoil_rows(main, told)
    for where, value in values.items():
        name, _, cell = where.rpartition("!")
        place: Any = book[name] if name else main
        place[cell] = written(value) if isinstance(value, dict) else value
    for row in told.get("append", ()):
        main.append(row)
    for row in sorted(told.get("delete", ()), reverse=True):
        main.delete_rows(row)
    for cells in told.get("merge", ()):
        main.merge_cells(cells)
    for one in told.get("hide", ()):
        dimensions: Any = main.row_dimensions if isinstance(one, int) else main.column_dimensions
        dimensions[one].hidden = True
    spoil_book(book, told)


def spoil_rows(main: Worksheet, told: Told) -> None:
    """Keep some rows only, or give all of them one level."""
    kept = {str(number) for number in told.get("only", ())}
    for row in range(main.max_row, 4, -1):
        if "only" in told and str(main.cell(row, 1).value) not in kept:
            main.delete_rows(row)
        elif "levels" in told:
            main.cell(row, 5).value = told["levels"]


def spoil_book(book: Workbook, told: Told) -> None:
    """Remove, copy, hide and rename sheets."""
    for name in told.get("remove", ()):
        book.remove(book[name])
    for name in told.get("copy", ()):
        book.copy_worksheet(book[name])
    for name in told.get("conceal", ()):
        book[name].sheet_state = "hidden"
    for name, title in told.get("rename", {}).items():
        book[name].title = title
    if told.get("since_1904"):
        book.epoch = CALENDAR_MAC_1904


def written(told: Told) -> time | str:
    """Return a value that YAML does not write: `{time: 03:30}`, `{times: [x, 32760]}`."""
    if "time" in told:
        return time.fromisoformat(told["time"])
    piece, times = told["times"]
    return str(piece) * int(times)


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
