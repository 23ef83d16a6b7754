"""The example workbooks: good ones give the published figures, bad ones what stands beside them."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from tests.reader.books import parts_of

from spbe_cli.sheet.assess import Status, assess
from spbe_cli.words import Words

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = sorted(EXAMPLES.glob("*.xlsx"))
BAD = sorted((EXAMPLES / "bad").glob("*.xlsx"))
CASES = [
    case
    for path in sorted((EXAMPLES / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    if "made_up" not in case
]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Load the script that makes the examples."""
    spec = spec_from_file_location("make_examples", EXAMPLES / "make_examples.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_good_and_bad_ones() -> None:
    assert {path.stem for path in GOOD} == {case["id"] for case in CASES}
    assert len(BAD) >= 8


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_one_gives_the_published_figures(path: Path) -> None:
    published = next(case for case in CASES if case["id"] == path.stem)["published"]
    made = assess(path, path.name)
    assert made.instrument
    secondary = ["A213"] if made.instrument.secondary else []
    assert [finding.code for finding in made.findings] == secondary
    assert made.status is Status.SCORED
    assert made.result
    parts = (*made.result.aspects, *made.result.domains)
    assert {part.code: str(part.rounded) for part in parts} == {
        **published["aspects"],
        **published.get("domains", {}),
    }
    assert str(made.result.total.rounded) == published["index"]
    assert made.result.predicate.name == published["predicate"]


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


def test_the_files_are_what_the_script_makes(script: ModuleType) -> None:
    made = script.workbooks()
    assert {str(path.relative_to(EXAMPLES).as_posix()) for path in (*GOOD, *BAD)} == set(made)
    for name, content in made.items():
        assert unpacked(content) == unpacked((EXAMPLES / name).read_bytes()), name
    name, content = next(script.bad_workbooks())
    assert made[f"bad/{name}.xlsx"] == content


def unpacked(content: bytes) -> object:
    """Return what a file holds: how hard the parts are pressed depends on the system."""
    return parts_of(content) if content.startswith(b"PK") else content
