"""The documents are true: their examples run, and what is generated is current."""

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.program import ROOT

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import inspect, shipped_instruments
from spbe_cli.reports.pages import FINDINGS, findings_page
from spbe_cli.words import Language, Words, catalogue

GUIDE = (ROOT / "docs" / "instrument.md").read_text("utf-8")
CONSOLE = re.findall(r"```console\n\$ spbe (.*)\n((?:.*\n)*?)```", GUIDE)
EXAMPLE = "".join(re.findall(r"```yaml\n((?:.*\n)*?)```", GUIDE))


def test_the_pages_of_findings_are_current() -> None:
    assert (ROOT / FINDINGS).read_text("utf-8") == findings_page(Words())


@pytest.mark.parametrize("language", Language)
def test_every_code_has_its_heading_and_its_link(language: Language) -> None:
    text = findings_page(Words(language))
    for code in catalogue.codes():
        assert f"\n## {code}\n" in text
        assert f"[{code}](#{code.lower()})" in text


def test_explain_prints_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "I104", "-f", "markdown"]) == 0
    _, _, body = capsys.readouterr().out.partition("\n")
    assert body.strip() in findings_page(Words())


@pytest.mark.parametrize(
    ("content", "told"), [("", CONSOLE[0]), (EXAMPLE, CONSOLE[1])], ids=["empty", "complete"]
)
def test_the_guide_leads_from_an_empty_file_to_a_green_check(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str,
    told: tuple[str, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kota-contoh.yaml").write_text(content, "utf-8")
    command, output = told
    assert run(command.split()) == (0 if content else 1)
    assert capsys.readouterr().out == output


@pytest.mark.parametrize(
    ("document", "years", "since"),
    [
        ("README.md", "{title} untuk {first}-{last}", "{title} sejak {first}"),
        ("README.en.md", "{title} for {first} to {last}", "{title} since {first}"),
        ("docs/panduan.md", "{title} untuk {first}-{last}", "{title} sejak {first}"),
    ],
)
def test_readme_and_guide_say_which_edition_is_for_which_year(
    document: str, years: str, since: str
) -> None:
    said = re.sub(r" \([^)]*\)", "", " ".join((ROOT / document).read_text("utf-8").split()))
    for one in shipped_instruments():
        form = since if one.valid_until is None else years
        title = one.title.removeprefix("PermenPANRB ")
        assert form.format(title=title, first=one.valid_from, last=one.valid_until) in said


def test_what_the_guide_writes_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kota-contoh.yaml").write_text(EXAMPLE, "utf-8")
    assert run(["template", "-i", "kota-contoh.yaml", "-o", "jawaban.xlsx"]) == 0
    scored = ["score", "jawaban.xlsx", "-i", "kota-contoh.yaml", "--missing", "lowest"]
    assert run(scored) in {0, 1}


def test_the_guide_names_every_key() -> None:
    schema = json.loads((ROOT / "schemas" / "instrument.schema.json").read_text("utf-8"))
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert [key for key in keys if not re.search(rf"\b{key}\b", GUIDE)] == []


def test_every_further_key_has_an_example_that_passes(tmp_path: Path) -> None:
    """Put all the examples of the last table into the file of the walk-through."""
    data = yaml.safe_load(EXAMPLE)
    places = {
        "berkas": data,
        "scale": data["scale"],
        "kapabilitas": data["capabilities"][0],
        "indikator": data["aspects"][-1]["indicators"][-1],
    }
    rows = re.findall(r"^\| `\w+` \| ([^|]+) \| [^|]+ \| `([^`]+)` \|$", GUIDE, re.MULTILINE)
    assert len(rows) == 24
    for where, example in rows:
        for place in where.replace("`", "").split(", "):
            places[place].update(yaml.safe_load(example))
    path = tmp_path / "kota-contoh.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    assert [Words().line(one) for one in inspect(path, path.name).findings] == []


def test_the_guide_is_short() -> None:
    assert len(GUIDE.splitlines()) < 200
