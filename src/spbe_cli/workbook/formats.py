"""Which styles of a workbook show a date: all that its look means for the cells."""

import re
from typing import Final

from spbe_cli.workbook.package import Package, Refused
from spbe_cli.workbook.xml import Attributes, elements

BUILT_IN_DATES: Final = frozenset(
    map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
)


def date_styles(package: Package, part: str | None) -> frozenset[str]:
    """Return the numbers of the cell styles that show a date or a time.

    Styles lie outside the cells: where they can't be read, no cell is a date.
    """
    wanted = frozenset({"numFmt", "cellXfs", "xf"})
    found = outside_cells(package, part, wanted)
    formats = {
        attributes.get("numFmtId"): attributes.get("formatCode", "")
        for tag, attributes in found
        if tag == "numFmt"
    }
    own = {number for number, code in formats.items() if shows_date(code)}
    dates = (BUILT_IN_DATES - formats.keys()) | own
    return frozenset(
        str(number)
        for number, attributes in enumerate(cell_formats(found))
        if attributes.get("numFmtId", "0") in dates
    )


def outside_cells(
    package: Package, part: str | None, wanted: frozenset[str]
) -> list[tuple[str, Attributes]]:
    """Return the elements of a part outside the cells; none if it is missing or damaged."""
    if part is None or not package.has(part):
        return []
    try:
        return elements(package, part, wanted)
    except Refused as refused:
        if refused.finding.code == "A144":
            return []
        raise


def cell_formats(found: list[tuple[str, Attributes]]) -> list[Attributes]:
    """Return the formats that cells refer to: those in `cellXfs`, not those of named styles."""
    tags = [tag for tag, _ in found]
    begin = tags.index("cellXfs") if "cellXfs" in tags else len(tags)
    rest = found[begin + 1 :]
    return [attributes for tag, attributes in rest if tag == "xf"]


def shows_date(code: str) -> bool:
    """Tell whether a number format shows dates, by its letters d, m, y, h, s."""
    plain = LITERALS.sub("", code[:LONGEST_FORMAT])
    return any(letter in plain.lower() for letter in "dmyhs")


LONGEST_FORMAT: Final = 255
LITERALS: Final = re.compile(
    r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.|General|Standard', re.IGNORECASE
)
