"""Files of rates, efforts and changes: what is read, and what is said of each fault."""

from fractions import Fraction

import pytest
from spbe_cli.checks.changes import check_changes, read_changes, wanted_in
from spbe_cli.checks.rates import chances_of
from spbe_cli.checks.rates import read_rates as read
from spbe_cli.estimating import changes_of, efforts_of
from spbe_cli.rates_file import rates_of

from spbe_cli.findings import Finding
from spbe_cli.instrument.loading import shipped
from spbe_cli.instrument.nodes import Path
from spbe_cli.instrument.source import sample
from spbe_cli.instrument.yaml import parse
from spbe_cli.words import Words

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")


def lines(findings: tuple[Finding, ...]) -> list[str]:
    return [Words().line(finding).removeprefix("a.yaml:") for finding in findings]


def rates_told(text: str) -> list[str]:
    root, _ = parse(text.encode(), "a.yaml")
    assert root
    return lines(rates_of(root, "a.yaml", NEW)[1])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source: S\nrates:\n  3:\n    lowered: {1: 0.25, 2: 0.5}\n    raised: 0.25\n", []),
        ("source: S\nrates:\n  5:\n    claims: 4\n    lowered: {4: 4}\n  1: {}\n", []),
        (
            "source: S\nrates:\n  6: {}\n",
            ["3:3: error I123: rates 6 tidak dikenal; pilih salah satu: 1, 2, 3, 4, atau 5"],
        ),
        (
            "source: S\nrates:\n  0: {}\n",
            ["3:3: error I123: rates 0 tidak dikenal; pilih salah satu: 1, 2, 3, 4, atau 5"],
        ),
        (
            "source: S\nrates:\n  3:\n    lowered:\n      0: 0.1\n      5: 0.1\n",
            [
                "5:10: error I123: rates.3 0 tidak dikenal; pilih salah satu: 1, 2, 3, atau 4",
                "6:10: error I123: rates.3 5 tidak dikenal; pilih salah satu: 1, 2, 3, atau 4",
            ],
        ),
        (
            "source: S\nrates:\n  3:\n    claims: 4\n    lowered: {1: 2.5, 2: 1}\n    raised: 1\n",
            [
                (
                    "3:3: error I105: rates.3: 4,5 klaim turun atau naik, padahal seluruhnya 4; "
                    "perbaiki angkanya seperti contoh di docs/risk.md"
                )
            ],
        ),
        (
            "source: S\nrates:\n  3:\n    lowerd: {1: 1}\n",
            [
                (
                    '4:5: error I102: kunci "lowerd" tidak dikenal; '
                    'ubah menjadi "lowered" bila itu maksudnya'
                )
            ],
        ),
        (
            "source: S\nrates:\n  3:\n    claims: 0\n    lowered: {1: 2}\n",
            [
                (
                    "3:3: error I105: rates.3: 2 klaim turun atau naik, padahal seluruhnya 0; "
                    "perbaiki angkanya seperti contoh di docs/risk.md"
                )
            ],
        ),
        (
            "source: S\nrates:\n  x: {}\n  3:\n    lowered:\n      1.0: 0.5\n      y: 1\n",
            [
                (
                    '3:3: error I105: rates "x" bukan bilangan desimal biasa; '
                    "tulis dengan angka dan titik, misalnya 2.50"
                ),
                ('6:7: error I105: lowered "1.0" memuat nol di belakang; tulis tanpa nol itu: 1'),
                (
                    '7:7: error I105: lowered "y" bukan bilangan desimal biasa; '
                    "tulis dengan angka dan titik, misalnya 2.50"
                ),
            ],
        ),
        (
            "source: S\nrates: x\n",
            [
                (
                    "2:8: error I130: isi rates di a.yaml tidak berbentuk seperti yang diminta; "
                    "tulis seperti contoh di docs/risk.md"
                )
            ],
        ),
        (
            "rates: {}\n",
            [
                (
                    "1:1: error I113: a.yaml tidak menyebut sumber; "
                    "tambahkan source: dengan tabel dan halaman"
                )
            ],
        ),
    ],
)
def test_rates_are_chances_on_the_scale(text: str, told: list[str]) -> None:
    assert rates_told(text) == told


@pytest.mark.parametrize(
    ("by", "fits"), [("0.75", True), ("4", True), ("0", False), ("4.1", False), ("0.00001", False)]
)
def test_scores_with_decimals_are_lowered_by_as_fine_a_step(by: str, fits: bool) -> None:  # noqa: FBT001
    root, _ = parse(f"source: S\nrates: {{4: {{lowered: {{{by}: 0.5}}}}}}\n".encode(), "a.yaml")
    assert root
    rates, findings = rates_of(root, "a.yaml", shipped("permenpanrb-8-2026"))
    assert [finding.code for finding in findings] == ["I123"] * (not fits)
    assert (rates is not None) == fits


def test_counts_become_chances() -> None:
    text = "source: S\nrates:\n  4: {claims: 8, lowered: {1: 2, 2: 0}}\n  3: {lowered: {1: 0.5}}\n"
    root, _ = parse(text.encode(), "a.yaml")
    assert root
    _, parsed, _ = read(root, "a.yaml")
    assert parsed
    assert chances_of(parsed) == {4: {1: Fraction(1, 4)}, 3: {1: Fraction(1, 2)}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("efforts:\n  '11': {2: 1.5, 5: 2}\n", []),
        (
            "efforts:\n  '48': {2: 1}\n",
            ['2:3: error I102: kunci "48" tidak dikenal di efforts; pakai salah satu: 1-47'],
        ),
        (
            "efforts:\n  '11':\n    1: 1\n    6: 1\n",
            [
                "3:8: error I123: efforts.11 1 tidak dikenal; pilih salah satu: 2, 3, 4, atau 5",
                "4:8: error I123: efforts.11 6 tidak dikenal; pilih salah satu: 2, 3, 4, atau 5",
            ],
        ),
        (
            "efforts:\n  '48': {2: 1}\n  '11': {6: 1}\n",
            [
                '2:3: error I102: kunci "48" tidak dikenal di efforts; pakai salah satu: 1-47',
                "3:13: error I123: efforts.11 6 tidak dikenal; pilih salah satu: 2, 3, 4, atau 5",
            ],
        ),
        (
            "efforts: {'11': {x: 2}}\n",
            [
                (
                    '1:18: error I105: 11 "x" bukan bilangan desimal biasa; '
                    "tulis dengan angka dan titik, misalnya 2.50"
                )
            ],
        ),
        (
            "efforts: {'11': {2: x}}\n",
            [
                (
                    '1:21: error I105: 2 "x" bukan bilangan desimal biasa; '
                    "tulis dengan angka dan titik, misalnya 2.50"
                )
            ],
        ),
        (
            "efforts: x\n",
            [
                (
                    "1:10: error I130: isi efforts di a.yaml tidak berbentuk seperti yang diminta; "
                    "tulis seperti contoh di docs/planning.md"
                )
            ],
        ),
    ],
)
def test_efforts_name_what_the_instrument_has(text: str, told: list[str]) -> None:
    root, _ = parse(text.encode(), "a.yaml")
    assert root
    assert lines(efforts_of(root, "a.yaml", NEW)[1]) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("changes: {'11': 4, '12': 1, '13': 5}\n", []),
        (
            "changes:\n  '48': 4\n",
            [
                (
                    '2:9: error A161: perubahan "48=4": indikator 48 tidak ada dalam '
                    "PermenPANRB 59/2020 (1-47); tulis nomor dan tingkat yang ada, misalnya 11=4"
                )
            ],
        ),
        (
            "changes:\n  '11': 2.5\n",
            [
                (
                    '2:9: error A161: perubahan "11=2.5": tingkat 2,5 tidak ada pada skala 1-5; '
                    "tulis nomor dan tingkat yang ada, misalnya 11=4"
                )
            ],
        ),
        (
            "changes: {'11': x}\n",
            [
                (
                    '1:17: error I105: 11 "x" bukan bilangan desimal biasa; '
                    "tulis dengan angka dan titik, misalnya 2.50"
                )
            ],
        ),
        (
            "changes: x\n",
            [
                (
                    "1:10: error I130: isi changes di a.yaml tidak berbentuk seperti yang diminta; "
                    "tulis seperti contoh di docs/planning.md"
                )
            ],
        ),
    ],
)
def test_changes_name_what_the_instrument_has(text: str, told: list[str]) -> None:
    root, _ = parse(text.encode(), "a.yaml")
    assert root
    assert lines(changes_of(root, "a.yaml")[1]) == told


def test_a_change_counts_for_the_row_that_its_number_means() -> None:
    root, _ = parse(b"changes: {'36': 2, '35-1': 3, '35-2': 4}\n", "a.yaml")
    assert root
    source, parsed, _ = read_changes(root, "a.yaml")
    assert parsed
    levels, findings = check_changes(OLD, wanted_in(source, parsed))
    assert dict(levels) == {"35-2": Fraction(4), "35-1": Fraction(3)}
    assert findings == ()


def test_a_level_off_the_scale_names_its_indicator() -> None:
    root, _ = parse(b"changes: {'11': 9}\n", "a.yaml")
    assert root
    (finding,) = changes_of(root, "a.yaml")[1]
    assert (finding.indicator, finding.facts["level"]) == ("11", 9)


NAME = "Tingkat Kematangan Layanan Kepegawaian"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("title",), "PermenPANRB 59/2020"),
        (("scale", "lowest"), "1"),
        (("predicates", 0, "name"), "Baik"),
        (("domains", 1, "aspects", 0, "indicators", 2, "name"), NAME),
        (("cases", 0, "levels"), "{'1': 3, '2': 4}"),
        (("capabilities", 0, "levels"), "{1: Rintisan, 2: Terkelola}"),
        (("indicators", 0, "weight"), "2.50"),
        (("authors", 0, "name"), "..."),
        (("aspects",), None),
        (("domains", 0, "aspects", 1, "indicators"), None),
        (("indicators", 3, "criteria"), None),
    ],
)
def test_what_is_not_there_is_shown_as_it_may_stand(path: Path, shown: str | None) -> None:
    assert sample(path) == shown
