"""One sheet of the report: the only way by which a value gets into a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spbe_cli import __version__
from spbe_cli.reports.sources import file_name
from spbe_cli.words import Words
from spbe_cli.words.cleaning import clean

A4: Final = 9
LONGEST_NAME_IN_FOOTER: Final = 90
PIXELS_PER_POINT: Final = 0.62
"""The width of an average character, for one point of the size of the font; a little too much."""

POINTS_PER_LINE: Final = 1.3
HIGHEST_ROW: Final = 409

Value = str | int | Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class Canvas:
    """A worksheet with the formats and the words of the report."""

    sheet: Worksheet
    formats: Mapping[str, Format]
    words: Words

    def put(self, row: int, column: int, value: Value, style: str = "text") -> None:
        """Write a value: text stays text, whatever it begins with; a number stays a number."""
        look = self.formats[style]
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, clean(value), look)
        else:
            self.sheet.write_number(row, column, float(value), look)

    def line(self, row: int, columns: tuple[int, int], text: str, style: str = "plain") -> None:
        """Write a text across columns, in a row high enough for it.

        Neither Excel nor LibreOffice fits the height of a row to merged cells.
        """
        size = self.formats[style].font_size
        pixels = sum(self.sheet.col_info[c].width or 0 for c in range(columns[0], columns[1] + 1))
        count = lines(text, pixels / (size * PIXELS_PER_POINT))
        self.sheet.set_row(row, min(count * size * POINTS_PER_LINE + 3, HIGHEST_ROW))
        self.merge(row, columns, text, style)

    def merge(self, row: int, columns: tuple[int, int], value: Value, style: str) -> None:
        """Write a value across columns."""
        self.sheet.merge_range(row, columns[0], row, columns[1], "", self.formats[style])
        self.put(row, columns[0], value, style)

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def headings(self, row: int, headings: Sequence[str], right: Sequence[str] = ()) -> None:
        """Write the headings of a table; those of numbers stand at the right."""
        for column, heading in enumerate(headings):
            self.put(row, column, heading, "heading_right" if heading in right else "heading")

    def label(self, name: str, **facts: object) -> str:
        """Return a text of the report in the language of the reader."""
        return self.words.label(f"excel.{name}", **facts)

    def paper(self, file: str, *, landscape: bool = False, pages: int = 0) -> None:
        """Lay the sheet out on A4, one page wide and as many high as it takes, with a footer."""
        self.sheet.set_paper(A4)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, pages)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        name = clean(file_name(file), LONGEST_NAME_IN_FOOTER).replace("&", "&&")
        left, right = f"spbe {__version__}" + f" · {name}" * bool(name), self.label("pages")
        self.sheet.set_footer(f'&L&"Calibri"&9{left}&R&"Calibri"&9{right}')

    def table(self, last_row: int, columns: int) -> None:
        """Freeze and repeat the headings of a table that fills the sheet, and filter by them."""
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.autofilter(0, 0, max(last_row, 1), columns - 1)


def lines(text: str, width: float) -> int:
    """Estimate how many lines of this many characters a text takes."""
    return sum(-(-len(part) // max(int(width), 1)) or 1 for part in text.split("\n"))
