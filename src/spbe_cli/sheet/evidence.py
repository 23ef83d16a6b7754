"""The files that Bukti Dukung names, held against the files of a folder.

Links are not followed, and what is no name of a file (`Perwal 12/2023, pasal 5`) is left alone.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Raw, base_name
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.values import evidence_of, written
from spbe_cli.sheet.view import View

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
_Entry = tuple[str, tuple[str, ...]]
"""The name of a file as it was written first, and the rows that name it."""


@frozen(slots=False)
class EvidenceFolder:
    """A folder with its files and their bytes; `shared` by sheets, it is asked of all together."""

    name: str
    files: tuple[tuple[str, int], ...]
    shared: bool = False

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The size of every file by its name as it is compared; of two with one name the larger."""
        smallest_first = sorted(self.files, key=lambda file: file[1])
        return {file_key(name): size for name, size in smallest_first}

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """The name of every file by what stands before its ending."""
        return {file_key(name.rpartition(".")[0] or name): name for name, _ in self.files}


def files_named(view: View, folder: EvidenceFolder) -> Mapping[str, _Entry]:
    """Return the files that Bukti Dukung names, by their names as they are compared."""
    rows = ((number, evidence_of(row.evidence)) for number, row in view.rows.items())
    return _named(rows, folder)


def files_cited(view: View, folder: EvidenceFolder) -> set[str]:
    """Return the compared names of the files that a sheet names anywhere, in Penjelasan too."""
    of_items = _named(((item.code, item.files) for item in view.items), folder)
    told = file_key(" ".join(written(row.explanation) for row in view.raw.rows))
    in_text = (key for key in folder.sizes if key in told)
    return {*files_named(view, folder), *of_items, *in_text}


def _named(texts: Iterable[tuple[str, str]], folder: EvidenceFolder) -> Mapping[str, _Entry]:
    """Take what is just like the name of a file in the folder, but for its ending, for that."""
    named: dict[str, _Entry] = {}
    for number, piece in ((number, piece) for number, text in texts for piece in pieces(text)):
        # A name may begin like the entry of a list: `20. Reviu.pdf`.
        ways = (piece, _NUMBER.sub("", piece))
        names = [name for way in ways if (name := file_name(way))]
        meant = [name for name in names if file_key(name) in folder.sizes] or names[-1:]
        stems = (folder.stems.get(file_key(way)) for way in ways if way)
        for name in meant[:1] or filter(None, stems):
            first, rows = named.get(file_key(name), (name, ()))
            if number not in rows:
                named[file_key(name)] = (first, (*rows, number))
    return named


def check_evidence(view: View, folder: EvidenceFolder) -> Iterator[Finding]:
    """A220-A224, A240: every file named is there, not empty, of one row; each one is named."""
    raw, sizes = view.raw, folder.sizes
    named = files_named(view, folder)
    of_items = _named(((item.code, item.files) for item in view.items), folder)
    alone = () if folder.shared else folder.files
    known = {file_key(base_name(raw.file)), *(files_cited(view, folder) if alone else ())}
    faults: dict[str, list[_Entry]] = {
        "A220": [entry for key, entry in named.items() if key not in sizes],
        "A221": [(name, ()) for name, _ in alone if file_key(name) not in known],
        "A222": [entry for key, entry in {**of_items, **named}.items() if sizes.get(key) == 0],
        "A223": [entry for entry in named.values() if len(entry[1]) > 1],
        "A224": [
            (name, rows)
            for key, (name, rows) in named.items()
            if key in sizes and len(rows) == 1 and not _begins_with(key, rows[0], view.instrument)
        ],
        "A240": [one for key, one in of_items.items() if key not in sizes and key not in named],
    }
    for code, entries in faults.items():
        sheet = raw.items_sheet if code == "A240" else raw.sheet
        if entries:
            yield _finding(code, entries, Place(raw.file, sheet), folder.name)


def check_folder(folder: EvidenceFolder, named: Collection[str]) -> tuple[Finding, ...]:
    """A221: every file of the folder is named by one of many sheets; `named` are the names."""
    listed = [(name, ()) for name, _ in folder.files if file_key(name) not in named]
    return (_finding("A221", listed, Place(folder.name), folder.name),) if listed else ()


def files_of(evidence: str) -> tuple[str, ...]:
    """Return the names of the files in a text of evidence, each once."""
    found = (file_name(_NUMBER.sub("", piece)) or file_name(piece) for piece in pieces(evidence))
    return tuple(dict.fromkeys(filter(None, found)))


def pieces(evidence: str) -> Iterator[str]:
    """Yield the entries of a text of evidence, without bullets and remarks."""
    for piece in re.split(r"[;\n]", _BETWEEN.sub(r"\1;", evidence)):
        yield _REMARK.sub("", piece.strip(_BULLETS)).strip(_BULLETS)


def file_name(piece: str) -> str | None:
    """Return the name of the file that an entry names, without folders; None if it names none."""
    named = _FILE.fullmatch(piece) and not _LINK.search(piece)
    return re.split(r"[\\/]", piece)[-1] if named else None


def file_key(name: str) -> str:
    """Write the name of a file as it is compared: without case and odd spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _finding(code: str, listed: Sequence[_Entry], place: Place, folder: str) -> Finding:
    texts = (f"{name} ({', '.join(rows)})" if rows else name for name, rows in listed)
    rows = dict.fromkeys(row for _, rows in listed for row in rows)
    facts: dict[str, Fact] = {"count": len(listed), "folder": folder}
    facts |= {"files": Listed(tuple(map(Raw, texts)), _MOST_NAMES), "numbers": Numbers(tuple(rows))}
    return Finding(code, place, facts)


def _begins_with(name: str, row: str, instrument: Instrument) -> bool:
    """Tell whether a name begins with the number of a row: `indikator14a.pdf`, `20.c.Reviu.pdf`."""
    code = instrument.rows()[row].code
    numbers = "|".join(re.escape(number) for number in (row, code))
    return re.match(rf"(?:indikator|ind|i)?[ _.-]*0*(?:{numbers})(?!\d)", name) is not None
