"""The pages of `spbe explain`."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.console import Console

from spbe_cli.former import Page
from spbe_cli.former.explain.page import FILES, REPORTS, Code, Explained, Indicators
from spbe_cli.inspection import shipped, shipped_instruments
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.words import Language, Words
from spbe_cli.words.catalogue import codes

R59, R5 = "permenpanrb-59-2020", "permenpanrb-5-2018"
INDONESIAN, ENGLISH = Words(), Words(Language.ENGLISH)


def about(instrument: Instrument, number: str) -> Explained:
    indicator = instrument.indicator(number)
    assert indicator is not None
    return Explained(Indicators(instrument, (indicator,), number))


def changed(instrument: Instrument, **changes: object) -> Explained:
    indicator: Indicator = replace(next(instrument.indicators()), **changes)  # type: ignore[arg-type]
    return Explained(Indicators(instrument, (indicator,), indicator.code))


def on_screen(explained: Explained, words: Words = INDONESIAN, width: int = 80) -> str:
    console = Console(width=width, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(REPORTS["table"](explained, Page(words, width)))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def as_markdown(explained: Explained, words: Words = INDONESIAN) -> str:
    return str(REPORTS["markdown"](explained, Page(words)))


HEAD_OF_13 = """
Indikator 13  Keterpaduan Rencana dan Anggaran SPBE
Nama resmi  Tingkat Kematangan Keterpaduan Rencana dan Anggaran SPBE
Letak       Domain 2 Tata Kelola SPBE, Aspek 2 Perencanaan Strategis SPBE
Bobot       2,50 % (naik satu tingkat menambah indeks 0,0250)
Sumber      PermenPANRB 59/2020, Lampiran h. 43; bobot Tabel 9, h. 19-20

1 Rintisan              Rencana dan anggaran SPBE belum, atau sudah, tercantum
                          dalam rencana kerja dan anggaran tahunan.
2 Terkelola             Rencana dan anggaran SPBE unit kerja/perangkat daerah
                          belum seluruhnya dikonsultasikan ke unit pengelola
                          TIK.
3 Terdefinisi           Seluruh rencana dan anggaran SPBE unit kerja/perangkat
                          daerah dikonsultasikan ke unit pengelola TIK.
4 Terpadu dan Terukur   Seluruh rencana dan anggaran SPBE terpadu dan dapat
                          dikendalikan oleh unit fungsi perencanaan dan
                          penganggaran, serta direviu dan dievaluasi berkala.
5 Optimum               Rencana dan anggaran SPBE tahun berikutnya diperbaiki
                          sebagai tindak lanjut hasil reviu dan evaluasi.
"""


def test_an_indicator_looks_as_it_was_drawn() -> None:
    assert on_screen(about(shipped(R59), "13")).startswith(HEAD_OF_13)


def test_what_helps_to_answer_stands_in_the_column_of_the_criteria() -> None:
    shown = on_screen(about(shipped(R59), "13"))
    for line in (
        "Bukti yang lazim        RKA/DPA yang memuat anggaran SPBE, dokumen hasil",
        "  tingkat 1             draf, notula, undangan",
        "Pola penjelasan         Fakta: pelaksanaan terdokumentasi pada bukti (nama",
        "Biasanya diisi oleh     Bappeda dan BPKAD (praktik Kota Denpasar 2021; bukan",
    ):
        assert line in shown.splitlines()
    assert shown.endswith("\nUraian kriteria di atas ringkasan; teks yang berlaku ada di sumber.")


def test_levels_are_called_cumulative_only_where_a_source_says_so() -> None:
    sentence = "tingkat 3 hanya dapat dipilih bila kriteria tingkat 1 dan 2\nterpenuhi."
    silent = replace(shipped(R59), sources={})
    told = replace(silent, sources={"cumulative": "Lampiran h. 25-77"})
    assert "berjenjang" not in on_screen(about(silent, "13"))
    assert f"\nTingkat berjenjang: {sentence}\n" in on_screen(about(told, "13"))


def test_decimals_have_the_mark_of_the_language() -> None:
    assert "2.50 % (one level more adds 0.0250 to the index)" in on_screen(
        about(shipped(R59), "13"), ENGLISH
    )


def test_what_no_source_gives_is_said_and_not_invented() -> None:
    shown = on_screen(about(shipped(R5), "35"))
    assert "0 (belum ada di sumber)   Belum ada sistem pelayanan publik." in shown
    assert "Bukti yang lazim          belum ada di sumber" in shown
    assert "Pola penjelasan           belum ada di sumber" in shown
    assert "Biasanya diisi oleh" not in shown


def test_a_criterion_that_is_missing_is_said_to_be() -> None:
    instrument = shipped(R59)
    levels = tuple(replace(level, criterion=None) for level in next(instrument.indicators()).levels)
    assert "1 Rintisan              belum ada di sumber" in on_screen(
        changed(instrument, levels=levels)
    )


def test_the_rows_of_a_repeatable_indicator_share_the_weight_of_their_aspect() -> None:
    shown = " ".join(on_screen(about(shipped(R5), "35-2")).split())
    assert "3,33 sampai 5,00 %, menurut banyak jawaban indikator 35" in shown
    assert "indeks 0,0333 sampai 0,0500" in shown
    assert "1 sampai 3, bernomor 35-1, 35-2, 35-3; yang pertama wajib" in shown


def test_another_instrument_than_the_default_is_named() -> None:
    assert "Instrumen   PermenPANRB 5/2018" in on_screen(about(shipped(R5), "1"))
    assert "Instrumen" not in on_screen(about(shipped(R59), "1"))
    secondary = replace(shipped(R5), secondary="salinan")
    assert "PermenPANRB 5/2018 (dari sumber sekunder)" in on_screen(about(secondary, "1"))


@pytest.mark.parametrize(
    ("agency", "named"),
    [
        ("Bappeda", "Bappeda (praktik"),
        ("Bappeda, BPKAD", "Bappeda dan BPKAD (praktik"),
        ("Bappeda, BPKAD, Diskominfo", "Bappeda, BPKAD, dan Diskominfo (praktik"),
    ],
)
def test_agencies_are_joined_as_in_a_sentence(agency: str, named: str) -> None:
    assert named in on_screen(changed(shipped(R59), agency=agency))


def test_an_agency_without_a_source_stands_alone() -> None:
    instrument = replace(shipped(R59), sources={})
    assert on_screen(changed(instrument, agency="Bappeda", note=None)).splitlines()[-3] == (
        "Biasanya diisi oleh     Bappeda"
    )


def test_texts_go_below_their_labels_where_there_is_no_room_beside() -> None:
    lines = on_screen(about(shipped(R59), "13"), width=44).splitlines()
    assert lines[lines.index("3 Terdefinisi") + 1] == "  Seluruh rencana dan anggaran SPBE unit"
    assert max(map(len, lines)) <= 44


def every_indicator() -> Iterator[tuple[Instrument, str]]:
    for instrument in shipped_instruments():
        for indicator in instrument.indicators():
            yield instrument, indicator.code


@pytest.mark.parametrize("report", REPORTS)
def test_every_shipped_indicator_can_be_explained(report: str) -> None:
    for instrument, number in every_indicator():
        for words in (INDONESIAN, ENGLISH):
            REPORTS[report](about(instrument, number), Page(words))


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("words", [INDONESIAN, ENGLISH])
def test_every_code_can_be_explained(report: str, words: Words) -> None:
    for code in codes():
        assert REPORTS[report](Explained(Code(code)), Page(words))


def test_the_page_of_a_finding_looks_as_it_was_drawn() -> None:
    lines = on_screen(Explained(Code("A107"))).splitlines()
    assert lines[:5] == [
        "",
        "A107  Tingkat berubah menjadi tanggal",
        "",
        "Aturan     Sel Tingkat memuat bilangan, bukan tanggal atau jam.",
        "Sebab      Excel mengubah ketikan seperti 3/4 atau 3-4 menjadi tanggal, dan 3:4",
    ]
    assert "Contoh     E20 berisi 3 April 2025" in lines
    assert "Perbaikan  1. Pilih selnya, ubah format menjadi Umum (General)." in lines
    assert lines[-1].startswith("           4. ")


def matches(*, in_criteria: bool = False) -> Explained:
    instrument = shipped(R59)
    found = tuple(i for i in instrument.indicators() if i.code in {"1", "11"})
    return Explained(Indicators(instrument, found, "arsitektur", in_criteria))


def test_several_indicators_are_listed_by_number_and_name() -> None:
    assert on_screen(matches()).splitlines() == [
        "",
        '2 indikator memuat "arsitektur":',
        "",
        "1   Kebijakan Arsitektur SPBE",
        "11  Arsitektur SPBE",
        "",
        "Kriteria dan bukti salah satunya, misalnya: spbe explain 1",
    ]
    assert '2 indikator memuat "arsitektur" dalam kriterianya:' in on_screen(
        matches(in_criteria=True)
    )


def test_markdown_has_titles_lists_and_steps() -> None:
    page = as_markdown(Explained(Code("A107")))
    assert page.startswith("# A107 Tingkat berubah menjadi tanggal\n\n- **Aturan**: Sel Tingkat")
    assert "\n- **Perbaikan**:\n  1. Pilih selnya" in page
    assert "\n  - **tingkat 1**: draf" in as_markdown(about(shipped(R59), "13"))


def test_json_always_has_the_same_keys() -> None:
    keys = ["spbe", "instrument", "indicators", "page", "findings"]
    for explained in (about(shipped(R5), "35"), matches(), Explained(Code("A107"))):
        assert list(json.loads(str(REPORTS["json"](explained, Page(INDONESIAN))))) == keys


def test_json_gives_exact_weights_and_null_for_what_is_missing() -> None:
    text = str(REPORTS["json"](about(shipped(R5), "35"), Page(INDONESIAN)))
    (part,) = json.loads(text)["indicators"]
    assert part["weight"] == "5"
    assert part["weight_per_answer"] == {"least": "10/3", "most": "5"}
    assert part["answers"] == ["35-1", "35-2", "35-3"]
    assert part["evidence"] is None
    assert part["levels"][0]["name"] is None


def test_json_gives_the_page_of_a_code() -> None:
    document = json.loads(str(REPORTS["json"](Explained(Code("A205")), Page(ENGLISH))))
    assert document["instrument"] is None
    assert document["page"]["severity"] == "warning"
    assert document["page"]["remedy"] == list(ENGLISH.page("A205").steps)


def test_a_file_holds_what_the_screen_could_show() -> None:
    assert set(FILES.values()) <= set(REPORTS.values())
