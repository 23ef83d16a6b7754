"""Codes, names and references of an instrument file: unique, without gaps, leading somewhere."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from spbe_cli.exact import whole_of
from spbe_cli.findings import Fact, Finding, Numbers, Quoted, Raw, Word
from spbe_cli.instrument.fields import MOST_REPEATS
from spbe_cli.instrument.nodes import Path
from spbe_cli.instrument.source import parent_name
from spbe_cli.instrument.view import BELOW, FileView, Part, lacks, listed, mapped, number

KINDS: Final = frozenset({"capability", "follows", "external", "new"})

MOST_COMPARED: Final = 200
DROPPED: Final = "none"
FOUND: Final = ("official", "completed", "inferred")
"""What the status of a pair can be: without a successor, and with one."""
LARGEST_COUNTED: Final = 1_000
"""From here on numbers are codes (10101), not a count from 1."""


def identity(view: FileView) -> Iterator[Finding]:
    """I122: `id` is the file's name."""
    found = view.data.get("id")
    if isinstance(found, str) and found != view.stem:
        yield view.finding("I122", ("id",), found=Quoted(found), name=Quoted(view.stem))


def unique_codes(view: FileView) -> Iterator[Finding]:
    """I107: codes are unique."""
    seen: dict[str, tuple[Path, str]] = {}
    for path, part in coded_parts(view):
        code = part.get("code")
        if not isinstance(code, str):
            continue
        if code in seen:
            first, name = seen[code]
            facts: dict[str, Fact] = {"line": view.line((*first, "code")), "name": name}
            yield view.finding("I107", (*path, "code"), found=Quoted(code), **facts)
        seen.setdefault(code, (path, str(part.get("name"))))


def coded_parts(view: FileView) -> Iterator[tuple[Path, Part]]:
    """Yield every part that has a code."""
    for position, capability in enumerate(listed(view.data.get("capabilities"))):
        yield ("capabilities", position), mapped(capability)
    yield from ((path, part) for path, _, part in view.parts())


def numbers_without_gaps(view: FileView) -> Iterator[Finding]:
    """I108: indicators are numbered without gaps, in order."""
    found = [(path, str(part.get("code"))) for path, part in view.indicators()]
    if not counted([code for _, code in found]):
        return
    before = 0
    for path, code in found:
        count = whole_of(code) or 0
        if count != before + 1:
            missing = Numbers(tuple(map(str, range(before + 1, count))))
            where = (*path, "code")
            yield view.finding("I108", where, number=str(before), other=code, missing=missing)
            return
        before = count


def counted(codes: list[str]) -> bool:
    """Tell whether codes are a count from 1 on, each once."""
    numbers = {n for n in map(whole_of, codes) if n is not None}
    return len(numbers) == len(codes) and max(numbers, default=0) < LARGEST_COUNTED


def unique_names(view: FileView) -> Iterator[Finding]:
    """I109: names are unique within their group."""
    for key in ("name", "short"):
        seen: dict[tuple[str, str], Path] = {}
        for path, kind, part in view.parts():
            name = part.get(key)
            if not isinstance(name, str):
                continue
            first = seen.setdefault((kind, name), path)
            if first != path:
                line = view.line((*first, key))
                yield view.finding("I109", (*path, key), found=Quoted(name), line=line)


def listed_names_differ(view: FileView) -> Iterator[Finding]:
    """I109: every predicate, and every index of another agency, has a name of its own."""
    for kind in ("predicates", "external_indices"):
        seen: dict[str, Path] = {}
        for position, part in enumerate(listed(view.data.get(kind))):
            path: Path = (kind, position, "name")
            name = mapped(part).get("name")
            if isinstance(name, str) and seen.setdefault(name, path) != path:
                yield view.finding("I109", path, found=Quoted(name), line=view.line(seen[name]))


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


def capabilities_exist(view: FileView) -> Iterator[Finding]:
    """I124: the capability of every indicator is defined."""
    codes = [mapped(c).get("code") for c in listed(view.data.get("capabilities"))]
    if not all_different(codes):
        return
    known = [str(code) for code in codes]
    for path, part in view.indicators():
        code = part.get("capability")
        if isinstance(code, str) and code not in known:
            yield dangling(view, (*path, "capability"), code, known)


def aliases_lead_to_rows(view: FileView) -> Iterator[Finding]:
    """I124: every alias of a row leads to a row."""
    if not rows_are_sure(view):
        return
    known = list(dict.fromkeys(row for _, part in view.indicators() for row in rows_of(part)))
    rows = frozenset(known)
    for alias, row in mapped(view.data.get("row_aliases")).items():
        if isinstance(row, str) and row not in rows:
            yield dangling(view, ("row_aliases", alias), row, known)


def rows_are_sure(view: FileView) -> bool:
    """Tell whether codes and repeats can be read, and no code stands twice."""
    repeats = (
        0 < (number(part.get("repeat")) or 0) <= MOST_REPEATS or lacks(part, "repeat")
        for _, part in view.indicators()
    )
    return codes_are_sure(view) and all(repeats)


def codes_are_sure(view: FileView) -> bool:
    """Tell whether all codes can be read, and none stands twice."""
    return all_different([part.get("code") for _, _, part in view.parts()])


def all_different(codes: list[object]) -> bool:
    """Tell whether all codes can be read, and none stands twice."""
    texts = [code for code in codes if isinstance(code, str)]
    return len(set(texts)) == len(codes)


def predecessor_exists(view: FileView) -> Iterator[Finding]:
    """I124: the instrument that this one replaced is there."""
    follows = view.data.get("follows")
    if isinstance(follows, str) and follows not in view.known:
        yield dangling(view, ("follows",), follows, sorted(view.known))


def external_indices_exist(view: FileView) -> Iterator[Finding]:
    """I124: the index of another agency that an indicator names is described."""
    indices = listed(view.data.get("external_indices"))
    names = [mapped(index).get("name") for index in indices]
    known = [str(name) for name in names]
    if not all_different(names):
        return
    for path, part in view.indicators():
        name = part.get("external")
        if isinstance(name, str) and name not in known:
            yield dangling(view, (*path, "external"), name, known)


def mapping_leads_to_indicators(view: FileView) -> Iterator[Finding]:
    """I103, I107, I123, I124: every pair leads from one old indicator to some of these, or none."""
    pairs = listed(view.data.get("mapping"))
    if pairs and lacks(view.data, "follows"):
        example = Raw("follows: permenpanrb-59-2020")
        yield view.finding("I103", (), parent=Raw(view.stem), key=Raw("follows"), example=example)
    known = [str(part.get("code")) for _, part in view.indicators()]
    sure = codes_are_sure(view)
    seen: dict[object, Path] = {}
    for position, pair in enumerate(map(mapped, pairs)):
        path: Path = ("mapping", position)
        yield from told_once(view, path, pair.get("old"), seen)
        yield from status_fits(view, path, pair)
        for place, code in enumerate(listed(pair.get("new"))):
            if isinstance(code, str) and code not in known and sure:
                yield dangling(view, (*path, "new", place), code, known)


def told_once(
    view: FileView, path: Path, old: object, seen: dict[object, Path]
) -> Iterator[Finding]:
    """Report an old indicator that has a pair already."""
    if isinstance(old, str) and seen.setdefault(old, path) != path:
        facts: dict[str, Fact] = {"line": view.line((*seen[old], "old")), "name": Raw("mapping")}
        yield view.finding("I107", (*path, "old"), found=Quoted(old), **facts)


def status_fits(view: FileView, path: Path, pair: dict[str, object]) -> Iterator[Finding]:
    """Report a status that contradicts whether there are successors."""
    if not isinstance(pair.get("new"), list):
        return
    status, fitting = pair.get("status"), FOUND if pair.get("new") else (DROPPED,)
    if status in (*FOUND, DROPPED) and status not in fitting:
        keys = Raw(", ".join(fitting))
        where = (*path, "status")
        yield view.finding("I123", where, key=Raw("status"), found=Quoted(str(status)), keys=keys)


def rows_of(part: Part) -> list[str]:
    """Return the rows of an indicator as the file describes it."""
    code, repeat = str(part.get("code")), part.get("repeat")
    count = min(whole_of(repeat) or 1, MOST_REPEATS) if isinstance(repeat, str) else 1
    return [code] if count == 1 else [f"{code}-{n}" for n in range(1, count + 1)]


def dangling(view: FileView, path: Path, found: str, known: list[str]) -> Finding:
    """Report a reference that leads nowhere, and which one was probably meant."""
    name = next(step for step in reversed(path) if isinstance(step, str))
    key, kind = Raw(name), Word(f"kinds.{name if name in KINDS else 'row'}")
    close = get_close_matches(found, known[:MOST_COMPARED])
    if close:
        meant = Quoted(close[0])
        return view.finding("I124", path, key=key, kind=kind, found=Quoted(found), suggestion=meant)
    return view.finding("I124", path, "alone", key=key, kind=kind, found=Quoted(found))
