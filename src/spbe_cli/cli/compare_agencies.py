"""What goes to every agency of which assessors lowered something: a workbook and a text each."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.analysis.compare import by_agency
from spbe_cli.assignment import Agency, short_name
from spbe_cli.cli.files import apart, own_files, refuse_input, slug, with_text, write_files
from spbe_cli.reports import drawn
from spbe_cli.reports.compare_falls import Falls
from spbe_cli.words import Words
from spbe_cli.xlsx.correction import is_own_notice, message

STEM: Final = "diturunkan-"
"""How the names of what is sent begin."""


class Sent(NamedTuple):
    """How many agencies get something, what fell that is nobody's, and what was removed."""

    agencies: int
    nobodys: tuple[str, ...]
    removed: tuple[Path, ...]


def send(falls: Falls, folder: Path, inputs: Sequence[Path], *, force: bool) -> Sent:
    """Write what goes to every agency into a folder, and remove what nobody needs any more.

    What an earlier run wrote is renewed.  Without `force` another file in its place is refused
    before anything is written, and an input always is.
    """
    stems = _stems(falls.assignment.agencies)
    groups = by_agency(falls.compared, falls.assignment)
    contents: dict[Path, bytes] = {}
    for agency, fallen in groups:
        if agency:
            book, text = with_text(folder, stems[agency.name])
            contents[book] = drawn(falls.document(agency, fallen), book.suffix, falls.words)
            contents[text] = message(falls.text(agency, fallen))
    for path in contents:
        refuse_input(path, inputs)
    places = (path for stem in stems.values() for path in with_text(folder, stem))
    own = own_files(places, contents, is_own_notice, "notice_foreign", force=force)
    removed: tuple[Path, ...] = ()
    if contents or own:
        removed = write_files(folder, contents.items(), own, force=force)
    nobodys = tuple(fall.row for agency, fallen in groups if agency is None for fall in fallen)
    return Sent(len(contents) // 2, nobodys, removed)


def told(sent: Sent, folder: Path, words: Words) -> list[str]:
    """Say what was written, removed, and what nobody gets."""
    removed = ", ".join(path.name for path in sent.removed)
    said = {
        "falls.removed": bool(sent.removed),
        "falls.written": sent.agencies > 0,
        "falls.none_written": not sent.agencies and not sent.nobodys,
        "falls.nobodys": bool(sent.nobodys),
    }
    facts = {"folder": str(folder), "count": sent.agencies, "files": removed}
    facts["numbers"] = ", ".join(sent.nobodys)
    return [words.label(key, **facts) for key, holds in said.items() if holds]


def _stems(agencies: Sequence[Agency]) -> dict[str, str]:
    """Name the files of every agency; who has nothing to answer changes no other name."""
    taken: dict[str, int] = {}
    return {one.name: STEM + apart(slug(short_name(one.name)), taken) for one in agencies}
