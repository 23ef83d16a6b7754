"""Every finding, made by an edit of a good file: its whole line in both languages.

The cases stand in `<family>.yaml` by code and variant, as the words of the program do:

    A104 both:
    - sheet: {E17: null}
      id: 'jawaban.xlsx:Jawaban!E17: error A104: ...'
      en: ...

`id` and `en` are one line, or all that are said, in their order; `among` tells that others are
said beside them, `prose` that the sentence stands in a text.  What is not of `jawaban.xlsx` or
`kota.yaml` is told by `folder`, and `run` by what it is run; see materials.py.  `fails` names
files in whose reading a fault of the system or of the program happens.
"""

import os
import re
import shlex
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from tests.findings.materials import lay_out
from tests.program import ROOT, spbe

HERE: Final = Path(__file__).parent
WORDS: Final = ROOT / "src" / "spbe_cli" / "words" / "findings"
LINE: Final = re.compile(r"[^|]+: (?:error|warning) [AIB]\d{3}: ")
USUAL: Final = {"A": "jawaban.xlsx", "I": "kota.yaml"}
RUN: Final = {"A": "score jawaban.xlsx", "I": "check kota.yaml", "B": "merge masuk -o kota.xlsx"}
ELSEWHERE: Final = {"A160 unsearched": "tests/**/test_optimum.py"}
"""What no edit of a file brings about, and where it stands: a plan that is not found for want of
time needs hours, or a narrow search."""

Case = Mapping[str, Any]


def told(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((HERE / name).read_text("utf-8"), yaml.CSafeLoader)
    return {key: cases for key, cases in loaded.items() if not key.startswith("_")}


def known(family: Path) -> dict[str, Any]:
    """Return the sentences of a family: `A104 both` to what is said in each language."""
    sentences: dict[str, Any] = {}
    for code, record in yaml.load(family.read_text("utf-8"), yaml.CSafeLoader).items():
        for language in ("id", "en"):
            own = record[language]
            for variant, one in {"": own, **own.get("variants", {})}.items():
                if "fact" in one:
                    sentences.setdefault(f"{code} {variant}".strip(), {})[language] = one
    return sentences


FAMILIES: Final = tuple(sorted(path.name for path in WORDS.glob("*.yaml")))
SENTENCES: Final = {key: one for name in FAMILIES for key, one in known(WORDS / name).items()}
CASES: Final = [
    pytest.param(key, case, id=f"{key} {case.get('name', number or '')}".strip())
    for name in FAMILIES
    for key, cases in told(name).items()
    for number, case in enumerate(cases)
]
SOUND: Final = yaml.load((HERE / "instruments.yaml").read_text("utf-8"), yaml.CSafeLoader)["_sound"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_and_variant_has_a_case(family: str) -> None:
    wanted = set(known(WORDS / family)) - set(ELSEWHERE)
    assert sorted(wanted ^ set(told(family))) == []
    for place in ELSEWHERE.values():
        assert list(ROOT.glob(place)), place


@pytest.mark.parametrize(("key", "case"), CASES)
def test_a_finding_says_what_it_has_to(
    key: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("SPBE_LANG", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    usual = {} if "folder" in case and not {"sheet", "form"} & set(case) else {USUAL[key[0]]: case}
    lay_out({**usual, **case.get("folder", {})})
    for name, fault in case.get("fails", {}).items():
        fail(monkeypatch, name, fault)
    for language in ("id", "en"):
        expected = [case[language]] if isinstance(case[language], str) else case[language]
        lines_run = case.get("run", RUN[key[0]])
        lines_run = [lines_run] if isinstance(lines_run, str) else lines_run
        said = [run(line, language) for line in lines_run][-1]
        if case.get("prose"):
            assert all(one in " ".join(said.split()) for one in expected), said
            continue
        lines = [line for line in said.splitlines() if LINE.match(line)]
        found = [line for line in lines if line in expected] if case.get("among") else lines
        assert found == expected, said
        assert any(sentence(key, language).search(line) for line in expected), key


@pytest.mark.parametrize("case", SOUND)
def test_what_is_right_is_left_alone(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out({"kota.yaml": case})
    assert [line for line in run("check kota.yaml", "id").splitlines() if LINE.match(line)] == []


def sentence(key: str, language: str) -> re.Pattern[str]:
    """Return what the words of a finding look like, with anything for its facts."""
    one = SENTENCES[key][language]
    text = f"{key[:4]}: {one['fact']}; {one['remedy']}"
    pieces = re.split(r"(\{\w+\}|\[[^][|]+\|[^][|]+\])", text)
    return re.compile("".join(".+" if n % 2 else re.escape(one) for n, one in enumerate(pieces)))


def run(line: str, language: str) -> str:
    """Run a command line, and return all that it says."""
    for path in Path().glob("kota.xlsx"):
        path.unlink()
    said = spbe("--lang", language, *shlex.split(line))
    return said.out + said.err


def fail(patch: pytest.MonkeyPatch, name: str, fault: str) -> None:
    """Let the reading of a file meet a fault."""
    opened = Path.open

    def failing(path: Path, *how: Any, **also: Any) -> Any:  # noqa: ANN401  as it is called
        if path.name == name:
            match fault:
                case "program":
                    raise KeyError("x")
                case "system":
                    raise PermissionError(13, "Permission denied")
                case "death":
                    os._exit(9)
                case _:
                    signal.raise_signal(signal.SIGINT)
        return opened(path, *how, **also)

    patch.setattr(Path, "open", failing)
