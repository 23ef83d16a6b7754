"""How a batch ends when it is killed, started from nothing, or given all published results."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import write
from tests.engine.test_published_results import COMPLETE, chosen, levels_of, printed
from tests.program import ROOT

from spbe_cli.cli.program import run as cli

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
"""openpyxl does not know the bars of Excel 2010."""


def test_every_published_result_comes_out_and_broken_files_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    expected = {}
    for number, row in enumerate(COMPLETE):
        levels = {code: int(level) for code, level in levels_of(chosen(row)).items()}
        path = Path(f"masuk/{number:04}.xlsx")
        write(path, row["institution"], levels, Tahun=int(row["year"]))
        expected[str(path)] = printed(row)
    broken = [Path("masuk/0000-a.xlsx"), Path("masuk/0500-a.xlsx"), Path("masuk/zzz.xlsx")]
    broken[0].write_bytes(b"")
    broken[1].write_bytes(Path("masuk/0000.xlsx").read_bytes()[:-100])
    broken[2].write_text("No;Tingkat\n1;3\n")
    code = cli(["batch", "masuk", "-f", "json", "--jobs", "2"])
    made = json.loads(capsys.readouterr().out)
    found = {
        result["sheet"]["file"]: [
            f"{part['value']:.2f}" for part in (*result["domains"], result["index"])
        ]
        for result in made["results"]
        if result["status"] == "scored"
    }
    invalid = [r["sheet"]["file"] for r in made["results"] if r["status"] == "invalid"]
    assert code == 1
    assert found == expected
    assert invalid == [str(path) for path in broken]
    assert made["summary"]["files"] == len(COMPLETE) + 3


SPAWNING = """
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from spbe_cli.sheet.assess import Choice
from spbe_cli.instrument.loading import shipped
from spbe_cli.many import workers
from spbe_cli.many.batch import assess_one

if __name__ == "__main__":
    workers.CONTEXT = get_context("spawn")
    work = partial(assess_one, Choice(shipped("permenpanrb-59-2020")))
    sheets = [(path, path.name) for path in sorted(Path("examples").glob("*.xlsx"))] * 2
    found = dict(workers.share(work, sheets, 2, lambda: False))
    print(sorted(found) == list(range(len(sheets))), {type(one).__name__ for one in found.values()})
"""


def test_processes_started_from_nothing_can_do_the_work_too() -> None:
    command = [sys.executable, "-c", SPAWNING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  our own
    assert done.stdout == "True {'Record'}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no signal to send there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["interrupt", "kill"])
def test_kills_at_random_moments_leave_nothing_half_written(
    tmp_path: Path, sent: signal.Signals
) -> None:
    folder, draw = tmp_path / "masuk", random.Random(7)  # noqa: S311  no secret
    for number in range(60):
        write(folder / f"{number}.xlsx", f"Kota {number}")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    command = [sys.executable, "-m", "spbe_cli", "batch", "masuk", "--jobs", "2"]
    for attempt in range(12):
        output = tmp_path / f"rekap-{attempt}.xlsx"
        process = subprocess.Popen(  # noqa: S603  our own command
            [*command, "-o", output.name],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(draw.uniform(0.2, 1.6))
        os.killpg(process.pid, sent)
        assert process.wait(60) in {0, 130, -sent, 1}
    for path in tmp_path.glob("*.xlsx"):
        title = str(load_workbook(path)["Ringkasan"]["A1"].value)
        assert ("BELUM LENGKAP" in title) == path.stem.endswith("-belum-lengkap")
    # Who is killed can't tidy up; its draft has a name that no input and no output has.
    drafts = {".tmp"} if sent == signal.SIGKILL else set()
    assert {path.suffix for path in tmp_path.iterdir()} <= {".xlsx", "", *drafts}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


ENDLESS = """
import os, signal, sys, time

# A shell has both ignored in what it runs in the background, tests included.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

from spbe_cli.__main__ import main
from spbe_cli.many import batch

def endless(choice, sheet):
    os.write(1, b"at work\\n")
    time.sleep(1000)

batch.assess_one = endless
sys.argv = ["spbe", "batch", "masuk", "--jobs", "2", "-f", "csv", "-o", "rekap.xlsx"]
main()
"""


def begun(folder: Path, stderr: int, stdin: int | None = None) -> subprocess.Popen[str]:
    """Start a batch of four sheets that never ends, and wait until two are worked on."""
    for number in range(4):
        write(folder / "masuk" / f"{number}.xlsx", f"Kota {number}")
    command = subprocess.Popen(  # noqa: S603  our own
        [sys.executable, "-c", ENDLESS],
        cwd=folder,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
        stdin=stdin,
        stderr=stderr,
    )
    assert command.stdout is not None
    assert [command.stdout.readline() for _ in range(2)] == ["at work\n"] * 2
    return command


ON_LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="a fork takes the patched function along"
)


@ON_LINUX
@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9),
    ],
)  # fmt: skip
def test_with_the_command_end_its_processes(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    with begun(tmp_path, stderr=subprocess.DEVNULL) as command:
        try:
            command.send_signal(sent)
            # This returns when the last process that could write has ended.
            command.communicate(timeout=60)
            assert command.returncode == code
        finally:
            with suppress(ProcessLookupError):
                os.killpg(command.pid, signal.SIGKILL)
    left = {path.name for path in tmp_path.iterdir()} - {"masuk"}
    assert left == (set() if code < 0 else {"rekap-belum-lengkap.xlsx"})


@ON_LINUX
def test_a_window_that_is_closed_leaves_what_is_done(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    with begun(tmp_path, stdin=theirs, stderr=theirs) as command:
        os.close(theirs)
        os.close(ours)
        command.send_signal(signal.SIGHUP)
        command.communicate(timeout=60)
    assert command.returncode == 129
    assert {path.name for path in tmp_path.iterdir()} == {"masuk", "rekap-belum-lengkap.xlsx"}
