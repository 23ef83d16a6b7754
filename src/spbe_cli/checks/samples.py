"""What to write under a key that is not there: an example of each, in the shape that is asked.

A key that takes a part of its own, or a list of them, has none: docs/instrument.md shows it.
"""

from collections.abc import Mapping
from typing import Final

from spbe_cli.document import Path

SHAPED: Final = frozenset(
    {"aspects", "begins", "capabilities", "criteria", "indicators", "mapping", "predicates"}
)
"""Keys of an instrument that take more than a line."""
SAMPLES: Final[Mapping[str, str]] = {
    # An instrument
    "id": "kota-contoh",
    "title": "PermenPANRB 59/2020",
    "regulation": "Peraturan Menteri PANRB Nomor 59 Tahun 2020",
    "index_name": "Indeks SPBE",
    "valid_from": "2025",
    "follows": "permenpanrb-59-2020",
    "rounding": "half_up",
    "predicate_on": "exact",
    "weights": "absolute",
    "scale": "{lowest: 1, highest: 5}",
    "lowest": "1",
    "highest": "5",
    "minimum": "2.60",
    "predicates.name": "Baik",
    "capabilities.code": "process",
    "capabilities.name": "kapabilitas proses",
    "capabilities.levels": "{1: Rintisan, 2: Terkelola}",
    "label": "Layanan",
    "external_indices.name": "SDI",
    "authority": "Bappenas",
    "maximum": "100",
    "old": "'1'",
    "new": "['1']",
    "status": "official",
    "domains.code": "D1",
    "domains.name": "Tata Kelola SPBE",
    "domains.short": "Tata Kelola",
    "aspects.code": "A1",
    "aspects.name": "Perencanaan Strategis SPBE",
    "aspects.short": "Perencanaan",
    "indicators.code": "'13'",
    "indicators.name": "Tingkat Kematangan Layanan Kepegawaian",
    "indicators.short": "Layanan Kepegawaian",
    "capability": "process",
    "weight": "2.50",
    "evidence": "dokumen rencana yang ditetapkan",
    # Published results
    "cases": "[{id: kota-contoh-2024}]",
    "institution": "Pemerintah Kota Contoh",
    "year": "2024",
    "instrument": "permenpanrb-59-2020",
    "cases.levels": "{'1': 3, '2': 4}",
    "published": "{index: 2.98}",
    # Assignments, efforts, rates, changes
    "assignments": "[{agency: Bappeda, owns: '13'}]",
    "agency": "Bappeda",
    "efforts": "{'13': {3: 2}}",
    "rates": "{4: {claims: 14, lowered: {3: 3}}}",
    "changes": "{'13': 4}",
}
"""By key, or by the list that the part stands in and its key."""


def sample(path: Path) -> str | None:
    """Return what may stand at a path, None for what takes more than a line."""
    names = [name for name in path if isinstance(name, str)]
    found = SAMPLES.get(".".join(names[-2:]), SAMPLES.get(names[-1], "..."))
    return None if names[-1] in SHAPED else found
