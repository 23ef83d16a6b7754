"""Several files of one result, and options that are given twice."""

from pathlib import Path
from shutil import copy

import pytest
from tests.commands.quick_sheets import part, write
from tests.program import EXAMPLES, spbe

from spbe_cli.cli.help import is_option, takes_value
from spbe_cli.cli.program import COMMANDS, load

REFUSED = "{} disebut {} kali; sebutkan sekali saja\n"
FAULTY = {"1": "tiga", "2": 3}


@pytest.fixture(autouse=True)
def folder() -> None:
    write(Path("a.xlsx"), Tahun=2023)
    write(Path("b.xlsx"), Tahun=2024)
    write(Path("salah.xlsx"), levels=FAULTY)
    part(Path("masuk/dinas.xlsx"), "Dinas A", {"1": 2, "2": 3})
    copy(EXAMPLES / "bandar-lampung-2024.xlsx", "formulir.xlsx")
    copy(next((EXAMPLES / "cases").glob("*.yaml")), "kasus.yaml")


TWO = ("-o", "hasil.json", "-o", "hasil.md")
COPIES = ("-o", "hasil.xlsx", "-o", "salinan.xlsx")
EVERY = {
    "score a.xlsx": TWO,
    "batch a.xlsx b.xlsx": ("-o", "hasil.json", "-o", "hasil.csv"),
    "plan a.xlsx --target 3,1": TWO,
    "simulate a.xlsx --set 1=4": TWO,
    "compare a.xlsx b.xlsx": TWO,
    "risk a.xlsx": TWO,
    "benchmark a.xlsx --group kota": TWO,
    "explain 13": TWO,
    "portal a.xlsx": TWO,
    "instruments": TWO,
    "verify kasus.yaml": TWO,
    "merge masuk": COPIES,
    "fill a.xlsx formulir.xlsx --overwrite": COPIES,
    "template": COPIES,
    "schema": ("-o", "hasil.json", "-o", "salinan.json"),
}
"""Every command that writes, and two files for it."""


def test_no_command_with_an_output_is_forgotten() -> None:
    """The list above is that of all commands with `-o`, and each of them takes several."""
    taking = {
        name: parameter.multiple
        for name in COMMANDS
        for parameter in load(name).params
        if "-o" in parameter.opts
    }
    assert taking == {line.split()[0]: True for line in EVERY}


@pytest.mark.parametrize(("line", "outputs"), EVERY.items(), ids=EVERY)
def test_every_file_is_written_and_named_below_all_else(
    line: str, outputs: tuple[str, ...]
) -> None:
    code, out, err = spbe(*line.split(), *outputs)
    assert code == 0
    files = outputs[1::2]
    assert all(Path(file).stat().st_size for file in files)
    said = [text for text in (out + err).splitlines() if text.startswith("Ditulis: ")]
    assert all(any(file in text for text in said) for file in files)


def test_each_file_is_what_it_is_alone() -> None:
    assert spbe("plan", "a.xlsx", "--target", "3,1", *TWO, "-o", "hasil.xlsx").code == 0
    both = {name: Path(name).read_bytes() for name in ("hasil.json", "hasil.md", "hasil.xlsx")}
    for name, content in both.items():
        assert spbe("plan", "a.xlsx", "--target", "3,1", "-o", name, "--force").code == 0
        assert Path(name).read_bytes() == content


@pytest.mark.parametrize(("line", "outputs"), EVERY.items(), ids=EVERY)
def test_all_files_are_checked_before_anything_is_read(
    line: str, outputs: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = outputs[1], outputs[3]
    monkeypatch.setattr("spbe_cli.sheet.assess.read_answers", lambda *_: pytest.fail("read"))
    Path(second).write_text("milik orang")
    code, out, err = spbe(*line.split(), *outputs)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert second in err
    assert not Path(first).exists()
    assert Path(second).read_text() == "milik orang"
    Path(second).unlink()
    said = f"{first} disebut dua kali dengan -o; sebutkan sekali, atau beri nama lain\n"
    assert spbe(*line.split(), "-o", first, "-o", f"./{first}") == (2, "", said)
    assert not Path(first).exists()


# What goes back to the sender


def test_nothing_is_written_where_the_text_of_a_correction_exists() -> None:
    Path("b.txt").write_text("milik orang")
    typed = ["score", "salah.xlsx", "-o", "hasil.json", "-o", "c.xlsx", "-o", "b2/../b.xlsx"]
    Path("b2").mkdir()
    Path("b.xlsx").unlink()
    code, _, err = spbe(*typed)
    assert (code, "b.txt" in err) == (2, True)
    assert not any(Path(name).exists() for name in ("hasil.json", "c.xlsx", "c.txt", "b.xlsx"))


# Options given twice


def options() -> list[tuple[str, str, bool]]:
    """Return every option with a value: of which command, its name, whether it may be repeated."""
    return [
        (name, parameter.opts[0], bool(parameter.multiple))
        for name in COMMANDS
        for parameter in load(name).params
        if is_option(parameter) and takes_value(parameter)
    ]


@pytest.mark.parametrize(("command", "option"), [(c, o) for c, o, many in options() if not many])
def test_no_option_is_dropped_in_silence(command: str, option: str) -> None:
    (parameter,) = (one for one in load(command).params if option in one.opts)
    values = ["1"] * parameter.nargs
    twice = [option, *values, parameter.opts[-1], *values]
    refused = REFUSED.format(" / ".join(parameter.opts), 2)
    assert spbe(command, *twice) == (2, "", refused)


def test_a_flag_twice_says_the_same_and_the_language_must_not() -> None:
    assert spbe("score", "a.xlsx", "--detail", "--detail").code == 0
    refused = (2, "", REFUSED.format("--lang", 2))
    assert spbe("--lang", "en", "score", "a.xlsx", "--lang=id") == refused
