"""What can be wrong with an instrument file: the tuple of checks, and the way through them.

A check takes the view of a file and yields findings.  It says nothing about values that
could not be read: those have a finding of their own.  To add one, write it, name it in
`CHECKS`, and give its words to both catalogues.

Codes, names and references are unique, without gaps, leading somewhere; texts are clean,
different, short enough, and no YAML trap is among them.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from string import ascii_lowercase
from typing import Final

from spbe_cli.exact import whole_of
from spbe_cli.findings import Fact, Finding, Numbers, Quoted, Raw, Word, has_errors
from spbe_cli.instrument.nodes import Mapping, Node, Path, Scalar, walk
from spbe_cli.instrument.rules_numbers import (
    bands_in_order,
    criteria_for_every_level,
    level_names_fit,
    levels_begin_in_order,
    scale_fits_criteria,
    scale_rises,
    unjudged,
    validity_in_order,
    weights_above_zero,
    weights_add_up,
)
from spbe_cli.instrument.schema import MOST_REPEATS, InstrumentFile
from spbe_cli.instrument.source import (
    BELOW,
    FileView,
    Naming,
    Part,
    lacks,
    listed,
    mapped,
    name_in_part,
    named,
    number,
    parent_name,
    read_as,
)

__all__ = ["CHECKS", "Judged", "Naming", "check", "one_per_place"]

KINDS: Final = frozenset({"capability", "follows", "external", "new"})
MOST_COMPARED: Final = 200
DROPPED: Final = "none"
FOUND: Final = ("official", "completed", "inferred")
"""What the status of a pair can be: without a successor, and with one."""
LARGEST_COUNTED: Final = 1_000
"""From here on numbers are codes (10101), not a count from 1."""


def id_is_the_name_of_the_file(view: FileView) -> Iterator[Finding]:
    """I122: `id` is the file's name."""
    found = view.data.get("id")
    if isinstance(found, str) and found != view.stem:
        yield view.finding("I122", ("id",), found=Quoted(found), name=Quoted(view.stem))


def codes_differ(view: FileView) -> Iterator[Finding]:
    """I107: codes are unique."""
    seen: dict[str, tuple[Path, str]] = {}
    kinds = enumerate(map(mapped, listed(view.data.get("capabilities"))))
    coded = [
        *((("capabilities", position), part) for position, part in kinds),
        *((path, part) for path, _, part in view.parts()),
    ]
    for path, part in coded:
        code = part.get("code")
        if isinstance(code, str) and code in seen:
            first, name = seen[code]
            facts: dict[str, Fact] = {"line": view.line((*first, "code")), "name": name}
            yield view.finding("I107", (*path, "code"), found=Quoted(code), **facts)
        elif isinstance(code, str):
            seen[code] = path, str(part.get("name"))


def numbers_without_gaps(view: FileView) -> Iterator[Finding]:
    """I108: indicators that are counted from 1 on are numbered without gaps, in order."""
    codes = [(path, str(part.get("code"))) for path, part in view.indicators()]
    counted = {n for _, code in codes if (n := whole_of(code)) is not None}
    if len(counted) < len(codes) or max(counted, default=0) >= LARGEST_COUNTED:
        return
    before = 0
    for path, code in codes:
        count = whole_of(code) or 0
        if count != before + 1:
            missing = Numbers(tuple(map(str, range(before + 1, count))))
            facts: dict[str, Fact] = {"number": str(before), "other": code, "missing": missing}
            yield view.finding("I108", (*path, "code"), **facts)
            return
        before = count


def names_differ(view: FileView) -> Iterator[Finding]:
    """I109: names are unique within their group."""
    seen: dict[tuple[str, str], Path] = {}
    for group, path, name in _names(view):
        first = seen.setdefault((group, name), path)
        if first != path:
            yield view.finding("I109", path, found=Quoted(name), line=view.line(first))


def _names(view: FileView) -> Iterator[tuple[str, Path, str]]:
    """Yield every name with its group and place."""
    for path, kind, part in view.parts():
        for key in ("name", "short"):
            if isinstance(part.get(key), str):
                yield f"{kind}.{key}", (*path, key), part[key]
    for kind in ("predicates", "external_indices"):
        for position, part in enumerate(map(mapped, listed(view.data.get(kind)))):
            if isinstance(part.get("name"), str):
                yield kind, (kind, position, "name"), part["name"]


def parts_are_there(view: FileView) -> Iterator[Finding]:
    """I120: every domain and aspect has parts, and the instrument has some."""
    for path, kind, part in view.parts():
        children = BELOW.get(kind)
        if children and part.get(children) == []:
            facts: dict[str, Fact] = {"parts": Word(f"parts.{children}")}
            yield view.finding("I120", (*path, children), parent=parent_name(view, path), **facts)
    if not listed(view.data.get("domains")) and not listed(view.data.get("aspects")):
        facts = {"parts": Word("parts.aspects"), "parent": Raw(view.stem)}
        yield view.finding("I120", (), "whole", **facts)


def capabilities_and_indices_exist(view: FileView) -> Iterator[Finding]:
    """I124: the capability, and the index of another agency, that an indicator names exist."""
    for key, kind, name in (("capability", "capabilities", "code"),
                            ("external", "external_indices", "name")):  # fmt: skip
        names = [mapped(one).get(name) for one in listed(view.data.get(kind))]
        known = list(map(str, names))
        for path, part in view.indicators() if _all_differ(names) else ():
            found = part.get(key)
            if isinstance(found, str) and found not in known:
                yield _dangling(view, (*path, key), found, known)


def aliases_lead_to_rows(view: FileView) -> Iterator[Finding]:
    """I124: every alias of a row leads to a row."""
    repeats = (
        0 < (number(part.get("repeat")) or 0) <= MOST_REPEATS or lacks(part, "repeat")
        for _, part in view.indicators()
    )
    if not (_codes_are_sure(view) and all(repeats)):
        return
    known = list(dict.fromkeys(row for _, part in view.indicators() for row in _rows_of(part)))
    rows = frozenset(known)
    for alias, row in mapped(view.data.get("row_aliases")).items():
        if isinstance(row, str) and row not in rows:
            yield _dangling(view, ("row_aliases", alias), row, known)


def predecessor_exists(view: FileView) -> Iterator[Finding]:
    """I124: the instrument that this one replaced is there."""
    follows = view.data.get("follows")
    if isinstance(follows, str) and follows not in view.known:
        yield _dangling(view, ("follows",), follows, sorted(view.known))


def mapping_leads_to_indicators(view: FileView) -> Iterator[Finding]:
    """I103, I107, I123, I124: every pair leads from one old indicator to some of these, or none."""
    pairs = listed(view.data.get("mapping"))
    if pairs and lacks(view.data, "follows"):
        example = Raw("follows: permenpanrb-59-2020")
        yield view.finding("I103", (), parent=Raw(view.stem), key=Raw("follows"), example=example)
    known = [str(part.get("code")) for _, part in view.indicators()]
    sure = _codes_are_sure(view)
    seen: dict[str, Path] = {}
    for position, pair in enumerate(map(mapped, pairs)):
        path: Path = ("mapping", position)
        old = pair.get("old")
        if isinstance(old, str) and seen.setdefault(old, path) != path:
            facts: dict[str, Fact] = {"line": view.line((*seen[old], "old"))}
            where = (*path, "old")
            yield view.finding("I107", where, found=Quoted(old), name=Raw("mapping"), **facts)
        yield from _status_fits(view, path, pair)
        for place, code in enumerate(listed(pair.get("new"))):
            if isinstance(code, str) and code not in known and sure:
                yield _dangling(view, (*path, "new", place), code, known)


def _status_fits(view: FileView, path: Path, pair: Part) -> Iterator[Finding]:
    """Report a status that contradicts whether there are successors."""
    if not isinstance(pair.get("new"), list):
        return
    status, fitting = pair.get("status"), FOUND if pair.get("new") else (DROPPED,)
    if status in (*FOUND, DROPPED) and status not in fitting:
        facts: dict[str, Fact] = {"found": Quoted(str(status)), "keys": Raw(", ".join(fitting))}
        yield view.finding("I123", (*path, "status"), key=Raw("status"), **facts)


def _codes_are_sure(view: FileView) -> bool:
    return _all_differ([part.get("code") for _, _, part in view.parts()])


def _all_differ(codes: list[object]) -> bool:
    """Tell whether all codes can be read, and none stands twice."""
    return len({code for code in codes if isinstance(code, str)}) == len(codes)


def _rows_of(part: Part) -> list[str]:
    """Return the rows of an indicator as the file describes it."""
    code, repeat = str(part.get("code")), part.get("repeat")
    count = min(whole_of(repeat) or 1, MOST_REPEATS) if isinstance(repeat, str) else 1
    return [code] if count == 1 else [f"{code}-{n}" for n in range(1, count + 1)]


def _dangling(view: FileView, path: Path, found: str, known: list[str]) -> Finding:
    """Report a reference that leads nowhere, and which one was probably meant."""
    name = next(step for step in reversed(path) if isinstance(step, str))
    key, kind = Raw(name), Word(f"kinds.{name if name in KINDS else 'row'}")
    close = get_close_matches(found, known[:MOST_COMPARED], n=1)
    meant: dict[str, Fact] = {"suggestion": Quoted(close[0])} if close else {}
    variant = "" if close else "alone"
    return view.finding("I124", path, variant, key=key, kind=kind, found=Quoted(found), **meant)


TRUE_WORDS: Final = frozenset({"yes", "on", "true", "y"})
FALSE_WORDS: Final = frozenset({"no", "off", "false", "n"})
FIGURES: Final = ("scale", "weights", "predicates")
PROMPT_LIMIT: Final = 255
INVISIBLE: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def no_accidental_booleans(view: FileView) -> Iterator[Finding]:
    """I114: no key or value is read as yes or no by accident."""
    for path, node in walk(view.root):
        if isinstance(node, Scalar) and (value := _truth(node)):
            yield view.finding("I114", path, found=Quoted(node.text), value=Raw(value))
        elif isinstance(node, Mapping):
            for key, _ in node.entries:
                if value := _truth(key):
                    yield view.at(key.mark, "I114", "key", found=Quoted(key.text), value=Raw(value))


def _truth(scalar: Scalar) -> str:
    """Return what YAML reads a bare word as: true, false, or nothing of the kind."""
    word = scalar.text.casefold() if scalar.plain else ""
    return "true" if word in TRUE_WORDS else "false" if word in FALSE_WORDS else ""


def texts_are_clean(view: FileView) -> Iterator[Finding]:
    """I202: texts have no double or trailing blanks and nothing invisible."""
    for path, node in walk(view.root):
        if isinstance(node, Scalar):
            variant = _dirt(node.text)
            if variant is not None:
                yield view.finding("I202", path, variant, key=Raw(name_in_part(view, path)))


def _dirt(text: str) -> str | None:
    """Return the variant of what is unclean in a text, None if nothing is."""
    if text != text.strip():
        return "ends"
    hidden = () if text.isprintable() else set(text)
    if any(unicodedata.category(character) in INVISIBLE for character in hidden):
        return "invisible"
    return "" if "  " in text else None


def evidence_is_named(view: FileView) -> Iterator[Finding]:
    """I203: every indicator names evidence, as a whole or level by level, or says why it can't."""
    levels = view.sure_levels() or ()
    for path, part in view.indicators():
        if part.get("evidence", "") is not None or not lacks(part, "missing"):
            continue
        items = mapped(part.get("evidence_items"))
        if not items:
            yield view.finding("I203", (*path, "evidence"), **named(part))
            continue
        where = (*path, "evidence_items")
        for level in levels:
            if not listed(items.get(str(level))):
                yield view.finding("I203", where, "level", level=level, **named(part))


def evidence_is_lettered(view: FileView) -> Iterator[Finding]:
    """I131: the evidence of a level is lettered a, b, c."""
    for path, part in view.indicators():
        for level, items in mapped(part.get("evidence_items")).items():
            letters = [mapped(item).get("letter") for item in listed(items)]
            pairs = zip(ascii_lowercase, letters, strict=False)
            for position, (expected, found) in enumerate(pairs):
                if expected == found:
                    continue
                if isinstance(found, str):
                    where = (*path, "evidence_items", level, position, "letter")
                    told: dict[str, Fact] = {"level": Raw(level), "expected": Raw(expected)}
                    yield view.finding("I131", where, found=Quoted(found), **told, **named(part))
                break


def criteria_differ(view: FileView) -> Iterator[Finding]:
    """I204: criteria of an indicator differ."""
    for path, part in view.indicators():
        seen: dict[str, str] = {}
        for level, text in mapped(part.get("criteria")).items():
            if isinstance(text, str) and text in seen:
                where = (*path, "criteria", level)
                levels = {"level1": Raw(seen[text]), "level2": Raw(level)}
                yield view.finding("I204", where, **levels, **named(part))
            elif isinstance(text, str):
                seen[text] = level


def prompts_fit(view: FileView) -> Iterator[Finding]:
    """I205: what sets the levels apart fits the prompt that Excel shows."""
    for path, part in view.indicators():
        texts = mapped(part.get("distinguishing"))
        length = len(" · ".join(f"{level} {text}" for level, text in texts.items()))
        if length > PROMPT_LIMIT:
            where = (*path, "distinguishing")
            yield view.finding("I205", where, count=length, limit=PROMPT_LIMIT, **named(part))


def sources_are_named(view: FileView) -> Iterator[Finding]:
    """I113: scale, weights and predicates name their sources."""
    sources = view.data.get("sources")
    for figure in FIGURES:
        if isinstance(sources, dict) and figure not in sources:
            yield view.finding("I113", ("sources",), "figure", parent=Raw(figure))
            return


def secondary_is_declared(view: FileView) -> Iterator[Finding]:
    """I201: a secondary source is declared for the whole file, by the key `secondary`."""
    if view.data.get("secondary") is not None:
        return
    for path, node in walk(view.root):
        about_source = path[-1:] == ("source",) or path[:1] == ("sources",)
        if isinstance(node, Scalar) and about_source and "sekunder" in node.text.casefold():
            parent = parent_name(view, path[:-1])
            yield view.finding("I201", path, parent=parent, found=Quoted(node.text))


Check = Callable[[FileView], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    no_accidental_booleans,
    id_is_the_name_of_the_file,
    weights_above_zero,
    weights_add_up,
    codes_differ,
    numbers_without_gaps,
    names_differ,
    parts_are_there,
    capabilities_and_indices_exist,
    aliases_lead_to_rows,
    predecessor_exists,
    scale_rises,
    scale_fits_criteria,
    criteria_for_every_level,
    level_names_fit,
    bands_in_order,
    validity_in_order,
    levels_begin_in_order,
    mapping_leads_to_indicators,
    sources_are_named,
    secondary_is_declared,
    texts_are_clean,
    evidence_is_named,
    evidence_is_lettered,
    criteria_differ,
    prompts_fit,
)


LIMIT_OF_CHECK: Final = 250
"""As many findings a check may make of one file: a hostile one must not keep it busy."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a file; `unjudged` counts the sums that could not be checked."""

    sound: bool
    findings: tuple[Finding, ...]
    unjudged: int = 0


def check(root: Node, naming: Naming) -> Judged:
    """Hold an instrument file against every rule."""
    view = FileView(root, naming)
    if not isinstance(root, Mapping):
        return Judged(sound=False, findings=(view.finding("I101", (), "shape"),))
    parsed, found = read_as(view, InstrumentFile)
    judged = [finding for one in CHECKS for finding in islice(one(view), LIMIT_OF_CHECK)]
    findings = one_per_place(_causes([*judged, *found]))
    sound = parsed is not None and not has_errors(findings)
    return Judged(sound, findings, unjudged(view))


STRONGEST: Final = ("I116", "I114", "I119", "I105", "I102")
"""Where several findings meet at one place, the first of these says what the fault is."""


def _causes(found: list[Finding]) -> list[Finding]:
    """Leave out references that lead nowhere only because a word is read as yes or no."""
    accidental = any(finding.code == "I114" for finding in found)
    return [finding for finding in found if not (accidental and finding.code == "I124")]


def one_per_place(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep one finding a place, in the order of the file: one fault is one finding.

    Every key that is not there is a fault of its own, told at the part that lacks it.
    """
    kept: dict[tuple[int, int], list[Finding]] = {}
    for finding in sorted(found, key=_strength):
        place = (finding.place.line or 0, finding.place.column or 0)
        there = kept.setdefault(place, [])
        if not there or _lacks_another(finding, there):
            there.append(finding)
    return tuple(finding for _, there in sorted(kept.items()) for finding in there)


ABSENT: Final = frozenset({"I103", "I113"})
"""The findings about a key that is not there."""


def _lacks_another(finding: Finding, there: list[Finding]) -> bool:
    """Tell whether a finding names one more key that is not there, where others are missing."""
    told = [(one.code, one.facts.get("key")) for one in there]
    only = all(one.code in ABSENT for one in (*there, finding))
    return only and (finding.code, finding.facts.get("key")) not in told


def _strength(finding: Finding) -> tuple[int, str]:
    """Sort what names the cause before what follows from it."""
    known = finding.code in STRONGEST
    return STRONGEST.index(finding.code) if known else len(STRONGEST), finding.code
