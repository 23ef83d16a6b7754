"""What the documents show is what the program prints."""

import re
from pathlib import Path
from runpy import run_path

import pytest
from tests.program import EXAMPLES, ROOT

from spbe_cli.cli.program import COMMANDS, run

DOCUMENTS = ("README.md", "README.en.md")
BLOCK = re.compile(r"```console\n\$ spbe ([^\n]*)\n(.*?)```", re.DOTALL)

SHOWN = [
    pytest.param(command, shown, id=f"{document}: {command}")
    for document in DOCUMENTS
    for command, shown in BLOCK.findall((ROOT / document).read_text("utf-8"))
]


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_a_shown_session_is_real(
    command: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SPBE_LANG", raising=False)
    run(command.split())
    printed = capsys.readouterr()
    assert (printed.err + printed.out).strip() == shown.strip()


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str, document: str) -> None:
    assert f"`spbe {command}" in (ROOT / document).read_text("utf-8")


def test_both_say_the_same_in_their_languages() -> None:
    """Hold the frame of one against the other: sessions, pictures, headings, tables, links."""
    ours, theirs = ((ROOT / name).read_text("utf-8") for name in DOCUMENTS)
    assert "README.en.md" in ours.splitlines()[2]
    assert "README.md" in theirs.splitlines()[2]
    for frame in (
        r"^\$ spbe (?:--lang en )?(.*)$",
        r"^spbe (\w+ .*?) +#",
        r"^\| `spbe ([^`]*)`",
        r"\]\((docs/pictures/[^)]*)\)",
        r"^(#+) ",
        r"^```(\w*)$",
    ):
        pieces = [
            re.findall(frame, text.replace("3,5", "3.5"), re.MULTILINE) for text in (ours, theirs)
        ]
        assert pieces[0] == pieces[1] != []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_evening_can_be_played(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = re.findall(r"^spbe (.*?) +#", (ROOT / document).read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 5
    run_path(str(EXAMPLES / "make_evening.py"))["make"](tmp_path)
    for later in (tmp_path / "susulan").iterdir():
        later.replace(tmp_path / "masuk" / later.name)
    monkeypatch.chdir(tmp_path)
    assert [run(command.split()) for command in commands] == [0, 1, 0, 0, 0]


def test_links_in_documents_lead_to_files() -> None:
    for document in (*DOCUMENTS, "CONTRIBUTING.md"):
        text = (ROOT / document).read_text("utf-8")
        paths = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
        paths += re.findall(r"`((?:docs|examples|indicators|src|tests)/[\w./-]*)`", text)
        missing = [p for p in paths if "://" not in p and not (ROOT / p).exists()]
        assert not missing
