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
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Raw, base_name
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.cells import evidence_of
from spbe_cli.sheet.view import view_of

_ENDINGS: Final = (
    "pdf|docx?|xlsx?|xlsm|pptx?|odt|ods|odp|rtf|txt|csv|json|xml|html?|jpe?g|png|gif|webp|bmp|"
    "tiff?|heic|mp4|mov|avi|mkv|webm|mp3|zip|rar|7z|eml|msg"
)
_FILE: Final = re.compile(rf".*\.(?:{_ENDINGS})", re.IGNORECASE | re.DOTALL)
_BETWEEN: Final = re.compile(
    rf"(?<=\.)({_ENDINGS})\s*(?:[,&]|\b(?:dan|serta|and)\b|\s(?=[0-9a-z]{{1,2}}[.)]\s))",
    re.IGNORECASE,
)
"""What stands between two names but a semicolon and the end of a line."""
_NUMBER: Final = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
"""The number or letter of an entry of a list."""
_LINK: Final = re.compile(r"\w+://|www\.", re.IGNORECASE)
_REMARK: Final = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")
"""It begins at the first of many blanks: tried at each, a cell full of them takes seconds."""
_BULLETS: Final = " \t-*\u2022\"'"
_MOST_NAMES: Final = 5
_Named = Mapping[str, tuple[str, tuple[str, ...]]]
"""The files that a sheet names: see `Comparison.named`."""
_Entry = tuple[str, tuple[str, ...]]
"""The name of a file, and the rows that name it."""


@dataclass(frozen=True)
class EvidenceFolder:
    """A folder with the names of its files, and how many bytes each of them holds.

    Many sheets may share it: whether any of them names a file is asked of all together.
    """

    name: str
    files: tuple[tuple[str, int], ...]
    shared: bool = False

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The size of every file by its name as it is compared; of two with one name the larger."""
        sizes: dict[str, int] = {}
        for name, size in self.files:
            key = name_key(name)
            sizes[key] = max(size, sizes.get(key, 0))
        return sizes

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """The name of every file by what stands before its ending."""
        return {name_key(name.rpartition(".")[0] or name): name for name, _ in self.files}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What a sheet names, and what a folder holds.

    `named` leads from the name of a file, as it is compared, to the name as it was written
    first and the rows that name it; `own` is the name of the sheet's own file.
    """

    folder: EvidenceFolder
    instrument: Instrument
    named: _Named = field(default_factory=dict)
    own: str = ""


def check_evidence(
    instrument: Instrument, raw: RawSheet, folder: EvidenceFolder
) -> tuple[Finding, ...]:
    """Hold the files that a sheet names against those of a folder."""
    named, own = files_named(instrument, raw, folder), name_key(base_name(raw.file))
    comparison = _Comparison(folder, instrument, named, own)
    place = Place(raw.file, raw.sheet)
    return tuple(
        _finding(code, listed, place, folder.name)
        for code, check in _CHECKS.items()
        if (listed := list(check(comparison)))
    )


def check_folder(folder: EvidenceFolder, named: Collection[str]) -> tuple[Finding, ...]:
    """A221: every file of the folder is named by one of many sheets; `named` are the names."""
    listed = [(name, ()) for name, _ in folder.files if name_key(name) not in named]
    return (_finding("A221", listed, Place(folder.name), folder.name),) if listed else ()


def files_named(instrument: Instrument, raw: RawSheet, folder: EvidenceFolder) -> _Named:
    """Return the files that a sheet names, with the rows that do so.

    What is just like the name of a file in the folder, but for its ending, names that file.
    """
    named: dict[str, _Entry] = {}
    for number, row in view_of(instrument, raw).rows.items():
        for piece in pieces(evidence_of(row.evidence)):
            # A name may begin like the entry of a list: `20. Reviu.pdf`.
            ways = (piece, _NUMBER.sub("", piece))
            names = [name for way in ways if (name := file_name(way))]
            meant = [name for name in names if name_key(name) in folder.sizes] or names[-1:]
            stems = (folder.stems.get(name_key(way)) for way in ways if way)
            for name in meant[:1] or filter(None, stems):
                written, rows = named.get(name_key(name), (name, ()))
                if number not in rows:
                    named[name_key(name)] = (written, (*rows, number))
    return named


def pieces(evidence: str) -> Iterator[str]:
    """Yield the entries of a text of evidence, without bullets and remarks.

    >>> list(pieces("1. a.pdf dan b.pdf (h. 2); Perwal 3/2024"))
    ['1. a.pdf', 'b.pdf', 'Perwal 3/2024']
    """
    for piece in re.split(r"[;\n]", _BETWEEN.sub(r"\1;", evidence)):
        yield _REMARK.sub("", piece.strip(_BULLETS)).strip(_BULLETS)


def file_name(piece: str) -> str | None:
    """Return the name of the file that an entry names, without folders, if it names one.

    >>> file_name("bukti/d.PDF"), file_name("https://x.id/b.pdf"), file_name("Perwal 3/2024")
    ('d.PDF', None, None)
    """
    named = _FILE.fullmatch(piece) and not _LINK.search(piece)
    return base_name(piece) if named else None


def name_key(name: str) -> str:
    """Write the name of a file as it is compared: without case and odd spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _finding(code: str, listed: Sequence[_Entry], place: Place, folder: str) -> Finding:
    texts = (f"{name} ({', '.join(rows)})" if rows else name for name, rows in listed)
    facts: dict[str, Fact] = {
        "count": len(listed),
        "folder": folder,
        "files": Listed(tuple(map(Raw, texts)), _MOST_NAMES),
        "numbers": Numbers(tuple(dict.fromkeys(row for _, rows in listed for row in rows))),
    }
    return Finding(code, place, facts)


def _named_files_are_there(found: _Comparison) -> Iterator[_Entry]:
    """A220: every file that is named is in the folder."""
    yield from (entry for key, entry in found.named.items() if key not in found.folder.sizes)


def _files_are_named(found: _Comparison) -> Iterator[_Entry]:
    """A221: every file of the folder is named."""
    if found.folder.shared:
        return
    known = {*found.named, found.own}
    names = (name for name, _ in found.folder.files)
    yield from ((name, ()) for name in names if name_key(name) not in known)


def _files_hold_something(found: _Comparison) -> Iterator[_Entry]:
    """A222: no file that is named is empty."""
    yield from (entry for key, entry in found.named.items() if found.folder.sizes.get(key) == 0)


def _files_belong_to_one_row(found: _Comparison) -> Iterator[_Entry]:
    """A223: every file is named by one indicator."""
    yield from ((name, rows) for name, rows in found.named.values() if len(rows) > 1)


def _names_begin_with_the_number(found: _Comparison) -> Iterator[_Entry]:
    """A224: the name of a file begins with the number of its indicator."""
    for key, (name, rows) in found.named.items():
        if key in found.folder.sizes and len(rows) == 1 and not _begins_with(found, key, rows[0]):
            yield name, rows


def _begins_with(found: _Comparison, name: str, row: str) -> bool:
    """Tell whether a name begins with the number of a row: `indikator14a.pdf`, `20.c.Reviu.pdf`."""
    code = found.instrument.rows()[row].code
    numbers = "|".join(re.escape(number) for number in (row, code))
    return re.match(rf"(?:indikator|ind|i)?[ _.-]*0*(?:{numbers})(?!\d)", name) is not None


_CHECKS: Final[Mapping[str, Callable[[_Comparison], Iterator[_Entry]]]] = {
    "A220": _named_files_are_there,
    "A221": _files_are_named,
    "A222": _files_hold_something,
    "A223": _files_belong_to_one_row,
    "A224": _names_begin_with_the_number,
}
