"""What the cases of findings begin with: good files, and edits that spoil one thing of them.

A file is told in YAML as

    a path          of a file or folder of the checkout, or below `evening/` of what
                    examples/make_evening.py makes
    {from: path, replace: {old: new}}   a text in which something is replaced once each
    {from: path, set: {sheet!cell: value}}   a workbook that is edited as below
    {text: ...}     its content, which may be !!binary
    {times: [text, how often]}   a text again and again
    {small: [[old, new], ...]}   the small instrument with a text replaced once each; beside it
                    `base: domain` puts its aspect into a domain, `weights` tells as many
                    indicators, `cut: [text, new]` ends it at a text
    {edited: path, with: [[old, new], ...]}   a text file of the checkout with edits
    {compound: [names]}, {archive: names, parts or how many}, {bytes: as Latin-1}, {zeros: how many}
    {table: [rows]} a sheet Jawaban of these rows
    {link: path}    a symbolic link
    {form: {cell: value}}        the ministry's workbook of 2018, with edits of a sheet
    {sheet: {cell: value}}       the good sheet: headings in row 4, indicator n in row n + 4; for
                    a range the value of each of its cells, and lists fill a row

A value may be {time: '03:30'}, {hours: 30}, {before: text, times: [text, how often], after: text}.
And beside `sheet` or `form`, in this order:

    edition   2018 or 2026 in place of 2020
    only      the numbers whose rows are kept, without gaps
    levels    one level for all
    insert_rows, insert_cols   {where: how many}; formats {cell: number format}
    append    rows below
    items     rows of a sheet Bukti, below the headings of the template or `item_headings`;
              `repeated` as often
    links     {cell: where it leads to}
    delete, merge, hide   rows or ranges of Jawaban; columns are hidden by their letters
    remove, copy, conceal {sheet: state}, rename  sheets
    since_1904            days count as Excel for the Macintosh did
    below     [XML, times]: put below the rows of the answers
    parts     [[name, old, new], ...]: bytes of a part replaced, or a part added
    raw       {cell of Jawaban: the XML in its place}
    lack      parts that are left out
"""

import functools
import re
import runpy
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from tests.program import EXAMPLES, ROOT
from tests.reader.books import (
    JAWABAN,
    compound,
    good_book,
    packed,
    parts_of,
    put_raw,
    table,
    zipped,
)
from tests.reader.ministry import MADIUN, form

SMALL: Final = Path(__file__).with_name("small.yaml").read_text("utf-8").partition("\n")[2]
"""A whole instrument in few lines."""
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
            source = located(told)
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
        elif "link" in told:
            target.symlink_to(told["link"])
        else:
            target.write_bytes(content(told))


CELLS: Final = re.compile(r"(.+!)?[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?")


def spoilt(told: Told) -> bytes:
    """Return the bytes of a file: of the good sheet with these cells where nothing else is said."""
    if set(told) & set(MAKERS):
        return content(told)
    cells = {where: value for where, value in told.items() if CELLS.fullmatch(where)}
    return content({**told, "sheet": cells})


def content(told: Told) -> bytes:
    """Return the bytes of a file."""
    return next(make(told) for kind, make in MAKERS.items() if kind in told)


@functools.cache
def evening() -> TemporaryDirectory[str]:
    """Make what the agencies send on the evening of the guide."""
    folder = TemporaryDirectory()
    runpy.run_path(str(EXAMPLES / "make_evening.py"))["make"](Path(folder.name))
    return folder


def located(source: str) -> Path:
    """Return where a file to copy lies."""
    first, _, rest = source.partition("/")
    return Path(evening().name, rest) if first == "evening" else ROOT / source


@functools.cache
def taken(dumped: str) -> bytes:
    """Return a file of the checkout, changed as this YAML tells."""
    told = yaml.load(dumped, yaml.CSafeLoader)
    place = located(told["from"])
    if "replace" in told:
        return replaced(place.read_text("utf-8"), tuple(told["replace"].items())).encode()
    book = load_workbook(place)
    spoil(book, book["Jawaban"], told.get("set", {}), told)
    return packed(book)


def text(told: Told) -> bytes:
    """Return a text, or the bytes of `!!binary`."""
    said = told["text"]
    return said.encode(told.get("encoding", "utf-8")) if isinstance(said, str) else bytes(said)


def archive(told: Told) -> bytes:
    """Return an archive of these parts, of parts with these names, or of as many."""
    parts = told["archive"]
    if not isinstance(parts, Mapping):
        parts = dict.fromkeys(map(str, range(parts) if type(parts) is int else parts), "<a/>")
    return zipped({name: content.encode() for name, content in parts.items()})


def sheet(told: Told) -> bytes:
    """Return the good sheet, spoilt as a case tells."""
    book = good_book(told.get("edition", 2020))
    if "items" in told:
        pieces = book.create_sheet("Bukti")
        for row in (told.get("item_headings", PIECES), *(told["items"] * told.get("repeated", 1))):
            pieces.append(row)
    spoil(book, book["Jawaban"], told["sheet"], told)
    return with_parts(packed(book), told)


def ministry(told: Told) -> bytes:
    """Return the ministry's workbook, spoilt as a case tells."""
    choices = told.get("choices", MADIUN)
    made = form(choices, lambda book: spoil(book, book["Rekap"], told["form"], told))
    return with_parts(made, told)


MAKERS: Final[Mapping[str, Callable[[Told], bytes]]] = {
    "from": lambda told: taken(yaml.safe_dump(told)),
    "text": text,
    "times": lambda told: str(written(told)).encode(),
    "bytes": lambda told: told["bytes"].encode("latin-1") + bytes(told.get("zeros", 0)),
    "small": lambda told: instrument(told).encode(),
    "edited": lambda told: replaced(
        (ROOT / told["edited"]).read_text("utf-8"), told["with"]
    ).encode(),
    "compound": lambda told: compound(
        told["compound"], told.get("embedded", ()), far=told.get("far", False)
    ),
    "archive": archive,
    "zeros": lambda told: bytes(told["zeros"]),
    "form": ministry,
    "table": lambda told: table(*told["table"])(),
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


def spoil(book: Workbook, main: Worksheet, values: Told, told: Told) -> None:
    """Edit a workbook and its main sheet as a case tells."""
    spoil_rows(main, told)
    for way in ("insert_rows", "insert_cols"):
        for at, count in told.get(way, {}).items():
            getattr(main, way)(at, count)
    for where, value in values.items():
        name, _, cells = where.rpartition("!")
        put(book[name] if name else main, cells, written(value))
    for cell, look in told.get("formats", {}).items():
        main[cell].number_format = look
    for row in told.get("append", ()):
        main.append(row)
    for cell, leads in told.get("links", {}).items():
        target, _, location = leads.partition("#")
        main[cell].hyperlink = Hyperlink(ref=cell, target=target or None, location=location or None)
    for row in sorted(told.get("delete", ()), reverse=True):
        main.delete_rows(row)
    for cells in told.get("merge", ()):
        main.merge_cells(cells)
    for one in told.get("hide", ()):
        dimensions: Any = main.row_dimensions if isinstance(one, int) else main.column_dimensions
        dimensions[one].hidden = True
    spoil_book(book, told)


def put(sheet: Worksheet, cells: str, value: Any) -> None:  # noqa: ANN401  whatever a cell holds
    """Write a value into a cell or into every cell of a range, or a list from a cell on."""
    if isinstance(value, list):
        for column, one in enumerate(value):
            sheet[cells].offset(0, column).value = one
    elif ":" in cells:
        for row in sheet[cells]:
            for cell in row:
                cell.value = value
    else:
        sheet[cells] = value


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
    for name, state in told.get("conceal", {}).items():
        book[name].sheet_state = state
    for name, title in told.get("rename", {}).items():
        book[name].title = title
    if told.get("since_1904"):
        book.epoch = CALENDAR_MAC_1904


def written(value: Any) -> Any:  # noqa: ANN401  whatever YAML holds
    """Return a value that YAML does not write."""
    match value:
        case {"time": clock}:
            return time.fromisoformat(clock)
        case {"hours": hours}:
            return timedelta(hours=hours)
        case {"times": [piece, times]}:
            return f"{value.get('before', '')}{written(piece) * times}{value.get('after', '')}"
        case _:
            return value


def with_parts(made: bytes, told: Told) -> bytes:
    """Return a workbook with bytes of its parts replaced, or parts added."""
    edits = list(told.get("parts", ()))
    if "below" in told:
        piece, times = told["below"]
        edits.append((JAWABAN, "</sheetData>", piece * times + "</sheetData>"))
    if not edits and not {"raw", "lack"} & set(told):
        return made
    parts = parts_of(made)
    for name, old, told_new in edits:
        assert old.encode() in parts.get(name, b""), old
        new = written(told_new).encode()
        parts[name] = parts[name].replace(old.encode(), new) if old else new
    for cell, xml in told.get("raw", {}).items():
        put_raw(parts, cell, written(xml))
    for name in told.get("lack", ()):
        del parts[name]
    return zipped(parts)
