"""What docs/planning.md shows is sound, and can be used as it stands."""

import re
from pathlib import Path

import pytest
from tests.program import ROOT

from spbe_cli.cli.program import run

PAGE = (ROOT / "docs" / "planning.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_passes_the_check(
    example: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_text(example, encoding="utf-8")
    assert run(["check", str(file), "--strict"]) == 0
    assert "tidak ada kesalahan" in capsys.readouterr().out


def test_every_option_is_explained() -> None:
    options = "target reserve budget max-step phases lock assign efforts alternatives"
    assert [one for one in options.split() if f"--{one}" not in PAGE] == []
