"""Measures the page in Chromium: python benchmarks/page.py, after `make web`.

Every turn is a browser of its own: from opening the file to the first result, a sheet being
given at once; then forty whole sheets; then the memory of the process that holds the page.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from playwright.sync_api import Playwright, sync_playwright

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "dist" / "spbe.html"
SHEET: Final = ROOT / "examples" / "bandar-lampung-2024.xlsx"
TURNS: Final = 5
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def seconds(page: Any, act: Callable[[], object]) -> float:  # noqa: ANN401  a page of playwright
    """Return how long it takes until a result is shown."""
    begin = perf_counter()
    act()
    page.wait_for_selector("html[data-done]", state="attached", timeout=300_000)
    return perf_counter() - begin


def heaviest() -> tuple[float, float]:
    """Return the seconds of a processor and the megabytes of the largest process of a page."""
    sizes = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if "--type=renderer" in (process / "cmdline").read_text("utf-8"):
                fields = (process / "stat").read_text("utf-8").rpartition(")")[2].split()
                sizes.append(
                    (int(fields[21]) * 4096 / 1e6, (int(fields[11]) + int(fields[12])) / 100)
                )
        except OSError:
            continue
    megabytes, used = max(sizes)
    return used, megabytes


def turn(started: Playwright, folder: Path, profile: Path) -> tuple[float, ...]:
    """Measure a browser of its own: first result, the same sheet again, forty sheets."""
    program = shutil.which("chromium")
    given: dict[str, Any] = {"executable_path": program, "args": FLAGS}
    with started.chromium.launch_persistent_context(profile, **given) as browser:
        page = browser.new_page()

        def first() -> None:
            page.goto(PAGE.as_uri())
            page.set_input_files("#file", SHEET)

        def anew() -> None:
            page.evaluate("() => { delete document.documentElement.dataset.done }")
            page.set_input_files("#file", SHEET)

        def many() -> None:
            page.evaluate("() => { delete document.documentElement.dataset.done }")
            page.set_input_files("#folder", folder)

        begun = seconds(page, first)
        used, lean = heaviest()
        times = seconds(page, anew), seconds(page, many)
        return (begun, used, lean, *times, heaviest()[1])


def main() -> None:
    """Print the medians of all turns."""
    with TemporaryDirectory() as name, sync_playwright() as started:
        folder = Path(name) / "masuk"
        make = (sys.executable, ROOT / "benchmarks" / "make_sheets.py", "40", folder)
        run(make, check=True)
        turns = [turn(started, folder, Path(name) / str(number)) for number in range(TURNS)]
    rows = (
        "opened to first result, s",
        "of a processor, s",
        "memory then, MB",
        "the same sheet again, s",
        "40 whole sheets, s",
        "memory then, MB",
    )
    for row, values in zip(rows, zip(*turns, strict=True), strict=True):
        low, high = min(values), max(values)
        print(f"{row:28} min {low:7.2f}  median {median(values):7.2f}  max {high:7.2f}")


if __name__ == "__main__":
    main()
