"""No edit of an instrument file breaks the program; what passes can be asked and scored."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.findings.materials import SMALL

from spbe_cli.findings import has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import Inspection, inspect_document, shipped_file, shipped_ids
from spbe_cli.instrument.yaml import parse
from spbe_cli.sheet.assess import Choice, assess
from spbe_cli.words import Language, Words
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

VALUES = (
    *("", "[]", "{}", "null", "no", "0", "-1", "1", "2", "3", "4", "2.5", "100", "999999999999"),
    *("27,50", "13%", ".nan", "'1'", '"', "'", "*a", "&a 1", "!x y", "|", "- a", "a: b", "kota"),
    *("A1", "absolute", "relative", "rounded", "\t", "\u200b", "é", "=1+1", "x" * 300, "[[", "---"),
)
LINES = st.integers(min_value=0, max_value=200)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("delete"), LINES, st.just("")),
        st.tuples(st.just("double"), LINES, st.just("")),
        st.tuples(st.just("swap"), LINES, LINES.map(str)),
        st.tuples(st.just("value"), LINES, st.sampled_from(VALUES)),
        st.tuples(st.just("cut"), LINES, LINES.map(str)),
        st.tuples(st.just("indent"), LINES, st.sampled_from(("", "  ", "    ", "- "))),
    ),
    min_size=1,
    max_size=3,
)
Edit = tuple[str, int, str]


def edited(text: str, edits: list[Edit]) -> str:
    """Return a file after edits; a line number wraps around."""
    lines = text.splitlines()
    for kind, at, what in edits:
        place = at % len(lines)
        line = lines[place]
        match kind:
            case "delete":
                lines[place : place + 1] = [""]
            case "double":
                lines.insert(place, line)
            case "swap":
                other = int(what) % len(lines)
                lines[place], lines[other] = lines[other], line
            case "value":
                lines[place] = f"{line.partition(': ')[0].rstrip(':')}: {what}"
            case "cut":
                lines[place] = line[: int(what) % (len(line) + 1)]
            case _:
                lines[place] = what + line.strip()
    return "\n".join(lines) + "\n"


def inspected(text: str, path: Path) -> Inspection:
    content = text.encode()
    root, findings = parse(content, path.name)
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, path, path.name, content)


def assert_told(inspection: Inspection) -> None:
    """Every finding has words in both languages and a place; errors forbid the instrument."""
    for finding in inspection.findings:
        assert finding.place.line
        assert all(Words(language).line(finding).isprintable() for language in Language)
    assert (inspection.instrument is None) == has_errors(inspection.findings)


def assert_usable(instrument: Instrument, folder: Path) -> None:
    """An instrument that passed can be written as a template, which can be read and scored."""
    rows = instrument.required_rows()
    level = instrument.highest
    filled = answer_file(
        lay_out(instrument, TemplateRequest(), {row: Prefill(str(level)) for row in rows})
    )
    path = folder / "jawaban.xlsx"
    path.write_bytes(filled)
    assessment = assess(path, path.name, Choice(instrument))
    assert assessment.result is not None, [Words().line(f) for f in assessment.findings]
    assert assessment.result.total.index == level


@cache
def shipped_text(name: str) -> str:
    return shipped_file(name).read_text("utf-8")


@given(edits=EDITS)
@settings(max_examples=400)
def test_no_edit_of_a_small_file_breaks_the_program(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    inspection = inspected(edited(SMALL, edits), folder / "kota.yaml")
    assert_told(inspection)
    if inspection.instrument:
        assert_usable(inspection.instrument, folder)


@given(
    name=st.sampled_from(shipped_ids()),
    edits=EDITS,
    offset=st.integers(min_value=0, max_value=1200),
)
def test_no_edit_of_a_shipped_file_breaks_the_program(
    name: str, edits: list[Edit], offset: int
) -> None:
    moved = [(kind, at + offset, what) for kind, at, what in edits]
    assert_told(inspected(edited(shipped_text(name), moved), shipped_file(name)))


@given(content=st.binary(max_size=200))
def test_no_bytes_break_the_program(content: bytes) -> None:
    root, findings = parse(content, "kota.yaml")
    assert (root is None) <= bool(findings)
    if root is not None:
        inspection = inspect_document(root, findings, Path("kota.yaml"), "kota.yaml", content)
        assert_told(inspection)
