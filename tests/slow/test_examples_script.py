"""The example workbooks are what the script makes."""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from tests.program import EXAMPLES
from tests.reader.books import parts_of
from tests.reader.test_examples import BAD, GOOD


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Load the script that makes the examples."""
    spec = spec_from_file_location("make_examples", EXAMPLES / "make_examples.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
