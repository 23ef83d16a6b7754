"""Template, fill, merge, score: nothing that anybody wrote is lost on the way."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.answers import Agency, Assignment
from spbe_cli.instrument.loading import shipped
from spbe_cli.many.batch import read_all
from spbe_cli.many.merge import merge
from spbe_cli.reports.merge import merged_file
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Status, assess
from spbe_cli.sheet.view import view_of
from spbe_cli.words import clean
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

Value = TypeVar("Value")
INSTRUMENT = shipped("permenpanrb-59-2020")
ROWS = tuple(INSTRUMENT.rows())
AGENCIES = ("Bappeda", "Bagian Hukum & Organisasi", "Dinas <Kominfo>")
REQUEST = TemplateRequest("Pemerintah Kota Ä", year="2024", stage="Penilaian Mandiri")

# Dropped when a sheet is written: control characters, which XML 1.0 can't hold, and marks of
# direction, which make a text look like another one.
MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT = st.characters(codec="utf-8").filter(lambda c: clean(c) == c and c not in MARKS)
ODD = st.sampled_from(
    ["=1+1", "_x0041_", "_x005F_", "a\nb", "&amp;", "<b>", '"', "'=", " ", "\U0001f600"]
)
TEXTS = st.lists(st.text(KEPT, max_size=12) | ODD, max_size=4).map("".join)
ANSWERS = st.builds(Prefill, st.sampled_from([*map(Fraction, range(1, 6))]), TEXTS, TEXTS)


def each_row(values: st.SearchStrategy[Value]) -> st.SearchStrategy[list[Value]]:
    return st.lists(values, min_size=len(ROWS), max_size=len(ROWS))


def write_sheet(folder: Path, agency: str, answers: Mapping[str, Prefill]) -> tuple[Path, str]:
    name = f"{AGENCIES.index(agency)}.xlsx"
    request = replace(REQUEST, agency=agency, only=tuple(answers))
    (folder / name).write_bytes(answer_file(lay_out(INSTRUMENT, request, answers)))
    return folder / name, name


@settings(max_examples=25)
@given(st.data())
def test_template_fill_merge_and_score_lose_nothing(data: st.DataObject) -> None:
    owners = dict(zip(ROWS, data.draw(each_row(st.sampled_from(AGENCIES))), strict=True))
    levels = dict(zip(ROWS, data.draw(each_row(st.integers(1, 5))), strict=True))
    texts = data.draw(st.dictionaries(st.sampled_from(ROWS), st.tuples(TEXTS, TEXTS), max_size=9))
    filled = {row: Prefill(Fraction(levels[row]), *texts.get(row, ("a.pdf", ""))) for row in ROWS}
    with TemporaryDirectory() as place:
        folder = Path(place)
        sheets = [
            write_sheet(folder, agency, {r: filled[r] for r in ROWS if owners[r] == agency})
            for agency in sorted(set(owners.values()))
        ]
        assessments, _ = read_all(sheets, None)
        merged = merge(assessments, None, "kota.xlsx")
        assert merged.findings == ()
        (folder / "kota.xlsx").write_bytes(merged_file(merged, None))
        assessment = assess(folder / "kota.xlsx", "kota.xlsx")
    assert assessment.status is Status.SCORED
    assert assessment.raw
    assert assessment.sheet
    assert assessment.sheet.levels() == {row: filled[row].level for row in ROWS}
    assert assessment.result == score(INSTRUMENT, assessment.sheet.levels())
    for row, found in view_of(INSTRUMENT, assessment.raw).rows.items():
        evidence, explanation = filled[row].evidence, filled[row].explanation
        assert (found.evidence.value or "") == (evidence if evidence.strip() else "")
        told = f"[{owners[row]}] {explanation}" if explanation.strip() else ""
        assert (found.explanation.value or "") == told


@settings(max_examples=25)
@given(st.data())
def test_everyones_evidence_and_the_owners_level_are_kept(data: st.DataObject) -> None:
    owner, *others = AGENCIES
    row = data.draw(st.sampled_from(ROWS))
    given_levels = {name: data.draw(ANSWERS) for name in AGENCIES}
    plan = Assignment((Agency(owner, owns=(row,)), *(Agency(n, (), (row,)) for n in others)))
    with TemporaryDirectory() as place:
        folder = Path(place)
        sheets = [write_sheet(folder, name, {row: one}) for name, one in given_levels.items()]
        assessments, _ = read_all(sheets, None)
    merged = merge(assessments, plan, "kota.xlsx", rule="owner")
    found = next(one for one in merged.rows if one.number == row)
    assert found.claim
    assert found.claim.level == given_levels[owner].level
    for name, one in given_levels.items():
        if one.explanation.strip():
            assert f"[{name}] {one.explanation}" in found.explanation
