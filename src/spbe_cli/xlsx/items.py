"""Where the pieces of evidence stand in a workbook: the sheet Bukti, read by its headings."""

from typing import Final, NamedTuple

from spbe_cli.answers import Cell, RawItem
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw
from spbe_cli.xlsx.cells import Grid
from spbe_cli.xlsx.table import LAST_HEADING_ROW, first_of, titles_of

ITEMS_SHEET: Final = "Bukti"
_ASKED: Final = ("yang diminta", "bukti yang diminta", "butir bukti", "uraian")
_HEADINGS: Final = {
    "code": ("kode", "kode butir", "kode bukti"),
    "status": ("status", "status butir"),
    "level": ("tingkat", "tingkat kematangan", "level"),
    "asked": _ASKED,
    "files": ("berkas", "nama berkas", "bukti dukung", "tautan"),
    "day": ("tanggal", "tanggal bukti", "tanggal berkas"),
    "note": ("catatan", "catatan asesor", "keterangan"),
    "owner": ("penanggung jawab", "perangkat daerah", "opd", "unit kerja"),
}
_NEEDED: Final = ("code", "status")


class ItemTable(NamedTuple):
    """The rows under the headings, and what keeps them from being read."""

    rows: tuple[RawItem, ...] = ()
    remarks: tuple[Finding, ...] = ()


def read_items(grid: Grid, file: str) -> ItemTable:
    """A245: the sheet Bukti has the headings Kode and Status; one with neither is another's."""
    halves: list[str] = []
    for row in (row for row in sorted(grid.cells) if row <= LAST_HEADING_ROW):
        titles = titles_of(grid, row)
        columns = {role: first_of(titles, names) for role, names in _HEADINGS.items()}
        if all(columns[role] for role in _NEEDED):
            return ItemTable(tuple(_rows_of(grid, row, columns)))
        halves += [role for role in _NEEDED if columns[role]]
    if not halves:
        return ItemTable()
    other = "Status" if halves[0] == "code" else "Kode"
    facts: dict[str, Fact] = {"sheet": Quoted(grid.name), "headings": Raw(other)}
    return ItemTable(remarks=(Finding("A245", Place(file, grid.name), facts),))


def lists_items(grid: Grid, row: int) -> bool:
    """Tell whether a heading row is that of pieces of evidence, whatever the sheet is called."""
    titles = titles_of(grid, row)
    return all(first_of(titles, _HEADINGS[role]) for role in (*_NEEDED, "asked"))


def _rows_of(grid: Grid, heading: int, columns: dict[str, int | None]) -> list[RawItem]:
    """Return the rows that say something; one with nothing but what is asked is a remark."""

    def item(row: int) -> RawItem:
        cells: dict[str, Cell] = {role: grid.cell(row, at) for role, at in columns.items()}
        cells["files"] = grid.text_and_link(row, columns["files"])
        cells["day"] = grid.dated(cells["day"])
        return RawItem(row, **cells)

    found = (item(row) for row in sorted(grid.cells) if row > heading)
    return [one for one in found if not one.code.blank or one.begun]
