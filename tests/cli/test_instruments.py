"""`spbe instruments` from the command line."""

import json
from pathlib import Path

import pytest

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import shipped_ids

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_every_format_names_every_shipped_instrument(format_: str, capsys: Capture) -> None:
    assert run(["instruments", "-f", format_]) == 0
    out, err = capsys.readouterr()
    assert all(instrument in out for instrument in shipped_ids())
    assert err == ""


def test_the_list_can_be_written_to_a_file(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "instrumen.json"
    assert run(["instruments", "-o", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["findings"] == []
    assert str(path) in capsys.readouterr().err
