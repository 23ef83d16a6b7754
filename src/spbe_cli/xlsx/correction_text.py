"""The message to a respondent, ready to be pasted into WhatsApp (`*bold*`).

It is written for Notepad: UTF-8 with a byte order mark, lines ending in CR LF.
"""

import re
from collections.abc import Iterator
from pathlib import PureWindowsPath
from typing import Final

from spbe_cli.findings import Finding, Numbers
from spbe_cli.words import Words, catalogue
from spbe_cli.words.shown import visible
from spbe_cli.xlsx.correction_items import (
    EMPTY,
    NOTHING,
    Item,
    Returned,
    correction_layout,
    items_of,
)
from spbe_cli.xlsx.form_texts import shortened, subject

_LONGEST_QUOTATION: Final = 160
_LONGEST_ABBREVIATION: Final = 20
_ABBREVIATION: Final = re.compile(r"\(([^()]+)\)\s*$")
_DEFAULT_SUBJECT: Final = "SPBE"
_MARK: Final = "|"
_INDENT: Final = "\n   "


def correction_text(returned: Returned, words: Words, file_name: str) -> bytes:
    """Return the message that goes with a correction file of this name."""
    layout = correction_layout(returned)
    items = items_of(returned, layout)
    errors = sum(item.is_error for item in items)
    warnings = len(items) - errors
    state = "both" if errors and warnings else "errors" if errors else "warnings"
    request = {"both": "correct_both", "errors": "correct", "warnings": "check"}[state]
    found = words.label(f"correction.{state}", errors=errors, warnings=warnings)
    until = _until(returned.due, words)
    reply = words.label(f"correction.{request}", file=file_name, until=until)
    rest = f" {words.label('correction.rest')}" if returned.answers else ""
    return _message(
        _title(subject(layout), _owner(returned), words),
        words.label("correction.greeting", state=found),
        *_listed(items, returned, words),
        "\n".join(filter(None, (reply + rest, visible(returned.contact or "")))),
    )


def refusal_text(
    findings: tuple[Finding, ...],
    words: Words,
    *,
    due: str | None = None,
    contact: str | None = None,
) -> bytes:
    """Return the message about a file that could not be read at all."""
    file = PureWindowsPath(findings[0].place.file).name
    told = [finding for finding in findings if not catalogue.record(finding.code).for_analyst]
    unreadable = words.label("correction.unreadable", file=file)
    reply = words.label("correction.send", until=_until(due, words))
    return _message(
        _title(_DEFAULT_SUBJECT, "", words),
        words.label("correction.greeting", state=unreadable),
        *(f"{n}. {words.correction(one).prose()}" for n, one in enumerate(told, start=1)),
        "\n".join(filter(None, (reply, visible(contact or "")))),
    )


def begins(words: Words) -> bytes:
    """Return how every message begins, up to what it is about."""
    text, _, _ = words.label("correction.title", subject=_MARK).partition(_MARK)
    return text.encode("utf-8-sig")


def _message(*blocks: str) -> bytes:
    """Join blocks with blank lines, as Notepad reads them."""
    text = "\n\n".join(blocks) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _title(name: str, agency: str, words: Words) -> str:
    """Say what it is about, and whom it concerns if that is known."""
    key = "correction.title_of" if agency else "correction.title"
    return words.label(key, subject=name, owner=agency)


def _owner(returned: Returned) -> str:
    """Return whose answers these are, by the abbreviation that ends the name if it has one."""
    identity = returned.identity
    name = identity.get("perangkat daerah") or identity.get("instansi") or ""
    found = _ABBREVIATION.search(name)
    short = found[1].strip() if found else ""
    return short if 0 < len(short) <= _LONGEST_ABBREVIATION else name


def _until(due: str | None, words: Words) -> str:
    return words.label("correction.until", due=due) if due else ""


def _listed(items: tuple[Item, ...], returned: Returned, words: Words) -> Iterator[str]:
    """Yield a block for every item; numbers run on from errors to warnings."""
    errors = sum(item.is_error for item in items)
    for number, item in enumerate(items, start=1):
        first_warning = 0 < errors == number - 1
        head = words.label("correction.to_check") + "\n" if first_warning else ""
        yield f"{head}{number}. {_INDENT.join(_lines_of(item, returned, words))}"


def _lines_of(item: Item, returned: Returned, words: Words) -> Iterator[str]:
    """Yield the place, what is written there, and what to do; without a place this comes first."""
    place = ", ".join(_place_of(item, returned, words))
    sentence = words.correction(item.finding).prose()
    blank = item.written == EMPTY
    quoted = words.label("empty") if blank else item.written
    found = shortened(visible(quoted), _LONGEST_QUOTATION)
    nothing = item.written == NOTHING or (blank and not item.is_error)
    written = "" if nothing else words.label("correction.written", found=found)
    yield from filter(None, (place, written, sentence) if place else (sentence, written))


def _place_of(item: Item, returned: Returned, words: Words) -> Iterator[str]:
    """Yield the cell and the indicator, as far as there are any."""
    if item.cells:
        key = "correction.cell" if len(item.cells) == 1 else "correction.cells"
        yield words.label(key, cell=item.cells[0], count=len(item.cells) - 1)
    if item.sheet == "Identitas":
        yield words.label("correction.identity")
    elif len(item.numbers) == 1:
        (number,) = item.numbers
        name = returned.instrument.rows()[number].short
        yield words.label("correction.indicator", number=number, name=name)
    elif item.numbers:
        yield words.label("correction.indicators", numbers=Numbers(item.numbers))
