"""A copy of the sender's own workbook in which the faulty cells stand out.

Each has a note with its finding, below a note that was there; a sheet in front lists them all
and leads to them.  Nothing else changes.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from spbe_cli.words import Words
from spbe_cli.xlsx.correction import (
    COLUMNS,
    GROUPS,
    SHEET,
    TITLE,
    Returned,
    about_item,
    head_of,
)
from spbe_cli.xlsx.correction_items import NOTHING, Item, correction_layout, own_items_of
from spbe_cli.xlsx.edit import Editor, Line, Uneditable, lost_parts
from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.reading import CORRECTION
from spbe_cli.xlsx.styles import HEADING

_OTHER_SHEET: Final = f"{SHEET} spbe"
"""Where the sender has a sheet of this name; it is not read as answers either."""
_BLOCKING: Final = frozenset({"controls"})
"""What answers are given with: without it nobody could correct them."""
_LOOKS: Final = frozenset({"comments"})
"""What is only drawn anew."""


class Marked(NamedTuple):
    """The marked copy with its items, and what is lost in it; no copy if too much would be."""

    workbook: bytes | None
    items: tuple[Item, ...]
    lost: tuple[str, ...]


def marked_workbook(
    returned: Returned, words: Words, package: Package, *, although: bool
) -> Marked:
    """Mark a copy of the workbook received; `although` something is lost, if no answer is."""
    try:
        lost = lost_parts(package)
        spared = _BLOCKING if although else frozenset(lost) - _LOOKS
        if not spared.isdisjoint(lost):
            return Marked(None, (), lost)
        items = own_items_of(returned)
        return Marked(_marked(returned, words, package, items), items, lost)
    except Uneditable as uneditable:
        return Marked(None, (), (uneditable.reason,))
    except Refused:
        return Marked(None, (), ("open",))


def _marked(returned: Returned, words: Words, package: Package, items: tuple[Item, ...]) -> bytes:
    editor = Editor(package)
    if returned.number > 1:
        editor.unmark([str(style["bg_color"]) for _, style in GROUPS])
    marks: dict[tuple[str, str], tuple[bool, list[str]]] = {}
    for item in items:
        for place in item.places:
            worst, notes = marks.get(place, (False, []))
            notes = [*notes, words.note(item.finding).prose()]
            marks[place] = (worst or item.is_error, notes)
    for (sheet, cell), (worst, notes) in marks.items():
        colour = str(GROUPS[0 if worst else 1][1]["bg_color"])
        editor.mark(sheet, cell, colour, "\n".join(dict.fromkeys(notes)))
    for name in [name for name in editor.book.sheetnames if editor.text(name, "A1") == TITLE]:
        editor.remove(name)  # the list of an earlier correction
    taken = {name.strip().casefold() for name in editor.book.sheetnames}
    title = _OTHER_SHEET if SHEET.casefold() in taken else SHEET
    lines = tuple(_lines_of(returned, words, items))
    editor.add(title, [width for _, width in COLUMNS], lines)
    editor.note(CORRECTION, f"ke-{returned.number}")
    return editor.saved(results=True)


def _lines_of(returned: Returned, words: Words, items: tuple[Item, ...]) -> Iterator[Line]:
    layout = correction_layout(returned)
    errors = [item for item in items if item.is_error]
    warnings = [item for item in items if not item.is_error]
    title, owner, counts, guide = head_of(layout, len(errors), len(warnings))
    yield Line((title,), "title")
    yield from (Line((owner,)), Line((counts,), "bold"), Line((guide,)), Line(()))
    yield Line(tuple(name for name, _ in COLUMNS), "head", str(HEADING["bg_color"]))
    for (name, style), group in zip(GROUPS, (errors, warnings), strict=True):
        if group:
            yield Line((name, *[""] * (len(COLUMNS) - 1)), "bold", str(style["bg_color"]))
        for number, item in enumerate(group, start=1):
            address = NOTHING
            if item.places:
                sheet, cell = item.places[0]
                address = cell if sheet == returned.raw.sheet else f"{sheet}!{cell}"
                address += " dst." if len(item.places) > 1 else ""
            sentence = words.note(item.finding).prose()
            texts = (about_item(item, layout), item.written, sentence, item.finding.code)
            link = item.places[0] if item.places else None
            yield Line((str(number), address, *texts), "item", link=link)
