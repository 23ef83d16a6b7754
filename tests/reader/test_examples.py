"""The example workbooks: good ones are published cases, bad ones give what stands beside them."""

from pathlib import Path

import pytest
import yaml
from tests.program import EXAMPLES

from spbe_cli.sheet.assess import assess
from spbe_cli.words import Words

GOOD = sorted(EXAMPLES.glob("*.xlsx"))
BAD = sorted((EXAMPLES / "bad").glob("*.xlsx"))
CASES = [
    case
    for path in sorted((EXAMPLES / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    if "made_up" not in case
]


def test_there_are_good_and_bad_ones() -> None:
    assert {path.stem for path in GOOD} == {case["id"] for case in CASES}
    assert len(BAD) >= 8


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_one_gives_what_stands_beside_it(path: Path) -> None:
    words = Words()
    lines = [words.line(finding) for finding in assess(path, path.name).findings]
    assert lines == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def test_the_readme_names_every_file_and_its_findings() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in BAD:
        codes = " ".join(finding.code for finding in assess(path, path.name).findings)
        row = next(line for line in readme.splitlines() if f"`{path.name}`" in line)
        assert row.endswith(f"| {codes} |")
    for path in GOOD:
        assert f"`{path.name}`" in readme
