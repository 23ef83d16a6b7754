"""Names of files made of the names of agencies."""

import re
from itertools import chain, count
from typing import Final

LONGEST_NAME: Final = 60


def slug(name: str) -> str:
    """Write a name as part of a file name.

    >>> slug("Bagian Pengadaan Barang/Jasa")
    'bagian-pengadaan-barang-jasa'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONGEST_NAME] or "opd"


def apart(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, numbered where it must be, and take it.

    >>> taken = {"bappeda"}
    >>> apart("bappeda", taken), apart("bappeda", taken)
    ('bappeda-2', 'bappeda-3')
    """
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    free = next(one for one in names if one not in taken)
    taken.add(free)
    return free
