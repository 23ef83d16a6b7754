"""Draws the pictures of the README: the terminal as SVG, and the HTML report.

    python docs/pictures/make.py

A test holds that the terminal says what the program says, and asks for no font and no address
from outside.  The report is drawn where there is a Chromium, the workbook where there is a
LibreOffice; no two of them draw the same bytes.
"""

import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from spbe_cli.cli.program import run

ROOT: Final = Path(__file__).parents[2]
HERE: Final = Path(__file__).parent
PICTURES: Final = {
    "score.svg": "score examples/bandar-lampung-2024.xlsx",
    "kesalahan.svg": "score examples/bad/jawaban-bappeda.xlsx",
}
REPORT: Final = "score examples/bandar-lampung-2024.xlsx"
REPORT_PICTURE: Final = "laporan.png"
BOOK_PICTURE: Final = "hasil.png"
PAGE: Final = ROOT / "dist" / "spbe.html"
PAGE_PICTURE: Final = "halaman.png"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
WINDOW: Final = "--window-size=860,1405"
COLUMNS: Final = 100
OUTSIDE: Final = re.compile(r"@font-face\s*\{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
FONT: Final = "ui-monospace, Consolas, Menlo, 'DejaVu Sans Mono', monospace"
THEME: Final = TerminalTheme(
    (246, 248, 250),
    (36, 41, 47),
    [
        (36, 41, 47),
        (179, 29, 40),
        (17, 99, 41),
        (125, 78, 0),
        (5, 80, 174),
        (110, 64, 201),
        (27, 124, 131),
        (87, 96, 106),
    ],
)
"""Dark on light, as paper is."""


class Terminal(StringIO):
    """What a command takes for a terminal."""

    def isatty(self) -> bool:
        """Tell that somebody is looking."""
        return True


def printed(command: str) -> str:
    """Return what a command writes to a terminal, colours and all."""
    screen = Terminal()
    os.environ.update(COLUMNS=str(COLUMNS), TERM="xterm", SPBE_LANG="id")
    os.environ.pop("NO_COLOR", None)
    with redirect_stdout(screen), redirect_stderr(screen):
        run(command.split())
    return screen.getvalue()


def picture(command: str) -> str:
    """Draw a command and what it writes."""
    console = Console(record=True, file=StringIO(), width=COLUMNS, force_terminal=True)
    console.print(Text.from_ansi(f"$ spbe {command}\n{printed(command).rstrip()}"))
    drawn = console.export_svg(title="spbe", theme=THEME, unique_id="spbe")
    lines = OUTSIDE.sub("", drawn).replace("Fira Code, monospace", FONT).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def shrink(target: Path) -> None:
    """Keep as many colours as anybody sees, where there is an ImageMagick."""
    if magick := which("magick"):
        subprocess.run([magick, target, "-colors", "64", f"PNG8:{target}"], check=True)


def draw_report(browser: str, target: Path) -> None:
    """Draw the beginning of the HTML report as a browser shows it."""
    with TemporaryDirectory() as name:
        page = Path(name) / "laporan.html"
        printed(f"{REPORT} -o {page}")
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        shot = f"--screenshot={target}"
        command = [browser, *quiet, WINDOW, shot, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


def draw_book(office: str, target: Path) -> None:
    """Draw the first sheet of the workbook as it is printed."""
    with TemporaryDirectory() as name:
        printed(f"{REPORT} -o {name}/hasil.xlsx")
        own = f"-env:UserInstallation={Path(name).as_uri()}/profile"
        convert = [office, "--headless", own, "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*convert, f"{name}/hasil.xlsx"], check=True, capture_output=True)
        first = ["pdftoppm", "-singlefile", "-r", "121", "-png", f"{name}/hasil.pdf"]
        subprocess.run([*first, target.with_suffix("")], check=True)


def draw_page(browser: str, target: Path) -> None:
    """Draw the page of `make web` after a sheet was dropped on it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  the other pictures need none

    with sync_playwright() as started:
        window = started.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        size = {"width": 1000, "height": 1100}
        page = window.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")
        page.goto(PAGE.as_uri())
        page.set_input_files("#file", ROOT / "examples/bandar-lampung-2024.xlsx")
        page.wait_for_selector("html[data-done][data-state=idle]", state="attached")
        page.evaluate("() => scrollTo(0, 0)")
        page.wait_for_timeout(1000)  # the report draws itself
        page.screenshot(path=target)
        window.close()


def main() -> None:
    """Draw all pictures into a folder, beside this file unless another is named."""
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE
    os.chdir(ROOT)
    for name, command in PICTURES.items():
        (folder / name).write_text(picture(command), encoding="utf-8", newline="\n")
    browser = next(filter(None, map(which, BROWSERS)), None)
    if browser:
        draw_report(browser, folder / REPORT_PICTURE)
        shrink(folder / REPORT_PICTURE)
    office = which("soffice")
    if office and which("pdftoppm"):
        draw_book(office, folder / BOOK_PICTURE)
        shrink(folder / BOOK_PICTURE)
    if browser and PAGE.exists():
        draw_page(browser, folder / PAGE_PICTURE)


if __name__ == "__main__":
    main()
