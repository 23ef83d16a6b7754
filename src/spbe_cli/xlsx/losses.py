"""What of somebody else's workbook openpyxl would lose, told by the parts of the file."""

import re
from typing import Final

from spbe_cli.xlsx.book import elements
from spbe_cli.xlsx.package import Package

_PARTS: Final = (
    ("controls", re.compile(r"xl/(ctrlprops|activex)/")),
    ("signature", re.compile(r"_xmlsignatures/")),
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
_MACROS: Final = re.compile(r"xl/(vbaproject\.bin|macrosheets/|dialogsheets/)")
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
    found = {key for key, known in _PARTS for name in package.infos if known.match(name)}
    if not macros and any(map(_MACROS.match, package.infos)):
        found.add("macros")
    for name in package.infos:
        if _DRAWING.fullmatch(name) and elements(package, name, *_SHAPES):
            found.add("shapes")
        elif _OLD_DRAWING.fullmatch(name) and _CONTROL.search(b"".join(package.chunks(name))):
            found.add("controls")
        elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
            uris = (one.get("uri", "").upper() for _, one in elements(package, name, "ext"))
            found |= {_EXTENSIONS[uri] for uri in uris if uri in _EXTENSIONS}
    order = [*dict.fromkeys(("controls", "signature", "macros", *(key for key, _ in _PARTS)))]
    return tuple(sorted(found, key=lambda key: (order.index(key) if key in order else 99, key)))
