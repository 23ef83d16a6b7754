"""A document on a screen: what fits, what is said to be missing, and what is for paper only."""

from fractions import Fraction

import pytest
from rich.cells import cell_len
from rich.console import Console

from spbe_cli.reports import terminal
from spbe_cli.reports.document import (
    Bar,
    Block,
    Column,
    Document,
    Number,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
)
from spbe_cli.words import Words

WIDTHS = [40, 60, 80, 120]


def lines(document: Document, width: int = 80, *, detail: bool = False) -> list[str]:
    console = Console(width=width, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(terminal.render(document, Words(), width, detail=detail))
    return [line.rstrip() for line in capture.get().splitlines()]


def shown(*blocks: Block, width: int = 80) -> list[str]:
    return lines(Document("Judul", "", blocks), width)


def number(text: str) -> Number:
    return Number(Fraction(text.replace(",", ".")), text)


def parts() -> Table:
    columns = (
        Column("Kode"), Column("Nama"), Column("Bobot", number=True, spare=1),
        Column("Indeks", number=True), Column("Batang", spare=2), Column("Kertas", wide=True),
    )  # fmt: skip

    def row(code: str, name: str, index: str) -> tuple[str | Own | Number | Bar, ...]:
        bar = Bar(Fraction(index.replace(",", ".")), Fraction(5))
        return code, Own(name), number("13,00"), number(index), bar, "hanya kertas"

    return Table(
        columns,
        (
            Row(row("D1", "Kebijakan Internal Tata Kelola SPBE", "2,90"), "group"),
            Row(row("A1", "Kebijakan Internal Tata Kelola SPBE", "2,50")),
            Row(row("", "Indeks SPBE", "2,90"), "total"),
        ),
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    long = "Kementerian PANRB menetapkan indeks resmi " * 9
    verdict = Verdict("Indeks SPBE", number("2,98"), "Baik", "nilai persis 2,9795 dan seterusnya")
    document = Document(long, long, (verdict, Paragraph(long), parts()), caveats=(long,))
    assert max(map(len, lines(document, width))) <= width


def test_columns_without_room_stand_below_each_other_and_no_number_breaks() -> None:
    columns = (Column("Instansi"), *(Column(f"D{n}", number=True) for n in range(1, 5)))
    rows = tuple(Row((name, *map(number, ("2,9012", "2,4034", "2,5556", "3,4878"))))
                 for name in ("Kota Contoh", "Kota Lain"))  # fmt: skip
    beside = shown(Table(columns, rows), width=60)
    assert [line.split() for line in beside if "2,9012" in line] == [
        ["Kota", name, "2,9012", "2,4034", "2,5556", "3,4878"] for name in ("Contoh", "Lain")
    ]
    below = shown(Table(columns, rows), width=20)
    first = ["Instansi: Kota Contoh", "D1: 2,9012", "D2: 2,4034", "D3: 2,5556", "D4: 3,4878"]
    assert " ".join(line.strip() for line in below).startswith(f" Judul  {' '.join(first)}")
    assert sum(line.startswith("D4: 3,4878") for line in below) == len(rows)


def test_signs_of_two_columns_push_nothing_out_of_line() -> None:
    rows = tuple(Row((name, number("2,98"))) for name in ("Kota A", "✅✅ B"))
    drawn = shown(Table((Column("Nama"), Column("Indeks", number=True)), rows))
    assert len({cell_len(line) for line in drawn if "2,98" in line}) == 1
