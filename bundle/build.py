"""Builds the single file for a computer without Python, and proves that it works by itself.

    python bundle/build.py

With any Python 3.11 or newer it makes an environment of its own in build/bundle, then
dist/spbe (dist/spbe.exe on Windows), for the system it runs on.  The reasons stand in
docs/decisions/0012-single-file.md.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[1]
WORK: Final = ROOT / "build" / "bundle"
SUFFIX: Final = ".exe" if sys.platform == "win32" else ""
PROGRAM: Final = ROOT / "dist" / f"spbe{SUFFIX}"
EXAMPLES: Final = (
    "bandar-lampung-2022.xlsx",
    "bandar-lampung-2024.xlsx",
    "penugasan.yaml",
    "cases/official.yaml",
)
BUILDER: Final = "pyinstaller>=6.10,<7"
UNUSED: Final = ("ssl", "_ssl", "_hashlib")
"""The program opens no connection; without OpenSSL it is 3 MB smaller and starts sooner."""

PROOFS: Final = (
    ("--version", "spbe "),
    ("--help", "Pemakaian: spbe PERINTAH"),
    ("score --help", "Pemakaian: spbe score"),
    ("score bandar-lampung-2024.xlsx", "2,98  Baik"),
    ("score bandar-lampung-2024.xlsx -o laporan.html", "laporan.html"),
    ("score bandar-lampung-2024.xlsx -o laporan.xlsx", "laporan.xlsx"),
    ("score bandar-lampung-2024.xlsx -o laporan.docx", "laporan.docx"),
    ("score bandar-lampung-2024.xlsx --lang en", "2.98  Baik"),
    ("template -o jawaban.xlsx", "jawaban.xlsx"),
    ("template --assign penugasan.yaml -o lembar", "12 berkas"),
    ("merge bandar-lampung-2024.xlsx -o kota.xlsx", "kota.xlsx"),
    ("fill bandar-lampung-2024.xlsx jawaban.xlsx -o formulir.xlsx", "formulir.xlsx"),
    (
        "batch bandar-lampung-2022.xlsx bandar-lampung-2024.xlsx --jobs 2 -o rekap.xlsx",
        "2 berkas: 2 dihitung",
    ),
    ("plan bandar-lampung-2024.xlsx --target 3,5 -o rencana.xlsx", "rencana.xlsx"),
    ("plan bandar-lampung-2024.xlsx --target 3,5 -o rencana.html", "rencana.html"),
    ("simulate bandar-lampung-2024.xlsx --set 11=4", "2,98"),
    ("compare bandar-lampung-2022.xlsx bandar-lampung-2024.xlsx", "2,98"),
    ("risk bandar-lampung-2024.xlsx --downgrade 0,2 -o risiko.docx", "risiko.docx"),
    ("benchmark bandar-lampung-2024.xlsx", "69 dari 93 kota"),
    ("portal bandar-lampung-2024.xlsx -o portal.html", "portal.html"),
    ("check penugasan.yaml", "1 berkas diperiksa"),
    ("verify official.yaml", "bandar-lampung-2024"),
    ("explain A107", "A107"),
    ("explain predikat", "Sangat Baik"),
    ("instruments", "permenpanrb-59-2020"),
    ("schema", "$schema"),
    ("run --help", "Pemakaian: spbe run"),
    ("init --year 2024", "spbe.yaml"),
    ("check spbe.yaml", "1 berkas diperiksa"),
)
"""Commands, in this order, and what they must say; together they load every report."""


def main() -> None:
    """Build the file, and let nobody have one that does not work."""
    PROGRAM.unlink(missing_ok=True)
    python = environment()
    build(python)
    try:
        prove()
    except SystemExit:
        PROGRAM.unlink()
        raise
    print(f"{PROGRAM.relative_to(ROOT)}: {PROGRAM.stat().st_size / 1e6:.1f} MB")


def environment() -> str:
    """Make an environment with the program, not editable, and what builds the file."""
    venv.create(WORK, clear=True, with_pip=True)
    python = str(Path(sysconfig.get_path("scripts", "venv", {"base": str(WORK)})) / "python")
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", "install", *quiet, str(ROOT), BUILDER], check=True)
    return python


def build(python: str) -> None:
    """Build the file; modules that are imported by name, and data, come with --collect-all."""
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--onefile", "--console", "--name", "spbe", "--collect-all", "spbe_cli"]
    command += ["--recursive-copy-metadata", "spbe-cli"]  # with the licences of the libraries
    command += [part for module in UNUSED for part in ("--exclude-module", module)]
    command += ["--strip"] if sys.platform == "linux" else []
    folders = {"distpath": PROGRAM.parent, "workpath": WORK / "work", "specpath": WORK}
    command += [part for name, folder in folders.items() for part in (f"--{name}", str(folder))]
    subprocess.run([*command, str(ROOT / "bundle" / "spbe.py")], check=True)


def prove() -> None:
    """Use a copy of the file away from the checkout, where no Python is to be found."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for example in EXAMPLES:
            copy(ROOT / "examples" / example, folder)
        program = Path(copy(PROGRAM, folder))
        system = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
        bare = {key: os.environ[key] for key in system if key in os.environ}
        for command, expected in PROOFS:
            said = output(program, command, {**bare, "PATH": str(folder)})
            if expected not in said:
                raise SystemExit(f"spbe {command}: no {expected!r} in\n{said}")


def output(program: Path, command: str, bare: dict[str, str]) -> str:
    """Return what a command says, to stdout and stderr; it must succeed."""
    done = subprocess.run(
        [str(program), *command.split()],
        cwd=program.parent,
        env=bare,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"spbe {command}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


if __name__ == "__main__":
    main()
