"""Published cases: what is wrong with a file of them, and how their figures compare."""

from pathlib import Path

import pytest

from spbe_cli.analysis.verify import State, VerifyResult, verify_files
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports.verify import VerifyReport
from spbe_cli.words import Language, Words

R59, R5, R8 = "permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026"

OFF_SCALE = "tidak dikenal; pilih salah satu: 1, 2, 3, 4, atau 5"

Levels = dict[str, int | str]


def all_levels(level: int, instrument: str = R59) -> Levels:
    return dict.fromkeys(shipped(instrument).required_rows(), level)


def case(levels: Levels, published: str, instrument: str = R59, name: str = "kota") -> str:
    pairs = ", ".join(f"'{number}': {level}" for number, level in levels.items())
    return (
        f"- id: {name}\n"
        "  institution: Kota\n"
        "  year: 2024\n"
        f"  instrument: {instrument}\n"
        f"  levels: {{{pairs}}}\n"
        f"  published: {{{published}}}\n"
        "  source: LHE\n"
    )


def verified(tmp_path: Path, *cases: str) -> VerifyResult:
    path = tmp_path / "kasus.yaml"
    path.write_text("cases:\n" + "".join(cases), encoding="utf-8")
    return verify_files([(path, "kasus.yaml")])


def lines(verification: VerifyResult) -> list[str]:
    return [Words().line(finding) for finding in verification.findings]


def states(verification: VerifyResult) -> list[State]:
    return [figure.state for case in verification.cases for figure in case.figures]


def test_every_figure_that_is_there_is_compared(tmp_path: Path) -> None:
    published = "index: '3.00', predicate: Baik, domains: {D1: '3'}, aspects: {A8: 3.0}"
    done = verified(tmp_path, case(all_levels(3), published))
    assert [figure.part for figure in done.cases[0].figures] == ["index", "predicate", "D1", "A8"]
    assert set(states(done)) == {State.SAME}
    assert done.findings == ()


@pytest.mark.parametrize(
    ("published", "part", "column"),
    [
        ("index: '3.01'", "indeks dihitung 3.00, diterbitkan 3.01", 22),
        ("predicate: Cukup", "predikat dihitung Baik, diterbitkan Cukup", 26),
        ("domains: {D2: '2.99'}", "D2 dihitung 3.00, diterbitkan 2.99", 29),
        ("aspects: {A2: '3.004'}", "A2 dihitung 3.000, diterbitkan 3.004", 29),
    ],
)
def test_a_figure_that_differs_is_an_error_at_its_place(
    tmp_path: Path, published: str, part: str, column: int
) -> None:
    done = verified(tmp_path, case(all_levels(3), published))
    assert states(done) == [State.DIFFERENT]
    remedy = "periksa tingkat dan sumber kasus ini"
    assert lines(done) == [f"kasus.yaml:7:{column}: error A164: kota: {part}; {remedy}"]


def test_a_figure_with_more_decimals_is_compared_to_the_last_of_them(tmp_path: Path) -> None:
    levels = {**all_levels(3), "1": 4}
    assert states(verified(tmp_path, case(levels, "index: '3.013'"))) == [State.SAME]
    assert states(verified(tmp_path, case(levels, "index: '3.014'"))) == [State.DIFFERENT]


def just_below_baik() -> Levels:
    """Return levels whose exact index is 2.596, which is printed as 2.60."""
    raised = (*range(1, 8), *range(11, 32), *range(42, 45))
    return {**all_levels(2), **dict.fromkeys(map(str, raised), 3)}


def test_a_predicate_that_only_the_rounded_index_explains_is_a_warning(tmp_path: Path) -> None:
    levels = just_below_baik()
    done = verified(tmp_path, case(levels, "index: '2.60', predicate: Baik"))
    assert states(done) == [State.SAME, State.ROUNDED]
    (finding,) = done.findings
    assert (finding.code, finding.place.line) == ("A205", 7)
    assert done.count(State.ROUNDED) == 1
    assert done.cases[0].different() == ()


@pytest.mark.parametrize(
    ("levels", "instrument", "expected"),
    [
        ({"48": 3}, R59, 'I102: kunci "48" tidak dikenal di kota; pakai salah satu: 1-47'),
        ({"2": 6}, R59, f'I123: levels.2 "6" {OFF_SCALE}'),
        ({"2": "2.5"}, R59, f'I123: levels.2 "2.5" {OFF_SCALE}'),
        ({"35": 3}, R5, 'I106: kunci "35" sudah ada di baris 6; hapus salah satunya'),
    ],
)
def test_levels_are_those_of_the_instrument(
    tmp_path: Path, levels: Levels, instrument: str, expected: str
) -> None:
    done = verified(tmp_path, case({**all_levels(3, instrument), **levels}, "", instrument))
    assert done.cases == ()
    (line,) = lines(done)
    assert line.endswith(f"error {expected}")


def test_the_rows_of_a_report_may_have_other_numbers(tmp_path: Path) -> None:
    levels = {**all_levels(3, R5), "36": 3, "37": 3}
    done = verified(tmp_path, case(levels, "index: '3.00'", R5))
    assert states(done) == [State.SAME]
    assert len(done.cases[0].result.indicators) == 37


def test_another_number_of_a_row_is_as_good(tmp_path: Path) -> None:
    levels: Levels = {("35" if row == "35-1" else row): 3 for row in all_levels(3, R5)}
    assert states(verified(tmp_path, case(levels, "index: '3.00'", R5))) == [State.SAME]


def test_two_cases_have_two_ids(tmp_path: Path) -> None:
    done = verified(tmp_path, case(all_levels(3), ""), case(all_levels(4), ""))
    assert lines(done) == [
        'kasus.yaml:9:7: error I107: kode "kota" sudah dipakai di baris 2 (Kota); beri kode lain'
    ]


def test_a_faulty_case_does_not_keep_the_others_from_being_compared(tmp_path: Path) -> None:
    done = verified(tmp_path, case({"1": 9}, ""), case(all_levels(3), "index: '3.00'", name="dua"))
    assert [case.id for case in done.cases] == ["dua"]
    assert done.findings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "I127"),
        ("cases: [", "I101"),
        ("cases:\n- id: a\n", "I103"),
        ("kasus: []\n", "I102"),
        ("- a\n", "I130"),
    ],
)
def test_what_is_no_file_of_cases_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "kasus.yaml"
    path.write_text(text, encoding="utf-8")
    done = verify_files([(path, "kasus.yaml")])
    assert (done.files, done.cases) == (("kasus.yaml",), ())
    assert code in {finding.code for finding in done.findings}


def test_several_files_are_put_together_in_order(tmp_path: Path) -> None:
    paths = []
    for name in ("b", "a"):
        path = tmp_path / f"{name}.yaml"
        path.write_text("cases:\n" + case(all_levels(3), "index: '3.01'", name=name), "utf-8")
        paths.append((path, path.name))
    done = verify_files(paths)
    assert done.files == ("b.yaml", "a.yaml")
    assert [case.id for case in done.cases] == ["b", "a"]
    assert [finding.place.file for finding in done.findings] == ["b.yaml", "a.yaml"]


def test_levels_that_no_source_prints_may_be_made_up_and_that_is_said(tmp_path: Path) -> None:
    printed, made_up = all_levels(3), {"18": 2, "38": 4}
    for number in made_up:
        del printed[number]
    text = case(printed, "index: '3.00', aspects: {A3: '2.75'}")
    assert [one.code for one in verified(tmp_path, text).findings] == ["I103"]
    whole = text.replace("  published:", "  made_up: {'18': 2, '38': 4}\n  published:")
    done = verified(tmp_path, whole)
    assert done.findings == ()
    assert done.cases[0].made_up == ("18", "38")


def test_a_level_is_printed_or_made_up(tmp_path: Path) -> None:
    text = case(all_levels(3), "index: '3.00'")
    both = text.replace("  published:", "  made_up: {'18': 2}\n  published:")
    assert [one.code for one in verified(tmp_path, both).findings] == ["I106"]
    off = text.replace("  published:", "  made_up: {'99': 2}\n  published:")
    assert [one.code for one in verified(tmp_path, off).findings] == ["I102"]


@pytest.mark.parametrize(
    ("instrument", "level", "codes"),
    [(R8, "7/6", []), (R8, "2.5", []), (R8, "11/2", ["I123"]), (R8, "0/1", ["I105"]),
     (R8, "1.16667", ["I123"]), (R59, "7/6", ["I123"]), (R59, "6/2", []), (R59, "1/0", ["I105"])],
)  # fmt: skip
def test_a_score_may_be_a_fraction_where_scores_have_decimals(
    tmp_path: Path, instrument: str, level: str, codes: list[str]
) -> None:
    levels: Levels = {**all_levels(1, instrument), "13": level}
    done = verified(tmp_path, case(levels, "predicate: Kurang", instrument))
    assert [one.code for one in done.findings] == codes


def test_the_sum_says_how_many_cases_have_made_up_levels() -> None:
    path = Path(__file__).parents[2] / "examples" / "cases" / "partial.yaml"
    done = verify_files([(path, path.name)])
    assert "4 kasus memakai susunan tingkat rekaan" in said(done, Words())
    assert "4 cases with made-up levels" in said(done, Words(Language.ENGLISH))
    official = verify_files([(path.with_name("official.yaml"), "official.yaml")])
    assert "rekaan" not in said(official, Words())


def said(done: VerifyResult, words: Words) -> str:
    return str(VerifyReport(done, words).document().summary)
