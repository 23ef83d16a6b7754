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
