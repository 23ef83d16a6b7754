"""What goes back to a respondent: a message ready for WhatsApp, and a file to put things right in.

That is a fresh file from the template, or a copy of the sender's own workbook.  No row of its list
Perbaikan may have headings of a number and of a level: it would be taken for a table of answers.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.answers import short_name
from spbe_cli.findings import Finding, Listed, Numbers, Place, Word, base_name
from spbe_cli.sheet import correction_items as listing
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.correction_items import EMPTY, NOTHING, ListedFinding, Reply, Returned, Say
from spbe_cli.words import Language, Words, capital, catalogue, visible
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form import SHEETS, answer_file
from spbe_cli.xlsx.form_layout import BETWEEN, WORDS, Layout, said
from spbe_cli.xlsx.package import Package, Refused, open_package
from spbe_cli.xlsx.reading import CORRECTION, marked_as_report, read_package
from spbe_cli.xlsx.styles import WRITTEN, ListRow, Page, Style, shortened
from spbe_cli.xlsx.tables import ITEMS_SHEET


class Marking(NamedTuple):
    """The sender's workbook, to be marked; `although` something is lost that is no answer."""

    source: Path
    although: bool = False


class Correction(NamedTuple):
    """The correction file, if any, and the message; what is lost in a copy, or could be marked."""

    workbook: bytes | None
    text: bytes
    findings: tuple[Finding, ...] = ()
    own_layout: bool = False


def correct(
    assessment: Assessment, words: Words, file_name: str, reply: Reply, mark: Marking | None = None
) -> Correction:
    """Make what goes back; `file_name` is the correction file's, as the message calls it."""
    words, view = words.in_full(), assessment.view
    if view is None:
        return Correction(None, _refusal_text(assessment.findings, words, reply))
    returned = Returned(assessment, view, reply)
    layout = listing.correction_layout(returned)
    marked = _marked_workbook(returned, layout, words, mark) if mark else _Marked(None, None, ())
    told: tuple[Finding, ...] = ()
    if marked.lost:  # A230: a workbook is changed without a loss.
        parts = Listed(tuple(Word(f"lost.{key}") for key in marked.lost))
        variant = "" if marked.workbook else "form"
        told = (Finding("A230", Place(assessment.file), {"parts": parts}, variant),)
    items = listing.items_of(returned, layout) if marked.items is None else marked.items
    say = words.note if marked.workbook else words.correction
    text = _correction_text(returned, layout, words, file_name, items, say)
    book = marked.workbook or _correction_workbook(layout, items, say)
    return Correction(book, text, told, mark is None and assessment.has_own_layout)


def _correction_text(
    returned: Returned,
    layout: Layout,
    words: Words,
    file_name: str,
    items: tuple[ListedFinding, ...],
    say: Say,
) -> bytes:
    identity, due = returned.assessment.identity, returned.reply.due
    errors, warnings = _counts(items)
    state = "both" if errors and warnings else "errors" if errors else "warnings"
    request = {"both": "correct_both", "errors": "correct", "warnings": "check"}[state]
    found = words.label(f"correction.{state}", errors=errors, warnings=warnings)
    until = words.label("correction.until", due=due) if due else ""
    reply = words.label(f"correction.{request}", file=file_name, until=until)
    rest = f" {words.label('correction.rest')}" if returned.view.answers else ""
    owner = short_name(identity.get("perangkat daerah") or identity.get("instansi") or "")
    title = "correction.title_of" if owner else "correction.title"
    wrong = sum(item.is_error for item in items)
    blocks = []
    for number, item in enumerate(items, start=1):  # numbers run on from errors to warnings
        first_warning = 0 < wrong == number - 1
        head = words.label("correction.to_check") + "\n" if first_warning else ""
        lines = _lines_of(item, returned, words, say(item.finding).prose())
        blocks.append(f"{head}{number}. " + "\n   ".join(lines))
    return message(
        words.label(title, subject=layout.subject, owner=owner),
        words.label("correction.greeting", state=found),
        *blocks,
        "\n".join(filter(None, (reply + rest, visible(returned.reply.contact or "")))),
    )


def _counts(items: Sequence[ListedFinding]) -> tuple[int, int]:
    """Return how many entries are wrong, and how many to be looked at."""
    errors = sum(item.count for item in items if item.is_error)
    return errors, sum(item.count for item in items) - errors


def _refusal_text(findings: tuple[Finding, ...], words: Words, reply: Reply) -> bytes:
    file = base_name(findings[0].place.file)
    told = [finding for finding in findings if not catalogue.record(finding.code).for_analyst]
    unreadable = words.label("correction.unreadable", file=file)
    until = words.label("correction.until", due=reply.due) if reply.due else ""
    send = words.label("correction.send", until=until)
    return message(
        words.label("correction.title", subject="SPBE"),
        words.label("correction.greeting", state=unreadable),
        *(f"{n}. {words.correction(one).prose()}" for n, one in enumerate(told, start=1)),
        "\n".join(filter(None, (send, visible(reply.contact or "")))),
    )


def message(*blocks: str) -> bytes:
    """Join blocks with blank lines, as Notepad reads them."""
    text = "\n\n".join(blocks) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _lines_of(
    item: ListedFinding, returned: Returned, words: Words, sentence: str
) -> Iterator[str]:
    """Yield the place, what is written there, and what to do; without a place this comes first."""
    places = []
    if item.cells:
        key = "correction.cell" if len(item.cells) == 1 else "correction.cells"
        places.append(words.label(key, cell=item.cells[0], count=len(item.cells) - 1))
    if item.sheet == ITEMS_SHEET:
        places.append(words.label("correction.items"))
    if item.sheet == "Identitas":
        places.append(words.label("correction.identity"))
    elif len(item.numbers) == 1:
        (number,) = item.numbers
        name = returned.view.instrument.rows()[number].short
        places.append(words.label("correction.indicator", number=number, name=name))
    elif item.numbers:
        places.append(words.label("correction.indicators", numbers=Numbers(item.numbers)))
    place = capital(", ".join(places))
    blank = item.written == EMPTY
    found = words.label("empty") if blank else item.written
    found = words.label("correction.written", found=shortened(visible(found), 160))
    if item.written == NOTHING or (blank and not item.is_error):
        found = ""
    yield from filter(None, (place, found, sentence) if place else (sentence, found))


_SHEET: Final = "Perbaikan"
_COLUMNS: Final = (
    *(("No", 5), ("Sel", 11), ("Indikator", 44), ("Tertulis", 20)),
    *(("Yang perlu dilakukan", 66), ("Kode", 12)),
)
_GROUPS: Final = {
    "list.errors": (True, str(styles.ERROR["bg_color"])),
    "list.warnings": (False, str(styles.WARNING["bg_color"])),
}
"""What items are called, whether these are the errors, and their colour."""
_HEADING_ROW: Final = 6


def _listed(
    layout: Layout, items: Sequence[ListedFinding], say: Say, near: Collection[str | None]
) -> Iterator[ListRow]:
    """Yield counts, what to do, and all items; cells on sheets that are `near` name no sheet."""
    request, (errors, warnings) = layout.request, _counts(items)
    both = {"list.counted_errors": errors, "list.counted_warnings": warnings}
    counts = ", ".join(said(key, count=count) for key, count in both.items() if count) + "."
    key = "correct_and_check" if errors and warnings else "correct" if errors else "check"
    # A level that could not be read stays a text, or away.
    read = any(not isinstance(line.prefill.level, str | None) for line in layout.lines)
    counts += " " + said("list.rest") if read else ""
    guide = said("list.guide", task=said(f"list.{key}"), how=layout.until_and_to).rstrip(".") + "."
    yield ListRow((said("list.title"),), "title")
    whose = (request.agency, request.institution, request.year)
    yield ListRow((BETWEEN.join(filter(None, whose)),))
    yield ListRow((counts,), "bold")
    yield ListRow((guide,), "guide")
    yield ListRow(())
    yield ListRow(tuple(name for name, _ in _COLUMNS), "head", str(styles.HEADING["bg_color"]))
    for key, (wrong, colour) in _GROUPS.items():
        group = [item for item in items if item.is_error is wrong]
        if group:
            yield ListRow((said(key), *[""] * (len(_COLUMNS) - 1)), "group", colour)
        for number, item in enumerate(group, start=1):
            address, place = NOTHING, item.places[0] if item.places else None
            if place:
                sheet, cell = place
                address = cell if sheet in near else f"{sheet}!{cell}"
                address = said("list.and_others", cell=address) if item.places[1:] else address
            about, sentence = _about_item(item, layout), say(item.finding).prose()
            texts = (number, address, about, item.written, sentence, item.finding.code)
            yield ListRow(texts, "item", link=place)


def _about_item(item: ListedFinding, layout: Layout) -> str:
    if item.sheet == "Identitas" or (item.sheet == ITEMS_SHEET and not item.numbers):
        return said("list.sheet", sheet=item.sheet)
    if len(item.numbers) == 1:
        return f"{item.numbers[0]} {layout.instrument.rows()[item.numbers[0]].short}"
    return WORDS.show(Numbers(item.numbers)) or NOTHING


def _correction_workbook(layout: Layout, items: tuple[ListedFinding, ...], say: Say) -> bytes:
    lines = tuple(_listed(layout, items, say, ("Jawaban", "Identitas")))
    marked = replace(layout, marks=listing.marks_of(items, say))
    return answer_file(marked, {_SHEET: partial(_write_list, lines), **SHEETS}, _SHEET)


def _write_list(lines: Sequence[ListRow], page: Page, _: Layout) -> None:
    middle, left = (styles.BORDERED, styles.CENTRED), (styles.BORDERED, styles.WRAPPED)
    looks: dict[str, Sequence[Sequence[Style]]] = {
        "title": ((styles.TITLE,),),
        "bold": ((styles.BOLD,),),
        "item": (middle, middle, left, (*left, styles.AS_TEXT), left, middle),
    }
    for row, line in enumerate(lines, start=1):
        if line.look == "head":
            page.headings(row, _COLUMNS)
        elif line.look in {"guide", "group"}:
            own: Sequence[Style] = (styles.FOLDED,)
            if line.look == "group":
                own = (styles.BOLD, {"bg_color": line.colour}, styles.BORDERED)
            else:
                page.sheet.set_row(row - 1, 31)  # two lines
            page.merge(row - 1, 0, len(_COLUMNS) - 1, line.texts[0], *own)
        else:
            cells = zip("ABCDEF", line.texts, looks.get(line.look, ((),)), strict=False)
            for letter, text, own in cells:
                if letter == "B" and line.link:
                    target = f"internal:{'!'.join(line.link)}"
                    page.sheet.write_url(f"B{row}", target, page.look(*own, styles.LINK), str(text))
                else:
                    page.write(f"{letter}{row}", text, *own)
    page.sheet.ignore_errors({"number_stored_as_text": f"D{_HEADING_ROW}:D{len(lines) + 1}"})
    page.sheet.freeze_panes(_HEADING_ROW, 0)
    page.sheet.repeat_rows(_HEADING_ROW - 1)
    page.finish()


# A copy of the sender's own workbook in which the faulty cells stand out.  Each has a note with its
# finding, below a note that was there; a sheet in front lists them all and leads to them.  Nothing
# else changes.


class _Marked(NamedTuple):
    """The marked copy with its items, and what is lost in it; no copy if too much would be."""

    workbook: bytes | None
    items: tuple[ListedFinding, ...] | None
    lost: tuple[str, ...]


def _marked_workbook(returned: Returned, layout: Layout, words: Words, mark: Marking) -> _Marked:
    # It loads openpyxl.
    from spbe_cli.xlsx.edit import Editor, Uneditable, lost_parts  # noqa: PLC0415

    raw = returned.view.raw
    try:
        package = open_package(mark.source, raw.file)
        lost = lost_parts(package)
        # Notes are only drawn anew; without the controls nobody could correct an answer.
        spared = {"controls"} if mark.although else {*lost} - {"comments"}
        if not spared.isdisjoint(lost):
            return _Marked(None, None, lost)
        editor, items = Editor(package), listing.items_of(returned, None)
        if returned.number > 1:
            editor.unmark([colour for _, colour in _GROUPS.values()])
        for (sheet, cell), (look, note) in listing.marks_of(items, words.note).items():
            editor.mark(sheet, cell, str(look["bg_color"]), note)
        editor.remove(said("list.title"))  # the list of an earlier correction
        taken = {name.strip().casefold() for name in editor.book.sheetnames}
        # Neither is read as answers.
        title = f"{_SHEET} spbe" if _SHEET.casefold() in taken else _SHEET
        lines = tuple(_listed(layout, items, words.note, (raw.sheet,)))
        editor.add(title, [width for _, width in _COLUMNS], lines)
        editor.note(CORRECTION, f"ke-{returned.number}")
        return _Marked(editor.saved(results=True), items, lost)
    except Uneditable as uneditable:
        return _Marked(None, None, (uneditable.reason,))
    except (Refused, OSError):
        return _Marked(None, None, ("open",))


_PROPERTIES: Final = "docProps/core.xml"
_UNTOUCHED: Final = f">{WRITTEN:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
"""Every program that saves a workbook enters the day on which it does."""


def is_own_correction(path: Path) -> bool:
    """Tell whether a file is a correction as we wrote it, or the text that goes with one."""
    titles = [Words(one).label("correction.title", subject="|") for one in Language]
    number = "perbaikan"
    return _is_own(path, titles, lambda one: not read_package(one).identity.cell(number).blank)


def is_own_notice(path: Path) -> bool:
    """Tell whether a file tells an agency what fell, as we wrote it: a report, or its text."""
    titles = [f"*{Words(one).label('falls.title', subject='|', owner='')}" for one in Language]
    return _is_own(path, titles, marked_as_report)


def is_untouched(path: Path) -> bool:
    """Tell whether nobody has saved a workbook since we wrote it."""
    return _is_own(path, (), lambda _: True)


def _is_own(path: Path, titles: Sequence[str], ours: Callable[[Package], bool]) -> bool:
    """Tell whether nobody has saved a workbook of `ours` since; a text begins with a title."""
    try:
        if path.suffix == ".txt":
            begins = tuple(title.partition("|")[0].encode("utf-8-sig") for title in titles)
            return path.read_bytes().startswith(begins)
        package = open_package(path, str(path))
        known = ours(package)
        saved = b"".join(package.chunks(_PROPERTIES)) if package.has(_PROPERTIES) else b""
    except (Refused, OSError):
        return False
    return known and _UNTOUCHED in saved
