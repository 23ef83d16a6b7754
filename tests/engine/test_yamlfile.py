"""From the bytes of a YAML file to nodes: what is kept, what is refused, and where."""

import pytest

from spbe_cli.instrument.nodes import data_of
from spbe_cli.instrument.yaml import LIMIT_DEPTH, LIMIT_KEYS, LIMIT_NODES, LIMIT_TEXT, parse
from spbe_cli.words import Words


def told(content: bytes | str) -> list[str]:
    """Return what is said of a file: place, code, sentence."""
    _, findings = parse(content if isinstance(content, bytes) else content.encode(), "a")
    return [Words().line(finding).removeprefix("a:") for finding in findings]


def kept(content: str) -> object:
    """Return what a file holds, as lists, dictionaries and texts."""
    root, findings = parse(content.encode(), "a")
    assert findings == ()
    return data_of(root)


def keys(count: int) -> str:
    return "".join(f"k{number}: x\n" for number in range(count))


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    "text",
    [
        f"[{'x, ' * (LIMIT_NODES - 1)}]",
        keys(LIMIT_KEYS),
        nested(LIMIT_DEPTH),
        "x" * LIMIT_TEXT,
        f"'{'x' * LIMIT_TEXT}'",
    ],
    ids=["nodes", "keys", "depth", "text", "quoted"],
)
def test_a_file_may_be_as_large_as_the_limits(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{weight: 27,50}", {"weight": "27,50"}),
        ("{a: 1, weight: 27,50, b: 2}", {"a": "1", "weight": "27,50", "b": "2"}),
        ("{weight: 27,\n50}", {"weight": "27", "50": None}),
        ("{weight: 27,'50'}", {"weight": "27", "50": None}),
        ("{weight: '27',50}", {"weight": "27", "50": None}),
        ("{weight: 27,x}", {"weight": "27", "x": None}),
        ("{weight: x,50}", {"weight": "x", "50": None}),
        ("{weight: 27,50: 1}", {"weight": "27", "50": "1"}),
        ("{weight: 27,50: ''}", {"weight": "27", "50": ""}),
        ("{weight: [27],50}", {"weight": ["27"], "50": None}),
        ("{27,50}", {"27": None, "50": None}),
    ],
)
def test_a_decimal_comma_in_braces_is_put_together_again(text: str, data: object) -> None:
    assert kept(text) == data


def test_everything_is_kept_as_it_was_written() -> None:
    text = "a: 2.50\nb: '2.50'\nc: no\nd: [1:30, ~, '']\ne:\n  - f: |\n      g\n"
    data = {"a": "2.50", "b": "2.50", "c": "no", "d": ["1:30", None, ""], "e": [{"f": "g\n"}]}
    assert kept(text) == data
