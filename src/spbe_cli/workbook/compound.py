"""The old container of Office (.xls, .doc, locked .xlsx): what stands at its root.

What is embedded in a document lies deeper, so that only the root tells whose file it is.  The
layout is that of [MS-CFB]; what can't be followed is left out.
"""

import struct
from collections.abc import Iterator
from typing import Final

HEADER: Final = 76
"""So long is the header before its list of sectors of the table of sectors."""
LISTED: Final = 109
"""So many of them stand in the header; the list goes on elsewhere."""
LAST: Final = 0xFFFF_FFFA
"""Numbers of sectors end below it."""
NONE: Final = 0xFFFF_FFFF
ENTRY: Final = struct.Struct("<64sH2x3I")
"""Name, its length with the zero at its end, the entries before, after and below."""
ENTRY_SIZE: Final = 128
MOST_SECTORS: Final = 1_000
MOST_LISTS: Final = 100
"""So many sectors of the directory, and of the list of the table, are followed."""
SHIFTS: Final = frozenset({9, 12})
"""Sectors have 512 or 4,096 bytes."""


def root_names(content: bytes) -> frozenset[str]:
    """Return the names of what stands at the root, in lower case; none if it can't be read."""
    try:
        return frozenset(names_beside(list(entries_of(content))))
    except (struct.error, IndexError, UnicodeDecodeError):
        return frozenset()


def entries_of(content: bytes) -> Iterator[bytes]:
    """Yield the entries of the directory."""
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in SHIFTS:
        return
    size = 1 << shift
    table = list(table_sectors(content, size))
    (sector,) = struct.unpack_from("<I", content, 48)
    for _ in range(MOST_SECTORS):
        if sector >= LAST:
            return
        begin = (sector + 1) * size
        yield from (content[at : at + ENTRY_SIZE] for at in range(begin, begin + size, ENTRY_SIZE))
        place, inside = divmod(sector, size // 4)
        (sector,) = struct.unpack_from("<I", content, (table[place] + 1) * size + inside * 4)


def table_sectors(content: bytes, size: int) -> Iterator[int]:
    """Yield the sectors that hold the table which sector follows which."""
    yield from struct.unpack_from(f"<{LISTED}I", content, HEADER)
    (further,) = struct.unpack_from("<I", content, 68)
    for _ in range(MOST_LISTS):
        if further >= LAST:
            return
        *listed, further = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        yield from listed


def names_beside(entries: list[bytes]) -> Iterator[str]:
    """Yield the names of the entries right below the root, which form a tree of their own."""
    waiting, seen = [ENTRY.unpack_from(entries[0])[4]], {NONE}
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            name, length, before, after, _ = ENTRY.unpack_from(entries[place])
            yield name[: max(length - 2, 0)].decode("utf-16-le").lower()
            waiting += [before, after]
