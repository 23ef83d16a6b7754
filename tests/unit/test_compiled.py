"""The compiled form of the shipped instruments says what their YAML files say."""

from pathlib import Path

import pytest

from spbe_cli import compiled as module
from spbe_cli import inspection
from spbe_cli.catalogue import shipped_file, shipped_ids
from spbe_cli.compiled import compiled, compiled_file
from spbe_cli.compiling import main, text_of
from spbe_cli.inspection import inspect
from spbe_cli.instrument import Instrument

HOW = "python -m spbe_cli.compiling"


def from_yaml(name: str) -> Instrument:
    instrument = inspect(shipped_file(name)).instrument
    assert instrument is not None
    return instrument


@pytest.mark.parametrize("name", shipped_ids())
def test_the_compiled_form_is_current_and_the_same(name: str) -> None:
    wanted = from_yaml(name)
    made = compiled(name, wanted.sha256)
    assert made == wanted, HOW
    assert compiled_file(name).read_text("utf-8") == text_of(wanted), HOW
    assert repr(made) == repr(wanted)


def test_no_compiled_form_stands_for_another_file() -> None:
    assert compiled(shipped_ids()[0], "0" * 64) is None
    assert compiled("tidak-ada", "0" * 64) is None


def test_nothing_lies_there_without_its_source() -> None:
    folder = compiled_file(shipped_ids()[0]).parent
    assert {path.stem for path in folder.glob("*.json")} == set(shipped_ids())


def test_without_its_compiled_form_an_instrument_is_read_from_yaml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "compiled_file", lambda name: tmp_path / name)
    name = shipped_ids()[0]
    assert inspection.shipped.__wrapped__(name) == from_yaml(name)


def test_all_of_them_are_written_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("spbe_cli.compiling.compiled_file", lambda name: tmp_path / f"{name}.json")
    main()
    for name in shipped_ids():
        written = (tmp_path / f"{name}.json").read_bytes()
        assert written == compiled_file(name).read_bytes(), HOW
