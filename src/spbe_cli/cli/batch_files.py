"""Which files `spbe batch` reads: what the paths lead to, but for what it writes itself."""

from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.batch.run import Passed, Sheet
from spbe_cli.cli.options import existing_paths
from spbe_cli.cli.output_file import refuse_folder, same_file
from spbe_cli.errors import UsageError
from spbe_cli.gathering import HIDDEN, gather, is_table
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers

STEM: Final = "perbaikan-"
"""How the names of correction files begin."""


class Apart(NamedTuple):
    """What options name: it is no input even if it lies among the inputs.

    Of a folder only what lies below an input counts as apart: answers and their evidence may
    share a folder, and a file that is named itself is always read.
    """

    outputs: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()

    def leave(self, paths: Iterable[Path], given: Sequence[Path]) -> list[Path]:
        """Return the files that are none of these and lie in none of the folders."""
        roots = {one.resolve() for path in given for one in sources(path)}
        below = (one.resolve() for one in self.folders if one.exists())
        folders = {one for one in below if not roots.isdisjoint(one.parents)}
        files = (*self.outputs, *self.files)
        known = {one.resolve() for one in files if one.exists()} | folders
        if not known:
            return list(paths)
        ways = ((path, path.resolve()) for path in paths)
        return [
            path for path, way in ways if path in given or known.isdisjoint((way, *way.parents))
        ]


def sheets_at(paths: Sequence[Path], apart: Apart) -> tuple[tuple[Sheet, ...], Passed]:
    """Return the sheets that paths lead to, and what is passed over.

    Raises:
        UsageError: there is nothing where a path leads, or the output is an input.
    """
    found = gather([existing_paths(path) for path in paths])
    for output in apart.outputs:
        refuse_answers([path for path, _ in found.files], output)
    files = apart.leave((path for path, _ in found.files), paths)
    others = apart.leave(found.skipped, paths)
    seen = [path for path in files if not path.name.startswith(HIDDEN)]
    sheets = [path for path in seen if is_table(path)]
    named = [path for path in seen if not is_table(path)]
    if not sheets:
        # Who names just one file, of whatever kind, wants to know what is wrong with it.
        sheets, named = named, []
    passed = Passed(
        origin=origin_of(paths),
        names=tuple(map(str, (*others, *named))),
        odd=found.odd,
        hidden=found.hidden + len(files) - len(seen),
        apart=len(found.files) - len(files) + len(found.skipped) - len(others),
    )
    return tuple((path, str(path)) for path in sheets), passed


def refuse_corrections(folder: Path | None, paths: Sequence[Path]) -> None:
    """Refuse a folder for corrections that can't be right; call it before anything is read.

    Raises:
        UsageError: it is a file or can't be made, or answers come from it.
    """
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise UsageError("corrections_folder", folder=str(folder))
    refuse_folder(folder.parent, str(folder))
    inputs = {source.resolve() for path in paths for source in sources(path)}
    if any(one.is_relative_to(folder.resolve()) for one in inputs):
        raise UsageError("corrections_are_inputs", folder=str(folder))


def sources(path: Path) -> Iterator[Path]:
    """Yield the folders whose files a path leads to, without those below them."""
    found = [path] if path.exists() else [Path(one) for one in glob(str(path), recursive=True)]  # noqa: PTH207  may be absolute
    yield from (one if one.is_dir() else one.parent for one in found)


def origin_of(paths: Sequence[Path]) -> str:
    """Return where all files come from: the only path, or the folder of the first."""
    first = paths[0]
    return str(first if len(paths) == 1 or first.is_dir() else first.parent)


def refuse_answers(paths: Sequence[Path], output: Path) -> None:
    """Refuse to write over answers; a report of our own may be made anew."""
    if not output.exists():
        return
    path = next((one for one in paths if same_file(one, output)), None)
    if path is None:
        return
    try:
        read_answers(path, str(path))
    except Refused as refused:
        if refused.finding.code == "A126":
            return
    raise UsageError("output_is_input", file=str(output))
