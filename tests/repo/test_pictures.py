"""The pictures of the README say what the program says, and ask for nothing from outside."""

import os
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from defusedxml import ElementTree
from tests.program import ROOT

FOLDER = ROOT / "docs" / "pictures"
READMES = tuple((ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md"))
SVG = "{http://www.w3.org/2000/svg}"
COLOURS = re.compile(r"\x1b\[[\d;]*m")


SCRIPT = SimpleNamespace(**runpy.run_path(str(FOLDER / "make.py")))


def squeezed(text: str) -> str:
    """Return a text without its spaces: a picture sets them, and breaks lines, as it can."""
    return "".join(text.split())


@pytest.mark.parametrize("name", SCRIPT.PICTURES)
def test_a_picture_says_what_the_program_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    command = SCRIPT.PICTURES[name]
    told = f"$ spbe {command}\n{COLOURS.sub('', SCRIPT.printed(command))}"
    texts = [text.text or "" for text in ElementTree.parse(FOLDER / name).iter(f"{SVG}text")]
    title, *drawn = texts
    assert title == "spbe"
    assert squeezed("".join(drawn)) == squeezed(told)


@pytest.mark.parametrize("name", SCRIPT.PICTURES)
def test_a_picture_asks_for_nothing_from_outside(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|@import|@font-face|href|<script|<image", text)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.[sp][vn]g")), ids=lambda path: path.name)
def test_a_picture_is_shown_with_words_for_those_who_cannot_see_it(path: Path) -> None:
    for readme in READMES:
        (alternative,) = re.findall(rf"!\[([^\]]*)\]\(docs/pictures/{path.name}\)", readme)
        assert len(alternative) > 40
    assert path.stat().st_size < 150_000
