"""The help: complete in both languages, at any width."""

import pytest

from spbe_cli.cli.help import command_help, help_of, listed
from spbe_cli.cli.program import COMMANDS, load, run
from spbe_cli.words import Language, Words, catalogue

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


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_a_command_shows_its_help_whatever_else_is_wrong(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert run(["score", "--unknown", option]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Pemakaian: spbe score BERKAS [OPSI]\n")
    assert err == ""


@LANGUAGES
def test_refusals_are_plain_lines(language: Language) -> None:
    labels = catalogue.labels(language)
    for text in (labels[key] for key in labels if key.startswith("refusal.")):
        assert text.isascii()
        assert "\n" not in text
        assert not text.endswith((".", "!"))
