"""Names of files made of the names of agencies."""

import re
from typing import Final

LONGEST_NAME: Final = 60


def slug(name: str) -> str:
    """Write a name as part of a file name.

    >>> slug("Bagian Pengadaan Barang/Jasa")
    'bagian-pengadaan-barang-jasa'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONGEST_NAME] or "opd"


def apart(name: str, taken: dict[str, int]) -> str:
    """Return a name that is not taken yet, numbered where it must be, and take it.

    `taken` keeps for every name how often it was wanted.

    >>> taken = {"bappeda": 1}
    >>> apart("bappeda", taken), apart("bappeda", taken), apart("bappeda-2", taken)
    ('bappeda-2', 'bappeda-3', 'bappeda-2-2')
    """
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}-{taken[name]}"
    taken[free] = 1
    return free
