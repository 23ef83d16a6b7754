"""Every way to spoil an instrument file: one edit, one finding, its code, its line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.instrument.loading import inspect_document, shipped_file, shipped_ids
from spbe_cli.instrument.nodes import Path as Steps
from spbe_cli.instrument.view import FileView
from spbe_cli.instrument.yaml import parse
from spbe_cli.words import Language, Words

TRAPS = ("27,50", "13%", "1:30", "010", "1_3", ".nan", ".inf", "1e1", "0x10", "+1", ".5", "'2.50'")
ENTRY = re.compile(r"(?P<indent> *(?:- )?)(?P<key>[a-z_]+|\d+|'\d+'): (?P<value>.+)")


@dataclass(frozen=True)
class Edit:
    """Lines that replace one line, and where which finding must be."""

    number: int
    lines: tuple[str, ...]
    code: str
    line: int


class Sound:
    """A shipped instrument: its lines, and where its parts stand."""

    def __init__(self, name: str) -> None:
        self.path = shipped_file(name)
        self.lines = self.path.read_text("utf-8").splitlines()
        root, _ = parse(self.path.read_bytes(), name)
        assert root is not None
        self.root = root
        self.view = FileView(root, name, name, frozenset())

    def line(self, *path: str | int) -> int:
        return self.view.line(path)

    def parts(self) -> Iterator[tuple[Steps, str, dict[str, Any]]]:
        """Yield every domain, aspect and indicator with its path and kind."""
        yield from ((part.path, part.kind, part.data) for part in self.view.parts)

    def indicators(self) -> Iterator[tuple[Steps, dict[str, Any]]]:
        """Yield every indicator with its path."""
        yield from ((part.path, part.data) for part in self.view.indicators)

    def entries(self) -> Iterator[tuple[int, str, str, str]]:
        """Yield line, indentation, key and value of everything on a line of its own."""
        for number, line in enumerate(self.lines, 1):
            found = ENTRY.fullmatch(line)
            if found:
                yield number, found["indent"], found["key"], found["value"]

    def source_lines(self) -> set[int]:
        return {self.line("sources", key) for key in self.view.data["sources"]}

    def replaced(self, path: Steps, text: str) -> tuple[int, tuple[str, ...]]:
        """Return line and new text where the value of a path is another one."""
        number = self.line(*path)
        return number, (re.sub(r": .*", lambda _: f": {text}", self.lines[number - 1]),)

    def found(self, edit: Edit) -> list[tuple[str, int | None]]:
        lines = [*self.lines[: edit.number - 1], *edit.lines, *self.lines[edit.number :]]
        content = ("\n".join(lines) + "\n").encode()
        root, findings = parse(content, "x.yaml")
        if root is not None:
            findings = inspect_document(root, findings, self.path, "x.yaml", content).findings
        return [(finding.code, finding.place.line) for finding in findings]


Edits = Iterator[Edit]


def weights_moved(sound: Sound) -> Edits:
    for path, kind, part in sound.parts():
        told_at = path[:-2] if kind == "indicators" else path
        for step in ("0.01", "-0.01"):
            value = str(Decimal(part["weight"]) + Decimal(step))
            number, lines = sound.replaced((*path, "weight"), value)
            yield Edit(number, lines, "I104", sound.line(*told_at, "weight"))


def weights_not_above_zero(sound: Sound) -> Edits:
    values = cycle(("0", "0.00", "-1"))
    for path, _, _ in sound.parts():
        number, lines = sound.replaced((*path, "weight"), next(values))
        yield Edit(number, lines, "I119", number)


def codes_doubled(sound: Sound) -> Edits:
    for kinds in ({"domains", "aspects"}, {"indicators"}):
        parts = [(path, part["code"]) for path, kind, part in sound.parts() if kind in kinds]
        for position, (path, _) in enumerate(parts):
            where, other = parts[0] if position else parts[-1]
            number, lines = sound.replaced((*path, "code"), f"'{other}'")
            yield Edit(number, lines, "I107", max(number, sound.line(*where, "code")))
    for position in range(1, len(sound.view.data["capabilities"])):
        other = sound.view.data["capabilities"][0]["code"]
        number, lines = sound.replaced(("capabilities", position, "code"), other)
        yield Edit(number, lines, "I107", number)


def names_doubled(sound: Sound) -> Edits:
    for key, every in (("name", 1), ("short", 4)):
        first: dict[str, str] = {}
        for path, kind, part in list(sound.parts())[::every]:
            if first.setdefault(kind, part[key]) != part[key]:
                number, lines = sound.replaced((*path, key), f"'{first[kind]}'")
                yield Edit(number, lines, "I109", number)


def numbers_skipped(sound: Sound) -> Edits:
    for path, part in sound.indicators():
        if "repeat" not in part and not sound.view.data.get("mapping"):
            number, lines = sound.replaced((*path, "code"), "'400'")
            yield Edit(number, lines, "I108", number)


def criteria_dropped(sound: Sound) -> Edits:
    for path, part in sound.indicators():
        for level in part["criteria"]:
            number = sound.line(*path, "criteria", level)
            yield Edit(number, (), "I110", sound.line(*path, "criteria"))


def criteria_emptied(sound: Sound) -> Edits:
    for path, part in sound.indicators():
        if "missing" not in part:
            number, lines = sound.replaced((*path, "criteria", "3"), "null")
            yield Edit(number, lines, "I110", number)


def criteria_off_the_scale(sound: Sound) -> Edits:
    for path, _ in sound.indicators():
        number = sound.line(*path, "criteria", "3")
        line = sound.lines[number - 1]
        more = " " * (len(line) - len(line.lstrip())) + "9: Lebih dari itu."
        yield Edit(number, (line, more), "I111", number + 1)


def criteria_alike(sound: Sound) -> Edits:
    for path, part in sound.indicators():
        if part["criteria"]["3"] and part["criteria"]["2"]:
            other = sound.lines[sound.line(*path, "criteria", "2") - 1].split(": ", 1)[1]
            number, lines = sound.replaced((*path, "criteria", "3"), other)
            yield Edit(number, lines, "I204", number)


def keys_misspelt(sound: Sound) -> Edits:
    for number, indent, key, value in list(sound.entries())[::19]:
        if len(key) > 3 and key.isalpha() and number not in sound.source_lines():
            line = f"{indent}{key[:-2]}{key[-1]}{key[-2]}x: {value}"
            yield Edit(number, (line,), "I102", number)


def keys_doubled(sound: Sound) -> Edits:
    for number, indent, key, value in list(sound.entries())[::19]:
        again = f"{' ' * len(indent)}{key}: {value}"
        yield Edit(number, (sound.lines[number - 1], again), "I106", number + 1)


def sources_dropped(sound: Sound) -> Edits:
    for path, _, _ in sound.parts():
        number = sound.line(*path, "source")
        yield Edit(number, (), "I113", sound.line(*path))
    for figure in ("scale", "weights", "predicates"):
        yield Edit(sound.line("sources", figure), (), "I113", sound.line("sources"))


def required_keys_dropped(sound: Sound) -> Edits:
    keys = cycle(("name", "short", "weight", "capability"))
    for path, _, part in sound.parts():
        if (key := next(keys)) in part:
            yield Edit(sound.line(*path, key), (), "I103", sound.line(*path))
    for key in ("title", "regulation", "index_name", "valid_from", "rounding"):
        yield Edit(sound.line(key), (), "I103", sound.root.mark.line)


def numbers_trapped(sound: Sound) -> Edits:
    numeric = {"weight", "minimum", "lowest", "highest", "decimals", "valid_from", "repeat"}
    for position, (number, indent, key, _) in enumerate(
        entry
        for entry in sound.entries()
        if entry[2] in numeric and entry[0] not in sound.source_lines()
    ):
        trap = TRAPS[position % len(TRAPS)]
        yield Edit(number, (f"{indent}{key}: {trap}",), "I105", number)


def every_trap_at_one_place(sound: Sound) -> Edits:
    last = len(sound.view.data["predicates"]) - 1
    for path in (("predicates", 0), ("predicates", last)):
        for trap in TRAPS:
            number, lines = sound.replaced((*path, "minimum"), trap)
            yield Edit(number, lines, "I105", number)


def words_read_as_truth(sound: Sound) -> Edits:
    words = ("no", "yes", "On", "OFF", "true", "y", "N")
    for position, (number, indent, key, _) in enumerate(sound.entries()):
        if position % 21 == 0 and key != "id":
            word = words[position // 21 % len(words)]
            yield Edit(number, (f"{indent}{key}: {word}",), "I114", number)


def references_used(sound: Sound) -> Edits:
    for position, (number, indent, key, value) in enumerate(sound.entries()):
        if position % 31 == 0:
            sign = ("&a", "!!str", "!x")[position // 31 % 3]
            yield Edit(number, (f"{indent}{key}: {sign} {value}",), "I116", number)


def aliases_used(sound: Sound) -> Edits:
    for path, _ in list(sound.indicators())[:10]:
        number, lines = sound.replaced((*path, "source"), "*a")
        yield Edit(number, lines, "I116", number)


def tabs(sound: Sound) -> Edits:
    for number, line in enumerate(sound.lines, 1):
        if number % 31 == 0 and line.startswith("  "):
            yield Edit(number, ("\t" + line.lstrip(),), "I115", number)


def quotation_marks_lost(sound: Sound) -> Edits:
    for position, (number, indent, key, _) in enumerate(sound.entries()):
        if position % 29 == 0:
            mark = "'\""[position % 2]
            yield Edit(number, (f"{indent}{key}: {mark}x",), "I101", number)


def colons_in_text(sound: Sound) -> Edits:
    for position, (number, indent, key, _) in enumerate(sound.entries()):
        if position % 29 == 0:
            yield Edit(number, (f"{indent}{key}: Domain 2: Tata Kelola",), "I101", number)


def documents_added(sound: Sound) -> Edits:
    number = sound.line("scale")
    yield Edit(number, (sound.lines[number - 1], "  lowest: 1", "---"), "I117", number + 2)


def lists_for_values(sound: Sound) -> Edits:
    for position, (number, indent, key, value) in enumerate(sound.entries()):
        if position % 37 == 0 and value != "[]":
            yield Edit(number, (f"{indent}{key}: []",), "I130", number)


def blanks(sound: Sound) -> Edits:
    texts = cycle(("'Nama  lain'", "'Nama lain '", '"Nama\\u200blain"'))
    for path, _, _ in sound.parts():
        number, lines = sound.replaced((*path, "short"), next(texts))
        yield Edit(number, lines, "I202", number)


def single_edits(sound: Sound) -> Edits:
    edits: tuple[tuple[Steps, str, str], ...] = (
        (("id",), "other", "I122"),
        (("follows",), "permenpanrb-5-2081", "I124"),
        (("valid_from",), "2999", "I125"),
        (("rounding",), "half_down", "I123"),
        (("predicate_on",), "persis", "I123"),
        (("weights",), "absolut", "I123"),
        (("scale", "decimals"), "9", "I105"),
        (("scale", "highest"), "60", "I105"),
        (("scale", "highest"), "0", "I111"),
        (("scale", "highest"), "4", "I111"),
        (("scale", "highest"), "6", "I111"),
        (("predicates", 0, "minimum"), "9.9", "I112"),
        (("predicates", 1, "minimum"), "9.9", "I112"),
        (("predicates", 4, "minimum"), "1.3", "I112"),
    )
    for path, value, code in edits:
        if sound.view.scalar(path) and not (
            code == "I125" and "valid_until" not in sound.view.data
        ):
            number, lines = sound.replaced(path, value)
            yield Edit(number, lines, code, told_line(sound, path, value) or number)
    for path, _ in list(sound.indicators())[::5]:
        number, lines = sound.replaced((*path, "capability"), "servis")
        yield Edit(number, lines, "I124", number)


def told_line(sound: Sound, path: Steps, value: str) -> int | None:
    """Return where a finding stands that is not at its value: at the list, or the next band."""
    if path == ("predicates", 4, "minimum"):
        return sound.line("predicates")
    return sound.line(*path[:2]) if (path[0], value) == ("predicates", "9.9") else None


WAYS: tuple[Callable[[Sound], Edits], ...] = (
    weights_moved,
    weights_not_above_zero,
    codes_doubled,
    names_doubled,
    numbers_skipped,
    criteria_dropped,
    criteria_emptied,
    criteria_off_the_scale,
    criteria_alike,
    keys_misspelt,
    keys_doubled,
    sources_dropped,
    required_keys_dropped,
    numbers_trapped,
    every_trap_at_one_place,
    words_read_as_truth,
    references_used,
    aliases_used,
    tabs,
    quotation_marks_lost,
    colons_in_text,
    documents_added,
    lists_for_values,
    blanks,
    single_edits,
)


@pytest.fixture(scope="module")
def sound(request: pytest.FixtureRequest) -> Sound:
    return Sound(request.param)


@pytest.mark.parametrize("sound", shipped_ids(), indirect=True)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_one_edit_gives_one_finding_at_its_line(
    sound: Sound, way: Callable[[Sound], Edits]
) -> None:
    edits = list(way(sound))
    wrong = [
        (edit, found) for edit in edits if (found := sound.found(edit)) != [(edit.code, edit.line)]
    ]
    assert wrong == []
    assert edits or way in {numbers_skipped, criteria_emptied}


def test_the_edits_are_many_and_different() -> None:
    for name in shipped_ids():
        sound = Sound(name)
        edits = {edit for way in WAYS for edit in way(sound)}
        assert len(edits) > 500
        assert len({edit.code for edit in edits}) >= 20


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "I127", 1),
        (b"# only words\n", "I127", 1),
        (b"\xef\xbb\xbfid: a\n", "I118", 1),
        (b"id: a\ntitle: caf\xe9\n", "I118", 2),
        ("id: a\n".encode("utf-16"), "I118", 1),
        (b"just text\n", "I101", 1),
        (b"- a\n- b\n", "I101", 1),
        (b"id: a\ntitle\nregulation: x\n", "I101", 2),
        (b"id: a\n? [x]\n: y\n", "I101", 2),
        (b"id: [a\n", "I101", 1),
        (b"id: 'a\n", "I101", 1),
        (b"id: a\n---\nid: b\n", "I117", 2),
        (b"valid_from: 27,50\n", "I105", 1),
        (b"a: \x00\n", "I101", 1),
    ],
)
def test_a_file_that_is_no_instrument(content: bytes, code: str, line: int) -> None:
    root, findings = parse(content, "a.yaml")
    if root is not None:
        findings = (*findings, *inspect_document(root, (), Path("a.yaml"), "a", content).findings)
    found = [(finding.code, finding.place.line) for finding in findings]
    assert (code, line) in found
    for language in Language:
        assert all(Words(language).line(finding) for finding in findings)
