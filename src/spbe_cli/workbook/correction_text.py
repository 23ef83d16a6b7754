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
from spbe_cli.xlsx.correction_items import Returned
from spbe_cli.xlsx.correction_items import (
    EMPTY,
    NOTHING,
    Item,
    correction_layout,
    items_of,
)
from spbe_cli.xlsx.form_texts import shortened, subject

LONGEST_QUOTATION: Final = 160
LONGEST_ABBREVIATION: Final = 20
ABBREVIATION: Final = re.compile(r"\(([^()]+)\)\s*$")
DEFAULT_SUBJECT: Final = "SPBE"
MARK: Final = "|"
INDENT: Final = "\n   "


def correction_text(returned: Returned, words: Words, file_name: str) -> bytes:
    """Return the message that goes with a correction file of this name."""
    layout = correction_layout(returned)
    items = items_of(returned, layout)
    errors = sum(item.is_error for item in items)
    reply = words.label(
        request_of(errors, len(items) - errors), file=file_name, until=until(returned.due, words)
    )
    rest = f" {words.label('correction.rest')}" if returned.answers else ""
    blocks = (
        title(subject(layout), owner(returned), words),
        words.label("correction.greeting", state=state(errors, len(items) - errors, words)),
        *listed(items, returned, words),
        "\n".join(filter(None, (reply + rest, visible(returned.contact or "")))),
    )
    return document(blocks)


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
    sentences = (f"{n}. {words.correction(one).prose()}" for n, one in enumerate(told, start=1))
    unreadable = words.label("correction.unreadable", file=file)
    reply = words.label("correction.send", until=until(due, words))
    blocks = (
        title(DEFAULT_SUBJECT, "", words),
        words.label("correction.greeting", state=unreadable),
        *sentences,
        "\n".join(filter(None, (reply, visible(contact or "")))),
    )
    return document(blocks)


def document(blocks: tuple[str, ...]) -> bytes:
    """Join blocks with blank lines, as Notepad reads them."""
    text = "\n\n".join(blocks) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def begins(words: Words) -> bytes:
    """Return how every message begins, up to what it is about."""
    text, _, _ = words.label("correction.title", subject=MARK).partition(MARK)
    return text.encode("utf-8-sig")


def title(name: str, agency: str, words: Words) -> str:
    """Say what it is about, and whom it concerns if that is known."""
    key = "correction.title_of" if agency else "correction.title"
    return words.label(key, subject=name, owner=agency)


def owner(returned: Returned) -> str:
    """Return whose answers these are, by the abbreviation that ends the name if it has one."""
    identity = returned.identity
    name = identity.get("perangkat daerah") or identity.get("instansi") or ""
    found = ABBREVIATION.search(name)
    short = found[1].strip() if found else ""
    return short if 0 < len(short) <= LONGEST_ABBREVIATION else name


def state(errors: int, warnings: int, words: Words) -> str:
    """Say how much there is to do."""
    kind = "both" if errors and warnings else "errors" if errors else "warnings"
    return words.label(f"correction.{kind}", errors=errors, warnings=warnings)


def request_of(errors: int, warnings: int) -> str:
    """Return the key of what is asked for, with the colours of the cells."""
    kind = "correct_both" if errors and warnings else "correct" if errors else "check"
    return f"correction.{kind}"


def until(due: str | None, words: Words) -> str:
    """Say until when, if that is known."""
    return words.label("correction.until", due=due) if due else ""


def listed(items: tuple[Item, ...], returned: Returned, words: Words) -> Iterator[str]:
    """Yield a block for every item; numbers run on from errors to warnings."""
    errors = sum(item.is_error for item in items)
    for number, item in enumerate(items, start=1):
        first_warning = 0 < errors == number - 1
        head = words.label("correction.to_check") + "\n" if first_warning else ""
        lines = INDENT.join(lines_of(item, returned, words))
        yield f"{head}{number}. {lines}"


def lines_of(item: Item, returned: Returned, words: Words) -> Iterator[str]:
    """Yield the place, what is written there, and what to do; without a place this comes first."""
    place = ", ".join(place_of(item, returned, words))
    quoted = words.label("empty") if item.written == EMPTY else item.written
    found = shortened(visible(quoted), LONGEST_QUOTATION)
    sentence = words.correction(item.finding).prose()
    unfilled = item.written == EMPTY and not item.is_error
    nothing = item.written == NOTHING or unfilled
    written = "" if nothing else words.label("correction.written", found=found)
    yield from filter(None, (place, written, sentence) if place else (sentence, written))


def place_of(item: Item, returned: Returned, words: Words) -> Iterator[str]:
    """Yield the cell and the indicator, as far as there are any."""
    if item.cells:
        first, *others = item.cells
        key = "correction.cells" if others else "correction.cell"
        yield words.label(key, cell=first, count=len(others))
    if item.sheet == "Identitas":
        yield words.label("correction.identity")
    elif len(item.numbers) == 1:
        (number,) = item.numbers
        name = returned.instrument.rows()[number].short
        yield words.label("correction.indicator", number=number, name=name)
    elif item.numbers:
        yield words.label("correction.indicators", numbers=Numbers(item.numbers))
