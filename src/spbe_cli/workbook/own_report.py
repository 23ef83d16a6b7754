"""Reports of our own: they show answers, but are no answer sheets."""

from typing import Final

from spbe_cli.workbook.package import Package, Refused
from spbe_cli.workbook.xml import Attributes, read_xml

MARKER: Final = "spbe-report"
"""The custom property that a report carries; its value is the answer file."""

PROPERTIES: Final = "docProps/custom.xml"


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
