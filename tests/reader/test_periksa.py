"""The column Periksa and the reader say the same of a level, whatever stands in its cell."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.sheet.assess import assess
from spbe_cli.xlsx.form import answer_workbook
from spbe_cli.xlsx.form_answers import NO_LEVEL, check_of, wrong_level
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

FULL = ("indikator.pdf", "Fakta dan analisis")
BLANKS = st.text(alphabet=" \xa0", max_size=3)
DIGITS = st.text(alphabet="0123456789.,+-", min_size=1, max_size=4)
NUMBERS = st.one_of(
    st.integers(-3, 60),
    st.sampled_from([1.0, 2.5, 3.0000000000000004, 4.999999999999999, 0.1, 1e15]),
)
LEVELS = st.one_of(
    NUMBERS,
    st.booleans(),
    st.just(""),
    st.builds("{}{}{}".format, BLANKS, st.one_of(DIGITS, st.integers(-1, 7)), BLANKS),
    st.sampled_from(["tiga", "III", "3 (tiga)", "#REF!", "-", "3%", "\uff13", "\u0663"]),
)


@pytest.mark.parametrize("edition", shipped_ids())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(level=LEVELS)
@example(level="03")
@example(level="+3")
@example(level="3.00")
@example(level=None)
def test_periksa_and_the_reader_agree(edition: str, tmp_path: Path, level: object) -> None:
    instrument = shipped(edition)
    assume(not instrument.decimals or str(level).isascii())  # Decimal takes digits of any script
    number = next(iter(instrument.rows()))
    request = TemplateRequest(only=(number,))
    prefilled = {number: Prefill(level, *FULL)}
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(answer_workbook(instrument, request, prefilled))
    findings = assess(path, path.name).findings
    layout = lay_out(instrument, request, prefilled)
    said = check_of(layout, layout.lines[0]).value
    refused = any(f.place.cell == "E5" or f.code == "A112" for f in findings)
    assert refused == (said in {wrong_level(instrument), NO_LEVEL})
