"""What the documents show is what the program prints."""

import re
from pathlib import Path

import pytest

from spbe_cli.cli.program import COMMANDS, run

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md",)
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


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`spbe {command}" in (ROOT / "README.md").read_text("utf-8")


def test_links_in_documents_lead_to_files() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text("utf-8")
        paths = re.findall(r"\]\(([^)#]+)\)", text)
        paths += re.findall(r"`((?:docs|examples|indicators|src|tests)/[\w./-]*)`", text)
        missing = [p for p in paths if "://" not in p and not (ROOT / p).exists()]
        assert not missing
