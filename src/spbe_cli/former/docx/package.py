"""The file of a Word document: what it says of itself, and the same bytes for the same input."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word

from spbe_cli.words.shown import visible

WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
LONGEST_TITLE: Final = 255
PREVIEW: Final = "/thumbnail"
"""The end of the relation to a picture of the empty template."""


def describe(word: Word, title: str, language: str) -> None:
    """Fill in the properties; what python-docx says of its template goes."""
    properties = word.core_properties
    properties.title = visible(title)[:LONGEST_TITLE]
    properties.author = properties.last_modified_by = "spbe"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = WRITTEN
    properties.language, properties.revision = language, 1
    relations = word.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith(PREVIEW)]:
        del relations[name]


def repacked(content: bytes) -> bytes:
    """Return the same file with fixed dates; python-docx writes the time of day into it."""
    fixed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
