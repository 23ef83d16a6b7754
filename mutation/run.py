"""Ask of many small changes to the code whether a test fails: `make mutate`.

mutmut makes the mutants and switches them on.  One process collects the tests, learns which lines
each of them runs, and forks for every mutant: the fork meets the tests that run the changed line
until one fails.  First come those of the findings that the changed function makes, then those that
killed others of its function and file, then those that run lines of the function that few others
run, the quickest before others.  It is run in a copy of the checkout in which the package is not
installed; see docs/mutation.md.
"""

import fnmatch
import gc
import os
import random
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final

import pytest
from coverage import Coverage
from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.utils.file_utils import (
    copy_also_copy_files,
    copy_src_dir,
    setup_source_paths,
    walk_mutatable_files,
)

BUDGET: Final = int(os.environ.get("MUTATE_SECONDS", "20"))
STUCK: Final = 15
"""A mutant meets tests for so many seconds; in a test that takes so much longer it is stuck."""
MOST_KILLERS: Final = 50
CODE: Final = re.compile(r"\b[AIB][12]\d\d\b")
"""The code of a finding, as functions write it and the names of its tests hold it."""
WORD: Final = re.compile(r"\b\w+\b")
OUTCOMES: Final = {0: "survived", 2: "unfinished"}
"""How a mutant lives on: no test that runs its line failed, or not all of them had their turn."""
LIMIT: Final = 60 * float(os.environ.get("MUTATE_MINUTES", "inf"))
"""So many seconds mutants are tried, in an order of chance: those tried stand for all."""
SEED: Final = int(os.environ.get("MUTATE_SEED", "0"))
"""Another one gives another order of chance: tests were written for what an earlier one showed."""
STDERR: Final = os.dup(2)


@dataclass(frozen=True)
class Mutant:
    """A mutant, and the lines of its file to look at: the one that it changes, then its neighbours.

    What follows the first line of a statement, and a parameter, has no line that runs by itself.
    """

    name: str
    file: str
    lines: tuple[int, ...]
    codes: frozenset[str]

    @property
    def function(self) -> str:
        """The name of what it changes."""
        return self.name.partition("__mutmut_")[0]


@dataclass(eq=False)  # pytest keeps plugins by identity
class Mutation:
    """A plugin of pytest that runs the tests once for the map, then some for every mutant."""

    mutants: Sequence[Mutant]
    failed: bool = False
    tests: dict[tuple[str, int], list[pytest.Item]] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    alive: dict[str, str] = field(default_factory=dict)
    killers: dict[str, list[pytest.Item]] = field(default_factory=lambda: defaultdict(list))
    pipe: tuple[int, int] = field(default_factory=os.pipe)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once, then some of them for every mutant."""
        self._learn(session.items)
        gc.collect()
        gc.freeze()
        running: dict[int, tuple[Mutant, Sequence[pytest.Item]]] = {}
        os.set_blocking(self.pipe[0], False)
        end = time.monotonic() + LIMIT
        for number, mutant in enumerate(self.mutants, start=1):
            if time.monotonic() > end:
                break
            self.tried.append(mutant.name)
            found = (self.tests.get((mutant.file, line)) for line in mutant.lines)
            items = next(filter(None, found), None)
            if items is None:
                self.alive[mutant.name] = "untested"
                continue
            while len(running) >= (os.cpu_count() or 1):
                self._wait(running)
            order = self._ordered(mutant, items)
            running[self._fork(mutant.name, order)] = mutant, order
            if number % 100 == 0:
                tell(f"{number} of {len(self.mutants)}, {len(self.alive)} alive")
        while running:
            self._wait(running)
        return True

    def _learn(self, items: Sequence[pytest.Item]) -> None:
        """Find out which test runs which line."""
        files = sorted({mutant.file for mutant in self.mutants})
        watch = Coverage(data_file=None, config_file=False, include=files)
        known = {item.nodeid: item for item in items}
        seconds: dict[str, float] = {}
        watch.start()
        for number, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True)):
            if number == 0 or item.path != items[number - 1].path:
                forget()
            watch.switch_context(item.nodeid)
            start = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            seconds[item.nodeid] = time.process_time() - start
            if self.failed:
                tell(f"left out, since it fails without a mutant: {item.nodeid}")
                self.failed = False
                del known[item.nodeid]
            if number % 500 == 0:
                tell(f"learned what {number} of {len(items)} tests run")
        watch.stop()
        data = watch.get_data()
        for file in files:
            for line, names in data.contexts_by_lineno(file).items():
                met = sorted((name for name in names if name in known), key=seconds.__getitem__)
                self.tests[file, line] = mixed([known[name] for name in met])

    def _ordered(self, mutant: Mutant, items: Sequence[pytest.Item]) -> Sequence[pytest.Item]:
        """Put the tests first that are the likeliest to fail."""
        named = (item for item in items if mutant.codes.intersection(CODE.findall(item.name)))
        killers, met = (*self.killers[mutant.function], *self.killers[mutant.file]), set(items)
        of_lines = (self.tests.get((mutant.file, line), []) for line in mutant.lines)
        special = filter(met.__contains__, chain.from_iterable(sorted(of_lines, key=len)))
        return [*dict.fromkeys((*named, *filter(met.__contains__, killers), *special, *items))]

    def _fork(self, name: str, items: Sequence[pytest.Item]) -> int:
        """Run the tests with a mutant in a process of its own, which ends with 1 if one fails.

        It ends with 2 if none failed of those that there was time for.
        """
        if process := os.fork():
            return process
        set_mutant_under_test(name)
        forget()
        code = 1
        try:
            following = [*items[1:], None]
            for number, (item, after) in enumerate(zip(items, following, strict=True)):
                # The system ends what is stuck in a test.
                signal.setitimer(signal.ITIMER_PROF, STUCK)
                signal.alarm(8 * STUCK)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.failed:
                    os.write(self.pipe[1], f"{os.getpid()} {number}\n".encode())
                if self.failed or time.process_time() > BUDGET:
                    code = 1 if self.failed else 2
                    break
            else:
                code = 0
        finally:
            os._exit(code)

    def _wait(self, running: dict[int, tuple[Mutant, Sequence[pytest.Item]]]) -> None:
        """Wait until one process ends; one that the system ended has been stuck."""
        process, status = os.wait()
        with suppress(BlockingIOError):
            for line in os.read(self.pipe[0], 65_536).split(b"\n")[:-1]:
                whose, number = map(int, line.split())
                mutant, items = running[whose]
                for name in (mutant.function, mutant.file):
                    latest = dict.fromkeys((items[number], *self.killers[name]))
                    self.killers[name] = [*latest][:MOST_KILLERS]
        mutant, _ = running.pop(process)
        if outcome := OUTCOMES.get(os.waitstatus_to_exitcode(status)):
            self.alive[mutant.name] = outcome
            tell(f"{outcome}: {mutant.name}")


def mixed(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Take a test of every function in turn: hundreds of one alike come after all others."""
    groups = defaultdict(list)
    for item in items:
        groups[item.nodeid.partition("[")[0]].append(item)
    return [item for turn in zip_longest(*groups.values()) for item in turn if item]


def forget() -> None:
    """Empty all caches of the package: a result that was kept would hide a mutant."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("spbe_cli"):
            for one in vars(module).values():
                if isinstance(one, _lru_cache_wrapper):
                    one.cache_clear()


def tell(text: str) -> None:
    """Say how far it is, beside the capturing of pytest."""
    os.write(STDERR, f"{time.strftime('%H:%M:%S')} {text}\n".encode())


def made() -> Iterator[Mutant]:
    """Make all mutants, and yield each with the line that it changes."""
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    setup_source_paths()
    create_mutants(os.cpu_count() or 1)
    set_mutant_under_test("")
    for path in walk_mutatable_files():
        data, spans = SourceFileMutationData(path=path), MutantLineSpans.load(path)
        data.load()
        if spans is None:
            continue
        file = Path("mutants") / path
        lines = file.read_text("utf-8").splitlines()
        made_by = {
            one.removesuffix("__mutmut_orig").rpartition("ǁ")[2].removeprefix("x_"): CODE.findall(
                "\n".join(lines[span.start : span.end])
            )
            for one, span in spans.span_by_function_name.items()
            if one.endswith("__mutmut_orig")
        }
        for name in data.exit_code_by_key:
            function = name.rpartition(".")[2]
            here = spans.span_by_function_name[function].start
            original = f"{function.partition('__mutmut_')[0]}__mutmut_orig"
            whole = spans.span_by_function_name[original]
            # The first line names the function, so it always differs.
            inside = range(whole.start + 1, whole.end + 1)
            changed = (n for n in inside if lines[n - 1] != lines[n - whole.start + here - 1])
            line = next(changed, whole.start)
            near = (*range(line, whole.start, -1), *range(line + 1, whole.end + 1))
            called = WORD.findall("\n".join(lines[whole.start : whole.end]))
            codes = frozenset(code for one in called for code in (one, *made_by.get(one, ())))
            yield Mutant(name, str(file.absolute()), near, codes)


def main(patterns: Sequence[str]) -> int:
    """Make the mutants, run the tests, and print what survived, module by module."""
    mutants = [one for one in made() if not patterns or matches(one.name, patterns)]
    random.Random(SEED).shuffle(mutants)
    tell(f"{len(mutants)} mutants")
    selected = config().pytest_add_cli_args_test_selection
    arguments = ["--rootdir=.", "-p", "no:terminal", *config().pytest_add_cli_args, *selected]
    os.chdir("mutants")
    os.environ["PYTHONPATH"] = str(Path("src").absolute())
    mutation = Mutation(mutants)
    code = pytest.main(arguments, plugins=[mutation])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:  # some may be left out
        return int(code)
    rooms: dict[str, list[str]] = defaultdict(list)
    for one in mutation.tried:
        for room in ("all", one.rpartition(".")[0].rpartition(".")[0], one.rpartition(".")[0]):
            rooms[room].append(one)
    for room, tried in sorted(rooms.items()):
        killed = sum(one not in mutation.alive for one in tried)
        print(f"{room:40} {len(tried):6} {killed:6} {killed / len(tried):7.1%}")
    found = "".join(f"{how} {name}\n" for name, how in mutation.alive.items())
    Path("../survivors.txt").write_text(found, encoding="utf-8")
    return 0


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Tell whether a mutant is one of those asked for."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
