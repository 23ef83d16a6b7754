"""Random damage to a good workbook: it is read or refused, and never stops the program."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reader.books import good_book, good_parts, packed, zipped

from spbe_cli.sheet.assess import Status, assess
from spbe_cli.words import Words

GOOD = packed(good_book())
PARTS = good_parts()
TOKENS = (
    b"", b"<", b">", b"/>", b'"', b"&", b"&#0;", b"&a;", b"9" * 400, b"1E999999999", b"-1",
    b"\xff", b"\xc2\xb2", b"<c>", b"</c>", b"<row>", b"</row>", b'r="E5"', b'r="?"', b't="s"',
    b't="d"', b't="e"', b"<f>", b"<v>", b"NaN", b"<!DOCTYPE a>", b"<![CDATA[", b"]]>", b"<?x?>",
    b"\x00", b'hidden="1"', b's="9"', b'<mergeCell ref="E1:E99"/>', b'id="rId9"', b"1-47", b"13-",
)  # fmt: skip
Damage = Callable[[random.Random], bytes]


def flip(chance: random.Random) -> bytes:
    """Change some bytes of the file."""
    content = bytearray(GOOD)
    for _ in range(chance.choice((1, 2, 5, 50))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def cut(chance: random.Random) -> bytes:
    """Cut a piece out of the file."""
    start, end = sorted(chance.randrange(len(GOOD)) for _ in range(2))
    return GOOD[:start] + GOOD[end:] if chance.random() < 0.5 else GOOD[:end]


def shuffle(chance: random.Random) -> bytes:
    """Leave parts out, or give them the content of others."""
    parts = dict(PARTS)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(parts))
        if chance.random() < 0.5:
            parts[name] = parts[chance.choice(list(parts))]
        elif len(parts) > 1:
            del parts[name]
    return zipped(parts)


def scribble(chance: random.Random) -> bytes:
    """Put tokens of XML into a part, in the place of some of its bytes."""
    parts = dict(PARTS)
    name = chance.choice(list(parts))
    for _ in range(chance.choice((1, 1, 2, 8))):
        start = chance.randrange(len(parts[name]) + 1)
        end = start + chance.choice((0, 0, 1, 3, 10))
        parts[name] = parts[name][:start] + chance.choice(TOKENS) + parts[name][end:]
    return zipped(parts)


def rewrite(chance: random.Random) -> bytes:
    """Put a token into the place of a value, so that the part stays well formed more often."""
    parts = dict(PARTS)
    name = chance.choice(list(parts))
    marks = [n for n, byte in enumerate(parts[name]) if byte in b'">']
    start = chance.choice(marks) + 1
    end = min(
        (n for n in (parts[name].find(b, start) for b in (b'"', b"<")) if n >= 0), default=start
    )
    parts[name] = parts[name][:start] + chance.choice(TOKENS) + parts[name][end:]
    return zipped(parts)


@pytest.mark.parametrize("damage", [flip, cut, shuffle, scribble, rewrite])
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0))
def test_damage_never_stops_the_program(damage: Damage, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(damage(random.Random(seed)))  # noqa: S311  chance, not secrets
    made = assess(path, path.name)
    for finding in made.findings:
        assert Words().line(finding).isprintable()
    assert made.findings or made.status is not Status.INVALID
