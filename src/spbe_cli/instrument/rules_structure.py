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
