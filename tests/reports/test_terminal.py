"""A document on a screen: what fits, what is said to be missing, and what is for paper only."""

from collections.abc import Sequence
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
    Heading,
    Number,
    Own,
    Paragraph,
    Part,
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


def listed(names: Sequence[str]) -> Table:
    rows = (Row((str(n), Own(f"Tingkat Kematangan {name}", name))) for n, name in enumerate(names))
    return Table((Column("No"), Column("Indikator")), (Row((Own("A1 Aspek"),), "group"), *rows))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    long = "Kementerian PANRB menetapkan indeks resmi " * 9
    verdict = Verdict("Indeks SPBE", number("2,98"), "Baik", "nilai persis 2,9795 dan seterusnya")
    document = Document(long, long, (verdict, Paragraph(long), parts()), caveats=(long,))
    assert max(map(len, lines(document, width))) <= width


def test_a_column_that_does_not_fit_is_said_to_be_missing() -> None:
    assert not [line for line in shown(parts()) if "Tidak muat" in line]
    narrow = shown(parts(), width=36)
    assert "Tidak muat di layar ini: Batang." in narrow
    assert not any("hanya kertas" in line for line in shown(parts(), width=200))


def test_an_aspect_stands_indented_below_its_domain() -> None:
    codes = [line[:5] for line in shown(parts()) if "Kebijakan" in line]
    assert codes == ["D1   ", "  A1 "]


def test_a_bar_is_as_long_as_its_share_of_the_top() -> None:
    drawn = [line.split()[-1] for line in shown(parts()) if "2,50" in line]
    assert len(drawn) == 1
    assert drawn[0].count("█") * 2 + drawn[0].count("▌") == len(drawn[0])


def test_the_title_of_a_group_takes_a_line_and_names_are_short() -> None:
    found = shown(listed(["Peta Rencana", "Layanan Arsip"]))
    at = found.index("A1 Aspek")
    assert [line.split(maxsplit=1) for line in found[at + 1 : at + 3]] == [
        ["0", "Peta Rencana"],
        ["1", "Layanan Arsip"],
    ]


def test_details_take_the_place_of_hints_and_leave_out_what_is_for_paper() -> None:
    document = Document(
        "Judul",
        "",
        (Paragraph("ringkas"), Paragraph("rincian: --detail", "hint")),
        beside=(Paragraph("di samping"),),
        parts=(
            Part("Rincian", (Heading("isi"),)),
            Part("Tentang", (Paragraph("asal"),), paper=True),
            Part("Rumus", live=print),
        ),
    )
    assert lines(document) == ["", "Judul", "", "ringkas", "rincian: --detail"]
    assert lines(document, detail=True) == ["", "Judul", "", "ringkas", "", "Rincian", "", "isi"]


def test_without_a_result_a_screen_shows_only_what_is_left_to_say() -> None:
    summary = (Paragraph("tidak ada indeks"),)
    assert lines(Document("Judul", "", summary, screen=())) == []
    left = Document("Judul", "", summary, screen=(Paragraph("mungkin 2,90"),))
    assert lines(left) == ["mungkin 2,90"]


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


def test_a_part_of_which_a_screen_can_show_nothing_has_no_title_there() -> None:
    document = Document("Judul", "", (), parts=(Part("Gambar", ()), Part("Teks", (Heading("x"),))))
    found = lines(document, detail=True)
    assert "Teks" in found
    assert "Gambar" not in found


def test_signs_of_two_columns_push_nothing_out_of_line() -> None:
    rows = tuple(Row((name, number("2,98"))) for name in ("Kota A", "✅✅ B"))
    drawn = shown(Table((Column("Nama"), Column("Indeks", number=True)), rows))
    assert len({cell_len(line) for line in drawn if "2,98" in line}) == 1
