"""Which styles of a workbook show a date: all that its look means for the cells."""

import re
from dataclasses import dataclass, field
from typing import Final

from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.xml import MOST_WANTED, Attributes, read_xml

BUILT_IN_DATES: Final = frozenset(
    map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
)


FORMATS: Final = "numFmts"
CELLS: Final = "cellXfs"


@dataclass(slots=True)
class Styles:
    """What grows while the styles are read: formats by number, and the format of each cell style.

    The same elements stand elsewhere, too: formats among the conditional ones (`dxfs`), styles
    among the named ones (`cellStyleXfs`).
    """

    package: Package
    formats: dict[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    group: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Meet the beginning of an element."""
        if tag in {FORMATS, CELLS}:
            self.group = tag
        elif tag == "numFmt" and self.group == FORMATS:
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and self.group == CELLS:
            if len(self.cells) >= MOST_WANTED:
                self.package.refuse_damaged("detail_xml")
            self.cells.append(attributes.get("numFmtId", "0"))

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        if tag == self.group:
            self.group = ""


def date_styles(package: Package, part: str | None) -> frozenset[str]:
    """Return the numbers of the cell styles that show a date or a time.

    Styles lie outside the cells: where they can't be read, no cell is a date.
    """
    styles = read_styles(package, part)
    own = {number for number, code in styles.formats.items() if shows_date(code)}
    dates = (BUILT_IN_DATES - styles.formats.keys()) | own
    return frozenset(str(place) for place, number in enumerate(styles.cells) if number in dates)


def read_styles(package: Package, part: str | None) -> Styles:
    """Read the styles; none if the part is missing or damaged."""
    styles = Styles(package)
    if part is None or not package.has(part):
        return styles
    try:
        read_xml(package, part, styles.start, styles.end, lambda _: None)
    except Refused as refused:
        if refused.finding.code != "A144":
            raise
        return Styles(package)
    return styles


def shows_date(code: str) -> bool:
    """Tell whether a number format shows dates, by its letters d, m, y, h, s."""
    plain = LITERALS.sub("", code[:LONGEST_FORMAT])
    return any(letter in plain.lower() for letter in "dmyhs")


LONGEST_FORMAT: Final = 255
LITERALS: Final = re.compile(
    r'"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|_.|\*.|General|Standard', re.IGNORECASE
)
