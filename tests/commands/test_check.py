"""`spbe check` and `spbe schema`: formats that others read, files of every kind and size."""

import json
import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from jsonschema import (  # type: ignore[import-untyped]  # it comes with check-jsonschema
    Draft7Validator,
    Draft202012Validator,
)
from tests.findings.materials import SMALL, spoilt
from tests.program import ROOT, spbe

from spbe_cli.exact import whole_of
from spbe_cli.instrument.loading import shipped_file

SHIPPED = shipped_file("permenpanrb-59-2020").read_text("utf-8")
SARIF = Path(__file__).with_name("sarif-schema-2.1.0.json")
SCHEMA = ROOT / "schemas" / "instrument.schema.json"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Make a folder with a file that has an error, and one that has a warning."""
    wrong = SHIPPED.replace("weight: 1.30", "weight: 1.31", 1).replace("id: permen", "id: a # ", 1)
    (Path("a.yaml")).write_text(wrong.replace("id: a # panrb-59-2020", "id: a"), "utf-8")
    warned = SHIPPED.replace("id: permenpanrb-59-2020", "id: b", 1)
    warned = warned.replace("short: Kebijakan Arsitektur SPBE", "short: Kebijakan  Arsitektur", 1)
    (Path("b.yml")).write_text(warned, "utf-8")
    return tmp_path


def checked(*arguments: str | Path) -> tuple[int, str]:
    """Run the command; return its exit code and stdout, stderr being empty."""
    code, out, err = spbe("check", *arguments)
    assert err == ""
    return code, out


@pytest.mark.parametrize("language", ["id", "en"])
def test_sarif_is_valid(faulty: Path, language: str) -> None:
    validator = Draft7Validator(json.loads(SARIF.read_text("utf-8")))
    for paths in ([faulty], []):
        _, out = checked(*paths, "-f", "sarif", "--lang", language)
        document = json.loads(out)
        assert list(validator.iter_errors(document)) == []
        results = document["runs"][0]["results"]
        assert [result["ruleId"] for result in results] == (["I104", "I202"] if paths else [])


LETTERS = "abcdefghi"
HOSTILE = {
    "an alias bomb": "a: &a [x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(LETTERS)),
    "a million keys": "".join(f"k{n}: 1\n" for n in range(330_000)),
    "as many keys as allowed": "".join(f"k{n}: 1\n" for n in range(1_000)),
    "one key again and again": "k: 1\n" * 300_000,
    "brackets": "[" * 3_999_000,
    "one line": "a: " + "x" * 3_999_000,
    "one quotation": "'" + "x" * 3_999_000,
    "deep braces": "{a: " * 900_000,
    "deep indentation": "".join(f"{' ' * n}a:\n" for n in range(2_000)),
    "deep lists": "- " * 1_900_000,
    "more than the limit": "# x\n" * 1_200_000,
    "tags": "".join(f"k{n}: !x 1\n" for n in range(200_000)),
    "100,000 findings": "aspects:\n" + '- {name: "x  y", weight: 0}\n' * 5_900,
    "100,000 cases": "cases:\n" + "- {id: a, levels: {'1': x}}\n" * 4_200,
    "aliases of rows": SHIPPED.replace(
        "capabilities:",
        "row_aliases:\n" + "".join(f"  r{n}: x{n}\n" for n in range(900)) + "capabilities:",
        1,
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_gets_a_finding_at_once(text: str) -> None:
    path = Path("a.yaml")
    path.write_text(text, "utf-8")
    begun = time.process_time()
    code, out = checked(path)
    # Under a second; the tracing of coverage takes several times that.  What is guarded
    # against takes minutes.
    assert time.process_time() - begun < 8
    assert code == 1
    assert 1 <= out.count(": error I") <= 201
    assert max(map(len, out.splitlines())) < 600


def test_the_schema_is_current() -> None:
    assert spbe("schema") == (0, SCHEMA.read_text("utf-8"), "")


FIRST = ("aspects", 0, "indicators", 0)
REFUSED: tuple[tuple[tuple[str | int, ...], object], ...] = (
    (("valid_from",), 21),
    (("valid_until",), 29),
    ((*FIRST, "evidence"), ""),
    ((*FIRST, "criteria", "2"), ""),
    ((*FIRST, "notes"), {"dua": "ragu"}),
    ((*FIRST, "evidence_items"), {"dua": []}),
    ((*FIRST, "evidence_items"), {"2": "dokumen"}),
    ((*FIRST, "evidence_items"), {"2": [{"letter": "2a", "text": "dokumen"}]}),
    ((*FIRST, "evidence_items"), {"2": [{"letter": "a", "text": ""}]}),
    (("scale", "edge"), "middle"),
)


@pytest.mark.parametrize(("path", "value"), REFUSED)
def test_the_schema_refuses_what_the_checks_refuse(
    path: tuple[str | int, ...], value: object
) -> None:
    data = json.loads(json.dumps(yaml.safe_load(SMALL)))
    schema = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert schema.is_valid(data)
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not schema.is_valid(data)


def test_the_schema_explains_every_field() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        assert part["description"]
        for name, field in part["properties"].items():
            assert field.get("description"), name


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_a_file_name_of_any_bytes_is_told(tmp_path: Path, format_: str) -> None:
    path = tmp_path / os.fsdecode(b"a\xff\x1b[31m.yaml")
    try:
        path.write_text("id: a\n", "utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    code, out = checked("-f", format_, path)
    assert code == 1
    assert "\x1b" not in out
    if format_ == "sarif":
        result = json.loads(out)["runs"][0]["results"][0]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert place.endswith("/a%FF%1B%5B31m.yaml")


NINES = "9" * 5_000
PLACES = {
    "code": ("- code: '1'\n", f"- code: '{NINES}'\n"),
    "level of a capability": ("      1: ", f"      {NINES}: "),
    "weight": ("weight: 1.30\n", f"weight: {NINES}\n"),
    "weight like a time": ("weight: 1.30\n", f"weight: {NINES}:30\n"),
    "weight like an octal number": ("weight: 1.30\n", f"weight: 0{'7' * 9_000}\n"),
    "repeat": ("- code: '1'\n", f"- code: '1'\n            repeat: {NINES}\n"),
    "lowest level": ("lowest: 1\n", f"lowest: {NINES}\n"),
    "year": ("valid_from: 2021\n", f"valid_from: {NINES}\n"),
}


@pytest.fixture(params=PLACES)
def instrument(request: pytest.FixtureRequest) -> Path:
    """Write the shipped instrument with a number without end in one place."""
    old, new = PLACES[request.param]
    assert old in SHIPPED
    path = Path("a.yaml")
    path.write_text(SHIPPED.replace("id: permenpanrb-59-2020", "id: a", 1).replace(old, new, 1))
    return path


def test_an_instrument_with_a_number_without_end_is_told_and_refused(instrument: Path) -> None:
    for command in (("check",), ("template", "-o", "t.xlsx", "-i")):
        said = spbe(*command, instrument)
        assert (said.code, "error I" in said.out + said.err) == (1, True)
    for format_ in ("json", "sarif"):
        said = spbe("check", "-f", format_, instrument)
        assert (said.code, bool(said.data)) == (1, True)


def test_a_year_without_end_does_not_stop_a_comparison() -> None:
    for name, year in (("a", NINES), ("b", NINES[1:])):
        Path(f"{name}.xlsx").write_bytes(spoilt({"Identitas!B3": year}))
    assert spbe("compare", "a.xlsx", "b.xlsx").code == 0


@pytest.mark.parametrize("text", ["", "²", "\u0661", "-1", "1.0", " 1", "1" * 16, NINES])
def test_what_is_no_number_of_plausible_length_is_none(text: str) -> None:
    assert whole_of(text) is None


def test_a_number_may_have_leading_zeros_and_fifteen_digits() -> None:
    assert whole_of("047") == 47
    assert whole_of("9" * 15) == 10**15 - 1
