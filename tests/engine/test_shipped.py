"""The shipped instruments load without being checked, for they are known to be sound."""

from hashlib import sha256
from pathlib import Path

import pytest

from spbe_cli.findings import Finding
from spbe_cli.instrument import loading, rules
from spbe_cli.instrument.loading import inspect, instrument_directory, shipped_file, shipped_ids
from spbe_cli.instrument.view import FileView

HOW = "cd indicators && sha256sum *.yaml > SHA256SUMS"


def test_the_fingerprints_are_those_of_the_files() -> None:
    files = sorted(instrument_directory().glob("*.yaml"))
    lines = [f"{sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    assert (instrument_directory() / "SHA256SUMS").read_text("utf-8") == "".join(lines), HOW


@pytest.mark.parametrize("name", shipped_ids())
def test_a_shipped_instrument_is_sound_and_the_same_as_when_it_is_checked(name: str) -> None:
    checked = inspect(shipped_file(name))
    assert checked.findings == ()
    assert repr(loading.shipped(name)) == repr(checked.instrument)


def test_only_a_file_with_another_fingerprint_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    check = rules.check

    def noted(view: FileView) -> list[Finding]:
        checked.append(view.stem)
        return check(view)

    for file in instrument_directory().iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    first, second, *_ = shipped_ids()
    edited = tmp_path / f"{first}.yaml"
    edited.write_bytes(edited.read_bytes() + b"# edited\n")
    monkeypatch.setattr(rules, "check", noted)
    monkeypatch.setattr(loading, "instrument_directory", lambda: tmp_path)
    made = loading.shipped.__wrapped__(first)
    assert made.sha256 == sha256(edited.read_bytes()).hexdigest()
    assert loading.shipped.__wrapped__(second).id == second
    assert checked == [first]
