"""What a sound instrument file makes of its weights, and what of a spoilt one is not judged."""

from pathlib import Path

from tests.findings.materials import SMALL, instrument, replaced

from spbe_cli.instrument.loading import Inspection, inspect_document
from spbe_cli.instrument.yaml import parse

WITH_DOMAIN = instrument({"small": [], "base": "domain"})


def edited(text: str, *edits: tuple[str, str]) -> str:
    return replaced(text, [list(edit) for edit in edits])


def inspected(text: str, folder: Path) -> Inspection:
    content = text.encode()
    root, findings = parse(content, "kota.yaml")
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, folder / "kota.yaml", "kota.yaml", content)


def test_without_domains_a_relative_weight_is_a_share_of_the_aspect(tmp_path: Path) -> None:
    text = edited(SMALL, ("weights: absolute", "weights: relative"))
    instrument = inspected(text, tmp_path).instrument
    assert instrument
    assert [one.weight for one in instrument.indicators()] == [40, 60]
    assert instrument.aspects[0].weight == 100


def test_a_relative_weight_is_a_share_of_the_part_it_stands_in(tmp_path: Path) -> None:
    head, domain = WITH_DOMAIN.replace("absolute", "relative").split("  - code: D1", 1)
    other = domain.replace("100", "70", 1).replace("A1", "A2").replace("'1'", "'3'")
    for name in ("Tata Kelola", "Perencanaan", "Arsitektur", "Layanan"):
        other = other.replace(name, f"{name} Lain")
    first, second = domain.replace("100", "30", 1), other.replace("'2'", "'4'")
    text = f"{head}  - code: D1{first}  - code: D2{second}"
    instrument = inspected(text, tmp_path).instrument
    assert instrument
    assert [domain.weight for domain in instrument.domains] == [30, 70]
    assert [(one.code, one.domain) for one in instrument.aspects] == [("A1", "D1"), ("A2", "D2")]
    assert [aspect.weight for aspect in instrument.aspects] == [30, 70]
    assert [one.weight for one in instrument.indicators()] == [12, 18, 28, 42]
