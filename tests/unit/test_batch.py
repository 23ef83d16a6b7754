"""The parts of a batch: work shared among processes, senders, dates."""

import gc
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.quick_sheets import write

from spbe_cli.findings import Finding
from spbe_cli.many import workers
from spbe_cli.many.run import Options, Passed, assess_all
from spbe_cli.many.workers import Lost, share

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
