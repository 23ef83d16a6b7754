"""The single file: what its build proves holds for the source too, and no command is left out."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copy
from types import ModuleType

import pytest
import yaml
from tests.program import EXAMPLES, ROOT

from spbe_cli.cli.program import COMMANDS, run


def loaded() -> ModuleType:
    spec = spec_from_file_location("bundle_build", ROOT / "bundle" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = loaded()


def test_what_the_file_must_say_is_what_the_source_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for example in BUILD.EXAMPLES:
        copy(EXAMPLES / example, tmp_path)
    monkeypatch.chdir(tmp_path)
    for command, expected in BUILD.PROOFS:
        assert run(command.split()) == 0, command
        printed = capsys.readouterr()
        assert expected in printed.out + printed.err, command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_proved(command: str) -> None:
    assert command in {words.split()[0] for words, _ in BUILD.PROOFS}


def test_the_workflow_builds_what_the_script_builds() -> None:
    workflow = yaml.safe_load((ROOT / "docs/examples/build-windows.yml").read_text("utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    script = next(step["run"] for step in steps if "run" in step).split()[1]
    assert (ROOT / script).is_file()
    path = steps[-1]["with"]["path"]
    assert Path(path).with_suffix("") == BUILD.PROGRAM.relative_to(ROOT).with_suffix("")
