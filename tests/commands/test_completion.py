"""Words that a shell completes, and what installs that."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from spbe_cli.cli.program import COMMANDS, run
from spbe_cli.instrument.loading import shipped_ids


def completed(
    typed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return what bash offers for the last word of a line."""
    monkeypatch.setenv("_SPBE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"spbe {typed}")
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ") + 1))
    assert run([]) == 0
    return capsys.readouterr().out.split()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", [*COMMANDS]),
        ("sc", ["score", "schema"]),
        ("help pl", ["plan"]),
        ("--lang en ris", ["risk"]),
        ("--lang ", ["id", "en"]),
        ("score -f ", ["table", "json", "csv", "markdown"]),
        ("check -f s", ["sarif"]),
        ("score --missing ", ["lowest", "zero", "items"]),
        ("plan -i ", [*shipped_ids()]),
        ("plan a.xlsx --pha", ["--phases"]),
        ("score a.xlsx --lang ", ["id", "en"]),
        ("score jawab", []),
        ("explain pred", ["predikat", "predicate"]),
    ],
)
def test_a_shell_completes(
    typed: str,
    offered: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert completed(typed, capsys, monkeypatch) == offered


def test_no_command_loads_to_complete_its_name() -> None:
    code = "import sys; from spbe_cli.cli.program import run; run([]); print(*sys.modules)"
    environment = {"_SPBE_COMPLETE": "complete_bash", "COMP_WORDS": "spbe s", "COMP_CWORD": "1"}
    done = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, **environment},
    )
    loaded = done.stdout.split()
    assert "score" in loaded
    assert not {f"spbe_cli.cli.{name}" for name in COMMANDS} & set(loaded)


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="no bash")
def test_completion_is_installed_for_the_shell_of_the_user(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m spbe_cli --install-completion; echo $?'
    done = subprocess.run(  # noqa: S603  our own code
        ["bash", "-c", line],  # noqa: S607  whichever there is
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path), "SPBE_LANG": "id"},
    )
    assert done.stdout == (
        "Pelengkapan perintah dengan tombol Tab sudah dipasang; "
        "buka jendela terminal baru untuk memakainya\n0\n"
    )
    assert "_SPBE_COMPLETE" in (Path(".bash_completions") / "spbe.sh").read_text()


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_nobody_knows_is_refused(
    option: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("tcsh", "/bin/tcsh"))
    assert run([option]) == 2
    assert capfd.readouterr() == (
        "",
        "Shell ini tidak dikenal; pelengkapan tersedia untuk bash, zsh, fish, dan PowerShell\n",
    )
