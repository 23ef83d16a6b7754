"""Files that are written: refused early where that is possible, never left half done."""

import errno
import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from spbe_cli.drafts import draft_beside, sweep
from spbe_cli.errors import EnvironmentRefusal, UsageError
from spbe_cli.findings import Quoted, Word

Content = bytes | Iterable[bytes]
"""What a file holds, at once or piece by piece."""
READ_ONLY: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def refuse_output(
    output: Path | None, inputs: Sequence[Path], *, force: bool, kinds: Collection[str]
) -> None:
    """Refuse a file to write to that can't be right; call it before anything is read.

    Raises:
        UsageError: its ending is none of `kinds`, it is an input, it exists and `force` is
            not given, it is a folder, or its folder does not exist.
        EnvironmentRefusal: it is a device, or the system can't have such a name.
    """
    if output is None:
        return
    file = str(output)
    try:
        refuse_place(output, kinds)
        known = output.exists()
    except OSError as refused:
        # Such as a name that is too long.
        raise refusal_of(refused, output) from refused
    refuse_input(output, inputs)
    if known and not force:
        raise UsageError("output_exists", file=file)


def refuse_outputs(
    outputs: Sequence[Path] | None, inputs: Sequence[Path], *, force: bool, kinds: Collection[str]
) -> None:
    """Refuse files to write to, of which any can't be right; call it before anything is read.

    Raises:
        UsageError: a file is named twice, or see `refuse_output`.
        EnvironmentRefusal: see `refuse_output`.
    """
    for number, output in enumerate(outputs or ()):
        refuse_output(output, inputs, force=force, kinds=kinds)
        if any(same_file(output, other) for other in (outputs or ())[:number]):
            raise UsageError("output_twice", file=str(output))


def refuse_place(output: Path, kinds: Collection[str]) -> None:
    """Refuse a path at which no file of ours can be."""
    file = str(output)
    if output.is_dir():
        raise UsageError("output_folder", file=file)
    refuse_kind(output, kinds)
    refuse_folder(output.parent, file)
    if output.exists() and not output.is_file():
        # A device or a pipe: it would be replaced by a file, for every program.
        raise EnvironmentRefusal("output_failed", file=file, reason=Word("kind_special"))


def refuse_folder(folder: Path, file: str) -> None:
    """Refuse a folder that is a file, lies under one, or is not there; `file` is to lie in it."""
    if folder.is_dir():
        return
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise UsageError("output_no_folder_file", folder=str(path))
    raise UsageError("output_no_folder", file=file, folder=str(folder))


def refuse_kind(output: Path, kinds: Collection[str]) -> None:
    """Refuse an ending that we do not write."""
    ending = output.suffix.casefold()
    if ending not in kinds:
        key = "output_kind" if ending else "output_no_kind"
        kind, known = Quoted(output.suffix), ", ".join(sorted(kinds))
        raise UsageError(key, file=str(output), kind=kind, kinds=known)


def refuse_input(output: Path | None, inputs: Sequence[Path]) -> None:
    """Refuse a file to write to that is one of the inputs, however it is called."""
    if output and any(same_file(output, path) for path in inputs):
        raise UsageError("output_is_input", file=str(output))


def instrument_file(instrument: str | None) -> tuple[Path, ...]:
    """Return the file that `-i` names: an input, too.  The id of a shipped one is no file."""
    path = Path(instrument or "")
    return (path,) if path.suffix and path.is_file() else ()


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, however they are spelled."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def write_file(path: Path, content: Content, *, force: bool) -> None:
    """Write a file whole or not at all: beside it first, then in its place.

    A link stays a link: what it leads to is written.

    Raises:
        UsageError: another run has written it meanwhile, and `force` is not given.
        EnvironmentRefusal: the system does not let us; no trace is left.
    """
    target = Path(os.path.realpath(path))
    sweep(target.parent)
    draft = draft_beside(target)
    try:
        write_draft(draft, target, content, path)
        put(draft, target, path, force=force)
    finally:
        with suppress(OSError):
            draft.unlink()


def write_draft(draft: Path, target: Path, content: Content, path: Path) -> None:
    """Write the draft of a file, with the permissions of the file it will replace."""
    try:
        with draft.open("xb") as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
    except OSError as refused:
        raise refusal_of(refused, path) from refused
    with suppress(OSError):
        shutil.copymode(target, draft)


def put(draft: Path, target: Path, path: Path, *, force: bool) -> None:
    """Put the draft in the place of the file; without `force` only where none is.

    That nothing was there is no longer true for sure: who comes first keeps the name.
    """
    if force:
        replace(draft, target, path)
        return
    try:
        os.link(draft, target)
    except FileExistsError as taken:
        raise UsageError("output_exists", file=str(path)) from taken
    except OSError:
        # No second names, as on a memory stick: the place is taken, then filled.
        take(target, path)
        try:
            replace(draft, target, path)
        except BaseException:
            with suppress(OSError):
                target.unlink()
            raise
    with suppress(OSError):
        draft.unlink()


def take(target: Path, path: Path) -> None:
    """Take a place where no file is."""
    try:
        target.open("xb").close()
    except FileExistsError as taken:
        raise UsageError("output_exists", file=str(path)) from taken
    except OSError as refused:
        raise refusal_of(refused, path) from refused


def replace(draft: Path, target: Path, path: Path) -> None:
    """Put the draft in the place of the file."""
    try:
        os.replace(draft, target)  # noqa: PTH105  tests let just this fail
    except PermissionError as refused:
        # Windows replaces no file that a program holds open.
        raise EnvironmentRefusal("output_open", file=str(path)) from refused
    except OSError as refused:
        raise refusal_of(refused, path) from refused


def refusal_of(refused: OSError, path: Path) -> EnvironmentRefusal:
    """Say why a file could not be written: the folder, the disk, or what the system says."""
    if refused.errno in READ_ONLY:
        return EnvironmentRefusal("output_read_only", folder=str(path.parent.absolute()))
    if refused.errno in NO_SPACE:
        return EnvironmentRefusal("output_no_space", file=str(path))
    reason = refused.strerror or type(refused).__name__
    return EnvironmentRefusal("output_failed", file=str(path), reason=reason)
