"""Which files `spbe batch` reads: what the paths lead to, but for what it writes itself."""

from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from spbe_cli.batch.run import Passed, Sheet
from spbe_cli.cli.options import existing_file
from spbe_cli.cli.output_file import same_file
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.gathering import HIDDEN, gather, is_workbook
from spbe_cli.workbook.package import Refused
from spbe_cli.workbook.reading import read_answers


class Apart(NamedTuple):
    """What is no input even if it lies among them."""

    output: Path | None = None
    assign: Path | None = None
    corrections: Path | None = None


def sheets_at(paths: Sequence[Path], apart: Apart) -> tuple[tuple[Sheet, ...], Passed]:
    """Return the sheets that paths lead to, and what is passed over.

    Raises:
        UsageError: there is nothing where a path leads, or the output is an input.
    """
    for path in paths:
        check(path)
    found = gather(paths)
    outputs = [path for path in (apart.output, apart.assign) if path and path.exists()]
    sheets: list[Sheet] = []
    others, hidden = [*found.skipped], found.hidden
    for path, name in found.files:
        if any(same_file(path, other) for other in outputs) or within(path, apart.corrections):
            refuse_answers(path, apart.output)
            hidden += 1
        elif path.name.startswith(HIDDEN):
            hidden += 1
        elif is_workbook(path):
            sheets.append((path, name))
        else:
            others.append(name)
    return tuple(sheets), Passed(str(paths[0]), tuple(others), hidden)


def check(path: Path) -> None:
    """Refuse a path that leads nowhere."""
    if path.exists():
        return
    if not has_magic(str(path)):
        existing_file(path)
    elif not glob(str(path), recursive=True):  # noqa: PTH207  may be absolute
        raise UsageError("batch_no_match", pattern=Quoted(str(path)))


def within(path: Path, folder: Path | None) -> bool:
    """Tell whether a file lies in a folder."""
    return folder is not None and path.parent.resolve() == folder.resolve()


def refuse_answers(path: Path, output: Path | None) -> None:
    """Refuse to write over answers; a report of our own may be made anew."""
    if output is None or not same_file(path, output):
        return
    try:
        read_answers(path, str(path))
    except Refused as refused:
        if refused.finding.code == "A126":
            return
    raise UsageError("output_is_input", file=str(output))
