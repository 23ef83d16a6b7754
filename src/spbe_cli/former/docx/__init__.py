"""A document for Word, `laporan.docx`: a draft to edit, of headings, texts and tables.

It needs python-docx, an extra of the package; without it the format is refused in words.
"""

from typing import Final

from spbe_cli.errors import EnvironmentRefusal

LIBRARIES: Final = frozenset({"docx", "lxml"})

try:
    from spbe_cli.former.docx.writing import write
except ModuleNotFoundError as missing:
    if missing.name not in LIBRARIES:
        raise
    raise EnvironmentRefusal("no_docx") from missing

__all__ = ["write"]
