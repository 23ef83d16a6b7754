"""A number of thousands of digits, which Python does not read, is a finding, no fault of ours."""

import json
from pathlib import Path

import pytest
from tests.program import spbe
from tests.reader.books import IDENTITAS, Parts, repacked

from spbe_cli.exact import whole_of
from spbe_cli.instrument.loading import shipped_file

SHIPPED = shipped_file("permenpanrb-59-2020").read_text("utf-8")
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


def test_check_tells_of_a_number_without_end(instrument: Path) -> None:
    code, out, _ = spbe("check", instrument)
    assert (code, "error I" in out) == (1, True)
    for format_ in ("json", "sarif"):
        code, out, _ = spbe("check", "-f", format_, instrument)
        assert (code, bool(json.loads(out))) == (1, True)


def test_an_instrument_with_a_number_without_end_is_refused(instrument: Path) -> None:
    code, _, err = spbe("template", "-i", instrument, "-o", "t.xlsx")
    assert (code, "error I" in err) == (1, True)


def test_a_year_without_end_does_not_stop_a_comparison() -> None:
    for name, year in (("a", NINES), ("b", NINES[1:])):

        def change(parts: Parts, year: str = year) -> None:
            cell = f'<c r="B3" t="inlineStr"><is><t>{year}</t></is></c>'.encode()
            start = parts[IDENTITAS].index(b'<c r="B3"')
            end = parts[IDENTITAS].index(b"</c>", start) + 4
            parts[IDENTITAS] = parts[IDENTITAS][:start] + cell + parts[IDENTITAS][end:]

        (Path(f"{name}.xlsx")).write_bytes(repacked(change)())
    assert spbe("compare", "a.xlsx", "b.xlsx").code == 0


@pytest.mark.parametrize("text", ["", "²", "\u0661", "-1", "1.0", " 1", "1" * 16, NINES])
def test_what_is_no_number_of_plausible_length_is_none(text: str) -> None:
    assert whole_of(text) is None


def test_a_number_may_have_leading_zeros_and_fifteen_digits() -> None:
    assert whole_of("047") == 47
    assert whole_of("9" * 15) == 10**15 - 1
