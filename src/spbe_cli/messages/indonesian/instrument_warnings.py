"""I201-I206: warnings about instruments and other YAML files, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "I201": {
        "": ("sumber {parent} sekunder ({found})", "cocokkan dengan naskah peraturan"),
    },
    "I202": {
        "": ("{key} memuat spasi ganda", "rapikan spasinya"),
        "ends": ("{key} memuat spasi di ujung", "rapikan spasinya"),
        "invisible": ("{key} memuat karakter tak terlihat", "hapus karakternya"),
    },
    "I203": {
        "": (
            "indikator {number} ({name}) belum menyebut bukti yang lazim",
            "tambahkan evidence: dengan dokumen yang biasa dilampirkan",
        ),
        "level": (
            "indikator {number} ({name}) tidak punya butir bukti tingkat {level}",
            "tambahkan butirnya, atau jelaskan dengan missing",
        ),
    },
    "I204": {
        "": (
            "indikator {number} ({name}): kriteria tingkat {level1} dan {level2} sama",
            "bedakan keduanya",
        ),
    },
    "I205": {
        "": (
            "indikator {number} ({name}): pembeda {count} karakter, padahal Excel menampilkan {limit}",
            "ringkas pembedanya",
        ),
    },
    "I206": {
        "": (
            "{count} indikator belum punya penanggung jawab: {numbers}",
            "tambahkan ke penugasan",
        ),
    },
}
