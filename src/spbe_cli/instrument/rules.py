"""What can be wrong with an instrument file: the tuple of checks, and the way through them.

A check takes the view of a file and yields findings, but none about values that can't be read:
those have one of their own.  To add one, write it, name it in `CHECKS`, and give its words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import islice
from string import ascii_lowercase
from typing import Final

from spbe_cli.exact import whole_of
from spbe_cli.findings import Fact, Finding, Numbers, Quoted, Raw, Word
from spbe_cli.instrument import rules_numbers
from spbe_cli.instrument.schema import MOST_REPEATS, YEARS, InstrumentFile
from spbe_cli.instrument.source import BELOW, FileView, Source, read_as, repeated
from spbe_cli.instrument.yaml import Path, Scalar

REFERENCE_KINDS: Final = frozenset({"capability", "follows", "external", "new", "indicator"})
MOST_COMPARED: Final = 200
DROPPED: Final = ("none",)
FOUND: Final = ("official", "completed", "inferred")
"""What the status of a pair can be: without a successor, and with one."""
LARGEST_COUNTED: Final = 1_000
"""From here on numbers are codes (10101), not a count from 1."""
TRUTHS: Final = {
    **dict.fromkeys(("yes", "on", "true", "y"), "true"),
    **dict.fromkeys(("no", "off", "false", "n"), "false"),
}
"""What YAML reads a bare word as."""
PROMPT_LIMIT: Final = 255
SENTENCE: Final = re.compile(r"Perlu [^\n]+\.")
INVISIBLE: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
LIMIT_OF_CHECK: Final = 250
"""As many findings a check may make of one file: a hostile one must not keep it busy."""
STRONGEST: Final = ("I116", "I114", "I119", "I105", "I102")
"""Where several findings meet at one place, the first of these says what the fault is."""
ABSENT: Final = frozenset({"I103", "I113"})
"""The findings about a key that is not there."""


def head_is_sound(view: FileView) -> Iterator[Finding]:
    """I113, I122, I124, I125: id, predecessor, sources and validity are sound."""
    name, follows = view.text("id"), view.text("follows")
    if name is not None and name != view.stem:
        yield view.finding("I122", ("id",), found=Quoted(name), name=Quoted(view.stem))
    if follows is not None and follows not in view.known:
        yield _dangling(view, ("follows",), follows, sorted(view.known))
    sources = view.data.get("sources")
    figures = ("scale", "weights", "predicates")
    absent = [key for key in figures if isinstance(sources, dict) and key not in sources]
    if absent:
        yield view.finding("I113", ("sources",), "figure", parent=Raw(absent[0]))
    since, until = view.number("valid_from"), view.number("valid_until")
    if since is not None and until is not None and YEARS[1] >= since > until >= YEARS[0]:
        yield view.finding("I125", ("valid_from",), since=Raw(str(since)), until=Raw(str(until)))


def codes_and_names_differ(view: FileView) -> Iterator[Finding]:
    """I107: codes are unique.  I109: names are unique within their group."""
    parts = (*view.parts("capabilities"), *view.groups)
    for code, first, part in repeated(_by_text(parts, "code")):
        name, line = str(first.data.get("name")), first.line(("code",))
        yield part.finding("I107", ("code",), found=Quoted(code), line=line, name=name)
    others = tuple(view.parts("predicates", "external_indices"))
    for key, parts in (("name", (*view.groups, *others)), ("short", view.groups)):
        named = (((part.kind, text), part) for text, part in _by_text(parts, key))
        for (_, text), first, part in repeated(named):
            yield part.finding("I109", (key,), found=Quoted(text), line=first.line((key,)))


def _by_text(parts: Iterable[Source], key: str) -> Iterator[tuple[str, Source]]:
    return ((text, part) for part in parts if (text := part.text(key)) is not None)


def numbers_without_gaps(view: FileView) -> Iterator[Finding]:
    """I108: indicators that are counted from 1 on are numbered without gaps, in order."""
    counts = [whole_of(part.text("code") or "") for part in view.indicators]
    counted = [count for count in counts if count is not None]
    if len(set(counted)) < len(counts) or max(counted, default=0) >= LARGEST_COUNTED:
        return
    for part, before, count in zip(view.indicators, [0, *counted], counted, strict=False):
        if count != before + 1:
            missing = Numbers(tuple(map(str, range(before + 1, count))))
            number, other = str(before), str(part.data["code"])
            yield part.finding("I108", ("code",), number=number, other=other, missing=missing)
            return


def parts_are_there(view: FileView) -> Iterator[Finding]:
    """I120: every domain and aspect has parts, and the instrument has some."""
    for part in view.groups:
        for key in BELOW.get(part.kind, ()):
            if part.data.get(key) == []:
                named = part.name_of()
                yield part.finding("I120", (key,), parts=Word(f"parts.{key}"), parent=named)
    if not view.groups:
        yield view.finding("I120", (), "whole", parts=Word("parts.aspects"), parent=Raw(view.stem))


def what_is_named_exists(view: FileView) -> Iterator[Finding]:
    """I124: capability and index of another agency of an indicator exist, aliases lead to rows."""
    named = ("capability", "capabilities", "code"), ("external", "external_indices", "name")
    for key, kind, name in named:
        known = [one.text(name) for one in view.parts(kind)]
        sure = None not in known and len(set(known)) == len(known)
        for part in view.indicators if sure else ():
            found = part.text(key)
            if found is not None and found not in known:
                yield _dangling(part, (key,), found, known)
    counts = [1 if part.lacks("repeat") else part.number("repeat") or 0 for part in view.indicators]
    if not (view.codes_are_sure and all(0 < count <= MOST_REPEATS for count in counts)):
        return
    rows_known = list[str]()
    for code, count in zip(view.codes, counts, strict=True):
        several = [f"{code}-{row}" for row in range(1, int(count) + 1)]
        rows_known += several if count > 1 else [str(code)]
    for alias, row in view.part("row_aliases").data.items():
        if isinstance(row, str) and row not in rows_known:
            yield _dangling(view, ("row_aliases", alias), row, rows_known)


def mapping_leads_to_indicators(view: FileView) -> Iterator[Finding]:
    """I103, I107, I123, I124: every pair leads from one old indicator to some of these, or none."""
    yield from _editions_are_joined(view, "mapping", "old")
    for pair in view.parts("mapping"):
        new, status = pair.data.get("new"), pair.text("status")
        fitting, others = (FOUND, DROPPED) if new else (DROPPED, FOUND)
        if isinstance(new, list) and status and status in others:
            said: dict[str, Fact] = {"key": Raw("status"), "found": Quoted(status)}
            yield pair.finding("I123", ("status",), **said, keys=Raw(", ".join(fitting)))
        for place, code in enumerate(pair.items("new")):
            if isinstance(code, str) and code not in view.codes and view.codes_are_sure:
                yield _dangling(pair, ("new", place), code, view.codes)


def reuse_leads_to_indicators(view: FileView) -> Iterator[Finding]:
    """I103, I107, I124, I133, I134: `reuse` names every indicator once, and what serves it."""
    yield from _editions_are_joined(view, "reuse", "indicator")
    lines = tuple(view.parts("reuse"))
    named = [line.text("indicator") for line in lines]
    for line in lines:
        number, how = line.text("indicator"), line.text("how")
        if number is not None and number not in view.codes and view.codes_are_sure:
            yield _dangling(line, ("indicator",), number, view.codes)
        if line.data.get("old") == [] and how in {"reuse", "update"}:
            yield line.finding("I133", ("old",), number=str(number), found=Quoted(how))
    missing = tuple(one for one in view.codes if one is not None and one not in named)
    # A line that names none of them may be meant for the missing one: that is told already.
    if lines and set(named) <= set(view.codes) and missing and view.codes_are_sure:
        yield view.finding("I134", ("reuse",), numbers=Numbers(missing), count=len(missing))


def _editions_are_joined(view: FileView, key: str, code: str) -> Iterator[Finding]:
    """I103, I107: what joins two editions says to which other, and every indicator once."""
    parts = tuple(view.parts(key))
    if parts and view.lacks("follows"):
        example = Raw("follows: permenpanrb-59-2020")
        yield view.finding("I103", (), parent=Raw(view.stem), key=Raw("follows"), example=example)
    for number, first, part in repeated(_by_text(parts, code)):
        told: dict[str, Fact] = {"found": Quoted(number), "name": Raw(key)}
        yield part.finding("I107", (code,), **told, line=first.line((code,)))


def _dangling(part: Source, steps: Path, found: str, known: Iterable[str | None]) -> Finding:
    name = next(step for step in reversed(steps) if isinstance(step, str))
    kind = Word(f"kinds.{name if name in REFERENCE_KINDS else 'row'}")
    facts: dict[str, Fact] = {"key": Raw(name), "kind": kind, "found": Quoted(found)}
    candidates = [one for one in islice(known, MOST_COMPARED) if one]
    for close in get_close_matches(found, candidates, n=1):
        return part.finding("I124", steps, **facts, suggestion=Quoted(close))
    return part.finding("I124", steps, "alone", **facts)


def no_accidental_booleans(view: FileView) -> Iterator[Finding]:
    """I114: no key or value is read as yes or no by accident."""
    for path, (key, node) in view.nodes.items():
        if key and (value := _truth(key)):
            yield view.at_key("I114", path, "key", found=Quoted(key.text), value=Raw(value))
        if isinstance(node, Scalar) and (value := _truth(node)):
            yield view.finding("I114", path, found=Quoted(node.text), value=Raw(value))


def _truth(scalar: Scalar) -> str | None:
    return TRUTHS.get(scalar.text.casefold()) if scalar.plain else None


def texts_are_clean(view: FileView) -> Iterator[Finding]:
    """I202: texts are clean.  I201: a secondary source is declared by the key `secondary`."""
    declared = view.data.get("secondary") is not None
    scalars = ((path, view.scalar(path)) for path in view.nodes)
    for path, text in ((path, one.text) for path, one in scalars if one):
        if (variant := _dirt(text)) is not None:
            yield view.finding("I202", path, variant, key=Raw(view.name_in_part(path)))
        about_source = path[-1:] == ("source",) or path[:1] == ("sources",)
        if about_source and "sekunder" in text.casefold() and not declared:
            yield view.finding("I201", path, parent=view.name_of(path[:-1]), found=Quoted(text))


def _dirt(text: str) -> str | None:
    if text != text.strip():
        return "ends"
    hidden = () if text.isprintable() else set(text)
    if any(unicodedata.category(character) in INVISIBLE for character in hidden):
        return "invisible"
    return "" if "  " in text else None


def evidence_is_named(view: FileView) -> Iterator[Finding]:
    """I203: every indicator names evidence, as a whole or level by level, or says why it can't."""
    for part in view.indicators:
        if part.data.get("evidence", "") is not None or not part.lacks("missing"):
            continue
        items = part.part("evidence_items")
        if not items.data:
            yield part.about("I203", ("evidence",))
            continue
        for level in view.sure_levels or ():
            if not items.items(str(level)):
                yield part.about("I203", ("evidence_items",), "level", level=level)


def evidence_is_lettered(view: FileView) -> Iterator[Finding]:
    """I131: the evidence of a level is lettered a, b, c."""
    for part in view.indicators:
        evidence = part.part("evidence_items")
        for level in evidence.data:
            letters = zip(ascii_lowercase, evidence.parts(level), strict=False)
            odd = [(letter, one) for letter, one in letters if one.data.get("letter") != letter]
            for letter, piece in odd[:1]:
                if (found := piece.text("letter")) is not None:
                    steps = (*piece.path[len(part.path) :], "letter")
                    said = {"level": Raw(level), "expected": Raw(letter)}
                    yield part.about("I131", steps, found=Quoted(found), **said)


def criteria_differ(view: FileView) -> Iterator[Finding]:
    """I204: criteria of an indicator differ.  I205: what sets levels apart fits Excel's prompt."""
    for part in view.indicators:
        criteria = part.part("criteria")
        texts = ((text, level) for level in criteria.data if (text := criteria.text(level)))
        for _, first, level in repeated(texts):
            yield part.about("I204", ("criteria", level), level1=Raw(first), level2=Raw(level))
        apart = part.part("distinguishing").data
        length = len(" · ".join(f"{level} {text}" for level, text in apart.items()))
        if length > PROMPT_LIMIT:
            yield part.about("I205", ("distinguishing",), count=length, limit=PROMPT_LIMIT)


def recommendations_are_sentences(view: FileView) -> Iterator[Finding]:
    """I135: a recommendation is one sentence that says what is needed."""
    for part in view.indicators:
        texts = part.part("recommendations")
        for level in texts.data:
            text = texts.text(level)
            if text is not None and not SENTENCE.fullmatch(text):
                steps, found = ("recommendations", level), Quoted(text)
                yield part.about("I135", steps, level=Raw(level), found=found)


CHECKS: Final[tuple[Callable[[FileView], Iterator[Finding]], ...]] = (
    rules_numbers.weights_add_up,
    rules_numbers.scale_is_sound,
    rules_numbers.criteria_for_every_level,
    rules_numbers.bands_in_order,
    rules_numbers.levels_begin_in_order,
    no_accidental_booleans,
    head_is_sound,
    codes_and_names_differ,
    numbers_without_gaps,
    parts_are_there,
    what_is_named_exists,
    mapping_leads_to_indicators,
    reuse_leads_to_indicators,
    recommendations_are_sentences,
    texts_are_clean,
    evidence_is_named,
    evidence_is_lettered,
    criteria_differ,
)


def check(view: FileView) -> list[Finding]:
    """Hold an instrument file against every rule; without an error it is sound."""
    found = [finding for one in CHECKS for finding in islice(one(view), LIMIT_OF_CHECK)]
    if any(finding.code == "I114" for finding in found):
        # A reference may lead nowhere only because a word is read as yes or no.
        found = [finding for finding in found if finding.code != "I124"]
    return [*found, *read_as(view, InstrumentFile)[1]]


def one_per_place(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep one finding a place, in the order of the file; every absent key is one of its own."""
    kept: dict[tuple[int, int], list[Finding]] = {}
    # What names the cause stands before what follows from it.
    strength = {code: number for number, code in enumerate(STRONGEST)}
    ordered = sorted(found, key=lambda one: (strength.get(one.code, len(strength)), one.code))
    for finding in ordered:
        place = (finding.place.line or 0, finding.place.column or 0)
        there = kept.setdefault(place, [])
        all_absent = all(one.code in ABSENT for one in (*there, finding))
        key = (finding.code, finding.facts.get("key"))
        told = [(one.code, one.facts.get("key")) for one in there]
        if not there or (all_absent and key not in told):
            there.append(finding)
    return tuple(finding for _, there in sorted(kept.items()) for finding in there)
