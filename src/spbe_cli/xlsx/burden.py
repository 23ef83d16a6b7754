"""What a workbook costs openpyxl before it is opened with it: our own limits count cells only.

openpyxl makes objects of every style, name, rule and note, of every cell that a link covers, and
writes a shared formula out for every cell that has it: a small file would take minutes and
gigabytes.  What a part is called tells nothing, for relations may name any.
"""

from typing import Final

from spbe_cli.xlsx.book import Attributes, Handlers, local, read_xml
from spbe_cli.xlsx.cells import cells_in
from spbe_cli.xlsx.package import Package, Refused

LIMIT_XML: Final = 24_000_000
"""So many bytes of XML may a workbook have that is changed: openpyxl takes fifty times as much."""
LIMIT_BURDEN: Final = 240_000
"""So much may it cost; the ministry's own workbook of 2018 comes to 210,000."""
_PLAIN: Final = frozenset({"c", "f", "is", "row", "si", "t", "v"})
"""What costs one: the elements of cells, which are quick."""
_OBJECT: Final = 4
"""What another element costs."""
_FORMULA: Final = 100
"""So many characters of a shared formula cost one in every cell that has it."""
_BLANKS: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


class _Burden(Handlers):
    """Adds up what the elements cost, and refuses where it is too much."""

    def __init__(self, package: Package) -> None:
        self.package, self.sum = package, 0
        self.shared: dict[str, int] = {}
        self.formula: str | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        self.add(1 if tag in _PLAIN else _OBJECT)
        if tag == "f" and attributes.get("t") == "shared":
            self.formula = attributes.get("si", "")
            self.add(self.shared.get(self.formula, 0) // _FORMULA)
        elif tag == "hyperlink":
            named = {local(name): value for name, value in attributes.items()}
            self.add(_OBJECT * cells_in(named.get("ref", "")))
        if "sqref" in attributes:
            self.add(_OBJECT * attributes["sqref"].count(" "))

    def add(self, cost: int) -> None:
        """Add what something costs."""
        self.sum += cost
        if self.sum > LIMIT_BURDEN:
            self.package.refuse("A147", "cells", limit=str(LIMIT_BURDEN))

    def end(self, tag: str) -> None:
        if tag == "f":
            self.formula = None

    def text(self, data: str) -> None:
        if self.formula is not None:
            self.shared[self.formula] = self.shared.get(self.formula, 0) + len(data)


def too_heavy(package: Package) -> bool:
    """Tell whether a workbook would cost openpyxl too much.

    Raises:
        Refused: a part is unsafe, or locked.
    """
    package = Package(package.file, package.content)
    parts = [name for name in package.infos if _is_xml(package, name)]
    if sum(package.infos[name].file_size for name in parts) > LIMIT_XML:
        return True
    burden = _Burden(package)
    for name in parts:
        try:
            read_xml(package, name, burden)
        except Refused as refused:
            if refused.finding.code == "A147":
                return True
            if refused.finding.code != "A144":
                raise
            # Old drawings are not well formed; openpyxl gets no further in them either.
    return False


def _is_xml(package: Package, name: str) -> bool:
    return package.head(name).lstrip(_BLANKS).startswith(b"<")
