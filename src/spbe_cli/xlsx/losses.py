"""What somebody else's workbook costs openpyxl before it is opened, and what would be lost in it.

openpyxl makes objects of every style, name, rule and note, of every cell that a link covers, and
writes shared formulas out for every cell: a small file would take minutes and gigabytes.
"""

import re
from typing import Final

from spbe_cli.xlsx.book import Attributes, Handlers, elements, local, read_xml
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


class Uneditable(Exception):  # noqa: N818  it is no error of the program
    """A workbook that cannot be changed without harm; `reason` is the key of a word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Burden(Handlers):
    def __init__(self, package: Package) -> None:
        self.package, self.sum = package, 0
        self.shared: dict[str, int] = {}
        self.formula: str | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        self.sum += 1 if tag in _PLAIN else _OBJECT
        self.sum += _OBJECT * attributes.get("sqref", "").count(" ")
        if tag == "f" and attributes.get("t") == "shared":
            self.formula = attributes.get("si", "")
            self.sum += self.shared.get(self.formula, 0) // _FORMULA
        elif tag == "hyperlink":
            named = {local(name): value for name, value in attributes.items()}
            self.sum += _OBJECT * cells_in(named.get("ref", ""))
        if self.sum > LIMIT_BURDEN:
            self.package.refuse("A147", "cells", limit=str(LIMIT_BURDEN))

    def end(self, tag: str) -> None:
        if tag == "f":
            self.formula = None

    def text(self, data: str) -> None:
        if self.formula is not None:
            self.shared[self.formula] = self.shared.get(self.formula, 0) + len(data)


def too_heavy(package: Package) -> bool:
    """Tell whether a workbook would cost openpyxl too much; `Refused` if a part is unsafe."""
    package = Package(package.file, package.content)  # what a part is called tells nothing
    parts = [name for name in package.infos if package.head(name).lstrip(_BLANKS).startswith(b"<")]
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


_PARTS: Final = (
    ("controls", re.compile(r"xl/(ctrlprops|activex)/")),
    ("signature", re.compile(r"_xmlsignatures/")),
    ("macros", re.compile(r"xl/(vbaproject\.bin|macrosheets/|dialogsheets/)")),
    ("pictures", re.compile(r"xl/media/")),
    ("charts", re.compile(r"xl/(charts|chartsheets|diagrams)/")),
    ("objects", re.compile(r"xl/embeddings/")),
    ("pivots", re.compile(r"xl/(pivottables|slicers|timelines)/")),
    ("connections", re.compile(r"xl/(connections\.xml|querytables/|model/)")),
    ("threads", re.compile(r"xl/threadedcomments/")),
    ("comments", re.compile(r"xl/(.*/)?comments?\d*\.xml")),
    ("arrays", re.compile(r"xl/metadata\.xml")),
)
"""What openpyxl drops, or writes anew in a look of its own, by the parts of the file."""
_DRAWING: Final = re.compile(r"xl/drawings/[^/]*\.xml")
_OLD_DRAWING: Final = re.compile(r"xl/drawings/[^/]*\.vml")
_CONTROL: Final = re.compile(rb'ObjectType="(?!Note")')
_SHAPES: Final = ("sp", "cxnSp", "grpSp")
_EXTENSIONS: Final = {
    "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}": "validations",
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}": "formats",
    "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}": "formats",
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}": "sparklines",
    "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}": "pivots",
    "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}": "pivots",
}
"""Extensions of a sheet that openpyxl drops."""


def lost_parts(package: Package, *, macros: bool = False) -> tuple[str, ...]:
    """Return what does not survive a change, as keys of words; `macros` are kept."""
    package = Package(package.file, package.content)
    found = {key for key, known in _PARTS if any(map(known.match, package.infos))}
    if macros:
        found.discard("macros")
    for name in package.infos:
        if _DRAWING.fullmatch(name) and elements(package, name, *_SHAPES):
            found.add("shapes")
        elif _OLD_DRAWING.fullmatch(name) and _CONTROL.search(b"".join(package.chunks(name))):
            found.add("controls")
        elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
            uris = (one.get("uri", "").upper() for _, one in elements(package, name, "ext"))
            found |= {_EXTENSIONS[uri] for uri in uris if uri in _EXTENSIONS}
    order = [key for key, _ in _PARTS]
    return tuple(sorted(found, key=lambda key: (order.index(key) if key in order else 99, key)))
