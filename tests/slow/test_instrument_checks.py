"""Spoil a line of a shipped instrument in every place where it can be: one finding, at its line."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Final

import pytest

from spbe_cli.instrument.loading import inspect, shipped_file, shipped_ids

TRAPS: Final = cycle(
    ["27,50", "13%", "1:30", "010", "1_3", ".nan", ".inf", "1e1", "0x10", "+1", ".5", "'2.50'"]
)
TRUTHS: Final = cycle(["no", "yes", "On", "OFF", "true", "y", "N"])
SIGNS: Final = cycle(("&a", "!!str", "!x"))
BLANKS: Final = cycle(("'Nama  lain'", "'Nama lain '", '"Nama\\u200blain"'))
ENTRY: Final = r"( *(?:- )?)([a-z_]+|\d+|'\d+'): (.+)"
NUMERIC: Final = r"( *(?:- )?)(weight|minimum|lowest|highest|decimals|valid_from|repeat): (\S+)"

Make = Callable[[str, str, str], list[str]]
WAYS: Final[dict[str, tuple[str, str, int, int, Make]]] = {
    # The pattern, the code, how many such lines are passed over after one, on which of the new
    # lines the finding stands, and the new lines, made of indentation, key and value.
    "a weight of nothing": (r"( *)(weight): (\S+)", "I119", 1, 0, lambda i, k, _: [f"{i}{k}: 0"]),
    "a number written oddly": (NUMERIC, "I105", 1, 0, lambda i, k, _: [f"{i}{k}: {next(TRAPS)}"]),
    "a key misspelt": (
        r"( *(?:- )?)([a-z]{4,}): (.+)", "I102", 19, 0,
        lambda i, k, v: [f"{i}{k[:-2]}{k[-1]}{k[-2]}x: {v}"],
    ),
    "a key twice": (
        ENTRY, "I106", 19, 1, lambda i, k, v: [f"{i}{k}: {v}", f"{' ' * len(i)}{k}: {v}"],
    ),
    "a word of truth": (ENTRY, "I114", 21, 0, lambda i, k, _: [f"{i}{k}: {next(TRUTHS)}"]),
    "an anchor or a tag": (ENTRY, "I116", 31, 0, lambda i, k, v: [f"{i}{k}: {next(SIGNS)} {v}"]),
    "a tab": (r"(  +)([a-z]+): (.+)", "I115", 31, 0, lambda _, k, v: [f"\t{k}: {v}"]),
    "a lost quotation mark": (ENTRY, "I101", 29, 0, lambda i, k, _: [f"{i}{k}: 'x"]),
    "a colon in a text": (ENTRY, "I101", 29, 0, lambda i, k, _: [f"{i}{k}: Domain 2: Tata"]),
    "a list for a value": (f"{ENTRY}(?<!])", "I130", 37, 0, lambda i, k, _: [f"{i}{k}: []"]),
    "blanks in a name": (
        r"( +)(short): (.+)", "I202", 1, 0, lambda i, k, _: [f"{i}{k}: {next(BLANKS)}"],
    ),
}  # fmt: skip


def spoilt(name: str, way: str) -> Iterator[tuple[Path, str, int]]:
    """Yield the text after every edit, and the line where its finding is expected."""
    pattern, _, every, offset, make = WAYS[way]
    path = shipped_file(name)
    lines = path.read_text("utf-8").splitlines()
    sources = range(lines.index("sources:") + 1, lines.index("scale:"))
    places = [
        (number, found)
        for number, line in enumerate(lines)
        if (found := re.fullmatch(pattern, line)) and number not in sources and found[2] != "id"
    ]
    for number, found in places[::every]:
        made = make(*found.groups())
        text = "\n".join([*lines[:number], *made, *lines[number + 1 :]])
        yield path, f"{text}\n", number + 1 + offset


@pytest.mark.parametrize("name", shipped_ids())
@pytest.mark.parametrize("way", WAYS)
def test_one_edit_gives_one_finding_at_its_line(name: str, way: str, tmp_path: Path) -> None:
    path, tried, wrong = tmp_path / f"{name}.yaml", 0, []
    for _, text, line in spoilt(name, way):
        path.write_text(text, "utf-8")
        found = [(one.code, one.place.line) for one in inspect(path).findings]
        tried += 1
        if found != [(WAYS[way][1], line)]:
            wrong.append((line, found))
    assert wrong == []
    assert tried > 5


@pytest.mark.parametrize("name", shipped_ids())
def test_a_weight_that_moves_is_told_where_the_sum_should_be(name: str, tmp_path: Path) -> None:
    lines = shipped_file(name).read_text("utf-8").splitlines()
    weights = [n for n, line in enumerate(lines) if re.fullmatch(r" +weight: \S+", line)]
    deepest = max(lines[n].index("weight") for n in weights)
    path, told = tmp_path / f"{name}.yaml", 0
    for number in weights:
        head, value = lines[number].split(": ")
        own = lines[number].index("weight") == deepest
        told = told if own else number
        moved = f"{head}: {float(value) + 0.01:.4f}"
        path.write_text("\n".join([*lines[:number], moved, *lines[number + 1 :], ""]), "utf-8")
        found = [(one.code, one.place.line) for one in inspect(path).findings]
        assert found == [("I104", told + 1)], number + 1


@pytest.mark.parametrize("name", shipped_ids())
def test_a_criterion_that_is_missing_is_told_at_its_indicator(name: str, tmp_path: Path) -> None:
    lines = shipped_file(name).read_text("utf-8").splitlines()
    heads = [n for n, line in enumerate(lines) if line.strip() == "criteria:"]
    path = tmp_path / f"{name}.yaml"
    for head in heads:
        path.write_text("\n".join([*lines[: head + 2], *lines[head + 3 :], ""]), "utf-8")
        ((code, line),) = [(one.code, one.place.line) for one in inspect(path).findings]
        assert (code, line in {head + 1, head + 2}) == ("I110", True)
