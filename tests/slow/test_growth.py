"""Work grows with the rows of a sheet and no faster: calls are counted, not seconds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.commands.quick_sheets import HEADINGS, sheet, workbook
from tests.program import counted, spbe

from spbe_cli.instrument.loading import shipped

ROWS = list(shipped("permenpanrb-59-2020").rows().items())
FEW = 400
"""Beyond where findings are listed one by one."""
TOLERANCE = 1.2
SLACK = 20_000
IDENTITY = (("Instansi", "Kota A"), ("Perangkat Daerah", "Dinas"), ("Tahun", 2024))
COMMANDS = {
    "correction": ("score", "masuk/a.xlsx", "--evidence", "bukti", "-o", "p.xlsx", "--force"),
    "batch": ("batch", "masuk", "--jobs", "1"),
    "merge": ("merge", "masuk", "-o", "kota.xlsx", "--force"),
    "agencies": ("check", "tugas.yaml"),
}
Shape = Callable[[int], Iterator[tuple[object, ...]]]


def over_and_over(count: int) -> Iterator[tuple[object, ...]]:
    """All numbers again and again, every other row with the name of the next indicator."""
    for place in range(count):
        other = ROWS[(place + 1) % len(ROWS)][1].short if place % 2 else ""
        yield int(ROWS[place % len(ROWS)][0]), other, 3, f"indikator{place}a.pdf", "x"


def one_number(count: int) -> Iterator[tuple[object, ...]]:
    """One number again and again, every other row with the name of another indicator."""
    for place in range(count):
        yield 7, ROWS[7][1].short if place % 2 else "", 3, f"indikator{place}a.pdf", "x"


def unknown_numbers(count: int) -> Iterator[tuple[object, ...]]:
    return ((99, "", 3, "a.pdf", "x") for _ in range(count))


def no_numbers(count: int) -> Iterator[tuple[object, ...]]:
    return ((None, "", 3, "a.pdf", "x") for _ in range(count))


SHAPES: tuple[Shape, ...] = (over_and_over, one_number, unknown_numbers, no_numbers)


def lay_out(shape: Shape, count: int) -> None:
    """Write a sheet of so many rows, with as many cells merged over one another."""
    merged = "".join(f'<mergeCell ref="C{n + 2}:C{count + 2}"/>' for n in range(count))
    answers = sheet((HEADINGS, *shape(count)))
    answers = answers.replace("</worksheet>", f"<mergeCells>{merged}</mergeCells></worksheet>")
    Path("masuk/a.xlsx").write_bytes(workbook((sheet(IDENTITY), answers)))
    agencies = "".join(f"  - {{agency: Dinas {n}, supports: '7'}}\n" for n in range(count))
    Path("tugas.yaml").write_text(f"assignments:\n{agencies}")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("typed", COMMANDS.values(), ids=COMMANDS)
def test_work_grows_with_the_rows_and_not_with_their_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], shape: Shape
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("masuk", "bukti"):
        Path(folder).mkdir()
    counts = []
    for times in (1, 1, 2, 3):  # what is kept between calls is there from the first time on
        lay_out(shape, FEW * times)
        counts.append(counted(lambda: spbe(*typed))[0])
    _, first, second, third = counts
    # The third lot of rows costs what the second does: squares cost 5 to 3.
    assert third - second <= TOLERANCE * (second - first) + SLACK
