"""Builds the page, one file that needs nothing else: dist/spbe.html.

    python web/build.py

It takes the wheel of this checkout, the packages of web/requirements.txt and web/package-lock.json
(each held to its hash), compiles them with the Python of the page, and puts all of it, compressed,
into web/page.html.  The same input gives the same bytes.  It needs node and npm.
docs/decisions/0018-in-the-browser.md says why.
"""

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
WEB: Final = ROOT / "web"
WORK: Final = ROOT / "build" / "web"
PAGE: Final = ROOT / "dist" / "spbe.html"
LIMIT: Final = 15_000_000

SYSTEMS: Final = ("pyemscripten_2026_0_wasm32", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64")
PYTHON: Final = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314")
QUIET: Final = ("--quiet", "--disable-pip-version-check")
UNUSED: Final = re.compile(
    r"""
    .*/(RECORD|INSTALLER|WHEEL|METADATA|entry_points\.txt) | .*/sboms/.* | .*\.(pyi|data/.*)
    | .*x86_64-linux-gnu\.so
    | pydantic/(v1|deprecated/(?!__init__|c)|mypy\.py) .*
    | rich/_win.* | xlsxwriter/test/.*
    | rich/(_unicode_data/unicode(?!17|_versions)|markdown|syntax) .*
    | encodings/(big5|cp[078]|cp9|euc|gb|hp|hz|iso2022|johab|koi|kz|mac|palm|ptcp|shift|tis) .*
    | multiprocessing/(dummy|managers|pool|shared) .*
    | (asyncio/(windows|proactor)|bdb|configparser|cProfile|ctypes|curses|dbm|doctest|ensurepip
      |ftplib|html/parser|idlelib|imaplib|lib2to3|mailbox|modulefinder|optparse|pdb|pickletools
      |plistlib|poplib|profile|pstats|_pydatetime|pydoc|_pyio|_pyrepl|smtplib|socketserver|sqlite3
      |tkinter|tomllib|trace\.|turtle|unittest|venv|webbrowser|wsgiref|xmlrpc|zipapp) .*
    """,
    re.VERBOSE,
)
"""No module that the program loads; PyYAML and MarkupSafe run without their compiled parts."""
MODULES: Final = ("words", "worker", "files", "forms", "result", "page")
"""The scripts of the page, each after those it imports from."""


def main() -> None:
    """Build the page."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    runtime = pyodide()
    site = WORK / "site.zip"
    pack(site, (part for wheel in wheels() for part in contents(wheel)))
    stdlib = WORK / "stdlib.zip"
    pack(stdlib, contents(runtime / "python_stdlib.zip"))
    compiled = [WORK / f"{kind.stem}-compiled.zip" for kind in (stdlib, site)]
    pairs = [str(path) for pair in zip((stdlib, site), compiled, strict=True) for path in pair]
    run("node", WEB / "compile.mjs", runtime, *pairs)
    PAGE.parent.mkdir(exist_ok=True)
    page = filled(
        {
            "wasm": (runtime / "pyodide.asm.wasm").read_bytes(),
            "asm": (runtime / "pyodide.asm.mjs").read_bytes(),
            "pyodide": (runtime / "pyodide.mjs").read_bytes(),
            "stdlib": compiled[0].read_bytes(),
            "site": compiled[1].read_bytes(),
        }
    )
    if len(page) > LIMIT:
        raise SystemExit(f"dist/spbe.html: {len(page):,} bytes are more than {LIMIT:,}")
    PAGE.write_bytes(page)
    print(f"{PAGE.relative_to(ROOT)}: {len(page) / 1e6:.1f} MB")


def run(*command: object, folder: Path = WORK) -> None:
    """Run a command; its failure is ours."""
    program = shutil.which(str(command[0]))
    if program is None:
        raise SystemExit(f"{command[0]} is needed to build the page")
    subprocess.run([program, *map(str, command[1:])], cwd=folder, check=True)


def pyodide() -> Path:
    """Take Pyodide from npm, which compares it with the lock; return its folder."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(WEB / name, WORK)
    run("npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund")
    return WORK / "node_modules" / "pyodide"


def wheels() -> list[Path]:
    """Build the wheel of this checkout and take the others from PyPI, by their hashes."""
    folder = WORK / "wheels"
    pip = (sys.executable, "-m", "pip")
    platforms = [part for system in SYSTEMS for part in ("--platform", system)]
    only = ("--no-deps", "--only-binary=:all:", "--require-hashes", "-r", WEB / "requirements.txt")
    run(*pip, "download", *QUIET, *PYTHON, *platforms, *only, "-d", folder)
    run(*pip, "wheel", *QUIET, "--no-deps", "-w", folder, ROOT)
    return sorted(folder.glob("*.whl"))


def contents(path: Path) -> Iterable[tuple[str, bytes]]:
    """Yield the names and contents of an archive that the program could want."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and not UNUSED.fullmatch(name):
                yield name, archive.read(name)


def pack(path: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    """Write an archive whose bytes depend on nothing but its contents."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name), content)


def filled(payload: Mapping[str, bytes]) -> bytes:
    """Return the page with its style, its scripts and all that they carry."""
    script = "\n".join(module(name) for name in MODULES)
    parts = {
        "style": (WEB / "page.css").read_text("utf-8"),
        "check": (WEB / "check.js").read_text("utf-8"),
        "script": script,
        "version": re.findall(
            r'__version__ = "(.*)"', (ROOT / "src/spbe_cli/__init__.py").read_text("utf-8")
        )[0],
        "payload": "\n".join(
            f'<script type="text/plain" id="data-{name}">{packed(content)}</script>'
            for name, content in payload.items()
        ),
    }
    hashes = " ".join(f"'{digest(parts[name])}'" for name in ("check", "script"))
    parts["hashes"] = hashes
    template = (WEB / "page.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template).encode()


def module(name: str) -> str:
    """Return a script for the one in the page, where all of them share their names.

    The worker goes as a text: it has a world of its own.
    """
    text = (WEB / f"{name}.js").read_text("utf-8")
    if name == "worker":
        quoted = json.dumps(text).replace("</", "<\\/")
        return f"const WORKER = {quoted};"
    text = re.sub(r"^import .*?;\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^export ", "", text, flags=re.MULTILINE)


def packed(content: bytes) -> str:
    """Compress and write in letters; without a date or a system, the same bytes everywhere."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def digest(text: str) -> str:
    """Return what the policy of the page calls a script that may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


if __name__ == "__main__":
    main()
