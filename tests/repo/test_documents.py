"""The documents are true: their examples run, and what is generated is current."""

import ast
import json
import re
from collections import Counter
from pathlib import Path
from runpy import run_path

import pytest
import yaml
from tests.program import EXAMPLES, ROOT, spbe

from spbe_cli.cli.program import COMMANDS
from spbe_cli.instrument.loading import inspect, shipped_instruments
from spbe_cli.words import Language, Words, catalogue

GUIDE = (ROOT / "docs" / "instrument.md").read_text("utf-8")
CONSOLE = re.findall(r"```console\n\$ spbe (.*)\n((?:.*\n)*?)```", GUIDE)
EXAMPLE = "".join(re.findall(r"```yaml\n((?:.*\n)*?)```", GUIDE))
findings_page = run_path(str(ROOT / "docs" / "pages.py"))["findings_page"]


def test_the_pages_of_findings_are_current() -> None:
    assert (ROOT / "docs" / "findings.md").read_text("utf-8") == findings_page(Words())


@pytest.mark.parametrize("language", Language)
def test_every_code_has_its_heading_and_its_link(language: Language) -> None:
    text = findings_page(Words(language))
    for code in catalogue.codes():
        assert f"\n## {code}\n" in text
        assert f"[{code}](#{code.lower()})" in text


def test_explain_prints_the_same() -> None:
    _, _, body = spbe("explain", "I104", "-f", "markdown").out.partition("\n")
    assert body.strip() in findings_page(Words())


@pytest.mark.parametrize(
    ("content", "told"), [("", CONSOLE[0]), (EXAMPLE, CONSOLE[1])], ids=["empty", "complete"]
)
@pytest.mark.usefixtures("here")
def test_the_guide_leads_from_an_empty_file_to_a_green_check(
    content: str, told: tuple[str, str]
) -> None:
    Path("kota-contoh.yaml").write_text(content, "utf-8")
    command, output = told
    assert spbe(*command.split())[:2] == (0 if content else 1, output)


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


@pytest.mark.usefixtures("here")
def test_what_the_guide_writes_can_be_used() -> None:
    Path("kota-contoh.yaml").write_text(EXAMPLE, "utf-8")
    assert spbe("template", "-i", "kota-contoh.yaml", "-o", "jawaban.xlsx").code == 0
    scored = spbe("score", "jawaban.xlsx", "-i", "kota-contoh.yaml", "--missing", "lowest")
    assert scored.code in {0, 1}


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


PAGE = (ROOT / "docs" / "planning.md").read_text("utf-8")
PLANS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", PLANS)
def test_an_example_passes_the_check(example: str, tmp_path: Path) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_text(example, encoding="utf-8")
    code, out, _ = spbe("check", file, "--strict")
    assert (code, "tidak ada kesalahan" in out) == (0, True)


def test_every_option_is_explained() -> None:
    options = "target reserve budget max-step phases lock assign efforts alternatives"
    assert [one for one in options.split() if f"--{one}" not in PAGE] == []


DOCUMENTS = ("README.md", "README.en.md")
BLOCK = re.compile(r"```console\n\$ spbe ([^\n]*)\n(.*?)```", re.DOTALL)

SHOWN = [
    pytest.param(command, shown, id=f"{document}: {command}")
    for document in DOCUMENTS
    for command, shown in BLOCK.findall((ROOT / document).read_text("utf-8"))
]


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_a_shown_session_is_real(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SPBE_LANG", raising=False)
    said = spbe(*command.split())
    assert (said.err + said.out).strip() == shown.strip()


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


def test_the_evening_can_be_played(here: Path) -> None:
    commands = re.findall(r"^spbe (.*?) +#", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 5
    run_path(str(EXAMPLES / "make_evening.py"))["make"](here)
    for later in Path("susulan").iterdir():
        later.replace(Path("masuk") / later.name)
    assert [spbe(*command.split()).code for command in commands] == [0, 1, 0, 0, 0]


@pytest.mark.parametrize("document", [*DOCUMENTS, "CONTRIBUTING.md", "docs/panduan.md"])
def test_links_in_documents_lead_to_files(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    paths = [(ROOT / document).parent / link for link in links if "://" not in link]
    named = re.findall(r"`((?:docs|examples|indicators|src|tests)/[\w./-]*)`", text)
    paths += [ROOT / path for path in named]
    assert [path for path in paths if not path.exists()] == []


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
NAMED = re.findall(r"^ {4}(\S+/\S*)", CONTRIBUTING, re.MULTILINE)
FOLDERS = re.findall(r"^\| `(tests/\w+/)` \|", CONTRIBUTING, re.MULTILINE)
FINDING = "A214"


@pytest.mark.parametrize("path", sorted({*NAMED, *FOLDERS} - {".venv/bin/pre-commit"}))
def test_what_is_named_is_there(path: str) -> None:
    place = ROOT / path
    assert place.is_dir() if path.endswith("/") else place.is_file()


def test_the_finding_of_the_example_is_a_rule_a_record_and_a_case() -> None:
    assert FINDING in CONTRIBUTING
    modules = (path.read_text("utf-8") for path in (ROOT / "src" / "spbe_cli").rglob("*.py"))
    functions = (
        node
        for module in modules
        if FINDING in module
        for node in ast.walk(ast.parse(module))
        if isinstance(node, ast.FunctionDef)
    )
    rules = [one.name for one in functions if (ast.get_docstring(one) or "").startswith(FINDING)]
    assert len(rules) == 1
    for place in ("src/spbe_cli/words/findings/answers.yaml", "tests/findings/answers.yaml"):
        assert FINDING in yaml.safe_load((ROOT / place).read_text("utf-8"))
    assert f"\n## {FINDING}\n" in (ROOT / "docs" / "findings.md").read_text("utf-8")


def test_no_two_classes_have_one_name() -> None:
    modules = (ROOT / "src" / "spbe_cli").rglob("*.py")
    found = [re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE) for path in modules]
    counted = Counter(name for names in found for name in names)
    assert [name for name, count in counted.items() if count > 1] == []
