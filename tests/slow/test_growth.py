"""Work grows with the rows of a sheet and no faster: calls are counted, not seconds."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from types import FrameType

import pytest

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.files.assignments import Duty, Written, assignment_of
from spbe_cli.findings import Finding, Place
from spbe_cli.instrument.loading import shipped
from spbe_cli.many.merge_rows import part_of
from spbe_cli.many.record import record_of
from spbe_cli.sheet.assess import Assessment, Choice, assess_answers
from spbe_cli.sheet.check import MOST_OF_A_CODE
from spbe_cli.sheet.correction import Reply, returned_sheet
from spbe_cli.sheet.evidence import EvidenceFolder
from spbe_cli.sheet.view import view_of
from spbe_cli.xlsx.correction_items import prefills

INSTRUMENT = shipped("permenpanrb-59-2020")
ROWS = list(INSTRUMENT.rows().items())
FEW = 400
"""Beyond where findings are listed one by one."""
TOLERANCE = 1.2
SLACK = 2_000
FOLDER = EvidenceFolder("bukti", (("indikator1a.pdf", 1),))


def text(ref: str, value: str) -> Cell:
    """Make a cell of text."""
    return Cell(ref, Kind.TEXT, value)


def row(place: int, number: str, name: str = "", level: str = "3") -> RawRow:
    """Make a row of an answer sheet."""
    cells = (Cell(f"E{place}", Kind.NUMBER, Decimal(level)), text(f"D{place}", name))
    evidence = text(f"F{place}", f"indikator{number}a.pdf")
    return RawRow(place, text(f"A{place}", number), *cells, evidence, Cell(f"G{place}"))


def over_and_over(count: int) -> Iterator[RawRow]:
    """All numbers again and again, every other row with the name of the next indicator."""
    for place in range(count):
        other = ROWS[(place + 1) % len(ROWS)][1].short if place % 2 else ""
        yield row(place + 5, ROWS[place % len(ROWS)][0], other)


def one_number(count: int) -> Iterator[RawRow]:
    """One number again and again, every other row with the name of another indicator."""
    for place in range(count):
        yield row(place + 5, "7", ROWS[7][1].short if place % 2 else "")


def unknown_numbers(count: int) -> Iterator[RawRow]:
    """Numbers that the instrument does not have."""
    for place in range(count):
        yield row(place + 5, "99")


def no_numbers(count: int) -> Iterator[RawRow]:
    """Levels without a number."""
    for place in range(count):
        yield row(place + 5, "")


Shape = Callable[[int], Iterator[RawRow]]
SHAPES: tuple[Shape, ...] = (over_and_over, one_number, unknown_numbers, no_numbers)


def sheet(shape: Shape, count: int) -> RawSheet:
    """Make a sheet of so many rows, with as many cells merged over one another."""
    merged = tuple((f"E{place + 5}:E{count + 5}", place + 5, count + 5) for place in range(count))
    headings = {"number": "No", "level": "Tingkat", "evidence": "Bukti Dukung"}
    rows = tuple(shape(count))
    return RawSheet("a.xlsx", "0" * 64, "Jawaban", rows, headings, Identity(), merged)


def judged(raw: RawSheet) -> Assessment:
    """Check a sheet, and hold its evidence against a folder."""
    return assess_answers(raw, INSTRUMENT, None, Choice(evidence=FOLDER))


def look(raw: RawSheet) -> object:
    """Look at the rows, without a judgement."""
    view = view_of(INSTRUMENT, raw)
    return view.covered, view.validated, view.misnamed


def merged(raw: RawSheet) -> object:
    """Take a sheet as a part of that of the institution."""
    return part_of(judged(raw), None)


def kept(raw: RawSheet) -> object:
    """Keep what a report on many sheets needs."""
    return record_of(judged(raw))


def place_back(raw: RawSheet) -> object:
    """Find the rows of all findings, and what goes back to the sender."""
    returned = returned_sheet(judged(raw), Reply())
    assert returned
    places = [Place(raw.file, raw.sheet, row.number.ref) for row in raw.rows]
    return [returned.row_at(Finding("A102", place)) for place in places], prefills(returned)


class Name(str):  # noqa: SLOT000  nothing but a text
    """A text whose comparisons are calls, and so are counted."""

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)


def calls(action: Callable[[], object]) -> int:
    """Count the calls that an action makes, one for every element that a generator yields."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def grows_evenly(action: Callable[[int], Callable[[], object]]) -> bool:
    """Tell whether the third lot of rows costs what the second does: squares cost 5 to 3."""
    calls(action(FEW))  # what is kept between calls is there from now on
    first, second, third = (calls(action(FEW * times)) for times in (1, 2, 3))
    return third - second <= TOLERANCE * (second - first) + SLACK


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("step", [look, judged, merged, kept, place_back])
def test_work_grows_with_the_rows_and_not_with_their_square(
    step: Callable[[RawSheet], object], shape: Shape
) -> None:
    def action(count: int) -> Callable[[], object]:
        raw = sheet(shape, count)
        return lambda: step(raw)

    assert grows_evenly(action)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__name__)
def test_a_fault_in_countless_rows_is_not_told_countless_times(shape: Shape) -> None:
    findings = judged(sheet(shape, 10 * MOST_OF_A_CODE)).findings
    counts = Counter(finding.code for finding in findings)
    assert max(counts.values()) <= MOST_OF_A_CODE


def test_findings_that_are_not_shown_are_counted_in_one() -> None:
    findings = judged(sheet(unknown_numbers, 1_000)).findings
    (more,) = (finding for finding in findings if finding.code == "A147")
    # Of 1,000 rows with an unknown number 200 are told.
    assert (more.variant, more.facts["count"], more.facts["limit"]) == ("findings", 800, 200)


def test_duties_of_many_agencies_are_gone_through_once() -> None:
    def action(count: int) -> Callable[[], object]:
        names = [Name(f"Dinas {place}") for place in range(count)]
        duties = tuple(Duty(name, "7", owns=False, place=Place("a")) for name in names)
        written = Written(Place("a"), duties, dict.fromkeys(names))
        return lambda: assignment_of(INSTRUMENT, written)

    assert grows_evenly(action)
