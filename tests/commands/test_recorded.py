"""The command that a document records: typed as it stands, it gives the same result again."""

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.quick_sheets import write
from tests.program import ROOT, spbe

ROWS = tuple(str(n) for n in range(1, 48))
EFFORTS = "efforts:\n  '42': {2: 50, 3: 50, 4: 50, 5: 50}\n"
HEAD = "| Perintah | "


@pytest.fixture(autouse=True)
def folder() -> None:
    """Lay out a folder whose names have to be quoted."""
    low = {row: 1 if int(row) % 5 == 0 else 3 for row in ROWS}
    write(Path("kota 2023.xlsx"), levels=low, Tahun=2023)
    write(Path("masuk/kota & $1.xlsx"), Tahap="Penilaian Mandiri")
    write(Path("masuk/dok.xlsx"), levels={"1": 2, "2": 2}, Tahap="Penilaian Dokumen")
    write(Path("sebagian.xlsx"), levels={"1": 2, "2": 2})
    Path("bukti dukung").mkdir()
    Path("bukti dukung/i1.pdf").write_text("x")


def recorded(file: str = "hasil.md") -> str:
    """Return the command that a document in Markdown records, without what Markdown adds."""
    (line,) = (line for line in Path(file).read_text().splitlines() if line.startswith(HEAD))
    text = line.removeprefix(HEAD).removesuffix(" |")
    return "".join(unescaped(text))


def unescaped(text: str) -> Iterator[str]:
    signs = iter(text)
    for sign in signs:
        yield next(signs) if sign == "\\" else sign


COMMANDS = [
    ("score", "masuk/dok.xlsx", "--previous", "masuk/kota & $1.xlsx", "--evidence", "bukti dukung"),
    ("score", "sebagian.xlsx", "--missing", "zero"),
    ("score", "sebagian.xlsx", "--missing", "lowest", "--detail", "--strict"),
    ("plan", "kota 2023.xlsx", "--target", "3,1", "--reserve", "0,05", "--max-step", "2",
     "--phases", "2", "--lock", "5,10", "--lock", "15", "--efforts", "beban kerja.yaml",
     "--alternatives", "2"),
    ("plan", "kota 2023.xlsx", "--budget", "3", "--lock", "5-10"),
    ("plan", "kota 2023.xlsx", "--target", "Sangat Baik", "--max-step", "3", "--phases", "3"),
    ("risk", "masuk/kota & $1.xlsx", "--downgrade", "1=0,2", "--downgrade", "2=0.1"),
    ("simulate", "kota 2023.xlsx", "--set", "5=4", "--set", "10=2"),
    ("compare", "kota 2023.xlsx", "masuk/kota & $1.xlsx"),
    ("benchmark", "kota 2023.xlsx", "--group", "kota", "--year", "2023"),
    ("benchmark", "--institution", "Kota Bandung", "--year", "2023"),
]  # fmt: skip


@pytest.mark.parametrize("typed", COMMANDS, ids=" ".join)
def test_the_recorded_command_gives_the_same_again(typed: tuple[str, ...]) -> None:
    Path("beban kerja.yaml").write_text(EFFORTS)
    first = spbe(*typed, "-o", "hasil.md", "-o", "hasil.json", "--force")
    assert first.code in {0, 1}
    command = recorded()
    assert command.startswith(f"spbe {typed[0]} ")
    _, *again = shlex.split(command)
    for word in typed:
        if word not in {"--detail", "--strict", "lowest"}:
            assert word in again or word == "--instrument"
    assert not {"-o", "--detail", "--strict", "--force"}.intersection(again)
    spbe(*again, "-o", "lagi.md", "-o", "lagi.json")
    assert Path("lagi.json").read_text() == Path("hasil.json").read_text()
    assert Path("lagi.md").read_text() == Path("hasil.md").read_text()


def test_a_custom_instrument_is_recorded_as_the_file_that_it_is() -> None:
    shipped = ROOT / "indicators/permenpanrb-59-2020.yaml"
    own = shipped.read_text().replace("id: permenpanrb-59-2020", "id: punya-kita", 1)
    Path("milik kita").mkdir()
    Path("milik kita/punya-kita.yaml").write_text(own)
    named = "milik kita/punya-kita.yaml"
    assert spbe("score", "kota 2023.xlsx", "-i", named, "-o", "hasil.md").code == 0
    assert recorded() == f'spbe score "kota 2023.xlsx" -i "{named}"'


def test_a_name_that_begins_like_an_option_can_be_typed() -> None:
    shutil.copy("kota 2023.xlsx", "-a.xlsx")
    assert spbe("score", "-o", "hasil.md", "--", "-a.xlsx").code == 0
    assert recorded() == "spbe score ./-a.xlsx -i permenpanrb-59-2020"


def test_a_document_says_nothing_of_the_folders_of_a_machine(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("rahasia/2023/kota.xlsx"), Tahun=2023)
    write(Path("rahasia/2024/kota.xlsx"), levels=dict.fromkeys(ROWS, 2), Tahun=2024)
    Path("lain").mkdir()
    monkeypatch.chdir("lain")
    sheets = [str(here / "rahasia" / year / "kota.xlsx") for year in ("2023", "2024")]
    assert spbe("compare", *sheets, "-o", "hasil.md", "-o", "hasil.html").code == 0
    assert recorded() == "spbe compare 2023/kota.xlsx 2024/kota.xlsx"
    assert "rahasia" not in Path("hasil.md").read_text() + Path("hasil.html").read_text()
    assert spbe("compare", "../rahasia/2023/kota.xlsx", sheets[1], "-o", "b.md").code == 0
    assert recorded("b.md") == recorded()
    assert spbe("score", sheets[0], "-o", "satu.md").code == 0
    assert recorded("satu.md") == "spbe score kota.xlsx -i permenpanrb-59-2020"
    monkeypatch.chdir(here / "rahasia")
    _, *again = shlex.split(recorded("../lain/hasil.md"))
    assert spbe(*again, "-o", "lagi.md").code == 0
    assert recorded("lagi.md") == recorded("../lain/hasil.md")
