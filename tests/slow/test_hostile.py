"""Hostile files cost little: each is read in a process of its own, its time and memory held."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.program import ROOT
from tests.reader.books import (
    JAWABAN,
    Case,
    Parts,
    case,
    good_parts,
    part,
    repacked,
    zipped,
)
from tests.reader.cases import cases

from spbe_cli.sheet.assess import assess

MEGABYTES = 300
SECONDS = 5.0
MILLION = 1_000_000
PART = 23 * MILLION
"""Just below what one part may hold."""
CHILD = """
import sys, time
from pathlib import Path
from spbe_cli.sheet.assess import assess
made = assess(Path(sys.argv[1]), "jawaban.xlsx")
status = Path("/proc/self/status").read_text().splitlines()
peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
codes = " ".join(sorted({finding.code for finding in made.findings}))
print(int(peak) // 1024, time.process_time(), codes)
"""
"""Prints the peak of its memory: not that of `getrusage`, which a child takes over at birth."""
HEAD = b'<row r="4"><c r="A4" t="inlineStr"><is><t>No</t></is></c>'
HEAD += b'<c r="B4" t="inlineStr"><is><t>Tingkat</t></is></c></row>'


def sheet(rows: bytes, after: bytes = b"") -> bytes:
    """Return a sheet of these rows."""
    return b"<worksheet><sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"


def numbered(piece: bytes, count: int) -> bytes:
    """Repeat a piece with the numbers from 1 on."""
    return b"".join(piece % number for number in range(1, count))


def answers(rows: bytes, after: bytes = b"") -> Callable[[], bytes]:
    """Return a maker of a workbook whose sheet of answers is this."""
    return part(JAWABAN, sheet(rows, after))


def text(content: str, reference: str) -> bytes:
    """Return a cell with a text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{content}</t></is></c>'.encode()


def many_sheets(parts: Parts) -> None:
    """List one large sheet five hundred times."""
    parts[JAWABAN] = sheet(b"<row>" + b"<c><v>1</v></c>" * 9_000 + b"</row>")
    entry = b'<sheet name="%d" sheetId="%d" r:id="rId2"/>'
    entries = b"".join(entry % (n, n) for n in range(3, 490))
    name = b'<sheet name="Jawaban"'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(name, entries + b'<sheet name="J"')


def many_parts() -> bytes:
    """Repeat the directory of an archive until it names half a million parts."""
    content = zipped(good_parts())
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start : content.index(b"PK\x01\x02", start + 4)]
    return content[:start] + entry * 500_000 + content[end:]


def cells(count: int, content: str) -> bytes:
    """Return rows with a number and a level each."""
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}"><v>{1}</v></c></row>'
    return "".join(row.format(n, content) for n in range(5, count)).encode()


def again(numbers: int) -> Callable[[], bytes]:
    """Return a maker of the good sheet that repeats so many numbers as often as it can."""
    row = '<row r="{0}"><c r="A{0}"><v>{1}</v></c><c r="E{0}"><v>45000</v></c>{2}</row>'

    def change(parts: Parts) -> None:
        rows = (
            row.format(n, n % numbers + 1, text(f"indikator{n}.pdf", f"F{n}").decode())
            for n in range(60, 33_000)
        )
        parts[JAWABAN] = parts[JAWABAN].replace(
            b"</sheetData>", f"{''.join(rows)}</sheetData>".encode()
        )

    return repacked(change)


def shared(content: bytes) -> Callable[[], bytes]:
    """Return a maker of the good sheet with these shared texts."""

    def change(parts: Parts) -> None:
        relation = b'<Relationship Id="t" Type="x/sharedStrings" Target="texts.xml"/>'
        name = "xl/_rels/workbook.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", relation + b"</Relationships>")
        parts["xl/texts.xml"] = b"<sst>" + content + b"</sst>"

    return repacked(change)


HOSTILE = (
    *cases("hostile"),
    case("many bombs", repacked(lambda p: p.update({f"{n}.xml": b" " * PART for n in range(9)}))),
    case("one tag", answers(b"<c " + numbered(b'a%d="" ', PART // 12) + b"/>"), "A144"),
    case("a million rows", answers(numbered(b'<row r="%d"/>', MILLION)), "A147"),
    case(
        "cells",
        answers(numbered(b'<row r="%d">' + b"<c><v>1</v></c>" * 99 + b"</row>", 9_000)),
        "A147",
    ),
    case(
        "endless merged cells",
        answers(
            HEAD + cells(5_000, "3"), b"<m>" + b'<mergeCell ref="B5:B1048576"/>' * 19_000 + b"</m>"
        ),
        *("A102", "A114", "A147"),
    ),
    case("stray rows", answers(HEAD + cells(49_000, "3")), "A102", "A147", "A201", "A214"),
    case("one number again and again", again(1), "A103"),
    case("all numbers again and again", again(47), "A103"),
    case(
        "texts in all rows",
        answers(
            HEAD
            + b"".join(
                b"<row>" + text("Nomor", f"A{n}") + text("x" * 199, f"B{n}") + b"</row>"
                for n in range(5, 40_000)
            )
        ),
        "A111",
    ),
    case("one sheet many times", repacked(many_sheets), "A147"),
    case("countless parts", many_parts, "A147"),
    case("long shared texts", shared(numbered(b"<si><t>%d</t></si>", MILLION)), "A147"),
)


def child_environment() -> dict[str, str]:
    """Return the environment of the child, in which nothing measures coverage."""
    source = str(ROOT / "src")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return {**kept, "PYTHONPATH": source}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_file_takes_little_time_and_memory(one: Case, tmp_path: Path) -> None:
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(one.content())
    run = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", CHILD, str(path)],
        env=child_environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    megabytes, seconds, *codes = run.stdout.split()
    assert codes == list(one.expected)
    assert int(megabytes) < MEGABYTES
    assert float(seconds) < SECONDS


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.xlsx"
    path.touch()
    os.truncate(path, 51 * MILLION)
    assert [finding.code for finding in assess(path, path.name).findings] == ["A147"]
