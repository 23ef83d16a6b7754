"""The page in a real browser: what it shows and hands out is what the command line says and writes.

No request leaves it, nothing is said on the console, and everybody can use it.
"""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socket import socket
from time import sleep
from typing import Any, Final, TypeAlias
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from openpyxl import load_workbook
from tests.program import EXAMPLES, ROOT
from tests.reader.books import parts_of as parts

from spbe_cli.cli.program import run as cli

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
NEEDED = (CHROMIUM, shutil.which("node"), shutil.which("npm"))
pytestmark = pytest.mark.skipif(not all(NEEDED), reason="no Chromium, node and npm here")

CITY: Final = EXAMPLES / "bandar-lampung-2024.xlsx"
FAULTY: Final = EXAMPLES / "bad" / "jawaban-bappeda.xlsx"
ALONE: Final = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
Page: TypeAlias = Any  # playwright may be missing
Browser: TypeAlias = Any
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    assert build(folder).wait() == 0
    return folder


@pytest.fixture(scope="module")
def built_again(built: Path) -> Iterator[Callable[[], Path]]:
    """Build once more, while the browser waits for Python."""
    folder = built / "again"
    with build(folder) as building:

        def done() -> Path:
            assert building.wait() == 0
            return folder

        yield done


def build(folder: Path) -> subprocess.Popen[bytes]:
    paths = (ROOT / "web" / "build.py", folder / "spbe.html", folder / "work")
    command = [sys.executable, *map(str, paths)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  our own


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM, args=ALONE)


class Server(SimpleHTTPRequestHandler):
    """Any server; it remembers what it was asked for."""

    asked: Final[list[str]] = []

    def log_message(self, *_: object) -> None:
        self.asked.append(self.path)


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/spbe.html"
    server.shutdown()
    server.server_close()


class Watched:
    """Pages of which everything that they ask for and complain of is known."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.asked: list[str] = []
        self.complaints: list[str] = []

    def open(self, address: str = "", **given: Any) -> Page:  # noqa: ANN401  as playwright has them
        page = self.browser.new_context(accept_downloads=True, **given).new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address or self.address)
        page.wait_for_selector("html[data-state=idle]", state="attached", timeout=60_000)
        return page

    def hold(self) -> None:
        """Nothing was asked for but the page itself, and nothing was complained of."""
        own = ("blob:", self.address)
        leaving = [url for url in self.asked if not url.startswith(own) and "/spbe.html" not in url]
        assert leaving == self.complaints == []


@pytest.fixture
def opened(built: Path, browser: Browser) -> Iterator[Opened]:
    """Open pages of one's own."""
    watched = Watched(browser, (built / "spbe.html").as_uri())
    pages: list[Page] = []

    def open_page(address: str = "", **given: Any) -> Page:  # noqa: ANN401  as playwright has them
        pages.append(watched.open(address, **given))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()
    watched.hold()


@pytest.fixture(scope="module")
def lasting(built: Path, browser: Browser) -> tuple[Watched, Page]:
    watched = Watched(browser, (built / "spbe.html").as_uri())
    return watched, watched.open()


@pytest.fixture
def page(lasting: tuple[Watched, Page]) -> Iterator[Page]:
    """Give the page that all share, with nothing in it."""
    watched, page = lasting
    page.click("#tab-check")
    if page.is_visible("#tray"):
        page.click("text=Hapus semua dari halaman ini")
        page.wait_for_selector("#tray", state="hidden")
    yield page
    watched.hold()


def after(page: Page, act: Callable[[], object]) -> list[str]:
    """Do what has a command run; return the command."""
    page.evaluate("() => { delete document.documentElement.dataset.done }")
    act()
    page.wait_for_selector("html[data-done][data-state=idle]", state="attached", timeout=60_000)
    command: str = page.locator("#result .command code").inner_text()
    assert command.startswith("spbe ")
    return shlex.split(command)[1:]


def give(page: Page, *paths: Path, folder: bool = False) -> list[str]:
    chosen = str(paths[0]) if folder else [str(path) for path in paths]
    return after(page, lambda: page.set_input_files("#folder" if folder else "#file", chosen))


def download(page: Page, press: Callable[[], object]) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        press()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def kind(page: Page, ending: str) -> tuple[str, bytes]:
    return download(page, lambda: page.click(f"#result [data-kind={ending}]"))


def same(folder: Path, commands: list[list[str]], files: dict[str, bytes], code: int = 0) -> None:
    """Hold what the page wrote against what its commands write in a folder laid out like it."""
    with chdir(folder):
        assert [cli(command) for command in commands] == [code] * len(commands)
        for name, made in files.items():
            ours = Path(name).read_bytes()
            assert made == ours or parts(made) == parts(ours), name


def work_folder(folder: Path, *sheets: Path) -> Path:
    """Lay files where the page has them."""
    for name in ("masuk", "hasil", "kembali"):
        (folder / name).mkdir()
    for sheet in sheets:
        shutil.copy(sheet, folder / "masuk" / sheet.name)
    return folder


@pytest.mark.parametrize("from_server", [False, True], ids=["file", "http"])
def test_a_good_sheet_gives_what_the_command_line_gives(
    from_server: bool,  # noqa: FBT001
    page: Page,
    opened: Opened,
    served: str,
    built_again: object,
    tmp_path: Path,
) -> None:
    del built_again  # it begins here
    if from_server:
        page = opened(served)
    command = give(page, CITY)
    assert page.locator("#result .figure").inner_text() == "2,98"
    assert "Kota Bandar Lampung 2024" in page.frame_locator("iframe").locator("h1").inner_text()
    # Word only where the program writes it without libraries that a browser lacks.
    word = ["docx"] * page.is_visible("[data-kind=docx]")
    files = dict(kind(page, ending) for ending in ("html", "json", "md", "csv", "xlsx", *word))
    outputs = [option for name in files for option in ("-o", f"hasil/{name}")]
    expected = {f"hasil/{name}": made for name, made in files.items()}
    same(work_folder(tmp_path, CITY), [[*command[:2], *outputs]], expected)


def test_a_faulty_sheet_is_named_cell_by_cell_and_goes_back_marked(
    page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give(page, FAULTY)
    cells = page.locator("#result .findings .cell").all_inner_texts()
    assert cells == ["Jawaban!E5", "Jawaban!F6", "Jawaban!E7", "Jawaban!E8"]
    assert "3 kesalahan dan 1 peringatan." in page.inner_text("#result")
    name, content = download(page, lambda: page.click("text=Unduh lembar yang ditandai"))
    with chdir(work_folder(tmp_path, FAULTY)):
        cli(["score", f"masuk/{FAULTY.name}", "--mark", "-o", f"kembali/{name}"])
        assert parts(content) == parts(Path(f"kembali/{name}").read_bytes())
        letter = Path(f"kembali/{name}").with_suffix(".txt").read_bytes().decode("utf-8-sig")
        assert page.locator(".letter pre").inner_text() == letter
        Path("kembali.xlsx").write_bytes(content)
        capsys.readouterr()
        cli(["score", "kembali.xlsx"])
        assert "Jawaban!E5: error A1" in capsys.readouterr().err
    after(page, lambda: page.click("#result .findings .code >> nth=0"))
    assert "A106" in page.inner_text("#result")


def test_a_mended_sheet_is_dropped_again(page: Page, tmp_path: Path) -> None:
    give(page, FAULTY)
    book = load_workbook(FAULTY)
    for cell in ("E5", "E7", "E8"):
        book["Jawaban"][cell] = 3
        book["Jawaban"][cell].number_format = "General"
    book.save(tmp_path / FAULTY.name)
    give(page, tmp_path / FAULTY.name)
    assert page.locator("#result .figure").inner_text() == "4 dari 4 terisi"
    assert page.locator(".files li").count() == 1


def test_a_hostile_file_gives_a_finding_and_its_name_leads_nowhere(page: Page) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 200_000_000)
    hostile = {
        "name": "..\\..\\-o <img src=x onerror=alert(1)>.xlsx",
        "mimeType": "",
        "buffer": bomb.getvalue(),
    }
    command = after(page, lambda: page.set_input_files("#file", [hostile]))
    assert command[0] == "score"
    assert command[1].startswith("masuk/o ")
    assert page.locator("#result .findings li.error").count() == 1
    assert page.locator("main img").count() == 0


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty sheets and their assignment; every fifth has a level off the scale."""
    folder = tmp_path_factory.mktemp("evening") / "malam"
    (folder / "masuk").mkdir(parents=True)
    agencies = "".join(f"  - agency: Dinas {n:02}\n    owns: '{n}'\n" for n in range(1, 41))
    (folder / "penugasan.yaml").write_text(f"assignments:\n{agencies}", "utf-8")
    with chdir(folder):
        assert cli(["template", "--assign", "penugasan.yaml", "-o", "lembar"]) == 0
        for place, sheet in enumerate(sorted(Path("lembar").iterdir())):
            book = load_workbook(sheet)
            book["Jawaban"]["E5"] = 3 if place % 5 else 9
            book["Jawaban"]["F5"] = "bukti.pdf"
            book.save(Path("masuk") / sheet.name)
        shutil.rmtree("lembar")
    return folder


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_a_folder_of_forty_gives_the_table_of_the_evening(
    evening: Path, page: Page, tmp_path: Path
) -> None:
    command = give(page, evening, folder=True)
    head = page.locator("#result .verdict").inner_text()
    assert " ".join(head.split()) == "40 berkas diperiksa 32 siap digabung 8 perlu diperbaiki"
    assert page.frame_locator("iframe").locator("table").count() > 0
    shutil.copytree(evening, tmp_path, dirs_exist_ok=True)
    (tmp_path / "hasil").mkdir()
    files = {f"hasil/rekap.{ending}": kind(page, ending)[1] for ending in ("html", "json")}
    name, content = download(page, lambda: page.click("text=Unduh semua (.zip)"))
    assert name == "perbaikan.zip"
    corrections = parts(content)
    same(tmp_path, [command], {**files, **corrections}, 1)
    sent = {one.name for one in (tmp_path / "kembali").iterdir()} - {"SHA256SUMS"}
    assert {*corrections} == {f"kembali/{name}" for name in sent}
    after(page, lambda: page.click("text=Gabungkan menjadi satu lembar"))
    assert "Belum ditulis" in page.inner_text("#result")
    page.click("#tab-blank")
    page.fill("[id='template--year']", "2024")
    command = after(page, lambda: page.click("#panel-blank button.main"))
    sheets = parts(download(page, lambda: page.click("text=Unduh semua (.zip)"))[1])
    assert len(sheets) == 40
    same(tmp_path, [command], sheets)


def test_partial_sheets_are_merged_and_scored(page: Page, tmp_path: Path) -> None:
    (tmp_path / "lembar").mkdir()
    for part in ("1-20", "21-47"):
        sheet = tmp_path / "lembar" / f"{part}.xlsx"
        assert cli(["template", "--only", part, "--opd", part, "-o", str(sheet)]) == 0
        book = load_workbook(sheet)
        for row in book["Jawaban"].iter_rows(min_row=5, min_col=5, max_col=6):
            row[0].value, row[1].value = 2, "bukti.pdf"
        book.save(sheet)
    give(page, tmp_path / "lembar", folder=True)
    after(page, lambda: page.click("text=Gabungkan menjadi satu lembar"))
    after(page, lambda: page.click("text=Hitung indeks gabungan"))
    assert page.locator("#result .figure").inner_text() == "2,00"


def test_what_takes_long_can_be_stopped(evening: Path, page: Page) -> None:
    page.set_input_files("#folder", str(evening))
    page.wait_for_selector("#said:has-text('Menghitung')", timeout=60_000)
    page.click("#stop")
    page.wait_for_selector("text=Dihentikan")
    page.wait_for_selector("#bar", state="hidden", timeout=60_000)
    after(page, lambda: page.click("text=Periksa semua"))
    assert page.locator("#result .figure").inner_text() == "40"


def test_forms_of_the_other_commands_write_what_their_command_lines_write(
    page: Page, tmp_path: Path
) -> None:
    older = EXAMPLES / "bandar-lampung-2022.xlsx"
    give(page, CITY, older)
    page.click("#tab-work")
    expected = {"Rencana": "3,50", "Simulasi": "", "Bandingkan": "", "Kedudukan": "", "Risiko": ""}
    with chdir(work_folder(tmp_path, CITY, older)):
        for name, shown in expected.items():
            page.click(f"#panel-work .chips >> text={name}")
            if name == "Simulasi":
                page.fill("[id='simulate--set']", "11=4,12=3")
            for select in page.locator("#panel-work select[id$=-sheet]").all():
                select.select_option(f"masuk/{CITY.name}")
            command = after(page, lambda: page.click("#panel-work button.main"))
            assert shown in page.inner_text("#result .card >> nth=0")
            files = {command[-3]: kind(page, "html")[1], command[-1]: kind(page, "json")[1]}
            same(Path(), [command], files)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What there is in the weeks after the evening: two stages, a plan, a form of the province."""
    folder = work_folder(tmp_path_factory.mktemp("weeks"))
    judged = {"I4": "Justifikasi Hasil", "I8": "Pasal yang disebut tidak ada."}
    lowered: dict[str, str | int] = {**judged, "E8": 2, "E24": 3, "E37": 2}
    for name, changes in (("mandiri", {}), ("dokumen", lowered)):
        book = load_workbook(CITY)
        book["Identitas"]["B4"] = f"Penilaian {name.title()}"
        for cell, value in changes.items():
            book["Jawaban"][cell] = value
        book.save(folder / "masuk" / f"{name}.xlsx")
    (folder / "lain").mkdir()
    shutil.copy(EXAMPLES / "penugasan.yaml", folder)
    plan = str(folder / "lain" / "rencana.xlsx")
    assert cli(["plan", str(CITY), "--target", "3,5", "-o", plan]) == 0
    book = load_workbook(EXAMPLES / "bad" / "masih-kosong.xlsx")
    book["Jawaban"].title = "Formulir Provinsi"
    for name in ("Identitas", "Kriteria", "Petunjuk"):
        del book[name]
    book.save(folder / "lain" / "formulir.xlsx")
    (folder / "bukti").mkdir()
    (folder / "bukti" / "1.a.pdf").write_bytes(b"x")
    return folder


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_the_check_before_it_is_sent_and_the_next_edition(page: Page, weeks: Path) -> None:
    shutil.copy(CITY, weeks / "masuk")
    give(page, CITY)
    page.click("#tray details >> nth=-1 >> summary")
    page.fill("[id='score--target']", "3,5")
    page.set_input_files("#evidence", str(weeks / "bukti"))
    page.wait_for_selector("text=hanya nama berkasnya yang dibaca): 1")
    commands = [after(page, lambda: page.click("#tray button.main"))]
    assert page.locator(".checks li").count() == 8
    assert "1.a.pdf" in page.locator(".checks li.open").first.inner_text()
    files = [kind(page, "html"), kind(page, "json")]
    page.click("#tab-blank")
    page.wait_for_selector("[id='template-i'] option[value=permenpanrb-8-2026]", state="attached")
    page.select_option("[id='template-i']", "permenpanrb-8-2026")
    page.select_option("[id='template--from']", f"masuk/{CITY.name}")
    page.fill("[id='template--year']", "2026")
    commands.append(after(page, lambda: page.click("#panel-blank button.main")))
    assert "pakai ulang 10, perbarui 7, baru 3" in page.inner_text("#result")
    files.append(kind(page, "xlsx"))
    same(weeks, commands, {f"hasil/{name}": made for name, made in files})


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_what_the_weeks_after_the_evening_need(page: Page, weeks: Path) -> None:
    sheets = [weeks / "masuk" / f"{name}.xlsx" for name in ("mandiri", "dokumen")]
    shutil.copy(EXAMPLES / "bandar-lampung-2022.xlsx", weeks / "masuk")
    for sheet in (*sheets, weeks / "masuk" / "bandar-lampung-2022.xlsx"):
        give(page, sheet)
    page.click("#tab-work")
    commands: list[list[str]] = []
    files: list[tuple[str, bytes]] = []

    def form(chip: str, **lent: str) -> None:
        page.click(f"#panel-work .chips >> text={chip}")
        for option, path in lent.items():
            page.set_input_files(f"#panel-work [data-for$='{option}']", weeks / path)
            page.wait_for_selector(f"#panel-work option[value='{path}']:checked", state="attached")
        commands.append(after(page, lambda: page.click("#panel-work button.main")))
        files.extend(kind(page, one) for one in ("html", "json") if chip != "Isi formulir")

    form("Kemajuan", progress="lain/rencana.xlsx")
    form("Interviu")
    form("Teks aplikasi")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { copied = text; }; }")
    page.click("[aria-label='Salin teks: 4']")
    assert page.evaluate("() => copied") == json.loads(files[-1][1])["indicators"][3]["explanation"]
    form("Yang diturunkan", assign="penugasan.yaml")
    assert "Pasal yang disebut tidak ada." in (page.text_content("#result .letters") or "")
    agencies = parts(download(page, lambda: page.click("text=Unduh semua (.zip)"))[1])
    form("Isi formulir", form="lain/formulir.xlsx")
    files.append(download(page, lambda: page.click("#result button >> text=terisi-formulir.xlsx")))
    page.click("#panel-work .chips >> text=Bandingkan")
    page.select_option("#compare-sheetMore2", "masuk/bandar-lampung-2022.xlsx")
    form("Bandingkan")
    same(weeks, commands, {**agencies, **{f"hasil/{name}": made for name, made in files}})
    sent = {path.name for path in (weeks / "surat").iterdir()} - {"SHA256SUMS"}
    assert {*agencies} == {f"surat/{name}" for name in sent}


def test_blank_sheets_explanations_and_typed_commands(page: Page, tmp_path: Path) -> None:
    page.click("#to-blank")
    page.fill("[id='template--year']", "2026")
    command = after(page, lambda: page.click("#panel-blank button.main"))
    name, content = kind(page, "xlsx")
    assert name == "jawaban-2026.xlsx"
    same(work_folder(tmp_path), [command], {f"hasil/{name}": content})
    page.click("#tab-ask")
    page.fill("#question", "arsitektur")
    after(page, lambda: page.press("#question", "Enter"))
    assert "Arsitektur SPBE" in page.inner_text("#result")
    after(page, lambda: page.click("#panel-ask button:not(.main)"))
    assert "2021-2025" in page.inner_text("#result")
    page.click("#tab-line")
    page.fill("#typed", "spbe explain 'peta rencana' --bukan-opsi")
    after(page, lambda: page.press("#typed", "Enter"))
    assert "--bukan-opsi" in page.inner_text("#result")
    assert "Perintah ditolak" in page.inner_text("#result")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("id", 360, "dark"), ("en", 1280, "light")]
)
def test_everybody_can_use_it(
    language: str, width: int, scheme: str, built: Path, opened: Opened
) -> None:
    axe = (built / "work/node_modules/axe-core/axe.min.js").read_text("utf-8")
    page = opened(viewport={"width": width, "height": 800}, color_scheme=scheme)
    # The policy of the page lets no script in but through the tools of a developer.
    page.evaluate(f"() => {{ {axe}; }}")

    def hold() -> None:
        found = page.evaluate("() => axe.run(document, { iframes: false })")
        told = [
            (one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found["violations"]
        ]
        assert told == []
        for wide in (1640 - width, width):
            page.set_viewport_size({"width": wide, "height": 800})
            assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

    page.click(f"#languages [lang={language}]")
    assert page.get_attribute("html", "lang") == language
    hold()
    give(page, FAULTY, CITY)
    page.click("#tray details >> nth=-1 >> summary")
    hold()
    page.click("#tab-work")
    for tool in ("Portal" if language == "en" else "Teks aplikasi", "Int"):
        page.click(f"#panel-work .chips >> text={tool}")
        page.select_option("#panel-work select[id$=-sheet]", f"masuk/{CITY.name}")
        after(page, lambda: page.click("#panel-work button.main"))
        hold()
    for tab in ("blank", "ask", "line"):
        page.click(f"#tab-{tab}")
        hold()
    after(page, lambda: page.click("#panel-line button.main"))
    assert ("Usage" in page.inner_text("#result")) == (language == "en")
    hold()


def test_it_can_be_used_with_the_keyboard_alone(opened: Opened) -> None:
    page = opened()
    focused = partial(page.evaluate, "() => document.activeElement.id")
    seen = []
    for _ in range(9):
        page.keyboard.press("Tab")
        seen.append(focused())
    assert " ".join(filter(None, seen)) == "theme tab-check pick-file pick-folder to-blank"
    page.focus("#tab-check")
    page.keyboard.press("ArrowLeft")
    assert focused() == "tab-line"
    page.keyboard.press("Home")
    assert focused() == "tab-check"
    give(page, CITY)
    assert focused() == "result"


def test_files_stay_only_if_the_user_says_so(opened: Opened) -> None:
    page = opened()
    kept = """() => new Promise((give) => {
      const asked = indexedDB.open("spbe", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("files");
      asked.onsuccess = () => {
        const count = asked.result.transaction("files").objectStore("files").count();
        count.onsuccess = () => { asked.result.close(); give(count.result); };
      };
    })"""
    give(page, CITY)
    assert page.evaluate(kept) == 0
    page.click("#tray input[type=checkbox] >> nth=-1")
    page.wait_for_timeout(300)
    assert page.evaluate(kept) == 1
    page.reload()
    page.wait_for_selector(".files li", state="attached", timeout=60_000)
    page.wait_for_selector("html[data-state=idle]", state="attached", timeout=60_000)
    page.click("text=Hapus semua dari halaman ini")
    page.wait_for_selector("#tray", state="hidden")
    assert page.evaluate(kept) == 0


def test_no_script_of_the_page_could_ask_for_anything(built: Path) -> None:
    page = (built / "spbe.html").read_text("utf-8")
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["connect-src"] == rules["form-action"] == "'none'"
    assert "http" not in policy
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in rules["script-src"]


def test_what_tries_to_ask_is_refused(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served)
    Server.asked.clear()
    for ask in ("fetch('/x')", "import('/x')", "new Worker('/x')", "new EventSource('/x')"):
        page.evaluate(f"async () => {{ try {{ await {ask} }} catch {{ }} }}")
    page.evaluate("() => { new Image().src = '/x'; navigator.sendBeacon('/x', 'sheet'); }")
    page.wait_for_timeout(500)
    page.close()
    assert Server.asked == []


def test_an_old_browser_is_told_so(opened: Opened, browser: Browser, built: Path) -> None:
    del opened
    context = browser.new_context()
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto((built / "spbe.html").as_uri())
    assert page.is_visible("text=Peramban ini terlalu tua")
    assert not page.is_visible("main")
    context.close()


def test_the_same_input_gives_the_same_bytes(built: Path, built_again: Callable[[], Path]) -> None:
    made = (built / "spbe.html").read_bytes()
    assert made == (built_again() / "spbe.html").read_bytes()
    assert len(made) < 15_000_000
    assert json.dumps(str(ROOT))[1:-1].encode() not in made


MINI_BROWSER = next(iter(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")), None)
WEBKIT = (shutil.which("xvfb-run"), shutil.which("WebKitWebDriver"), MINI_BROWSER)


def until(what: Callable[[], Any]) -> Any:  # noqa: ANN401  what WebDriver answers
    fault: object = "nothing"
    for _ in range(120):
        try:
            if found := what():
                return found
        except URLError as refused:
            fault = refused.read() if isinstance(refused, HTTPError) else refused
        sleep(0.5)
    return pytest.fail(f"a minute was too short: {fault!r}")


@pytest.fixture
def webkit() -> Iterator[Callable[..., Any]]:
    """Start WebKit, and return what has it do something by the protocol of WebDriver."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def ask(path: str, **given: Any) -> Any:  # noqa: ANN401
        address = f"http://127.0.0.1:{port}/session{path}"
        header = {"Content-Type": "application/json"}
        request = Request(address, json.dumps(given).encode(), header)
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)["value"]

    browser = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
    wanted = {"alwaysMatch": {"webkitgtk:browserOptions": browser}}
    command = ["xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"]
    settings = {**os.environ, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}  # CI is root
    with subprocess.Popen(command, env=settings, start_new_session=True) as driver:  # noqa: S603
        try:
            session = until(lambda: ask("", capabilities=wanted))["sessionId"]
            yield lambda path, **given: ask(f"/{session}/{path}", **given)
        finally:
            os.killpg(driver.pid, signal.SIGTERM)


@pytest.mark.skipif(not all(WEBKIT), reason="no WebKitGTK and Xvfb here")
def test_the_engine_of_safari_scores_a_sheet_where_the_page_is_a_file(
    built: Path, webkit: Callable[..., Any]
) -> None:
    webkit("url", url=(built / "spbe.html").as_uri())
    (element,) = webkit("element", using="css selector", value="#file").values()
    webkit(f"element/{element}/value", text=str(CITY))
    script = "return document.querySelector('#result').innerText"
    assert "2,98" in until(lambda: webkit("execute/sync", script=script, args=[]))
