"""How the cells of the report look; every style names its font, or LibreOffice picks another."""

from collections.abc import Mapping
from typing import Final

DARK: Final = "1F4E79"
GREY: Final = "7F7F7F"
LINE: Final = "D9D9D9"
TINT: Final = "DDEBF7"
BAR: Final = "5B9BD5"
WEAK: Final = "FCE4D6"
STRONG: Final = "E2EFDA"
INPUT: Final = "FFFFE5"
ALERT: Final = "C00000"

BANDS: Final = ("1B5E20", "2E7D32", "1F6FB2", "B26A00", "B71C1C")
"""The colours of the predicates from the highest down; white can be read on all of them."""

EXACT: Final = "0.00##"
Style = Mapping[str, object]


def style(**properties: object) -> Style:
    """Make a style on the base that all share."""
    return {"font_name": "Calibri", "font_size": 10, "valign": "vcenter", **properties}


def cell(**properties: object) -> Style:
    """Make the style of a cell of a table."""
    return style(border=1, border_color=LINE, **properties)


def heading(**properties: object) -> Style:
    """Make the style of a heading."""
    return cell(bold=True, font_color="FFFFFF", bg_color=DARK, text_wrap=True, **properties)


STYLES: Final[Mapping[str, Style]] = {
    "title": style(font_size=18, bold=True, text_wrap=True, font_color=DARK),
    "grey": style(font_color=GREY, text_wrap=True),
    "index": style(font_size=40, bold=True, num_format="0.00", align="center", font_color=DARK),
    "strong": style(font_size=11, bold=True, text_wrap=True),
    "alert": style(bold=True, text_wrap=True, font_color=ALERT),
    "section": style(font_size=12, bold=True, font_color=DARK, valign="bottom"),
    "plain": style(text_wrap=True, valign="top"),
    "label": style(bold=True, valign="top"),
    "heading": heading(),
    "heading_right": heading(align="right"),
    "heading_center": heading(align="center"),
    "text": cell(text_wrap=True),
    "top": cell(text_wrap=True, valign="top"),
    "code": cell(align="center"),
    "number": cell(num_format="0.00"),
    "exact": cell(num_format=EXACT),
    "index_exact": cell(num_format="0.0000"),
    "top_code": cell(align="center", valign="top"),
    "top_exact": cell(num_format=EXACT, valign="top"),
    "level": cell(align="center", bold=True, valign="top"),
    "weak": cell(align="center", bold=True, valign="top", bg_color=WEAK),
    "good": cell(align="center", bold=True, valign="top", bg_color=STRONG),
    "input": cell(align="right", bold=True, bg_color=INPUT, locked=False),
    "group_text": cell(text_wrap=True, bold=True, bg_color=TINT),
    "group_number": cell(num_format="0.00", bold=True, bg_color=TINT),
    "total_text": cell(text_wrap=True, bold=True, top=2),
    "total_number": cell(num_format="0.00", bold=True, top=2),
    "part_text": cell(text_wrap=True, indent=1),
    "part_number": cell(num_format="0.00"),
    "title_line": style(font_size=14, bold=True, font_color=DARK),
    "strong_line": style(font_size=11, bold=True),
    "plain_line": style(),
    "grey_line": style(font_color=GREY),
    "grey_number": style(font_color=GREY, num_format="0.00"),
    "strong_cell": cell(bold=True, text_wrap=True),
    "strong_number": cell(bold=True, num_format="0.00"),
    "strong_right": cell(bold=True, align="right"),
    "text_right": cell(align="right"),
    "differs": {"bg_color": "FFEB9C", "bold": True},
    **{
        f"band_{position}": style(
            font_size=28, bold=True, align="center", font_color="FFFFFF", bg_color=color
        )
        for position, color in enumerate(BANDS)
    },
}


def band_style(position: int, bands: int) -> str:
    """Return the style of a predicate by its position from the highest down.

    >>> band_style(0, 5), band_style(4, 5), band_style(1, 2)
    ('band_0', 'band_4', 'band_4')
    """
    return f"band_{position * (len(BANDS) - 1) // max(bands - 1, 1)}"
