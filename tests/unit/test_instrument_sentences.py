"""What is said of a spoilt instrument file: place, code and whole sentence of every finding."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet
from tests.unit.small import SMALL

from spbe_cli.instrument import rules
from spbe_cli.instrument.loading import Inspection, inspect_document
from spbe_cli.instrument.yaml import parse
from spbe_cli.words import Words

Edit = Sequence[str]

INDEX = """\
external_indices:
  - name: SDI
    authority: Bappenas
    begins:
      1: 0
      2: 25
      3: 50
    maximum: 100
    source: Tabel 5
"""
DOMAIN = """\
domains:
  - code: D1
    name: Tata Kelola
    short: Tata Kelola
    weight: 100
    source: Tabel 2
    aspects:
"""


def edited(text: str, *edits: Edit) -> str:
    """Return a file after edits, each of the first place that it fits."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def inspected(text: str, folder: Path) -> Inspection:
    content = text.encode()
    root, findings = parse(content, "kota.yaml")
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, folder / "kota.yaml", "kota.yaml", content)


def told(text: str, folder: Path) -> list[str]:
    lines = [Words().line(finding) for finding in inspected(text, folder).findings]
    return [line.removeprefix("kota.yaml:") for line in lines]


HEAD, ASPECTS = SMALL.split("aspects:\n")
WITH_DOMAIN = HEAD + DOMAIN + "".join(f"    {line}\n" for line in ASPECTS.splitlines())
ALIAS = ("row_aliases:\n  '9': 2-2\n", "")


NUMBERS = (
    ("27,50", 'weight "27,50" terbaca sebagai teks karena tanda koma; tulis dengan titik: 27.50'),
    ("13%", 'weight "13%" memuat tanda persen; tulis tanpa tanda persen: 13'),
    ("13,5 %", 'weight "13,5 %" memuat tanda persen; tulis tanpa tanda persen: 13.5'),
    ("1:30", 'weight "1:30" terbaca sebagai 90 (jam); tulis dengan titik: 1.30'),
    ("017", 'weight "017" terbaca sebagai 15 (oktal); tulis tanpa nol di depan: 17'),
    ("010", 'weight "010" terbaca sebagai 8 (oktal); tulis tanpa nol di depan: 10'),
    ("'40'", 'weight "40" terbaca sebagai teks karena tanda kutip; tulis tanpa tanda kutip: 40'),
    (
        "'27,50'",
        'weight "27,50" terbaca sebagai teks karena tanda koma; tulis dengan titik: 27.50',
    ),
    *(
        (
            text,
            (
                f'weight "{text}" bukan bilangan desimal biasa; '
                "tulis dengan angka dan titik, misalnya 2.50"
            ),
        )
        for text in (
            "1e1",
            ".inf",
            "+1",
            ".5",
            "0x10",
            "1_3",
            "08",
            "0123456789012",
            "40.1234567890",
            "a",
        )
    ),
)
"""What a hand writes for a weight, and what is said of it."""


@pytest.mark.parametrize(("written", "sentence"), NUMBERS)
def test_a_number_that_yaml_would_misread_is_told_as_it_is(
    tmp_path: Path, written: str, sentence: str
) -> None:
    text = edited(SMALL, ("weight: 40", f"weight: {written}"))
    assert told(text, tmp_path) == [f"43:17: error I105: {sentence}"]
    assert inspected(text, tmp_path).unjudged == 1


SOUND: tuple[tuple[Edit, ...], ...] = (
    (),
    (("valid_from: 2024\n", "valid_from: 2024\nvalid_until: 2024\n"),),
    (("minimum: 2", "minimum: 3"),),
    (("valid_from:", "follows: permenpanrb-59-2020\nvalid_from:"),),
    (("capabilities:", f"{INDEX}capabilities:"),),
    (("criteria:", f"distinguishing: {{1: {'a' * 122}, 2: {'b' * 126}}}\n        criteria:"),),
    (("valid_from:", "secondary: dari artikel\nvalid_from:"), ("Tabel 4", "sekunder")),
    (("'9': 2-2", "'9': 2-1"),),
    (("repeat: 2", "repeat: 1"), ("'9': 2-2", "'9': '2'")),
    (("decimals: 0", "decimals: 2\n  begins: {1: 1, 2: 1.5, 3: 3}"),),
    (("weights: absolute", "weights: relative"),),
    (("code: '2'", "code: '1000'"), ALIAS),
    (("short: Layanan", "short: 'no'"),),
    (("Instrumen Kota", "Instrumen\u00a0Kota"),),
)


@pytest.mark.parametrize("edits", SOUND)
def test_what_is_right_is_left_alone(tmp_path: Path, edits: tuple[Edit, ...]) -> None:
    inspection = inspected(edited(SMALL, *edits), tmp_path)
    assert inspection.findings == ()
    assert inspection.instrument
    assert inspection.unjudged == 0


def cases(group: str) -> list[ParameterSet]:
    """Return a group of the file beside this one: edits, and the lines expected of them."""
    content = Path(__file__).with_name("instrument_sentences.yaml").read_text("utf-8")
    return [
        pytest.param(case["edits"], case["lines"], id=case["name"])
        for case in yaml.safe_load(content)[group]
    ]


@pytest.mark.parametrize(("edits", "lines"), cases("plain"))
def test_one_fault_is_one_sentence_at_its_place(
    tmp_path: Path, edits: list[Edit], lines: list[str]
) -> None:
    assert told(edited(SMALL, *edits), tmp_path) == lines


@pytest.mark.parametrize(("edits", "lines"), cases("numbers"))
def test_numbers_other_than_weights_have_ranges_of_their_own(
    tmp_path: Path, edits: list[Edit], lines: list[str]
) -> None:
    assert set(lines) <= set(told(edited(SMALL, *edits), tmp_path))


@pytest.mark.parametrize(("edits", "lines"), cases("mappings"))
def test_a_pair_of_editions_leads_from_one_to_the_other(
    tmp_path: Path, edits: list[Edit], lines: list[str]
) -> None:
    assert told(edited(SMALL, *edits), tmp_path) == lines


@pytest.mark.parametrize(("edits", "lines"), cases("indices"))
def test_the_index_of_another_agency_is_described_once_and_rises(
    tmp_path: Path, edits: list[Edit], lines: list[str]
) -> None:
    text = edited(SMALL, ALIAS, ("capabilities:", f"{INDEX}capabilities:"))
    assert told(edited(text, *edits), tmp_path) == lines


@pytest.mark.parametrize(("edits", "lines"), cases("domains"))
def test_weights_are_judged_layer_by_layer(
    tmp_path: Path, edits: list[Edit], lines: list[str]
) -> None:
    assert told(edited(WITH_DOMAIN, *edits), tmp_path) == lines


def with_weights(*weights: str) -> str:
    """Return the small file with one aspect of as many indicators, of these weights."""
    text = edited(SMALL, ALIAS)
    start, first, second = (
        text.index(s) for s in ("    indicators:", "      - code: '1'", "      - code: '2'")
    )
    one = text[first:second]
    parts = (
        one.replace("'1'", f"'{n}'").replace("Arsitektur", f"Bagian {n}").replace("40", weight)
        for n, weight in enumerate(weights, start=1)
    )
    return text[:start] + "    indicators:\n" + "".join(parts)


def test_one_indicator_is_too_few_to_doubt_the_scale(tmp_path: Path) -> None:
    text = with_weights("100").replace("          2: sebagian\n", "")
    assert told(text, tmp_path) == [
        (
            "45:9: error I110: indikator 1 (Bagian 1) tidak punya kriteria tingkat 2; "
            'tambahkan baris "2: ..."'
        )
    ]


@pytest.mark.parametrize(
    ("weights", "detail"),
    [
        (("10",) * 5 + ("49.5",), "(1: 10, 2: 10, 3: 10, 4: 10, 5: 10, 6: 49.5)"),
        (("10",) * 6 + ("39.5",), "(kurang 0.50)"),
        (("10",) * 6 + ("40.125",), "(lebih 0.125)"),
    ],
)
def test_of_many_weights_only_the_difference_is_told(
    tmp_path: Path, weights: tuple[str, ...], detail: str
) -> None:
    (line,) = told(with_weights(*weights), tmp_path)
    assert line.startswith("35:13: error I104: bobot indikator di A1 (Perencanaan) berjumlah ")
    assert line.endswith(f" {detail}; perbaiki bobot indikator atau bobot A1 (Perencanaan)")


@pytest.mark.parametrize(
    ("cut", "put", "lines"),
    [
        (
            "    indicators:\n",
            "    indicators: []\n",
            [
                (
                    "37:5: error I120: A1 (Perencanaan) tidak punya indikator; "
                    "tambahkan isinya atau hapus A1 (Perencanaan)"
                )
            ],
        ),
        (
            "aspects:\n",
            "",
            ["1:1: error I120: kota tidak punya aspek; tulis aspects: dengan indikatornya"],
        ),
    ],
)
def test_a_part_without_parts_is_told(tmp_path: Path, cut: str, put: str, lines: list[str]) -> None:
    text = edited(SMALL, ALIAS)
    assert told(text[: text.index(cut)] + put, tmp_path) == lines


def test_sums_that_can_t_be_checked_are_counted(tmp_path: Path) -> None:
    text = edited(
        WITH_DOMAIN, ("        weight: 100", "        weight: x"), ("weight: 40", "weight: y")
    )
    # of the domains: judged; of the aspects: their weight can't be read; below: neither can
    assert inspected(text, tmp_path).unjudged == 2
    shares = edited(
        WITH_DOMAIN, ("absolute", "relative"), ("        weight: 100", "        weight: x")
    )
    # shares of the aspect add up whatever the aspect itself weighs
    assert inspected(shares, tmp_path).unjudged == 1


def test_a_key_that_should_be_a_level_is_told_at_its_line(tmp_path: Path) -> None:
    text = edited(SMALL, ("      3: Optimum", "      x: Optimum"))
    found = inspected(text, tmp_path).findings
    assert ("I105", 31) in [(finding.code, finding.place.line) for finding in found]


BROKEN: tuple[tuple[str, str, str], ...] = (
    ("", "1:1", "I127: berkas kosong; isi mulai dari contoh di docs/instrument.md"),
    ("# x\n", "1:1", "I127: berkas kosong; isi mulai dari contoh di docs/instrument.md"),
    ("~\n", "1:1", "I127: berkas kosong; isi mulai dari contoh di docs/instrument.md"),
    ("id: [a\n", "1:5", "I101: berkas YAML tidak terbaca: kurung atau koma tidak lengkap"),
    ("id: 'a\n", "1:5", "I101: berkas YAML tidak terbaca: tanda kutip belum ditutup"),
    ('a: 1\nid: "a\nb: 1\n', "2:5", "I101: berkas YAML tidak terbaca: tanda kutip belum ditutup"),
    ("a: b: c\n", "1:5", "I101: berkas YAML tidak terbaca: tanda titik dua di tempat"),
    ("a: 1\nb\nc: 2\n", "2:1", "I101: berkas YAML tidak terbaca: tanda titik dua tidak ada"),
    ("a: 1\n b: 2\n", "2:3", "I101: berkas YAML tidak terbaca: "),
    ("a: \x01\n", "1:4", "I101: berkas YAML tidak terbaca: ada karakter yang tidak boleh"),
    ("? [x]\n: y\n", "1:3", "I101: berkas YAML tidak terbaca: kunci harus berupa teks"),
    ("- a\n", "1:1", "I101: berkas tidak dimulai dengan kunci seperti id: dan title:"),
    ("a:\n\t- 1\n", "2:1", "I115: indentasi memakai tab; ganti dengan spasi"),
    ("id: kota\n---\n", "2:1", "I117: berkas memuat lebih dari satu dokumen (---)"),
    ("id: kota\nid: kota\n", "2:1", 'I106: kunci "id" sudah ada di baris 1; hapus salah satunya'),
    ("id: &a kota\n", "1:5", 'I116: jangkar "&a" tidak dipakai dalam berkas ini'),
    ("id: *a\n", "1:5", 'I116: alias "*a" tidak dipakai dalam berkas ini; tulis isinya'),
    ("id: !x kota\n", "1:5", 'I116: tag "!x" tidak dipakai dalam berkas ini'),
    (f"id: {'x' * 10_001}\n", "1:5", "I121: satu nilai terlalu panjang (> 10000 karakter"),
    (f"id: {'[' * 40}{']' * 40}\n", "1:34", "I121: susunan berkas terlalu dalam (> 30, batas 30)"),
)


@pytest.mark.parametrize(("text", "place", "sentence"), BROKEN)
def test_what_is_no_yaml_of_ours_is_told_in_our_words(
    tmp_path: Path, text: str, place: str, sentence: str
) -> None:
    lines = told(text, tmp_path)
    assert [line for line in lines if line.startswith(f"{place}: error {sentence}")], lines


@pytest.mark.parametrize("row", ["2-0", "2-3"])
def test_rows_are_counted_from_one_to_the_last(tmp_path: Path, row: str) -> None:
    (finding,) = inspected(edited(SMALL, ("'9': 2-2", f"'9': {row}")), tmp_path).findings
    assert (finding.code, finding.place.line) == ("I124", 23)


def test_no_check_is_kept_busy_by_one_file() -> None:
    many = "".join(f"  k{number}: Tabel  1\n" for number in range(300))
    root, _ = parse(edited(SMALL, ("sources:\n", f"sources:\n{many}")).encode(), "kota.yaml")
    assert root
    judged = rules.check(root, rules.Naming("kota.yaml", "kota"))
    assert len(judged.findings) == rules.LIMIT_OF_CHECK


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
