"""The list of `spbe instruments`, where no shipped one shows what it can say."""

from dataclasses import replace

from spbe_cli.instrument.loading import shipped
from spbe_cli.reports import markdown
from spbe_cli.reports.instruments import InstrumentsReport
from spbe_cli.words import Words


def test_an_open_validity_decimals_and_secondary_sources_are_said() -> None:
    new = replace(
        shipped("permenpanrb-5-2018"),
        valid_from=2026,
        valid_until=None,
        decimals=2,
        secondary="salinan",
        domains=(),
    )
    report = InstrumentsReport((new,), Words())
    shown = markdown.write(report.document(), Words())
    assert "- **Masa berlaku**: sejak 2026\n" in shown
    assert "- **Skala**: 0-5, paling banyak 2 desimal\n" in shown
    assert "- **Sumber**: dari sumber sekunder: salinan\n" in shown
    assert "- **Susunan**: 7 aspek, 35 indikator\n" in shown
    assert report.data()["instruments"][0]["domains"] == 0
