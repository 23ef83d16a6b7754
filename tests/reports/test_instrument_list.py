"""The list of `spbe instruments`."""

import csv
import json
from dataclasses import replace

import pytest
from rich.console import Console

from spbe_cli.former import Page
from spbe_cli.former.instrument_list import REPORTS, csv_table
from spbe_cli.inspection import shipped, shipped_instruments
from spbe_cli.instrument import Instrument
from spbe_cli.words import Language, Words

R59, R5 = "permenpanrb-59-2020", "permenpanrb-5-2018"


def on_screen(*instruments: Instrument, words: Words | None = None) -> str:
    console = Console(width=80, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(REPORTS["table"](instruments, Page(words or Words())))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def test_an_instrument_is_shown_with_validity_structure_and_scale() -> None:
    assert (
        on_screen(shipped(R59))
        == """
permenpanrb-59-2020  PermenPANRB 59/2020 (bawaan)
Peraturan     Peraturan Menteri PANRB Nomor 59 Tahun 2020 tentang Pemantauan dan
              Evaluasi Sistem Pemerintahan Berbasis Elektronik
Masa berlaku  2021-2025
Menggantikan  permenpanrb-5-2018
Susunan       4 domain, 8 aspek, 47 indikator
Skala         1-5"""
    )


def test_what_is_not_there_is_not_shown() -> None:
    shown = on_screen(shipped(R5))
    for absent in ("bawaan", "Menggantikan", "Sumber"):
        assert absent not in shown


def test_an_open_validity_decimals_and_secondary_sources_are_said() -> None:
    new = replace(
        shipped(R5), valid_from=2026, valid_until=None, decimals=2, secondary="salinan", domains=()
    )
    shown = on_screen(new)
    assert "Masa berlaku  sejak 2026" in shown
    assert "Skala         0-5, paling banyak 2 desimal" in shown
    assert "Sumber        dari sumber sekunder: salinan" in shown
    assert "Susunan       7 aspek, 35 indikator" in shown


def test_the_labels_come_in_english() -> None:
    shown = on_screen(shipped(R59), words=Words(Language.ENGLISH))
    assert "Structure   4 domains, 8 aspects, 47 indicators" in shown
    assert "(default)" in shown


def test_every_shipped_instrument_is_in_every_format() -> None:
    instruments = shipped_instruments()
    for name, report in REPORTS.items():
        if name != "table":
            text = str(report(instruments, Page(Words())))
            assert all(instrument.id in text for instrument in instruments)


def test_csv_has_one_row_for_each_instrument() -> None:
    rows = list(csv.DictReader(csv_table((shipped(R59), shipped(R5)), Page(Words())).splitlines()))
    assert [row["default"] for row in rows] == ["true", "false"]
    assert rows[1]["valid_until"] == "2020"
    assert (rows[1]["lowest"], rows[1]["highest"]) == ("0", "5")


def test_json_names_what_programs_need() -> None:
    document = json.loads(str(REPORTS["json"]((shipped(R59),), Page(Words()))))
    assert list(document) == ["spbe", "instruments", "findings"]
    (part,) = document["instruments"]
    assert part["default"] is True
    assert (part["domains"], part["aspects"], part["indicators"]) == (4, 8, 47)
    assert part["predicates"][0] == {"name": "Memuaskan", "minimum": pytest.approx(4.2)}
