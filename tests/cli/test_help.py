"""The help: complete in both languages, laid out as drawn, at any width."""

import pytest

from spbe_cli.cli.help import command_help, listed, program_help, section
from spbe_cli.cli.program import COMMANDS, load, run
from spbe_cli.words import Language, Words, catalogue

DRAWN = """\
Pemakaian: spbe PERINTAH [OPSI]

Memeriksa berkas jawaban Excel dan menghitung Indeks SPBE
(PermenPANRB 59/2020, 47 indikator).

Mengumpulkan jawaban
  template     Tulis berkas jawaban kosong, utuh atau per perangkat daerah
  score        Periksa satu berkas jawaban dan hitung indeksnya
  batch        Periksa dan hitung banyak berkas sekaligus
  merge        Gabungkan berkas perangkat daerah menjadi berkas instansi

Menimbang hasil
  plan         Cari kenaikan tingkat paling ringan menuju target
  simulate     Hitung indeks bila tingkat tertentu berubah
  compare      Bandingkan dua penilaian, indikator demi indikator
  risk         Taksir seberapa jauh indeks dapat turun
  benchmark    Letak hasil di antara hasil resmi instansi sejenis

Acuan
  explain      Jelaskan satu indikator atau satu kode temuan
  instruments  Daftar instrumen dan masa berlakunya

Untuk pemelihara instrumen
  check        Periksa YAML instrumen
  verify       Hitung ulang hasil yang sudah diterbitkan
  schema       Cetak JSON Schema instrumen

Opsi
  -i, --instrument ID        Instrumen lain (lihat: spbe instruments)
  -f, --format FORMAT        table, json, csv, markdown
  -o, --output BERKAS        Tulis ke berkas; jenisnya menurut akhiran (.xlsx)
      --lang id|en           Bahasa
      --no-color             Tanpa warna
  -h, --help                 Bantuan; untuk satu perintah: spbe help PERINTAH
  -V, --version              Versi
      --install-completion   Pasang pelengkapan dengan tombol Tab

Mulai dari sini
  spbe template -o jawaban.xlsx           isi di Excel, lalu
  spbe score jawaban.xlsx                 lihat kesalahan atau indeksnya
  spbe score jawaban.xlsx -o hasil.xlsx   laporan untuk pimpinan
"""

LANGUAGES = pytest.mark.parametrize("language", Language)


def drawn_for_what_exists() -> str:
    """Leave out of the drawing what is no command yet, and groups without one."""
    blocks = []
    for block in DRAWN.split("\n\n"):
        lines = block.split("\n")
        if any(key in block for key in ("  template  ", "  plan  ", "  explain  ", "  verify  ")):
            lines = [lines[0], *(line for line in lines[1:] if line.split()[0] in COMMANDS)]
        if block.count("\n") == 0 or len(lines) > 1:
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def test_the_help_is_laid_out_as_drawn() -> None:
    assert program_help(COMMANDS, Words(), 80) == drawn_for_what_exists()


def test_the_help_is_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: spbe COMMAND [OPTIONS]\n")
    assert "Start here\n" in out


@pytest.mark.parametrize("name", COMMANDS)
@LANGUAGES
def test_every_command_and_option_has_its_text(name: str, language: Language) -> None:
    words, command = Words(language), load(name)
    shown = " ".join(command_help(command, words, 100).split())
    assert f" spbe {name} " in shown
    for parameter in command.params:
        assert words.label(getattr(parameter, "help", ""))
        assert all(option in shown for option in parameter.opts if option.startswith("-"))
    assert words.label("help.exit_codes") in shown


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("width", [60, 80, 100])
@LANGUAGES
def test_no_line_is_wider_than_the_terminal(name: str, width: int, language: Language) -> None:
    lines = command_help(load(name), Words(language), width).splitlines()
    examples = {example for example, _ in listed(Words(language).label(f"command.{name}.examples"))}
    assert [line for line in lines if len(line) > width and line.strip() not in examples] == []


@LANGUAGES
def test_a_narrow_terminal_cuts_no_word(language: Language) -> None:
    words = Words(language)
    narrow, wide = (command_help(load("score"), words, width) for width in (30, 100))
    assert set(narrow.split()) == set(wide.split())
    assert program_help(COMMANDS, words, 20)


def test_a_wide_terminal_does_not_make_long_lines() -> None:
    assert max(map(len, command_help(load("score"), Words(), 300).splitlines())) <= 100


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_a_command_shows_its_help_whatever_else_is_wrong(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert run(["score", "--unknown", option]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Pemakaian: spbe score BERKAS [OPSI]\n")
    assert err == ""


def test_a_long_name_has_its_explanation_on_the_next_line() -> None:
    rows = [("short", "one"), ("a name that is much too long", "two")]
    assert section("Title", rows, 40).splitlines()[2:] == [
        "  a name that is much too long",
        "          two",
    ]


@LANGUAGES
def test_refusals_are_plain_lines(language: Language) -> None:
    labels = catalogue.labels(language)
    for text in (labels[key] for key in labels if key.startswith("refusal.")):
        assert text.isascii()
        assert "\n" not in text
        assert not text.endswith((".", "!"))
