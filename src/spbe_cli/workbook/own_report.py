"""Reports of our own: they show answers, but are no answer sheets."""

from typing import Final

from spbe_cli.xlsx.cells import Grid
from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.xml import Attributes, read_xml

MARKER: Final = "spbe-report"
"""The custom property that a report carries; its value is the answer file."""

PROPERTIES: Final = "docProps/custom.xml"

SOURCES: Final = "Sumber"
SOURCE_HEADINGS: Final = (
    "Berkas", "Perangkat Daerah", "Pengisi", "Tanggal", "Jumlah jawaban", "Sidik (SHA-256)",
)  # fmt: skip
"""The sheet of a merged file that says from which files it comes, and its headings."""
SOURCE_ROW: Final = 3


def refuse_report(package: Package) -> None:
    """Refuse a report, naming the answer file that it was made from."""
    origin = origin_of(package)
    if origin:
        package.refuse("A126", "origin", origin=origin)
    if origin is not None:
        package.refuse("A126")


def origin_of(package: Package) -> str | None:
    """Return the answer file that a report names; None of any other workbook."""
    if not package.has(PROPERTIES):
        return None
    texts: dict[str, list[str]] = {}
    named = [""]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "property":
            named[0] = attributes.get("name", "")
            texts[named[0]] = []

    def text(data: str) -> None:
        texts.setdefault(named[0], []).append(data)

    try:
        read_xml(package, PROPERTIES, start, lambda _: None, text)
    except Refused as refused:
        # Properties lie outside the cells: damage there is no reason to refuse a sheet.
        if refused.finding.code != "A144":
            raise
        return None
    return "".join(texts[MARKER]).strip() if MARKER in texts else None


def names_sources(grid: Grid) -> bool:
    """Tell whether a sheet is the one that a merge writes, not just one of this name."""
    texts = (grid.cell(SOURCE_ROW, column).text for column in range(1, len(SOURCE_HEADINGS) + 1))
    return tuple(texts) == SOURCE_HEADINGS
