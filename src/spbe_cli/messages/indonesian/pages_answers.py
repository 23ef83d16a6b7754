"""All pages about answer files but those about the file as a whole, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.indonesian import (
    pages_evidence,
    pages_levels,
    pages_remarks,
    pages_results,
    pages_sheets,
)
from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    **pages_levels.PAGES,
    **pages_sheets.PAGES,
    **pages_results.PAGES,
    **pages_remarks.PAGES,
    **pages_evidence.PAGES,
}
