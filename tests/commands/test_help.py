"""Help, explanations and completion: whole in both languages, at any width."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.program import ROOT, spbe

from spbe_cli.cli.help import command_help, help_of, listed
from spbe_cli.cli.program import COMMANDS, load, run
from spbe_cli.instrument.loading import shipped_ids
from spbe_cli.words import Language, Words, catalogue
from spbe_cli.words.catalogue import codes

LANGUAGES = pytest.mark.parametrize("language", Language)


@pytest.mark.parametrize("name", COMMANDS)
@LANGUAGES
def test_every_command_and_option_has_its_text(name: str, language: Language) -> None:
    words, command = Words(language), load(name)
    shown = " ".join(command_help(command, words, 100).split())
    assert f" spbe {name} " in shown
    for parameter in command.params:
        assert help_of(getattr(parameter, "help", ""), name, words) in shown
        assert all(option in shown for option in parameter.opts if option.startswith("-"))
    assert words.label("help.exit_codes") in shown


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("width", [60, 80, 100])
@LANGUAGES
def test_no_line_is_wider_than_the_terminal(name: str, width: int, language: Language) -> None:
    lines = command_help(load(name), Words(language), width).splitlines()
    examples = {example for example, _ in listed(Words(language).label(f"command.{name}.examples"))}
    assert [line for line in lines if len(line) > width and line.strip() not in examples] == []


@LANGUAGES
def test_refusals_are_plain_lines(language: Language) -> None:
    labels = catalogue.labels(language)
    for text in (labels[key] for key in labels if key.startswith("refusal.")):
        assert text.isascii()
        assert "\n" not in text
        assert not text.endswith((".", "!"))


NEW, OLD = "permenpanrb-59-2020", "permenpanrb-5-2018"
QUERIES = {
    **dict.fromkeys(
        [(query, NEW) for query in ("13", "I13", "i13", "013", "No. 13", "Indikator 13")], "13"
    ),
    ("rencana anggaran", NEW): "13",
    ("11-13", NEW): "11 12 13",
    ("11 12", NEW): "11 12",
    ("I13, 11 - 12 13", NEW): "13 11 12",
    **dict.fromkeys([(number, OLD) for number in ("35", "35-1", "36", "35-3")], "35"),
    ("33-35", OLD): "33 34 35",
    ("34 36", OLD): "34 35",
    ("10101-10201", "examples/instruments/epss.yaml"): "10101 10201",
}


@pytest.mark.parametrize(("query", "edition"), QUERIES)
def test_indicators_are_found_by_numbers_ranges_and_words(query: str, edition: str) -> None:
    chosen = str(ROOT / edition) if edition.endswith("yaml") else edition
    made = spbe("explain", *query.split(" "), "-f", "json", "-i", chosen).data
    found = made.get("indicators", [made.get("indicator", made)])
    assert [one["code"] for one in found] == QUERIES[query, edition].split()


@pytest.mark.parametrize(("language", "format_"), [("id", "json"), ("en", "markdown")])
def test_every_indicator_and_every_code_can_be_explained(language: str, format_: str) -> None:
    how = ("--lang", language, "-f", format_)
    asked = [(code,) for code in codes()] + [("1-20", "-i", one) for one in shipped_ids()]
    for what in asked:
        code, out, _ = spbe("explain", *what, *how)
        assert (code, "None" in out) == (0, False), what


def completed(
    typed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return what bash offers for the last word of a line."""
    monkeypatch.setenv("_SPBE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"spbe {typed}")
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ") + 1))
    assert run([]) == 0
    return capsys.readouterr().out.split()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", [*COMMANDS]),
        ("sc", ["score", "schema"]),
        ("help pl", ["plan"]),
        ("--lang en ris", ["risk"]),
        ("--lang ", ["id", "en"]),
        ("score -f ", ["table", "json", "csv", "markdown"]),
        ("check -f s", ["sarif"]),
        ("score --missing ", ["lowest", "zero", "items"]),
        ("plan -i ", [*shipped_ids()]),
        ("plan a.xlsx --pha", ["--phases"]),
        ("score a.xlsx --lang ", ["id", "en"]),
        ("score jawab", []),
        ("explain pred", ["predikat", "predicate"]),
    ],
)
def test_a_shell_completes(
    typed: str,
    offered: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert completed(typed, capsys, monkeypatch) == offered


def test_no_command_loads_to_complete_its_name() -> None:
    code = "import sys; from spbe_cli.cli.program import run; run([]); print(*sys.modules)"
    environment = {"_SPBE_COMPLETE": "complete_bash", "COMP_WORDS": "spbe s", "COMP_CWORD": "1"}
    done = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, **environment},
    )
    loaded = done.stdout.split()
    assert "score" in loaded
    assert not {f"spbe_cli.cli.{name}" for name in COMMANDS} & set(loaded)


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="no bash")
def test_completion_is_installed_for_the_shell_of_the_user(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m spbe_cli --install-completion; echo $?'
    done = subprocess.run(  # noqa: S603  our own code
        ["bash", "-c", line],  # noqa: S607  whichever there is
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path), "SPBE_LANG": "id"},
    )
    assert done.stdout == (
        "Pelengkapan perintah dengan tombol Tab sudah dipasang; "
        "buka jendela terminal baru untuk memakainya\n0\n"
    )
    assert "_SPBE_COMPLETE" in (Path(".bash_completions") / "spbe.sh").read_text()


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_nobody_knows_is_refused(
    option: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("tcsh", "/bin/tcsh"))
    assert run([option]) == 2
    assert capfd.readouterr() == (
        "",
        "Shell ini tidak dikenal; pelengkapan tersedia untuk bash, zsh, fish, dan PowerShell\n",
    )


def test_only_the_options_of_completion_take_a_shell(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["no-completion", "x"]) == 2
    assert capfd.readouterr() == (
        "",
        'Perintah "no-completion" tidak dikenal; daftarnya: spbe --help\n',
    )
