"""Every command that writes: whole or not at all, over nothing that matters, with clear words."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from tests.commands.test_outputs import EVERY
from tests.program import EXAMPLES, Said, spbe

WRITERS = {
    **{
        line: (tuple(line.split()), outputs[1].removeprefix("hasil"))
        for line, outputs in EVERY.items()
    },
    "score -f": (("score", "a.xlsx", "-f", "csv"), ".md"),
    "correction": (("score", "salah.xlsx"), ".xlsx"),
}
"""What is typed before `-o`, and the ending of the file."""

READERS = (
    *("score input.xlsx", "batch input.xlsx", "template --from input.xlsx", "risk input.xlsx"),
    *("merge input.xlsx lain.xlsx", "merge lain.xlsx input.xlsx"),
    *("merge lain.xlsx --assign input.yaml", "risk lain.xlsx --assign input.yaml"),
    *("plan input.xlsx --target 3", "plan lain.xlsx --target 3 --efforts input.yaml"),
    *("plan lain.xlsx --target 3 --assign input.yaml", "risk lain.xlsx --rates input.yaml"),
    *("simulate input.xlsx --set 11=4", "simulate lain.xlsx --from input.yaml"),
    *("compare input.xlsx lain.xlsx", "compare lain.xlsx input.xlsx", "benchmark input.xlsx"),
    "verify lain.yaml input.yaml",
)
"""Commands with one of their inputs, called `input`."""


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    """Work in a folder with two good sheets, a bad one, a form and cases."""
    for name, copy in {
        "bandar-lampung-2024.xlsx": "a.xlsx",
        "bandar-lampung-2022.xlsx": "b.xlsx",
        "bandar-lampung-2021.xlsx": "formulir.xlsx",
        "bad/sembilan-kesalahan.xlsx": "salah.xlsx",
        "cases/pemdi.yaml": "kasus.yaml",
    }.items():
        shutil.copy(EXAMPLES / name, copy)
    Path("masuk").mkdir()
    shutil.copy("a.xlsx", "masuk")
    return here


def contents() -> dict[str, bytes | None]:
    """Return all that lies in the folder, hidden files too."""
    return {p.name: p.read_bytes() if p.is_file() else None for p in sorted(Path().iterdir())}


def assert_refused(outcome: Said, sentence: str) -> None:
    """The last line says why, and stdout is empty: the findings come before."""
    code, out, err = outcome
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == sentence


def failing(fault: OSError) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise fault

    return fail


EACH = pytest.mark.parametrize(("typed", "ending"), WRITERS.values(), ids=WRITERS)


# Whole or not at all


@EACH
def test_only_force_replaces_a_file(typed: tuple[str, ...], ending: str) -> None:
    output = Path(f"hasil{ending}")
    output.write_bytes(b"old")
    sentence = f"{output} sudah ada; pakai nama lain, atau --force untuk menggantinya"
    assert_refused(spbe(*typed, "-o", output), sentence)
    assert output.read_bytes() == b"old"
    assert spbe(*typed, "-o", output, "--force").code == ("salah.xlsx" in typed)
    assert output.read_bytes() != b"old"


@EACH
@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (errno.EACCES, "diganti karena sedang terbuka (mungkin di Excel); tutup dulu"),
        (errno.ENOSPC, "ditulis karena disk penuh; kosongkan sebagian"),
    ],
)
def test_what_the_system_refuses_leaves_everything_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, ...],
    ending: str,
    fault: int,
    sentence: str,
) -> None:
    output = Path(f"hasil{ending}")
    output.write_bytes(b"old")
    before = contents()
    monkeypatch.setattr(os, "replace", failing(OSError(fault, "as the system says")))
    said = f"{output} tidak dapat {sentence}, lalu jalankan lagi"
    assert_refused(spbe(*typed, "-o", output, "--force"), said)
    assert contents() == before


@pytest.mark.skipif(sys.platform != "linux", reason="no place that even root can't write")
@EACH
def test_a_folder_that_cannot_be_written_is_named(typed: tuple[str, ...], ending: str) -> None:
    outcome = spbe(*typed, "-o", f"/sys/hasil{ending}")
    assert_refused(outcome, "Tidak dapat menulis ke /sys: folder hanya dapat dibaca")


@pytest.mark.skipif(os.name == "nt", reason="no limits on the size of files")
def test_a_disk_that_fills_up_while_writing_leaves_nothing() -> None:
    before = contents()
    shell = 'ulimit -f 1; exec "$0" -m spbe_cli template -o hasil.xlsx'
    # What measures the tests would write, too, and fail.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
    done = subprocess.run(  # noqa: S603  our own code
        ["/bin/sh", "-c", shell, sys.executable],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert_refused(
        Said(done.returncode, done.stdout, done.stderr),
        "hasil.xlsx tidak dapat ditulis (File too large); pilih nama atau folder lain",
    )
    assert contents() == before


ENDED = """
import os, signal, sys
from spbe_cli.__main__ import main

os.link = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
sys.argv = ["spbe", "template", "-o", "hasil.xlsx"]
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_request_to_end_while_writing_leaves_nothing() -> None:
    before = contents()
    command = [sys.executable, "-c", ENDED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert (done.returncode, done.stdout) == (143, "")
    assert done.stderr.endswith("\nDihentikan.\n")
    assert "Traceback" not in done.stderr
    assert contents() == before


# Places where no file can be


@pytest.mark.skipif(os.name == "nt", reason="no named pipes")
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_what_is_no_ordinary_file_is_never_replaced(force: list[str]) -> None:
    os.mkfifo("pipa.json")
    Path("tautan.json").symlink_to("pipa.json")
    for output in ("pipa.json", "tautan.json"):
        reason = "(khusus (bukan berkas biasa)); pilih nama atau folder lain"
        assert_refused(
            spbe("schema", "-o", output, *force), f"{output} tidak dapat ditulis {reason}"
        )
    assert Path("pipa.json").is_fifo()


# Inputs


@pytest.mark.parametrize("line", READERS)
@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_an_input_is_never_the_output(folder: Path, line: str, link: str) -> None:
    for name in ("input", "lain"):
        shutil.copy("a.xlsx", f"{name}.xlsx")
        shutil.copy("kasus.yaml", f"{name}.yaml")
    typed = line.split()
    own = next(folder / word for word in typed if word.startswith("input."))
    ending = next(ending for other, ending in WRITERS.values() if other[0] == typed[0])
    output = folder / f"hasil{ending}"
    getattr(output, link)(own)
    before = own.read_bytes()
    outcome = spbe(*typed, "-o", output, "--force")
    assert own.read_bytes() == before
    sentence = f"Berkas keluaran sama dengan berkas masukan ({output}); pilih nama lain"
    assert_refused(outcome, sentence)


# Several files at once


MANY = {
    "corrections": ("batch", "salah.xlsx", "--corrections"),
    "assigned": ("template", "--assign", "penugasan.yaml", "-o"),
}


@pytest.fixture(params=tuple(MANY.values()), ids=tuple(MANY))
def many(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """What is typed of a command that writes into a folder, before its name."""
    shutil.copy(EXAMPLES / "penugasan.yaml", "penugasan.yaml")
    typed: tuple[str, ...] = request.param
    return typed


@pytest.mark.parametrize("fault", [PermissionError(errno.EACCES, "x"), OSError(errno.ENOSPC, "x")])
def test_of_several_files_each_is_whole(
    many: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    spbe(*many, "lama")
    files = sorted(Path("lama").iterdir())
    new = {file: file.read_bytes() for file in files}
    for file in files:
        file.write_bytes(b"old")
    replace, left = os.replace, [2]

    def fail_later(source: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise fault
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_later)
    code, _, err = spbe(*many, "lama", "--force")
    assert code == 2
    assert ("sedang terbuka" if fault.errno == errno.EACCES else "disk penuh") in err
    assert sorted(Path("lama").iterdir()) == files
    assert [file.read_bytes() == new[file] for file in files].count(True) == 1
    assert [file.read_bytes() for file in files].count(b"old") == len(files) - 1


KILLED = """
import os, sys
from spbe_cli.cli.program import run

last, names = int(sys.argv[1]), ("replace", "link", "unlink")

def dying(name):
    call = getattr(os, name)

    def do(*given, **named):
        global last
        last -= 1
        if last == 0:
            os._exit(9)
        return call(*given, **named)

    return do

for name in names:
    setattr(os, name, dying(name))
sys.exit(run(sys.argv[2:]))
"""
"""Dies before the n-th step that gives, takes or moves a name."""


@pytest.mark.skipif(sys.platform == "win32", reason="the steps are those of POSIX")
def test_a_death_at_any_step_leaves_every_file_whole(many: tuple[str, ...]) -> None:
    spbe(*many, "lama")
    new = {file.name: file.read_bytes() for file in Path("lama").iterdir()}
    found: dict[str, bytes] = {}
    for step in range(1, 40):
        for name in new:
            Path("lama", name).write_bytes(b"old")
        command = [sys.executable, "-c", KILLED, str(step), *many, "lama", "--force"]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  our own
        found = {name: Path("lama", name).read_bytes() for name in new}
        assert all(found[name] in {b"old", new[name]} for name in new), step
        if done.returncode != 9:
            break
    assert step > 2 * len(new)
    assert found == new
