"""An explanation in the parts that a stage asks for: what was written goes below its headings.

Nothing is added to it, and nothing of it is lost.  A part is begun by its heading (`Fakta: ...`),
or ended by it in brackets, as the ministry's own examples are (`... (Fakta).`).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.instrument import Frame, Indicator

_BEFORE_HEADING = r"(?:\A[ \t]{0,3}|(?<=[.;:)!?*\-\u2022\n])[ \t]{0,2})"
"""What stands before a heading: the begin of the text, or the end of a sentence or an entry."""
_SENDER = re.compile(r"\[[^\]\n]{1,200}\] ")
_AFTER_TEXT = " \t\r\n-*\u2022"
"""What stands between a text and the heading below it: blanks, and the bullet of that."""


class Explanation(NamedTuple):
    """The text of every part of a frame, empty where missing; `loose`: the first had no heading."""

    parts: Mapping[str, str]
    loose: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not written."""
        return tuple(name for name, text in self.parts.items() if not text)


def explained(answer: Answer, frame: Frame) -> Explanation:
    """Put an explanation into the parts of a frame.

    What has no heading is the first part; of an assessor's Justifikasi it is the last one.  What
    an assessor writes of a part stands in place of what the agency wrote of it.
    """
    names = [part.name for part in frame.parts]
    loose, parts = _split(answer.explanation, frame)
    first = names[0]
    unsorted = bool(loose) and first not in parts
    if loose:
        parts[first] = "\n".join(filter(None, (loose, parts.get(first))))
    rest, own = _split(answer.justification, frame)
    if rest:
        own[names[-1]] = "\n".join(filter(None, (rest, own.get(names[-1]))))
    whole = {**parts, **own}
    return Explanation({name: whole.get(name, "") for name in names}, unsorted and first not in own)


def own_answers(sheet: AnswerSheet, *, joined: bool) -> Mapping[str, Answer]:
    """Return the answers that somebody gave, of a `joined` sheet without the agencies' names."""
    own = {row: one for row, one in sheet.answers.items() if row not in sheet.assumed}
    firsts = (_SENDER.match(one.explanation) for one in own.values()) if joined else ()
    names = "|".join({re.escape(match[0]) for match in firsts if match})
    if not names:
        return own
    senders = re.compile(f"^(?:{names})", re.MULTILINE)
    return {
        row: replace(one, explanation=senders.sub("", one.explanation)) for row, one in own.items()
    }


def asked_for(indicator: Indicator, frame: Frame) -> Mapping[str, str]:
    """Return what belongs into every part of a frame."""
    _, pattern = _split(indicator.capability.explanation or "", frame)
    return {part.name: part.text or pattern.get(part.name, "") for part in frame.parts}


def _split(text: str, frame: Frame) -> tuple[str, dict[str, str]]:
    """Return what stands before all headings, and the text of every part that has one."""
    headings = [(name, part.name) for part in frame.parts for name in (part.name, *part.aliases)]
    known = {heading.casefold(): name for heading, name in reversed(headings)}
    names = "|".join(re.escape(heading) for heading in sorted(known, key=len, reverse=True))
    begun = re.compile(rf"{_BEFORE_HEADING}\b({names})[ \t]{{0,3}}:", re.IGNORECASE)
    ended = re.compile(rf"\*?\(({names})\)\*?\.?", re.IGNORECASE)
    parts: dict[str, str] = {}

    def add(heading: str, piece: str) -> None:
        name, piece = known[heading.casefold()], piece.rstrip(_AFTER_TEXT).strip()
        if piece:
            parts[name] = "\n".join(filter(None, (parts.get(name), piece)))

    loose, *pieces = begun.split(text)
    if pieces:
        for heading, piece in zip(pieces[::2], pieces[1::2], strict=True):
            add(heading, piece)
        return loose.rstrip(_AFTER_TEXT).strip(), parts
    *pieces, rest = ended.split(text)
    for piece, heading in zip(pieces[::2], pieces[1::2], strict=True):
        add(heading, piece)
    if pieces:  # what follows the last one belongs to it
        add(pieces[-1], rest)
    return "" if pieces else rest.strip(), parts
