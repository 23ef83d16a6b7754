"""The files that Bukti Dukung names, held against the files of a folder.

Links are not followed, and what is no name of a file (`Perwal 12/2023, pasal 5`) is left alone.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from spbe_cli.answers import RawSheet
from spbe_cli.checks.rows import evidence_of
from spbe_cli.checks.view import view_of
from spbe_cli.findings import Fact, Finding, Listed, Place, Raw
from spbe_cli.instrument import Instrument

ENDINGS: Final = (
    "pdf|docx?|xlsx?|xlsm|pptx?|odt|ods|odp|rtf|txt|csv|json|xml|html?|jpe?g|png|gif|webp|bmp|"
    "tiff?|heic|mp4|mov|avi|mkv|webm|mp3|zip|rar|7z|eml|msg"
)
FILE: Final = re.compile(rf".*\.(?:{ENDINGS})", re.IGNORECASE | re.DOTALL)
COMMA: Final = re.compile(rf"(?<=\.)({ENDINGS})\s*,", re.IGNORECASE)
LINK: Final = re.compile(r"\w+://|www\.", re.IGNORECASE)
REMARK: Final = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")
"""It begins at the first of many blanks: tried at each, a cell full of them takes seconds."""
BULLETS: Final = " \t-*\u2022\"'"
MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """A folder with the names of its files, and how many bytes each of them holds."""

    name: str
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Comparison:
    """What a sheet names, and what a folder holds.

    `named` leads from the name of a file, as it is compared, to the name as it was written
    first and the rows that name it.
    """

    folder: EvidenceFolder
    instrument: Instrument
    named: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    @cached_property
    def present(self) -> Mapping[str, int]:
        """The size of every file in the folder; of two with one name that of the larger."""
        sizes: dict[str, int] = {}
        for name, size in self.folder.files:
            key = name_key(name)
            sizes[key] = max(size, sizes.get(key, 0))
        return sizes


def check_evidence(
    instrument: Instrument, raw: RawSheet, folder: EvidenceFolder
) -> tuple[Finding, ...]:
    """Hold the files that a sheet names against those of a folder."""
    comparison = Comparison(folder, instrument, files_named(instrument, raw))
    place = Place(raw.file, raw.sheet)
    return tuple(
        finding(code, listed, place, folder.name)
        for code, check in CHECKS.items()
        if (listed := list(check(comparison)))
    )


def check_folder(folder: EvidenceFolder, named: Collection[str]) -> tuple[Finding, ...]:
    """A221: every file of the folder is named by one of many sheets; `named` are the names."""
    listed = [name for name, _ in folder.files if name_key(name) not in named]
    return (finding("A221", listed, Place(folder.name), folder.name),) if listed else ()


def files_named(instrument: Instrument, raw: RawSheet) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return the files that a sheet names, with the rows that do so."""
    named: dict[str, tuple[str, tuple[str, ...]]] = {}
    for number, row in view_of(instrument, raw).rows.items():
        for name in file_names(evidence_of(row.evidence)):
            written, rows = named.get(name_key(name), (name, ()))
            if number not in rows:
                named[name_key(name)] = (written, (*rows, number))
    return named


def file_names(evidence: str) -> Iterator[str]:
    """Yield the names of files in a text of evidence, without folders.

    >>> list(file_names("a.pdf; https://x.id/b.pdf, c.pdf; Perwal 3/2024; bukti/d.PDF (h. 2)"))
    ['a.pdf', 'c.pdf', 'd.PDF']
    """
    for piece in re.split(r"[;\n]", COMMA.sub(r"\1;", evidence)):
        name = REMARK.sub("", piece.strip(BULLETS)).strip(BULLETS)
        if FILE.fullmatch(name) and not LINK.search(name):
            yield re.split(r"[/\\]", name)[-1]


def name_key(name: str) -> str:
    """Write the name of a file as it is compared: without case and odd spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def finding(code: str, listed: Sequence[str], place: Place, folder: str) -> Finding:
    """Make one finding that lists names; of many only the first."""
    more = len(listed) - MOST_NAMES
    facts: dict[str, Fact] = {
        "count": len(listed),
        "folder": folder,
        "files": Listed(tuple(map(Raw, listed[:MOST_NAMES]))),
        "total": more,
    }
    return Finding(code, place, facts, "many" if more > 0 else "")


def with_rows(name: str, rows: Sequence[str]) -> str:
    """Write a file with the numbers of the rows that name it."""
    return f"{name} ({', '.join(rows)})"


def named_files_are_there(found: Comparison) -> Iterator[str]:
    """A220: every file that is named is in the folder."""
    for key, (name, rows) in found.named.items():
        if key not in found.present:
            yield with_rows(name, rows)


def files_are_named(found: Comparison) -> Iterator[str]:
    """A221: every file of the folder is named."""
    yield from (name for name, _ in found.folder.files if name_key(name) not in found.named)


def files_hold_something(found: Comparison) -> Iterator[str]:
    """A222: no file that is named is empty."""
    for key, (name, rows) in found.named.items():
        if found.present.get(key) == 0:
            yield with_rows(name, rows)


def files_belong_to_one_row(found: Comparison) -> Iterator[str]:
    """A223: every file is named by one indicator."""
    for name, rows in found.named.values():
        if len(rows) > 1:
            yield with_rows(name, rows)


def names_begin_with_the_number(found: Comparison) -> Iterator[str]:
    """A224: the name of a file begins with the number of its indicator."""
    for key, (name, rows) in found.named.items():
        if key in found.present and len(rows) == 1 and not begins_with(found, key, rows[0]):
            yield with_rows(name, rows)


def begins_with(found: Comparison, name: str, row: str) -> bool:
    """Tell whether a name begins with the number of a row: `indikator14a.pdf`, `20.c.Reviu.pdf`."""
    code = found.instrument.rows()[row].code
    numbers = "|".join(re.escape(number) for number in (row, code))
    return re.match(rf"(?:indikator|ind|i)?[ _.-]*0*(?:{numbers})(?!\d)", name) is not None


CHECKS: Final[Mapping[str, Callable[[Comparison], Iterator[str]]]] = {
    "A220": named_files_are_there,
    "A221": files_are_named,
    "A222": files_hold_something,
    "A223": files_belong_to_one_row,
    "A224": names_begin_with_the_number,
}
