"""Work shared among processes: one answer per task, whatever becomes of a process.

A process takes a few tasks at a time and answers each by itself, so that it is known at
which one it died; that task is lost, the others go to a new process.  The work must be a
function of a module, or a partial of one: some systems start processes from nothing.
"""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, Generic, TypeVar, cast

Task = TypeVar("Task")
Answer = TypeVar("Answer")

CONTEXT: Final = get_context("fork") if sys.platform == "linux" else get_context("spawn")
"""A fork has all that is loaded already; elsewhere it is not safe, or there is none."""
FEWEST: Final = 8 if sys.platform == "linux" else 40
"""So many tasks are worth a process."""
MOST_AT_ONCE: Final = 8
OBJECTS_BETWEEN_COLLECTIONS: Final = 20_000
"""A sheet is a few thousand objects, and none of them lies in a circle."""
TICK: Final = 0.1
"""So many seconds pass at most before a wish to stop is seen."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes instead of an answer: the fault of the work, or nothing if its process died."""

    fault: str | None = None


Numbered = tuple[int, Task]


def cores() -> int:
    """Return how many cores we may use."""
    with suppress(AttributeError):  # only Linux knows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    jobs: int | None,
    stopped: Callable[[], bool],
) -> Iterator[tuple[int, Answer | Lost]]:
    """Yield an answer for the place of every task, as they come, until `stopped`.

    `jobs` is how many processes work; with one of them nothing is started.
    """
    count = min(jobs or min(cores(), len(tasks) // FEWEST), len(tasks))
    if count > 1:
        yield from Crew[Task, Answer](work, tasks, count).answers(stopped)
        return
    for number, task in enumerate(tasks):
        if stopped():
            return
        yield number, attempt(work, task)


def attempt(work: Callable[[Task], Answer], task: Task) -> Answer | Lost:
    """Do one task; a fault of the program costs this task only."""
    try:
        return work(task)
    except Exception as fault:  # noqa: BLE001  whatever it is, the others go on
        return Lost(f"{type(fault).__name__}: {fault}")


def serve(pipe: Connection, work: Callable[[Task], Answer]) -> None:
    """Answer tasks until no more come; Ctrl-C is for the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    with suppress(EOFError, OSError):
        while tasks := cast("list[Task]", pipe.recv()):
            for task in tasks:
                pipe.send(attempt(work, task))


@dataclass(slots=True)
class Worker(Generic[Task]):
    """One process, and the tasks that it has not answered yet."""

    process: BaseProcess
    pipe: Connection
    pending: deque[Numbered[Task]] = field(default_factory=deque)

    def give(self, tasks: Sequence[Numbered[Task]]) -> None:
        """Hand over tasks; a process that has died is found out when its answer is read."""
        self.pending.extend(tasks)
        with suppress(OSError):
            self.pipe.send([task for _, task in tasks])

    def dismiss(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Crew(Generic[Task, Answer]):
    """The processes, and the tasks that nobody has yet."""

    def __init__(self, work: Callable[[Task], Answer], tasks: Sequence[Task], count: int) -> None:
        self.work = work
        self.waiting = deque(enumerate(tasks))
        self.count = count
        self.at_once = max(1, min(MOST_AT_ONCE, len(tasks) // (4 * count)))
        self.workers: dict[Connection, Worker[Task]] = {}

    def answers(self, stopped: Callable[[], bool]) -> Iterator[tuple[int, Answer | Lost]]:
        """Yield the answers as they come."""
        try:
            for _ in range(self.count):
                self.hire()
            while self.workers and not stopped():
                for pipe in wait(list(self.workers), TICK):
                    yield from self.listen(cast("Connection", pipe))
        finally:
            for worker in self.workers.values():
                worker.dismiss()

    def hire(self) -> None:
        """Start a process, if there is anything left to do."""
        if not self.waiting:
            return
        ours, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(target=serve, args=(theirs, self.work), daemon=True)
        process.start()
        theirs.close()
        worker = Worker[Task](process, ours)
        self.workers[ours] = worker
        worker.give(self.next_tasks())

    def next_tasks(self) -> list[Numbered[Task]]:
        """Take the next few tasks."""
        count = min(self.at_once, len(self.waiting))
        return [self.waiting.popleft() for _ in range(count)]

    def listen(self, pipe: Connection) -> Iterator[tuple[int, Answer | Lost]]:
        """Take one answer; who has answered all gets more to do, or may go."""
        worker = self.workers[pipe]
        try:
            answer = cast("Answer | Lost", pipe.recv())
        except (EOFError, OSError):
            yield self.bury(worker)
            return
        yield worker.pending.popleft()[0], answer
        if not worker.pending:
            self.go_on(worker)

    def go_on(self, worker: Worker[Task]) -> None:
        """Give a process more to do, or let it go."""
        if self.waiting:
            worker.give(self.next_tasks())
        else:
            del self.workers[worker.pipe]
            worker.dismiss()

    def bury(self, worker: Worker[Task]) -> tuple[int, Lost]:
        """Give up the task at which a process died; the rest of its tasks goes to a new one."""
        del self.workers[worker.pipe]
        worker.dismiss()
        lost, _ = worker.pending.popleft()
        self.waiting.extendleft(reversed(worker.pending))
        self.hire()
        return lost, Lost()
