"""The walk-through is true: its commands, run in order, print what stands under them."""

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path

import pytest

from spbe_cli.cli.program import COMMANDS, run
from spbe_cli.words import catalogue

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "panduan.md").read_text("utf-8")
SESSIONS = re.findall(r"```console\n\$ spbe ([^\n]*)\n(.*?)```", GUIDE, re.DOTALL)
FILES = re.findall(r"Isi `([^`]+)`:\n\n```text\n(.*?)```", GUIDE, re.DOTALL)
OMITTED = "[...]\n"
CLOCK = re.compile(r"^Memeriksa \d+ berkas: .* detik\n", re.MULTILINE)
"""How long it took is another time each time; the guide leaves it out."""

Evening = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    """Play the whole evening once: the folder, and what every command said."""
    folder = tmp_path_factory.mktemp("latihan")
    spec = spec_from_file_location("make_evening", ROOT / "examples" / "make_evening.py")
    assert spec
    assert spec.loader
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    script.make(folder)
    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.delenv("SPBE_LANG", raising=False)
        yield folder, {command: said(command) for command, _ in SESSIONS}


def said(command: str) -> str:
    """Return what a command writes, to stderr and stdout, as a reader sees it."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert run(shlex.split(command)) in {0, 1}
    return CLOCK.sub("", err.getvalue() + out.getvalue()).strip("\n") + "\n"


@pytest.mark.parametrize(("command", "shown"), SESSIONS)
def test_a_shown_session_is_real(evening: Evening, command: str, shown: str) -> None:
    pattern = "(?:.*\n)+?".join(re.escape(piece) for piece in shown.split(OMITTED))
    told = evening[1][command]
    assert re.fullmatch(pattern, told), told


@pytest.mark.parametrize(("name", "shown"), FILES)
def test_a_shown_file_is_real(evening: Evening, name: str, shown: str) -> None:
    text = (evening[0] / name).read_text("utf-8-sig")
    assert text.strip().splitlines() == shown.strip().splitlines()


def test_what_the_mayor_hears_is_what_was_computed(evening: Evening) -> None:
    quote = " ".join(re.findall(r"^> (.*)$", GUIDE, re.MULTILINE))
    score = evening[1]["score kota-2024.xlsx"]
    assert (numbers := re.findall(r"\d,\d\d", quote))
    assert [number for number in numbers if number not in score] == []


def test_the_piece_of_the_assignment_is_the_one_that_is_shipped() -> None:
    (piece,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert piece in (ROOT / "examples" / "penugasan.yaml").read_text("utf-8")


def test_every_code_exists() -> None:
    codes = set(re.findall(r"\b[ABI][12]\d\d\b", GUIDE))
    assert len(codes) > 10
    assert codes <= set(catalogue.codes())


def test_every_option_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        run([command, "--help"])
    run(["--help"])
    known = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    assert set(re.findall(r"--[a-z][a-z-]+", GUIDE)) <= known


def test_links_lead_to_files() -> None:
    paths = [path for path in re.findall(r"\]\(([^)#]+)\)", GUIDE) if "://" not in path]
    assert [path for path in paths if not (ROOT / "docs" / path).exists()] == []
