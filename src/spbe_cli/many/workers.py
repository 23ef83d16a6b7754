"""Work shared among processes: one answer per task, whatever becomes of a process.

A process that dies takes the pool with it, and nobody knows at which task it died: all that
were in hand are done again, each alone, and the one that dies once more is lost.  The work must
be a function of a module, or a partial of one: some systems start processes from nothing.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from time import sleep
from typing import Any, Final, TypeVar

from spbe_cli.frozen import frozen

Task = TypeVar("Task")
Answer = TypeVar("Answer")

CONTEXT: Final = get_context("fork") if sys.platform == "linux" else get_context("spawn")
"""A fork has all that is loaded already; elsewhere it is not safe, or there is none."""
_FEWEST: Final = 8 if sys.platform == "linux" else 40
"""So many tasks are worth a process."""
_AHEAD: Final = 4
"""So many tasks are in hand for every process."""
_TICK: Final = 0.1
"""So many seconds pass at most before a wish to stop is seen, or the end of who asked."""


@frozen
class Lost:
    """What comes instead of an answer: the fault of the work, or nothing if its process died."""

    fault: str | None = None


Numbered = tuple[int, Task]


def share(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    jobs: int | None,
    stopped: Callable[[], bool],
) -> Iterator[tuple[int, Answer | Lost]]:
    """Yield answers with the places of their tasks, as they come; one of `jobs` starts nothing."""
    cores = os.cpu_count() or 1
    with suppress(AttributeError):  # only Linux knows how many of them are ours
        cores = len(os.sched_getaffinity(0))
    count = min(jobs or min(cores, len(tasks) // _FEWEST), len(tasks))
    waiting = enumerate(tasks)
    if count > 1:
        try:
            CONTEXT.Lock()
        except (ImportError, OSError):  # some systems have no locks, or no room for them
            count = 1
    if count > 1:
        while suspects := (yield from _shared(work, waiting, count, stopped)):
            for suspect in suspects:
                lost = yield from _shared(work, [suspect], 1, stopped)
                yield from ((number, Lost()) for number, _ in lost)
        return
    for number, task in waiting:
        if stopped():
            return
        yield number, attempt(work, task)


def _shared(
    work: Callable[[Task], Answer],
    tasks: Iterable[Numbered[Task]],
    count: int,
    stopped: Callable[[], bool],
) -> Generator[tuple[int, Answer | Lost], None, Sequence[Numbered[Task]]]:
    """Yield the answers of a pool; return what it had in hand when one of its processes died."""
    waiting = iter(tasks)
    in_hand: dict[Future[Answer | Lost], Numbered[Task]] = {}
    others = set(active_children())
    crew = ProcessPoolExecutor(count, CONTEXT, _begin, (work,))
    try:
        while not stopped():
            for task in islice(waiting, _AHEAD * count - len(in_hand)):
                try:
                    in_hand[crew.submit(_attempt_held, task[1])] = task
                except BrokenProcessPool:
                    return [*in_hand.values(), task]
            if not in_hand:
                break
            done = wait(in_hand, _TICK, FIRST_COMPLETED).done
            broken = {one for one in done if isinstance(one.exception(), BrokenProcessPool)}
            for one in done - broken:
                # An answer that can't be handed over is a fault of its task, too.
                fault = one.exception()
                answer = Lost(f"{type(fault).__name__}: {fault}") if fault else one.result()
                yield in_hand.pop(one)[0], answer
            if broken:
                return list(in_hand.values())
        return ()
    finally:
        # At the end nothing of it is left, whatever it was doing.
        for process in set(active_children()) - others:
            process.kill()
        crew.shutdown(cancel_futures=True)


_HELD: Final[list[Callable[[Any], Any]]] = []
"""In a process of a pool: the work, so that it need not be sent with every task."""


def _begin(work: Callable[[Any], Any]) -> None:
    """Make a process ready, whatever signals the one that asks heeds."""
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HELD.append(work)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process once the one that asks has ended, even if that was killed.

    Its end of the pipes is no sign: processes that were forked hold it open for each other.
    """
    parent = parent_process()
    while parent and parent.is_alive() and (os.name == "nt" or os.getppid() == parent.pid):
        sleep(_TICK)
    os._exit(1)


def _attempt_held(task: Task) -> Any:  # noqa: ANN401
    return attempt(_HELD[-1], task)


def attempt(work: Callable[[Task], Answer], task: Task) -> Answer | Lost:
    """Do one task; a fault of the program costs this task only."""
    try:
        return work(task)
    except Exception as fault:  # noqa: BLE001  whatever it is, the others go on
        return Lost(f"{type(fault).__name__}: {fault}")
