"""CONTRIBUTING.md is true: what its examples name is there, and what it promises is held."""

import ast
import re

import pytest
import yaml
from tests.program import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
EXAMPLES = re.findall(r"^ {4}(\S+/\S*)", TEXT, re.MULTILINE)
FOLDERS = re.findall(r"^\| `(tests/\w+/)` \|", TEXT, re.MULTILINE)
FINDING = "A214"


@pytest.mark.parametrize("path", sorted({*EXAMPLES, *FOLDERS} - {".venv/bin/pre-commit"}))
def test_what_is_named_is_there(path: str) -> None:
    place = ROOT / path
    assert place.is_dir() if path.endswith("/") else place.is_file()


def test_the_finding_of_the_example_is_a_rule_a_record_and_a_case() -> None:
    assert FINDING in TEXT
    modules = (path.read_text("utf-8") for path in (ROOT / "src" / "spbe_cli").rglob("*.py"))
    functions = (
        node
        for module in modules
        if FINDING in module
        for node in ast.walk(ast.parse(module))
        if isinstance(node, ast.FunctionDef)
    )
    rules = [one.name for one in functions if (ast.get_docstring(one) or "").startswith(FINDING)]
    assert len(rules) == 1
    for place in ("src/spbe_cli/words/findings/answers.yaml", "tests/findings/answers.yaml"):
        assert FINDING in yaml.safe_load((ROOT / place).read_text("utf-8"))
    assert f"\n## {FINDING}\n" in (ROOT / "docs" / "findings.md").read_text("utf-8")
