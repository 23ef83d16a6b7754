"""The face of the program: recorded sessions, which hold it from outside.

A recorded screen holds for change only, never for truth: whether a number is right is
decided by the tests with expectations of their own.  What differs here is looked at by a
person, and where it is better, recorded again:

    .venv/bin/python -m pytest -n 0 -q tests/face --update && git diff tests/face

Nothing of the package is imported but its entry, so that all of its inside can change.

The cases stand in `<command>.yaml`, what they gave in `recorded/<command>/`.  A case is

    name        a sentence; the recording is named by it
    run         a command line without `spbe`, or several, one after the other
    folder      what lies in the working folder: its name, and what it is: see materials.py in
                tests/findings
    languages   the languages in which it is run (default: as nothing is said, Indonesian)
    columns     how wide the terminal is; without it there is none
    color       a terminal that shows colours
    environment variables that are set
    dump        `brief`: of written files only sizes and hashes; `all`: also the sheets that
                are the same in every answer sheet
"""

import difflib
import functools
import hashlib
import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from tests.face.dump import dumped
from tests.findings.materials import lay_out
from tests.program import ROOT, spbe

HERE: Final = Path(__file__).parent
RECORDED: Final = HERE / "recorded"
OF_THE_MACHINE: Final = re.compile(r"SPBE_|PYTHONIOENCODING|.*COLOR|COLUMNS|LINES|TERM|TTY_")
"""Variables of whoever runs the tests, which must not show."""
PICTURES: Final = re.compile(r"\r\x1b\[K[^\r]*(?=\r\x1b\[K)")
"""How often the bar of a long run is drawn depends on the machine."""
SECONDS: Final = re.compile(r"\d+[.,]\d(?= (?:seconds|detik))")
SHA256: Final = re.compile(r"\b[0-9a-f]{64}\b")
VISIBLE: Final = str.maketrans({"\x1b": "␛", "\r": "␍", "\ufeff": "<BOM>"})


@dataclass(frozen=True)
class Case:
    """One session in one language."""

    command: str
    name: str
    run: Sequence[str]
    folder: Mapping[str, Any] = field(default_factory=dict)
    language: str | None = None
    columns: int | None = None
    color: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    dump: str = ""

    @property
    def recording(self) -> Path:
        """Where it is recorded."""
        words = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")
        ending = f".{self.language}.txt" if self.language else ".txt"
        return RECORDED / self.command / (words + ending)


def cases() -> Iterator[Case]:
    """Yield the sessions of all files, each in its languages."""
    for path in sorted(HERE.glob("*.yaml")):
        for given in yaml.safe_load(path.read_text("utf-8"))["cases"]:
            run = given.pop("run")
            lines = [run] if isinstance(run, str) else run
            for language in given.pop("languages", [None]):
                yield Case(path.stem, run=lines, language=language, **given)


CASES: Final = tuple(cases())


# The session


def played(case: Case) -> str:
    """Run a session in the current folder and return all that it said and wrote."""
    told: list[str] = []
    names = {digest: name for name, digest in contents().items()}

    def plain(text: str) -> str:
        return normal(text, names)

    for line in case.run:
        before = contents()
        arguments = shlex.split(line)
        if case.language:
            arguments = ["--lang", case.language, *arguments]
        said = spbe(*arguments, terminal=case.color or case.columns is not None)
        after = contents()
        names |= {digest: name for name, digest in after.items()}
        told.append(f"$ spbe {shlex.join(arguments)}\nexit {said.code}\n")
        told += [section("stdout", plain(said.out)), section("stderr", plain(said.err))]
        told += [f"--- {name} is gone\n" for name in before if name not in after]
        for name in after:
            if after[name] != before.get(name):
                told.append(section(name, dumped(Path(name), case.dump, plain)))
        told.append("\n")
    return "".join(told)


def contents() -> dict[str, str]:
    """Return every file in the current folder with its hash."""
    return {
        path.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(Path().rglob("*"))
        if path.is_file()
    }


def section(title: str, text: str) -> str:
    """Return a part of a recording; nothing if nothing was said."""
    if not text:
        return ""
    ending = "" if text.endswith("\n") else "\n--- (no line break at the end)\n"
    return f"--- {title}\n{text}{ending}"


def normal(text: str, names: Mapping[str, str]) -> str:
    """Return a text without what is different on every machine and in every version."""
    text = PICTURES.sub("", text).translate(VISIBLE)
    text = SECONDS.sub("<time>", text)
    text = SHA256.sub(lambda found: hash_of(found[0], names), text)
    text = re.sub(rf"\b{re.escape(version())}\b", "<version>", text)
    return text.replace(str(Path.cwd()), "<folder>").replace(str(ROOT), "<checkout>")


def hash_of(digest: str, names: Mapping[str, str]) -> str:
    """Name a hash by the file that has it: how a workbook was packed says nothing."""
    return f"<sha256 of {names[digest]}>" if digest in names else digest


@functools.cache
def version() -> str:
    return spbe("--version").out.removeprefix("spbe ").strip()


# The tests


@pytest.mark.skipif(os.name == "nt", reason="paths are recorded as other systems write them")
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.recording.relative_to(RECORDED)))
def test_a_session_is_as_recorded(
    case: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in filter(OF_THE_MACHINE.match, list(os.environ)):
        monkeypatch.delenv(variable)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718236800")  # the evening of 13 June 2024
    monkeypatch.setenv("COLUMNS", str(case.columns or 80))
    if not case.color:
        monkeypatch.setenv("NO_COLOR", "1")
    for variable, value in case.environment.items():
        monkeypatch.setenv(variable, value)
    lay_out(case.folder)
    got = played(case)
    if request.config.getoption("--update", default=False):
        case.recording.parent.mkdir(parents=True, exist_ok=True)
        case.recording.write_text(got, "utf-8", newline="")
    recorded = case.recording.read_text("utf-8") if case.recording.exists() else ""
    if got != recorded:
        lines = recorded.splitlines(), got.splitlines()
        diff = list(difflib.unified_diff(*lines, "recorded", "now", n=1, lineterm=""))
        left = f"\n... {len(diff) - 60} more lines" if len(diff) > 60 else ""
        pytest.fail("\n".join(diff[:60]) + left, pytrace=False)


def test_every_session_has_a_recording_of_its_own_and_no_recording_is_left_over(
    request: pytest.FixtureRequest,
) -> None:
    expected = [case.recording for case in CASES]
    assert len(expected) == len(set(expected))
    for path in set(RECORDED.rglob("*.txt")) - set(expected):
        assert request.config.getoption("--update", default=False), f"no session gives {path}"
        path.unlink()
