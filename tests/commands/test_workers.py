"""The parts of a batch: work shared among processes, senders, dates."""

import os
from collections.abc import Sequence

import pytest

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
