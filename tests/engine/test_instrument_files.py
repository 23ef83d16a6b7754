"""Instrument files: their nodes, what is made of their weights, and what is shipped."""

from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from tests.findings.materials import SMALL, instrument, replaced

from spbe_cli.findings import Finding
from spbe_cli.instrument import (
    Evidence,
    ExplanationPart,
    ExternalIndex,
    Frame,
    Level,
    Review,
    loading,
    rules,
)
from spbe_cli.instrument.loading import (
    Inspection,
    inspect,
    inspect_document,
    instrument_directory,
    shipped_file,
    shipped_ids,
)
from spbe_cli.instrument.source import FileView
from spbe_cli.instrument.yaml import (
    LIMIT_DEPTH,
    LIMIT_KEYS,
    LIMIT_NODES,
    LIMIT_TEXT,
    data_of,
    parse,
)
from spbe_cli.words import Words


def told(content: bytes | str) -> list[str]:
    """Return what is said of a file: place, code, sentence."""
    _, findings = parse(content if isinstance(content, bytes) else content.encode(), "a")
    return [Words().line(finding).removeprefix("a:") for finding in findings]


def kept(content: str) -> object:
    """Return what a file holds, as lists, dictionaries and texts."""
    root, findings = parse(content.encode(), "a")
    assert findings == ()
    return data_of(root)


def keys(count: int) -> str:
    return "".join(f"k{number}: x\n" for number in range(count))


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    "text",
    [
        f"[{'x, ' * (LIMIT_NODES - 1)}]",
        keys(LIMIT_KEYS),
        nested(LIMIT_DEPTH),
        "x" * LIMIT_TEXT,
        f"'{'x' * LIMIT_TEXT}'",
    ],
    ids=["nodes", "keys", "depth", "text", "quoted"],
)
def test_a_file_may_be_as_large_as_the_limits(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{weight: 27,50}", {"weight": "27,50"}),
        ("{a: 1, weight: 27,50, b: 2}", {"a": "1", "weight": "27,50", "b": "2"}),
        ("{weight: 27,\n50}", {"weight": "27", "50": None}),
        ("{weight: 27,'50'}", {"weight": "27", "50": None}),
        ("{weight: '27',50}", {"weight": "27", "50": None}),
        ("{weight: 27,x}", {"weight": "27", "x": None}),
        ("{weight: x,50}", {"weight": "x", "50": None}),
        ("{weight: 27,50: 1}", {"weight": "27", "50": "1"}),
        ("{weight: 27,50: ''}", {"weight": "27", "50": ""}),
        ("{weight: [27],50}", {"weight": ["27"], "50": None}),
        ("{27,50}", {"27": None, "50": None}),
    ],
)
def test_a_decimal_comma_in_braces_is_put_together_again(text: str, data: object) -> None:
    assert kept(text) == data


def test_everything_is_kept_as_it_was_written() -> None:
    text = "a: 2.50\nb: '2.50'\nc: no\nd: [1:30, ~, '']\ne:\n  - f: |\n      g\n"
    data = {"a": "2.50", "b": "2.50", "c": "no", "d": ["1:30", None, ""], "e": [{"f": "g\n"}]}
    assert kept(text) == data


def test_a_quotation_of_many_lines_that_is_too_long_was_never_closed() -> None:
    said = (
        "1:4: error I101: berkas YAML tidak terbaca: tanda kutip belum ditutup; perbaiki baris ini"
    )
    assert told(f"a: '{'x ' * LIMIT_TEXT}\n'") == [said]


WITH_DOMAIN = instrument({"small": [], "base": "domain"})


def edited(text: str, *edits: tuple[str, str]) -> str:
    return replaced(text, [list(edit) for edit in edits])


def inspected(text: str, folder: Path) -> Inspection:
    content = text.encode()
    root, findings = parse(content, "kota.yaml")
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, folder / "kota.yaml", "kota.yaml", content)


def test_without_domains_a_relative_weight_is_a_share_of_the_aspect(tmp_path: Path) -> None:
    text = edited(SMALL, ("weights: absolute", "weights: relative"))
    instrument = inspected(text, tmp_path).instrument
    assert instrument
    assert [one.weight for one in instrument.indicators()] == [40, 60]
    assert instrument.aspects[0].weight == 100


def test_a_relative_weight_is_a_share_of_the_part_it_stands_in(tmp_path: Path) -> None:
    head, domain = WITH_DOMAIN.replace("absolute", "relative").split("  - code: D1", 1)
    other = domain.replace("100", "70", 1).replace("A1", "A2").replace("'1'", "'3'")
    for name in ("Tata Kelola", "Perencanaan", "Arsitektur", "Layanan"):
        other = other.replace(name, f"{name} Lain")
    first, second = domain.replace("100", "30", 1), other.replace("'2'", "'4'")
    text = f"{head}  - code: D1{first}  - code: D2{second}"
    instrument = inspected(text, tmp_path).instrument
    assert instrument
    assert [domain.weight for domain in instrument.domains] == [30, 70]
    assert [(one.code, one.domain) for one in instrument.aspects] == [("A1", "D1"), ("A2", "D2")]
    assert [aspect.weight for aspect in instrument.aspects] == [30, 70]
    assert [one.weight for one in instrument.indicators()] == [12, 18, 28, 42]


def test_what_a_file_leaves_out_is_nothing(tmp_path: Path) -> None:
    bare = [("  decimals: 0\n", ""), ("row_aliases:\n  '9': 2-2\n", "")]
    made = inspected(edited(SMALL, *bare), tmp_path).instrument
    assert made
    assert (made.decimals, made.aliases, made.frames, made.reuse) == (0, {}, (), ())
    first, _ = made.indicators()
    assert first.levels[1] == Level(2, "Terkelola", "sebagian", None)
    assert (first.external, first.review, first.aliases, first.repeat) == (None, None, (), 1)


def test_what_a_file_says_of_levels_is_kept(tmp_path: Path) -> None:
    own = """\
        evidence: null
        missing: bukti
        agency: Bappeda
        note: lihat
        aliases: [Arsi]
        external: SDI
        distinguishing: {3: optimum}
        notes: {2: ragu}
        recommendations: {2: Perlu SK.}
        evidence_items: {2: [{letter: a, text: SK, note: asli, max_years: 3}]}
"""
    general = """\
    explanation: "Fakta: ..."
    distinguishing: {2: terkelola, 3: lain}
    evidence: {1: rancangan, 2: SK, 3: null}
    review: {words: [reviu], from_level: 2, max_years: 2}
    missing: bukti tingkat 3
"""
    above = """\
explanations:
  - stages: [Penilaian Mandiri]
    source: Bab III
    parts:
      - {name: Fakta, aliases: [Bukti], text: apa}
external_indices:
  - {name: SDI, authority: BPS, begins: {1: 0, 2: 40, 3: 80}, maximum: 100, source: Tabel 5}
aspects:
"""
    said = (("        evidence: dokumen\n", own), ("aspects:\n", above))
    text = edited(SMALL, *said, ("    source: Tabel 4\n", "    source: Tabel 4\n" + general))
    made = inspected(text, tmp_path)
    assert made.findings == ()
    assert made.instrument
    first, second = made.instrument.indicators()
    parts = (ExplanationPart("Fakta", ("Bukti",), "apa"),)
    assert made.instrument.frames == (Frame(("Penilaian Mandiri",), "Bab III", parts),)
    assert first.levels == (
        Level(1, "Rintisan", "belum", None),
        Level(2, "Terkelola", "sebagian", "terkelola", (Evidence("a", "SK", "asli", 3),), "ragu",
              "Perlu SK."),
        Level(3, "Optimum", "seluruh", "optimum"),
    )  # fmt: skip
    assert (first.agency, first.note, first.aliases) == ("Bappeda", "lihat", ("Arsi",))
    begins = {1: Fraction(0), 2: Fraction(40), 3: Fraction(80)}
    assert first.external == ExternalIndex("SDI", "BPS", begins, Fraction(100))
    assert first.review == second.review == Review(("reviu",), 2, 2)
    capability = second.capability
    assert (capability.label, capability.explanation) == ("Semua", "Fakta: ...")
    assert (capability.evidence, second.levels[2].distinguishing) == (
        {1: "rancangan", 2: "SK"},
        "lain",
    )
    assert second.external is None
    asked = [one.evidence_at(level) for one in (first, second) for level in (0, 1, 2)]
    assert asked == [None, "rancangan", "a. SK", None, "rancangan", "SK"]


HOW = "cd indicators && sha256sum *.yaml > SHA256SUMS"


def test_the_fingerprints_are_those_of_the_files() -> None:
    files = sorted(instrument_directory().glob("*.yaml"))
    lines = [f"{sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    assert (instrument_directory() / "SHA256SUMS").read_text("utf-8") == "".join(lines), HOW


@pytest.mark.parametrize("name", shipped_ids())
def test_a_shipped_instrument_is_sound_and_the_same_as_when_it_is_checked(name: str) -> None:
    checked = inspect(shipped_file(name))
    assert checked.findings == ()
    assert repr(loading.shipped(name)) == repr(checked.instrument)


def test_only_a_file_with_another_fingerprint_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    check = rules.check

    def noted(view: FileView) -> list[Finding]:
        checked.append(view.stem)
        return check(view)

    for file in instrument_directory().iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    first, second, *_ = shipped_ids()
    edited = tmp_path / f"{first}.yaml"
    edited.write_bytes(edited.read_bytes() + b"# edited\n")
    monkeypatch.setattr(rules, "check", noted)
    monkeypatch.setattr(loading, "instrument_directory", lambda: tmp_path)
    made = loading.shipped.__wrapped__(first)
    assert made.sha256 == sha256(edited.read_bytes()).hexdigest()
    assert loading.shipped.__wrapped__(second).id == second
    assert checked == [first]
