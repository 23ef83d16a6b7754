"""All sentences about answer files but those about the file as a whole, in Indonesian.

A catalogue leads from code and variant to two texts: what was found, and what to do.
The default variant is the empty one.  The other language has the same codes, variants and
placeholders; a new finding needs its words, and its page, in both.
"""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.indonesian import evidence, levels, remarks, results, sheets

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    **levels.SENTENCES,
    **sheets.SENTENCES,
    **results.SENTENCES,
    **remarks.SENTENCES,
    **evidence.SENTENCES,
}
