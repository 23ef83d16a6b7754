"""Several files that are written together: all of them, or none."""

import errno
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from spbe_cli.cli.output_file import put, refusal_of, refuse_folder, replace, write_draft
from spbe_cli.drafts import draft_beside, sweep
from spbe_cli.errors import EnvironmentRefusal, UsageError


def refuse_outputs(paths: Sequence[Path], folder: Path, *, force: bool) -> None:
    """Refuse files of a folder that must not be written; call it before anything is.

    Raises:
        UsageError: the folder is a file or can't be made, or a file exists and `force` is
            not given.
        EnvironmentRefusal: a folder stands where a file should be.
    """
    if folder.exists():
        refuse_folder(folder, str(folder))
    refuse_folder(folder.parent, str(folder))
    for path in paths:
        if path.is_dir():
            reason = os.strerror(errno.EISDIR)
            raise EnvironmentRefusal("output_failed", file=str(path), reason=reason)
    known = [path for path in paths if path.exists()]
    if known and not force:
        facts = {"count": len(known), "folder": str(folder), "file": known[0].name}
        raise UsageError("outputs_exist" if len(known) > 1 else "output_exists", **facts)


def write_files(
    folder: Path,
    contents: Iterable[tuple[Path, bytes]],
    own: Collection[Path] = (),
    *,
    force: bool,
) -> tuple[Path, ...]:
    """Write files into a folder, which is made if need be: all of them, or none.

    They may come one by one: what is written already does not stay in memory.  `own` are files
    of an earlier run: they are replaced without `force`, and those that are not written again
    are removed, and returned.

    Raises:
        UsageError: a file that is not our own is there, and `force` is not given.
        EnvironmentRefusal: the system does not let us; everything is as it was before.
    """
    made = make_folder(folder)
    sweep(folder)
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents:
            drafts[path] = draft_beside(path)
            write_draft(drafts[path], path, content, path)
        stale = tuple(sorted(path for path in own if path not in drafts))
        put_in_place(drafts, stale, drafts if force else own)
    except BaseException:
        remove(drafts.values())
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return stale


def make_folder(folder: Path) -> bool:
    """Make a folder, and tell whether it is new."""
    if folder.is_dir():
        return False
    try:
        folder.mkdir()
    except OSError as refused:
        raise refusal_of(refused, folder) from refused
    return True


def put_in_place(
    drafts: Mapping[Path, Path], stale: Collection[Path], ours: Collection[Path]
) -> None:
    """Put drafts in the places of their files; after a refusal everything is put back.

    What is `stale` goes; only `ours` may be replaced.

    At every moment a file that was there is there, old or new: what replaces it keeps a second
    name of the old one until all is done.
    """
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, draft in drafts.items():
            if path in ours and path.exists():
                kept[path] = draft.with_suffix(".old")
                keep(path, kept[path])
            put(draft, path, path, force=path in ours)
            done.append(path)
        for path in stale:
            kept[path] = draft_beside(path).with_suffix(".old")
            replace(path, kept[path], path)
            done.append(path)
    except BaseException:
        remove(path for path in done if path not in kept)
        put_back({path: old for path, old in kept.items() if path in done})
        raise
    finally:
        remove(kept.values())


def keep(path: Path, old: Path) -> None:
    """Give a file a second name; where the file system has no such names, copy it."""
    try:
        old.hardlink_to(path)
    except OSError:
        try:
            shutil.copy2(path, old)
        except OSError as refused:
            raise refusal_of(refused, path) from refused


def put_back(kept: Mapping[Path, Path]) -> None:
    """Put the files back that were there before."""
    for path, old in kept.items():
        with suppress(OSError, EnvironmentRefusal):
            replace(old, path, path)


def remove(paths: Iterable[Path]) -> None:
    """Remove files, as far as they are there."""
    for path in paths:
        with suppress(OSError):
            path.unlink()
