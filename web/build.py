"""Builds the page, one file that needs nothing else: dist/spbe.html.

    python web/build.py [PAGE.html [WORK_FOLDER]]

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
DEFAULTS: Final = (ROOT / "dist" / "spbe.html", ROOT / "build" / "web")
LIMIT: Final = 15_000_000

SYSTEMS: Final = ("pyemscripten_2026_0_wasm32", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64")
PYTHON: Final = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314")
QUIET: Final = ("--quiet", "--disable-pip-version-check")
UNUSED: Final = re.compile(
    r"""
    .*/(RECORD|INSTALLER|WHEEL|METADATA|entry_points\.txt) | .*/sboms/.* | .*\.(pyi|data/.*)
    | .*x86_64-linux-gnu\.so
    | pydantic/(v1|deprecated/(?!__init__|c)|mypy\.py) .*
    | rich/_win.* | xlsxwriter/test/.* | typer/(cli|rich_utils|testing) .*
    | rich/(_emoji_codes|_inspect|_spinners|diagnose|layout|live|logging|progress|prompt|traceback
      |tree) .*
    | rich/(_unicode_data/unicode(?!17|_versions)|markdown|syntax) .*
    | encodings/(big5|cp[078]|cp9|euc|gb|hp|hz|iso2022|johab|koi|kz|mac|palm|ptcp|shift|tis) .*
    | multiprocessing/(dummy|forkserver|heap|managers|pool|popen|shared|spawn|synchronize) .*
    | xml/dom/(expatbuilder|minidom|pulldom|xmlbuilder) .*
    | (asyncio/(windows|proactor)|bdb|cmd\.|code\.|compileall|configparser|cProfile|ctypes|curses
      |dbm|doctest|ensurepip|filecmp|fileinput|ftplib|html/parser|idlelib|imaplib|lib2to3|mailbox|modulefinder|optparse|pdb|pickletools
      |http/(cookie|server)|logging/(config|handlers)|plistlib|poplib|profile|pstats|_pydatetime
      |pyclbr|pydoc|_pyio|_pyrepl|smtplib|socketserver|sqlite3|ssl\.|tarfile|tkinter|tomllib
      |trace\.|turtle|unittest|venv|webbrowser|wsgiref|xmlrpc|zipapp) .*
    """,
    re.VERBOSE,
)
"""No module that the program loads; PyYAML and MarkupSafe run without their compiled parts."""
MODULES: Final = ("words", "worker", "files", "forms", "result", "engine", "panels", "page")
"""The scripts of the page, each after those it imports from."""


def main() -> None:
    """Build the page."""
    page, work = (
        Path(given).resolve() for given in (*sys.argv[1:], *DEFAULTS[len(sys.argv) - 1 :])
    )
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    runtime = pyodide(work)
    site, stdlib = work / "site.zip", work / "stdlib.zip"
    pack(site, (part for wheel in wheels(work) for part in contents(wheel)))
    pack(stdlib, contents(runtime / "python_stdlib.zip"))
    compiled = [path.with_stem(f"{path.stem}-compiled") for path in (stdlib, site)]
    run(work, "node", WEB / "compile.mjs", runtime, stdlib, compiled[0], site, compiled[1])
    parts = {part.name: part.read_bytes() for part in (runtime / "pyodide.asm.wasm", *compiled)}
    made = filled({**parts, "pyodide.js": loader(runtime).encode()})
    if len(made) > LIMIT:
        raise SystemExit(f"{page.name}: {len(made):,} bytes are more than {LIMIT:,}")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(made)
    print(f"{page}: {len(made) / 1e6:.1f} MB")


def run(folder: Path, *command: object) -> None:
    """Run a command; its failure is ours."""
    program = shutil.which(str(command[0]))
    if program is None:
        raise SystemExit(f"{command[0]} is needed to build the page")
    subprocess.run([program, *map(str, command[1:])], cwd=folder, check=True)


def pyodide(work: Path) -> Path:
    """Take Pyodide from npm, which compares it with the lock; return its folder."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(WEB / name, work)
    run(work, "npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund")
    return work / "node_modules" / "pyodide"


def loader(runtime: Path) -> str:
    """Return the scripts of Pyodide as one that begins a worker, which imports nothing.

    In Safari a worker of a local file may not import; only a module may say `import.meta`.
    """
    scripts = [(runtime / name).read_text("utf-8") for name in ("pyodide.js", "pyodide.asm.mjs")]
    text = re.sub(r"^//# sourceMappingURL=.*$", "", "\n".join(scripts), flags=re.MULTILINE)
    for found, instead in (
        ("export default _createPyodideModule;", ""),
        ("import.meta.url", "self.location.href"),
    ):
        if found not in text:
            raise SystemExit(f"Pyodide is not written as it was: no {found}")
        text = text.replace(found, instead)
    return f"{text}\n"


def wheels(work: Path) -> list[Path]:
    """Build the wheel of this checkout and take the others from PyPI, by their hashes."""
    folder = work / "wheels"
    pip = (sys.executable, "-m", "pip")
    platforms = [part for system in SYSTEMS for part in ("--platform", system)]
    only = ("--no-deps", "--only-binary=:all:", "--require-hashes", "-r", WEB / "requirements.txt")
    run(work, *pip, "download", *QUIET, *PYTHON, *platforms, *only, "-d", folder)
    run(work, *pip, "wheel", *QUIET, "--no-deps", "-w", folder, ROOT)
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
            f'<script type="text/plain" data-part="{name}">{packed(content)}</script>'
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
