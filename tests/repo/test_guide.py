"""The walk-through is true: its commands, run in order, print what stands under them."""

import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program import EXAMPLES, ROOT, spbe

from spbe_cli.cli.program import COMMANDS
from spbe_cli.words import catalogue

GUIDE = (ROOT / "docs" / "panduan.md").read_text("utf-8")
SESSIONS = re.findall(r"```console\n\$ spbe ([^\n]*)\n(.*?)```", GUIDE, re.DOTALL)
FILES = re.findall(r"Isi `([^`]+)`:\n\n```text\n(.*?)```", GUIDE, re.DOTALL)
OF_A_YEAR = re.findall(r"```console\n\$ spbe ([^\n]*)\n", GUIDE.partition("\n## 1. ")[0])
"""The commands of the project of a year: they begin in an empty folder."""
BY_HAND = {
    "institution": "Pemerintah Kota Bandar Lampung",
    "stage": "Penilaian Mandiri",
    "due": "13 Juni 2024",
}
OMITTED = "[...]\n"
CLOCK = re.compile(r"^Memeriksa \d+ berkas: .* detik\n", re.MULTILINE)
"""How long it took is another time each time; the guide leaves it out."""

ASSESSED = "dokumen-2024.xlsx"
LOWERED = {
    "20": (3, "SK tim baru mencakup 18 dari 35 perangkat daerah."),
    "33": (2, None),
    "36": (3, "Integrasi dengan SIASN tidak ditunjukkan; hanya tautan."),
}
"""What assessors changed in their sheet, and wrote of it; the guide tells it."""

pytestmark = pytest.mark.xdist_group("guide")  # the evening is played by one worker

Evening = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    """Play the whole evening once: the folder, and what every command said."""
    folder = tmp_path_factory.mktemp("latihan")
    script = runpy.run_path(str(EXAMPLES / "make_evening.py"))
    script["make"](folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SPBE_LANG", raising=False)
        patch.setenv("SOURCE_DATE_EPOCH", "1718150400")
        year = tmp_path_factory.mktemp("setahun")
        with chdir(year):
            told = {command: newcomer(command, folder, script["levels"]()) for command in OF_A_YEAR}
        with chdir(folder):
            for command in (one for one, _ in SESSIONS if one not in told):
                told[command] = played(command)
            yield folder, told


def newcomer(command: str, evening: Path, levels: dict[str, int]) -> str:
    """Run a command of the project of a year, and do by hand what follows it."""
    told = said(command)
    if command == "init":
        project = Path("spbe.yaml")
        text = project.read_text("utf-8")
        for key, value in BY_HAND.items():
            assert f"\n{key}:\n" in text
            text = text.replace(f"\n{key}:\n", f"\n{key}: {value}\n")
        project.write_text(text, "utf-8")
        shutil.copy(evening / "penugasan.yaml", "penugasan.yaml")
        shutil.copy(evening / "bandar-lampung-2022.xlsx", ".")
    elif command == "template":
        for sheet in Path("lembar").iterdir():
            fill_in(sheet, Path("masuk") / sheet.name, levels)
    return told


def played(command: str) -> str:
    """Run a command of the evening, and fill in the plan or the sheet that it writes."""
    told = said(command)
    if command.endswith("-o rencana.xlsx"):
        book = load_workbook("rencana.xlsx")
        for name, row, *entries in (
            ("Diskominfo", 4, "Budi", "31/05/2024", "Selesai"),
            ("Diskominfo", 5, "Sari", "31/05/2024", "Berjalan"),
            ("Bapenda", 4, "Tono", "30/06/2024", "Selesai"),
            ("BPKAD", 4, "Wati", "30/06/2024", "Berjalan"),
        ):
            for cell, entry in zip(book[name][row][-3:], entries, strict=True):
                cell.value = entry
        book.save("rencana.xlsx")
    elif command.endswith(f" -o {ASSESSED}"):
        assess(Path(ASSESSED))
    return told


def fill_in(sheet: Path, target: Path, levels: dict[str, int]) -> None:
    """Answer all that an agency is asked for, and save it where it comes back."""
    book = load_workbook(sheet)
    for row in book["Jawaban"].iter_rows(min_row=5):
        code = str(row[0].value)
        if code in levels:
            row[5].value = f"indikator{code}a.pdf"
            if not row[4].protection.locked:
                row[4].value, row[6].value = levels[code], "Fakta: lihat bukti."
    for row in book["Identitas"].iter_rows():
        if row[0].value == "Tanggal":
            row[1].value = datetime(2024, 6, 10, tzinfo=UTC).replace(tzinfo=None)
    book.save(target)


def assess(sheet: Path) -> None:
    """Write what assessors changed into their sheet, and save it."""
    book = load_workbook(sheet)
    heads = {cell.value: n for n, cell in enumerate(book["Jawaban"][4])}
    for row in book["Jawaban"].iter_rows(min_row=5):
        level, reason = LOWERED.get(str(row[0].value), (None, None))
        row[heads["Tingkat"]].value, row[heads["Justifikasi"]].value = level, reason
    book.save(sheet)


def said(command: str) -> str:
    """Return what a command writes, to stderr and stdout, as a reader sees it."""
    code, out, err = spbe(*shlex.split(command))
    assert code in {0, 1}
    return CLOCK.sub("", err + out).strip("\n") + "\n"


@pytest.mark.parametrize(("command", "shown"), SESSIONS)
def test_a_shown_session_is_real(evening: Evening, command: str, shown: str) -> None:
    pattern = "(?:.*\n)+?".join(re.escape(piece) for piece in shown.split(OMITTED))
    told = evening[1][command]
    assert re.fullmatch(pattern, told), told


@pytest.mark.parametrize(("name", "shown"), FILES)
def test_a_shown_file_is_real(evening: Evening, name: str, shown: str) -> None:
    text = (evening[0] / name).read_text("utf-8-sig")
    assert text.strip().splitlines() == shown.strip().splitlines()


def test_a_newcomer_reaches_a_scored_city_with_six_commands_without_options(
    evening: Evening,
) -> None:
    assert [command.split()[0] for command in OF_A_YEAR] == [
        *("init", "template", "run", "plan", "compare", "score")
    ]
    assert not any("-" in command.partition(" ")[0] or " -" in command for command in OF_A_YEAR)
    # The published index of 2024, from the same levels.
    assert re.search(r"^Indeks SPBE  2,98  Baik", evening[1]["score"], re.MULTILINE)


def test_what_the_mayor_hears_is_what_was_computed(evening: Evening) -> None:
    quote = " ".join(re.findall(r"^> (.*)$", GUIDE, re.MULTILINE))
    score = evening[1]["score kota-2024.xlsx"]
    assert (numbers := re.findall(r"\d,\d\d", quote))
    assert [number for number in numbers if number not in score] == []


def test_the_piece_of_the_assignment_is_the_one_that_is_shipped() -> None:
    (piece,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert piece in (EXAMPLES / "penugasan.yaml").read_text("utf-8")


def test_every_code_exists() -> None:
    codes = set(re.findall(r"\b[ABI][12]\d\d\b", GUIDE))
    assert len(codes) > 10
    assert codes <= set(catalogue.codes())


def test_every_option_exists() -> None:
    helps = [spbe(*command, "--help").out for command in ((), *zip(COMMANDS))]
    known = set(re.findall(r"--[a-z][a-z-]+", "".join(helps)))
    assert set(re.findall(r"--[a-z][a-z-]+", GUIDE)) <= known


def test_links_within_lead_to_headings() -> None:
    heads = re.findall(r"^#+ (.*)$", GUIDE.lower(), re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in heads}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= anchors
