"""The parts of a batch: work shared among processes, senders, dates."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.quick_sheets import write

from spbe_cli.findings import Finding
from spbe_cli.many import workers
from spbe_cli.many.record import Kept, Record
from spbe_cli.many.run import Options, Passed, assess_all
from spbe_cli.many.senders import SettledSheets, by_occasion, settle
from spbe_cli.many.workers import Lost, share
from spbe_cli.sheet.assess import Status
from spbe_cli.sheet.dates import read_date

FORKED = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")


def double(number: int) -> int:
    if number < 0:
        raise ValueError(number)
    if number == 13:
        os._exit(1)
    return 2 * number


def never() -> bool:
    return False


def shared(tasks: Sequence[int], jobs: int) -> list[object]:
    found: dict[int, object] = dict(share(double, tasks, jobs, never))
    return [found[number] for number in range(len(tasks))]


@FORKED
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_has_its_answer_whatever_the_number_of_processes(jobs: int) -> None:
    tasks = [number for number in range(50) if number != 13]
    assert shared(tasks, jobs) == [2 * number for number in tasks]


@pytest.mark.parametrize("jobs", [1, 2])
@FORKED
def test_a_fault_is_the_answer_of_its_task(jobs: int) -> None:
    assert shared([1, -1, 2, 3], jobs) == [2, Lost("ValueError: -1"), 4, 6]


@FORKED
@pytest.mark.parametrize("tasks", [[13], [13, 13, 13], [1, 13, 2, 13, *range(20, 40)]])
def test_a_process_that_dies_loses_one_task_only(tasks: list[int]) -> None:
    assert shared([*tasks, 0], 2) == [*(Lost() if n == 13 else 2 * n for n in tasks), 0]


@FORKED
def test_a_wish_to_stop_ends_the_work_at_once() -> None:
    heard = iter([False, False, *[True] * 1000])
    for jobs in (1, 2):
        answers = list(share(double, [1] * 500, jobs, lambda: next(heard)))
        assert len(answers) < 500


@pytest.mark.skipif(sys.platform != "linux", reason="only there processes are forked")
def test_no_tasks_need_no_processes() -> None:
    assert shared([], 4) == []


@pytest.mark.parametrize("fault", [ImportError("none"), OSError(28, "full")])
def test_where_processes_have_no_locks_one_does_it_all(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def none(*_: object) -> None:
        raise fault

    monkeypatch.setattr(type(workers.CONTEXT), "Lock", none)
    monkeypatch.setattr(workers, "ProcessPoolExecutor", None)
    assert shared([1, 2, 3], 2) == [2, 4, 6]


def unsendable(number: int) -> object:
    return number or (lambda: None)


@FORKED
def test_an_answer_that_cannot_be_sent_is_a_fault_of_its_task() -> None:
    found = dict(share(unsendable, [0, 1], 2, never))
    assert isinstance(found[0], Lost)
    assert found[0].fault
    assert found[1] == 1


def record(file: str, tanggal: str = "", **identity: str) -> Record:
    said = {"instansi": "Kota", "tanggal": tanggal, **identity}
    return Record(file, file, Status.SCORED, Kept(), "x", said, answers=file.encode())


def settled(sheets: Sequence[Record], *, latest: bool = False) -> SettledSheets:
    return settle(by_occasion(sheets, None), latest=latest)


def test_sheets_of_other_years_stages_and_agencies_are_not_of_one_sender() -> None:
    sheets = [
        record("a", tahun="2023"),
        record("b", tahun="2024"),
        record("c", tahun="2024", tahap="Penilaian Mandiri"),
        Record("d", "d", Status.INVALID, Kept()),
        Record("e", "e", Status.SCORED, Kept(), "x", {}, answers=b"1"),
        Record("f", "f", Status.SCORED, Kept(), "x", {}, answers=b"1"),
    ]
    found = settled(sheets)
    assert found.used == sheets
    assert found.findings == []


def test_several_that_differ_all_count_and_are_told_at_the_first() -> None:
    sheets = [record("a"), record("b")]
    found = settled(sheets)
    assert found.used == sheets
    assert [(one.code, one.place.file) for one in found.findings] == [("B102", "a")]


def test_two_files_that_say_the_same_are_no_conflict() -> None:
    first = record("a")
    again = Record("b", "b", Status.SCORED, Kept(), "x", first.identity, answers=first.answers)
    found = settled([first, again])
    assert found.used == [first]
    assert [finding.code for finding in found.findings] == ["B204"]


@pytest.mark.parametrize(("dates", "used"), [
    (("10/06/2025", "9/6/2025"), ["0"]),
    (("2025-06-10", "11 Juni 2025", "1 Januari 2025"), ["1"]),
    (("10/06/2025", "10-6-2025"), ["0", "1"]),
    (("10/06/2025", "besok"), ["0", "1"]),
])  # fmt: skip
def test_the_latest_date_wins_if_there_is_one(dates: tuple[str, ...], used: list[str]) -> None:
    sheets = [record(str(n), tanggal=date) for n, date in enumerate(dates)]
    found = settled(sheets, latest=True)
    assert [one.file for one in found.used] == used
    assert found.doubles == []


@pytest.mark.parametrize("text", ["", "besok", "32/01/2025", "1/13/2025", "10 Jun 2025", "2025"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def alive() -> int:
    """Count the findings that stand in memory."""
    gc.collect()
    return sum(isinstance(one, Finding) for one in gc.get_objects())


def test_of_many_sheets_the_findings_of_one_stand_in_memory_at_a_time(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for number in range(4):
        wrong = {str(n): 9 for n in range(1, 48)}
        write(tmp_path / f"{number}.xlsx", f"Kota {number}", wrong)
    sheets = [(path, path.name) for path in sorted(tmp_path.iterdir())]
    request.addfinalizer(gc.unfreeze)
    gc.freeze()
    before = alive()
    batch = assess_all(sheets, Passed(), Options(jobs=1))
    assert alive() == before
    assert [record.errors for record in batch.used] == [47] * 4
    most = 0
    for _ in batch.all_findings():
        most = max(most, alive() - before)
    assert most == 47
