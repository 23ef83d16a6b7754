"""Sheets of an edition with decimal scores, and an index that rounding lifts over a bound."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import Workbook
from tests.reader.books import Case, brief, case, filled, packed

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Status

EDITION = "permenpanrb-8-2026"
HEADINGS = ("No", "Indikator", "Skor", "Bukti Dukung", "Penjelasan")
IDENTITY = {"Instansi": "Kota", "Tahun": 2026, "Tahap": "Penilaian Mandiri", "Instrumen": EDITION}


def scored(**changes: object) -> Callable[[], bytes]:
    """Return a maker of a sheet with decimal scores in C2 and below, some cells changed."""

    def make() -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        sheet, identity = book.create_sheet("Jawaban"), book.create_sheet("Identitas")
        sheet.append(HEADINGS)
        for number, indicator in shipped(EDITION).rows().items():
            score = 2.5 if number == "1" else 3
            sheet.append((int(number), indicator.short, score, f"{number}.pdf", "Fakta"))
        for label, value in IDENTITY.items():
            identity.append((label, value))
        for reference, value in changes.items():
            sheet[reference] = value
        return packed(book)

    return make


FINE: tuple[object, ...] = (
    1, 5, 2.75, 2.1234, "2,75", "2.75", " 3 ", "3,0", "03", "+3", "3.", "4,5",
)  # fmt: skip
OFF_SCALE: tuple[object, ...] = (0, 0.99, 5.01, 6, "0,5", "-1", ".5")
TOO_FINE: tuple[object, ...] = (2.12345, "2,12345", 4.00001)
NO_SCORE: tuple[object, ...] = ("tiga", "3/4", "\uff13", "1.2.3", "3%", ",", "1e0")
SCORES = (
    case("a good sheet", scored(), "A213"),
    *(case(f"fine {value!r}", scored(C3=value), "A213") for value in FINE),
    *(case(f"off the scale {value!r}", scored(C3=value), "A213", "A105 C3") for value in OFF_SCALE),
    *(
        case(f"too many decimals {value!r}", scored(C3=value), "A213", "A118 C3")
        for value in TOO_FINE
    ),
    *(case(f"no score {value!r}", scored(C3=value), "A213", "A101 C3") for value in NO_SCORE),
    case("TRUE", scored(C3=True), "A213", "A110 C3"),
    case("missing", scored(C3=None), "A213", "A104 C3"),
)


@pytest.mark.parametrize("one", SCORES, ids=lambda one: one.name)
def test_a_score_is_any_number_on_the_scale(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


def test_a_score_from_a_formula_is_what_excel_shows(read: Callable[..., Assessment]) -> None:
    sheet = read(scored(C3=2.7500000000000004)()).sheet
    assert sheet
    assert sheet.answers["2"].level == Fraction(Decimal("2.75"))


def below_a_bound() -> dict[str, object]:
    """Return levels 2 and 3 with an exact index just below 2.60 that is printed as 2.60."""
    levels: dict[str, object] = {}
    weight = Fraction(0)
    rows = shipped("permenpanrb-59-2020").rows().items()
    for number, indicator in sorted(rows, key=lambda row: -row[1].weight):
        more = weight + indicator.weight
        taken = more < 60
        weight = more if taken else weight
        levels[f"E{int(number) + 4}"] = 3 if taken else 2
    assert Fraction("59.5") <= weight < 60
    return levels


def test_a_predicate_that_only_rounding_gives_is_warned_of(read: Callable[..., Assessment]) -> None:
    made = read(filled(**below_a_bound())())
    assert made.status is Status.SCORED
    assert made.result
    assert (str(made.result.total.rounded), made.result.predicate.name) == ("2.60", "Cukup")
    assert [brief(finding) for finding in made.findings] == ["A205"]
