"""Prompts fit into what Excel can show."""

from dataclasses import replace

import pytest

from spbe_cli.instrument import Indicator
from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form_layout import (
    evidence_prompt,
    explanation_prompt,
    level_prompt,
    stop_message,
)


@pytest.fixture
def indicator() -> Indicator:
    return next(shipped("permenpanrb-59-2020").indicators())


def test_long_differences_are_cut_evenly_until_all_levels_fit(indicator: Indicator) -> None:
    levels = tuple(replace(part, distinguishing="kata " * 30) for part in indicator.levels)
    title, text = level_prompt(replace(indicator, code="1234567890", levels=levels))
    assert len(title) <= 32
    assert len(text) <= 255
    assert [part[0] for part in text.split(" · ")] == ["1", "2", "3", "4", "5"]
    assert text.count("…") == 5


def test_a_short_difference_is_never_cut(indicator: Indicator) -> None:
    longest = replace(indicator.levels[4], distinguishing="kata " * 90)
    _, text = level_prompt(replace(indicator, levels=(*indicator.levels[:4], longest)))
    assert "4 integrasi antarinstansi + reviu/evaluasi berkala · 5 kata" in text


def test_a_level_without_a_difference_is_named(indicator: Indicator) -> None:
    first = replace(indicator.levels[0], distinguishing=None)
    second = replace(indicator.levels[1], distinguishing=None, name=None)
    _, text = level_prompt(replace(indicator, levels=(first, second)))
    assert text == "1 Rintisan · 2 belum ada di sumber"


def test_without_a_source_the_prompts_say_how_to_write(indicator: Indicator) -> None:
    kind = replace(indicator.capability, explanation=None)
    poor = replace(indicator, evidence=None, capability=kind)
    assert evidence_prompt(poor).title == "Bukti dukung"
    assert explanation_prompt(poor).text.startswith("Fakta: ")


def test_long_evidence_is_cut(indicator: Indicator) -> None:
    assert len(evidence_prompt(replace(indicator, evidence="x" * 300)).text) == 255


def test_the_stop_message_names_a_level_that_does_not_exist() -> None:
    message = stop_message(shipped("permenpanrb-5-2018"))
    assert message.title == "Tingkat 0 sampai 5"
    assert message.text == (
        "Pilih 0, 1, 2, 3, 4, atau 5 dari daftar. Tidak ada tingkat 6 atau setengah tingkat."
    )
