"""What others use: hook, GitHub Action, single file, examples, each tried for real."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from shutil import copy
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from tests.program import EXAMPLES, ROOT
from tests.reader.books import parts_of
from tests.reader.test_examples import BAD, GOOD

from spbe_cli.cli.program import COMMANDS, run
from spbe_cli.instrument.loading import shipped_file

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
SHIPPED = shipped_file("permenpanrb-59-2020").read_text("utf-8")


def run_step(name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does: its script in a file, its inputs in the environment."""
    script = folder / "step.sh"
    script.write_text(STEPS[name]["run"], "utf-8")
    inputs = {key: default_of(value) for key, value in STEPS[name]["env"].items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    runner = {"RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(folder / "output"), "PATH": path}
    return subprocess.run(  # noqa: S603  the script is ours
        [*BASH, str(script)],
        cwd=folder,
        env={**os.environ, **inputs, **runner, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def default_of(expression: str) -> str:
    """Return what an expression gives where the workflow says nothing."""
    name = expression.removeprefix("${{ inputs.").removesuffix(" }}")
    value: str = ACTION["inputs"].get(name, {"default": str(ROOT)})["default"]
    return value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "permenpanrb-59-2020.yaml").write_text(SHIPPED, "utf-8")
    return tmp_path


def spoil(folder: Path, old: str, new: str) -> None:
    path = folder / "indicators" / "permenpanrb-59-2020.yaml"
    path.write_text(SHIPPED.replace(old, new, 1), "utf-8")


def test_the_action_installs_what_belongs_to_it(folder: Path) -> None:
    target = folder / "site"
    # What pip would fetch is here already; pip reads "0" as no isolation.
    offline = {"PIP_TARGET": str(target), "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    done = run_step("Install", folder, **offline)
    assert done.returncode == 0, done.stderr
    assert (target / "spbe_cli" / "indicators" / "permenpanrb-59-2020.yaml").is_file()
    checked = run_step("Check", folder, PYTHONPATH=str(target))
    assert checked.returncode == 0, checked.stderr


def test_the_action_passes_a_sound_instrument_and_says_so(folder: Path) -> None:
    done = run_step("Check", folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 berkas diperiksa, tidak ada kesalahan.\n")
    report = (folder / "output").read_text("utf-8").strip().removeprefix("report=")
    assert Path(report).read_text("utf-8") == done.stdout


def test_the_action_stops_a_wrong_weight_at_its_line(folder: Path) -> None:
    spoil(folder, "weight: 1.30", "weight: 1.31")
    done = run_step("Check", folder)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=indicators/permenpanrb-59-2020.yaml,line=")


def test_the_action_takes_several_paths_and_strictness(folder: Path) -> None:
    spoil(folder, "short: Kebijakan Arsitektur SPBE", "short: Kebijakan  Arsitektur SPBE")
    paths = "indicators\n\nindicators/*.yaml\n"
    assert run_step("Check", folder, SPBE_PATH=paths).returncode == 0
    assert run_step("Check", folder, SPBE_PATH=paths, SPBE_STRICT="true").returncode == 1
    assert run_step("Check", folder, SPBE_PATH="no such folder").returncode == 2


@pytest.mark.parametrize("path", ["", " \n\t\n"])
def test_the_action_does_not_pass_where_no_path_is_named(folder: Path, path: str) -> None:
    done = run_step("Check", folder, SPBE_PATH=path)
    assert done.returncode == 2
    assert done.stdout.startswith("::error::")


def test_every_input_of_the_action_is_used() -> None:
    used = " ".join(str(step.get("env")) for step in STEPS.values())
    assert all(f"inputs.{name} " in used for name in ACTION["inputs"])


def test_the_hook_sees_all_files_whatever_is_staged(folder: Path) -> None:
    hooks: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    assert [hook["id"] for hook in hooks] == ["spbe-check"]
    assert run_hook(hooks[0], folder) == 0
    # One of two files with one id is committed already: only the other one would be passed.
    other = folder / "more" / "indicators"
    other.mkdir(parents=True)
    (other / "permenpanrb-59-2020.yaml").write_text(SHIPPED, "utf-8")
    assert run_hook(hooks[0], folder, "more/indicators/permenpanrb-59-2020.yaml") == 1


def run_hook(hook: dict[str, Any], folder: Path, *staged: str) -> int:
    """Run a hook as pre-commit does; what is staged is passed where the hook wants it."""
    passed = staged if hook.get("pass_filenames", True) else ()
    command = (*hook["entry"].split()[1:], *hook.get("args", ()), *passed)
    done = subprocess.run(  # noqa: S603  the command is ours
        [sys.executable, "-m", "spbe_cli", *command], cwd=folder, capture_output=True, check=False
    )
    return done.returncode


def test_the_example_workflow_gives_inputs_that_exist() -> None:
    workflow = yaml.safe_load((ROOT / "docs/examples/check-instruments.yml").read_text("utf-8"))
    given = [step.get("with", {}) for step in workflow["jobs"]["check"]["steps"]]
    assert all(set(one) <= set(ACTION["inputs"]) for one in given)


BUILD = SimpleNamespace(**runpy.run_path(str(ROOT / "bundle" / "build.py")))


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


def test_the_files_are_what_the_script_makes() -> None:
    script = SimpleNamespace(**runpy.run_path(str(EXAMPLES / "make_examples.py")))
    made = script.workbooks()
    assert {str(path.relative_to(EXAMPLES).as_posix()) for path in (*GOOD, *BAD)} == set(made)
    for name, content in made.items():
        assert unpacked(content) == unpacked((EXAMPLES / name).read_bytes()), name
    name, content = next(script.bad_workbooks())
    assert made[f"bad/{name}.xlsx"] == content


def unpacked(content: bytes) -> object:
    """Return what a file holds: how hard the parts are pressed depends on the system."""
    return parts_of(content) if content.startswith(b"PK") else content
