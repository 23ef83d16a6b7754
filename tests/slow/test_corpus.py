"""Every odd file of these tests keeps within the limits, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.reader import test_files, test_sheets
from tests.reader.cases import cases
from tests.slow.test_hostile import MEGABYTES, SECONDS, child_environment

CORPUS = [
    *test_files.DAMAGE,
    *test_files.UNSAFE,
    *cases("outside"),
    *test_files.WRITERS,
    *test_sheets.CASES,
]
FORKING = """
import os, signal, sys, time
from pathlib import Path
from spbe_cli.sheet.assess import assess
from spbe_cli.instrument.loading import shipped_instruments

def judge(path):
    signal.alarm(SECONDS)
    begin = time.process_time()
    assess(path, path.name)
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    print(path.parent.name, int(peak) // 1024, time.process_time() - begin, flush=True)

shipped_instruments()
for path in sorted(Path(sys.argv[1]).glob("*/*")):
    child = os.fork()
    if not child:
        judge(path)
        os._exit(0)
    os.waitpid(child, 0)
""".replace("SECONDS", str(int(SECONDS)))
"""Prints of every file how much memory and time it took."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_every_file_of_the_corpus_keeps_within_the_limits(tmp_path: Path) -> None:
    for number, one in enumerate(CORPUS):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / one.file).write_bytes(one.content())
    command = [sys.executable, "-c", FORKING, str(tmp_path)]
    ran = subprocess.run(  # noqa: S603  our own program
        command, env=child_environment(), capture_output=True, text=True, check=True, timeout=600
    )
    told = {int(line.split()[0]): line.split()[1:] for line in ran.stdout.splitlines()}
    assert not ran.stderr
    assert len(CORPUS) >= 400
    assert [CORPUS[n].name for n in range(len(CORPUS)) if n not in told] == []
    large = {CORPUS[n].name for n, (peak, *_) in told.items() if int(peak) >= MEGABYTES}
    slow = {CORPUS[n].name for n, (_, time, *_) in told.items() if float(time) >= SECONDS}
    assert (large, slow) == (set(), set())
