"""Files that are written: what is refused, and what a failure leaves behind."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from spbe_cli.cli.files import refuse_outputs, write_file, write_files
from spbe_cli.errors import SpbeError, UsageError
from spbe_cli.words import Words

KINDS = frozenset({".xlsx", ".json"})


def sentence(refused: SpbeError) -> str:
    return Words().label(f"refusal.{refused.key}", **refused.facts)


# Writing a file


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = Path("a.json")
    write_file(path, b"one", force=False)
    write_file(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_permissions_of_any_new_file() -> None:
    ordinary, ours = Path("ordinary"), Path("a.json")
    ordinary.touch()
    write_file(ours, b"", force=False)
    assert ours.stat().st_mode == ordinary.stat().st_mode


def test_a_replaced_file_keeps_its_permissions() -> None:
    path = Path("a.json")
    path.touch()
    path.chmod(0o640)
    write_file(path, b"x", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == (0o666 if os.name == "nt" else 0o640)


def test_a_link_stays_a_link() -> None:
    path, link = Path("a.json"), Path("b.json")
    link.symlink_to(path)
    write_file(link, b"x", force=False)
    assert link.is_symlink()
    assert path.read_bytes() == b"x"


# Two runs at once


@pytest.mark.parametrize("links", [True, False])
def test_of_two_runs_to_one_new_name_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = Path("hasil.xlsx")
    if not links:
        monkeypatch.setattr(os, "link", refusing)
    refuse_outputs([path], [], force=False, kinds=KINDS)
    write_file(path, b"first", force=False)
    with pytest.raises(UsageError) as refused:
        write_file(path, b"second", force=False)
    assert sentence(refused.value).startswith(f"{path} sudah ada; pakai nama lain, atau --force")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def refusing(*_: object) -> None:
    raise OSError(errno.EPERM, "no second names")


# What a run leaves that was killed

KILLED = """
import os, signal
from pathlib import Path
from spbe_cli.cli.files import write_file

os.link = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_file(Path("a.json"), b"begun", force=False)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_later_run_removes_the_drafts_of_one_that_was_killed(tmp_path: Path) -> None:
    for name in (".spbe-catatan", ".spbe-catatan.tmp", "lain.tmp"):
        (tmp_path / name).touch()
    others = set(tmp_path.iterdir())
    with subprocess.Popen([sys.executable, "-c", KILLED], cwd=tmp_path) as run:  # noqa: S603  our own
        assert run.wait(60) == -9
    (draft,) = set(tmp_path.iterdir()) - others
    assert draft.name.startswith(".spbe-")
    write_file(Path("b.json"), b"x", force=False)
    # It may be one that is worked on.
    assert draft.exists()
    for old in (draft, *others):
        os.utime(old, (0, 0))
    write_files(tmp_path, [(Path("c.json"), b"x")], force=False)
    assert set(tmp_path.iterdir()) == {*others, Path("b.json"), Path("c.json")}
