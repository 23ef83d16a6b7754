"""Measure what a user waits for, beside what else they could do: `make bench`.

Every figure is the wall time of a whole process, start and end included; contestants take
turns, so that a busy moment of the machine hits all of them.  Ratios are taken within a turn.
The result is written to docs/benchmarks.md.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from make_sheets import make
from openpyxl import load_workbook

HERE: Final = Path(__file__).parent
REPORT: Final = HERE.parent / "docs" / "benchmarks.md"
SPBE: Final = (sys.executable, "-m", "spbe_cli")
SHEETS: Final = 1_200
FEW: Final = 1_000
MANY: Final = 10_000
ROWS: Final = 8_000
BY_HAND: Final = 100
"""So many sheets for what takes a second each."""
TURNS: Final = 5
QUICK_TURNS: Final = 15
MEGABYTE: Final = 1_024
PANDAS: Final = os.environ.get("PANDAS_PYTHON", "")
"""A Python that has pandas and openpyxl; without it that row is left out."""


@dataclass(frozen=True)
class Run:
    """One command: its wall time, the time of all cores, the memory of its largest process."""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Comparison:
    """Two processes, and how many times the second the first may take at most."""

    name: str
    ours: Sequence[str]
    theirs: Sequence[str]
    target: float | None = None
    turns: int = TURNS


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; what it says is not looked at."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{command} ended with {process.returncode}")
    seconds = time.perf_counter() - begin
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE)


def compare(one: Comparison) -> str:
    """Let two commands take turns, and return a row of the table."""
    pairs = [(run(one.ours), run(one.theirs)) for _ in range(one.turns)]
    ratios = sorted(ours.seconds / theirs.seconds for ours, theirs in pairs)
    middle = statistics.median(ratios)
    limit = "" if one.target is None else f"{one.target:.2f}"
    ours = statistics.median(first.seconds for first, _ in pairs)
    theirs = statistics.median(second.seconds for _, second in pairs)
    cpu = statistics.median(first.cpu / second.cpu for first, second in pairs)
    spread = f"{ratios[0]:.3f} | {middle:.3f} | {ratios[-1]:.3f} | {cpu:.3f}"
    row = f"| {one.name} | {ours:.2f} s | {theirs:.2f} s | {spread} | {limit} |"
    row += f" {met(middle, one.target)} |"
    print(row, flush=True)
    return row


def met(value: float, target: float | None) -> str:
    """Say whether a target is met."""
    if target is None:
        return ""
    return "yes" if value <= target else "**no**"


def growth(few: Path, many: Path) -> Iterator[str]:
    """Yield the rows about ten thousand sheets: time against a thousand, and memory."""
    ratios, memory = [], []
    for _ in range(3):
        small, large = run((*SPBE, "batch", str(few))), run((*SPBE, "batch", str(many)))
        ratios.append(large.seconds / small.seconds)
        memory.append(large.memory)
    ratios.sort()
    spread = " | ".join(f"{value:.2f}" for value in ratios)
    kept = met(ratios[1], 10.5)
    yield f"| `spbe batch`, {MANY:,} sheets against {FEW:,}: time | {spread} | 10.5 | {kept} |"
    memory.sort()
    spread = " | ".join(f"{value:.0f} MB" for value in memory)
    kept = met(memory[-1], 200)
    yield f"| `spbe batch`, {MANY:,} sheets: largest process | {spread} | 200 MB | {kept} |"


def repeated_rows(sheet: Path, folder: Path) -> Iterator[str]:
    """Yield the row about a sheet that repeats its numbers: twice the rows, twice the time."""
    few, many = folder / "rows.xlsx", folder / "more-rows.xlsx"
    for path, count in ((few, ROWS), (many, 2 * ROWS)):
        book = load_workbook(sheet)
        for row in range(count):
            book["Jawaban"].append((row % 47 + 1, None, None, None, 3, f"bukti-{row}.pdf"))
        book.save(path)
    ratios = []
    for _ in range(TURNS):
        first, second = (run((*SPBE, "score", str(path))) for path in (few, many))
        ratios.append(second.cpu / first.cpu)
    ratios.sort()
    middle = statistics.median(ratios)
    spread = f"{ratios[0]:.2f} | {middle:.2f} | {ratios[-1]:.2f}"
    name = f"`spbe score`, a sheet of {2 * ROWS:,} rows against {ROWS:,}: time of all cores"
    yield f"| {name} | {spread} | 2.20 | {met(middle, 2.2)} |"


def decisions(sheet: Path) -> Iterator[str]:
    """Yield the rows about a plan: the whole process, with and without files of the user."""
    owners = str(HERE.parent / "examples" / "penugasan.yaml")
    command = (*SPBE, "plan", str(sheet), "--budget", "20", "--max-step", "2", "--phases", "2")
    for name, options in (("", ()), (" --assign", ("--assign", owners))):
        seconds = sorted(run((*command, *options)).seconds for _ in range(QUICK_TURNS))
        middle = statistics.median(seconds)
        spread = f"{seconds[0]:.2f} s | {middle:.2f} s | {seconds[-1]:.2f} s"
        what = f"`spbe plan --phases 2{name}`, 47 indicators, whole process"
        yield f"| {what} | {spread} | 0.50 s | {met(middle, 0.5)} |"


def python(script: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a script beside this one."""
    return (sys.executable, str(HERE / script), *arguments)


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Yield what is compared."""
    sheets, few = str(folder / "sheets"), str(folder / "by-hand")
    one = str(min((folder / "sheets").iterdir()))
    batch = (*SPBE, "batch", sheets)
    yield Comparison(
        f"`spbe batch`, {SHEETS:,} sheets / openpyxl read-only, the sheet Jawaban alone",
        batch,
        python("bare_loop.py", sheets),
        0.30,
    )
    yield Comparison(
        "`spbe score` / a process with its imports and the reader",
        (*SPBE, "score", one),
        python("bare_score.py", one),
        1.40,
        QUICK_TURNS,
    )
    for option, most in (("--version", 1.5), ("--help", 2.0)):
        command = (sys.executable, "-c", "import typer")
        yield Comparison(
            f"`spbe {option}` / import typer", (*SPBE, option), command, most, QUICK_TURNS
        )
    by_hand = (*SPBE, "batch", few)
    if PANDAS:
        script = (PANDAS, str(HERE / "with_pandas.py"), few)
        yield Comparison(f"`spbe batch`, {BY_HAND} sheets / a pandas script", by_hand, script)
    office = shutil.which("soffice")
    if office:
        out = ("--headless", "--convert-to", "xlsx", "--outdir", str(folder / "office"))
        files = map(str, sorted((folder / "by-hand").iterdir()))
        name = f"`spbe batch`, {BY_HAND} sheets / LibreOffice recalculates them"
        yield Comparison(name, by_hand, (office, *out, *files), turns=1)


def machine() -> str:
    """Say where this was measured."""
    load = os.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}"
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {system}, load {load:.1f}"


def main() -> None:
    """Make the sheets, measure, and write the report."""
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for count, where in (
            (SHEETS, "sheets"),
            (FEW, "few"),
            (MANY, "many"),
            (BY_HAND, "by-hand"),
        ):
            make(count, folder / where)
        where = machine()
        # As after the first run: an environment may keep Python from storing what it compiled.
        compile_dir(HERE.parent / "src", quiet=2)
        rows = [compare(one) for one in comparisons(folder)]
        large = list(growth(folder / "few", folder / "many"))
        one = min((folder / "sheets").iterdir())
        large += (*repeated_rows(one, folder), *decisions(one))
    print(*large, sep="\n")
    text = REPORT_TEXT.format(machine=where, rows="\n".join(rows), large="\n".join(large))
    REPORT.write_text(text, "utf-8")


REPORT_TEXT: Final = """\
# Benchmarks

Written by `make bench`; wall time of whole processes, which took turns. {machine}.
A ratio is ours by theirs within one turn; "cores" is that of the time of all cores together,
which other work on the machine hardly touches.  Python has compiled all modules before, as after
the first run of a program.

| What | Ours | Theirs | Ratio min | median | max | cores | At most | Met |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
{rows}

| What | Min | Median | Max | At most | Met |
| --- | ---: | ---: | ---: | ---: | --- |
{large}

The sheets are filled in whole: 47 levels, evidence and explanations; half of them as our
template writes them (shared texts), half as openpyxl saves it (texts in the cells). See
`benchmarks/make_sheets.py`.
"""

if __name__ == "__main__":
    main()
