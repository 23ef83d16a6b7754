"""SECURITY.md is true: its tests exist, its limits are those of the code, and none is missing."""

import ast
import re
from importlib import import_module

import pytest
from tests.program import ROOT

PACKAGE = ROOT / "src" / "spbe_cli"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
LIMITS = dict(re.findall(r"^\| `(spbe_cli[\w.]+)` \| ([\d,]+) \|", TEXT, re.MULTILINE))
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", TEXT)))
BOUNDARIES = ("xlsx.package", "xlsx.book", "xlsx.cells", "instrument.yaml")
"""Modules that meet foreign bytes."""
CONNECT_OR_RUN = {"ctypes", "ftplib", "http", "pickle", "smtplib", "socket", "ssl", "subprocess"}
CONNECT_OR_RUN |= {
    "asyncio",
    "marshal",
    "runpy",
    "shelve",
    "urllib.request",
    "webbrowser",
    "xmlrpc",
}
RUN = {"eval", "exec", "compile", "__import__", "system", "popen", "startfile"}
RUN |= {"execv", "execve", "execvp", "spawnl", "spawnv"}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_that_of_the_code(name: str) -> None:
    module, _, constant = name.rpartition(".")
    assert getattr(import_module(module), constant) == int(LIMITS[name].replace(",", ""))


def test_every_limit_of_the_code_is_told() -> None:
    known = {
        f"spbe_cli.{module}.{name}"
        for module in BOUNDARIES
        for name in vars(import_module(f"spbe_cli.{module}"))
        if name.startswith("LIMIT_")
    }
    # A module may use a limit of another one.
    told = {name.rpartition(".")[2] for name in LIMITS}
    assert {name.rpartition(".")[2] for name in known} <= told


@pytest.mark.parametrize("test", TESTS)
def test_a_promise_is_held_by_a_test_that_exists(test: str) -> None:
    file, _, function = test.partition("::")
    assert re.search(rf"^def {function or 'test_'}", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_every_promise_names_a_test() -> None:
    table, _, _ = TEXT[TEXT.index("| Promise |") :].partition("\n\n")
    rows = table.splitlines()[2:]
    assert len(rows) > 10
    assert [row for row in rows if "`tests/" not in row] == []


def test_make_has_the_targets_that_are_named() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", TEXT):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def imported(tree: ast.AST) -> set[str]:
    """Return the modules that a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found | {name.partition(".")[0] for name in found}


def called(tree: ast.AST) -> set[str]:
    """Return the names of builtins, and of functions of os, that a module calls."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    plain = {func.id for func in calls if isinstance(func, ast.Name)}
    system = {
        func.attr
        for func in calls
        if isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id == "os"
    }
    return plain | system


def test_the_program_neither_connects_nor_runs_what_it_reads() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}
    found = {
        path.relative_to(PACKAGE).as_posix(): what
        for path, tree in trees.items()
        if (what := imported(tree) & CONNECT_OR_RUN | called(tree) & RUN)
    }
    assert found == {}
