"""The fast path of the reader: the same as the careful one, or it leaves the sheet to that."""

import random
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.quick_sheets import answers
from tests.sheets.books import parts_of, zipped
from tests.sheets.test_fuzz import TOKENS

from spbe_cli.inspection import shipped
from spbe_cli.workbook import book, plain, plain_rows, sheet
from spbe_cli.workbook.package import Package, Refused
from spbe_cli.workbook.reading import read_answers
from spbe_cli.workbook.template import Prefill, TemplateRequest, answer_workbook

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/**/*.xlsx"))
INSTRUMENT = shipped("permenpanrb-59-2020")
FILLED = {row: Prefill(3, f'{row} & "<a>".pdf', "Fakta\nAnalisis") for row in INSTRUMENT.rows()}
OUR_OWN = parts_of(answer_workbook(INSTRUMENT, TemplateRequest("Kota"), FILLED))
BY_HAND = parts_of(answers({str(n): 3 for n in range(1, 48)}, {"Instansi": "Kota"}))
MORE_TOKENS = (
    *TOKENS, b"&lt;", b"&#10;", b"&#x1F600;", b"&#13;", b"&", b"&amp;lt;", b"\r", b"\t", b" ",
    b'<row r="60"/>', b'<row r="60"></row>', b'<c r="E6"/>', b'<c r="XFE5"><v>1</v></c>', b"<v/>",
    b"<f/>", b'<f t="shared" si="0"/>', b'<f a="1" a="2">1</f>', b"<v></v>", b' hidden="1"',
    b' x14ac:dyDescent="0.25"', b' t="str"', b' s="3"', b"<si><t></t></si>", b"<si/>",
    b"\xef\xbf\xbe",
    b'<t xml:space="preserve">', b"<!-- -->", b"<sheetData>", b"</sheetData>", b"</sst>",
)  # fmt: skip


def outcome(path: Path) -> object:
    try:
        return read_answers(path, path.name)
    except Refused as refused:
        return refused.finding.code, refused.finding.variant


def doubt(_: bytes) -> plain.Split:
    raise plain.Doubt


def carefully(path: Path) -> object:
    with patch.object(sheet, "split_rows", doubt), patch.object(book, "split_texts", doubt):
        return outcome(path)


def scribbled(parts: dict[str, bytes], seed: int) -> bytes:
    """Put tokens into the sheets and the shared texts, mostly where tags and texts begin."""
    chance = random.Random(seed)  # noqa: S311  chance, not secrets
    names = [name for name in parts if name.startswith(("xl/worksheets/sheet", "xl/shared"))]
    changed = dict(parts)
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(names)
        content = changed[name]
        marks = [n + 1 for n, byte in enumerate(content) if byte in b'"<>']
        start = chance.choice(marks) if chance.random() < 0.8 else chance.randrange(len(content))
        end = start + chance.choice((0, 0, 1, 4))
        changed[name] = content[:start] + chance.choice(MORE_TOKENS) + content[end:]
    return zipped(changed)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_both_ways_read_the_examples_alike(path: Path) -> None:
    assert outcome(path) == carefully(path)


@pytest.mark.parametrize("parts", [OUR_OWN, BY_HAND], ids=["our own", "by hand"])
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0))
def test_both_ways_read_any_change_alike(
    parts: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(scribbled(parts, seed))
    assert outcome(path) == carefully(path)


@pytest.mark.parametrize("parts", [OUR_OWN, BY_HAND], ids=["our own", "by hand"])
def test_what_is_plain_is_read_by_pattern(parts: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(zipped(parts))
    counted: list[int] = []

    def counting(within: book.Book, part: plain.Split) -> plain_rows.PlainRows:
        rows = plain_rows.read_rows(within, part)
        counted.append(rows.count)
        return rows

    with patch.object(sheet, "read_rows", counting):
        read_answers(path, path.name)
    assert max(counted) > 200


ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "inside",
    [
        ROWS.replace("</row>", ""),
        ROWS + "</row>",
        ROWS + "x",
        ROWS.replace("A1", "A2"),
        ROWS.replace("<v>1</v>", "<v>&a;</v>"),
        ROWS.replace("<v>1</v>", "<v>&#0;</v>"),
        ROWS.replace("<v>1</v>", "<v>&#x110000;</v>"),
        ROWS.replace("<v>1</v>", "<v>]]></v>"),
        ROWS.replace("<v>1</v>", "<v>\r</v>"),
        ROWS.replace("<v>1</v>", "<v>\ufffe</v>"),
        ROWS.replace("<v>1</v>", "<v>1</v><v>2</v>"),
        ROWS.replace('r="1"', 'r="1" a="1" a="2"'),
        ROWS.replace('r="1"', 'r="1" x14ac:dyDescent="0.25"'),
        ROWS.replace('r="1"', 'r="1" x:y="1"'),
        ROWS.replace("<row", "<!-- --><row"),
        '<row r="1"><row r="2"/></row>',
    ],
)
def test_the_least_doubt_is_enough(inside: str) -> None:
    content = f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()
    with pytest.raises(plain.Doubt):
        read_plainly(content)


def read_plainly(content: bytes) -> plain_rows.PlainRows:
    package = Package("a.xlsx", zipped(BY_HAND))
    part = plain.split_rows(content)
    plain.be_sure_of(part.rest)
    return plain_rows.read_rows(book.open_book(package), part)


def test_the_simplest_row_is_plain() -> None:
    rows = read_plainly(f"<worksheet><sheetData>{ROWS}</sheetData></worksheet>".encode())
    assert rows.cells[1][1].value == 1


@pytest.mark.parametrize("make", [plain.split_rows, plain.split_texts])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<worksheet/>",
        b"<sheetData></sheetData><sheetData></sheetData><sst></sst><sst></sst>",
        b"</sheetData><sheetData></sst><sst>",
        b'<?xml version="1.0" encoding="UTF-16"?><sst><sheetData></sheetData></sst>',
        b"<!DOCTYPE a><sst><sheetData></sheetData></sst>",
        b"<sst><sheetData>\xff</sheetData></sst>",
    ],
)
def test_a_part_in_doubt_is_not_split(make: Callable[[bytes], plain.Split], content: bytes) -> None:
    with pytest.raises(plain.Doubt):
        plain.be_sure_of(make(content).rest)
