"""Files that are written: refused early where that is possible, never left half done."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import Final

from spbe_cli.errors import EnvironmentRefusal, UsageError
from spbe_cli.findings import Quoted, Word

Content = bytes | Iterable[bytes]
"""What a file holds, at once or piece by piece."""
READ_ONLY: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
LONGEST_NAME: Final = 60
PREFIX: Final = ".spbe-"
DRAFT: Final = re.compile(r"\.spbe-(?P<host>[0-9a-f]{8})-(?P<process>\d+)-\w+(\.tmp|\.old)?")
OLDEST: Final = 24 * 60 * 60
"""So many seconds no draft is worked on, whoever makes it."""


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
        _refuse_place(output, kinds)
        known = output.exists()
    except OSError as refused:
        # Such as a name that is too long.
        raise _refusal_of(refused, output) from refused
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


def _refuse_place(output: Path, kinds: Collection[str]) -> None:
    file = str(output)
    if output.is_dir():
        raise UsageError("output_folder", file=file)
    ending = output.suffix.casefold()
    if ending not in kinds:
        key = "output_kind" if ending else "output_no_kind"
        kind, known = Quoted(output.suffix), ", ".join(sorted(kinds))
        raise UsageError(key, file=file, kind=kind, kinds=known)
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
    draft = _draft_beside(target)
    try:
        _write_draft(draft, target, content, path)
        _put(draft, target, path, force=force)
    finally:
        _remove((draft,))


def _write_draft(draft: Path, target: Path, content: Content, path: Path) -> None:
    """Write the draft of a file, with the permissions of the file it will replace."""
    try:
        with draft.open("xb") as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
    except OSError as refused:
        raise _refusal_of(refused, path) from refused
    with suppress(OSError):
        shutil.copymode(target, draft)


def _put(draft: Path, target: Path, path: Path, *, force: bool) -> None:
    """Put the draft in the place of the file; without `force` only where none is.

    That nothing was there is no longer true for sure: who comes first keeps the name.
    """
    if force:
        _replace(draft, target, path)
        return
    try:
        os.link(draft, target)
    except FileExistsError as taken:
        raise UsageError("output_exists", file=str(path)) from taken
    except OSError:
        # No second names, as on a memory stick: the place is taken, then filled.
        _take(target, path)
        try:
            _replace(draft, target, path)
        except BaseException:
            _remove((target,))
            raise
    _remove((draft,))


def _take(target: Path, path: Path) -> None:
    try:
        target.open("xb").close()
    except FileExistsError as taken:
        raise UsageError("output_exists", file=str(path)) from taken
    except OSError as refused:
        raise _refusal_of(refused, path) from refused


def _replace(draft: Path, target: Path, path: Path) -> None:
    try:
        os.replace(draft, target)  # noqa: PTH105  tests let just this fail
    except PermissionError as refused:
        # Windows replaces no file that a program holds open.
        raise EnvironmentRefusal("output_open", file=str(path)) from refused
    except OSError as refused:
        raise _refusal_of(refused, path) from refused


def _refusal_of(refused: OSError, path: Path) -> EnvironmentRefusal:
    """Say why a file could not be written: the folder, the disk, or what the system says."""
    if refused.errno in READ_ONLY:
        return EnvironmentRefusal("output_read_only", folder=str(path.parent.absolute()))
    if refused.errno in NO_SPACE:
        return EnvironmentRefusal("output_no_space", file=str(path))
    reason = refused.strerror or type(refused).__name__
    return EnvironmentRefusal("output_failed", file=str(path), reason=reason)


# Several files: all of them, or none


def refuse_in_folder(paths: Sequence[Path], folder: Path, *, force: bool) -> None:
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
    made = not folder.is_dir()
    if made:
        try:
            folder.mkdir()
        except OSError as refused:
            raise _refusal_of(refused, folder) from refused
    sweep(folder)
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents:
            drafts[path] = _draft_beside(path)
            _write_draft(drafts[path], path, content, path)
        stale = tuple(sorted(path for path in own if path not in drafts))
        _put_in_place(drafts, stale, drafts if force else own)
    except BaseException:
        _remove(drafts.values())
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return stale


def _put_in_place(
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
                _keep(path, kept[path])
            _put(draft, path, path, force=path in ours)
            done.append(path)
        for path in stale:
            kept[path] = _draft_beside(path).with_suffix(".old")
            _replace(path, kept[path], path)
            done.append(path)
    except BaseException:
        _remove(path for path in done if path not in kept)
        for path in done:
            if path in kept:
                with suppress(OSError, EnvironmentRefusal):
                    _replace(kept[path], path, path)
        raise
    finally:
        _remove(kept.values())


def _keep(path: Path, old: Path) -> None:
    """Give a file a second name; where the file system has no such names, copy it."""
    try:
        old.hardlink_to(path)
    except OSError:
        try:
            shutil.copy2(path, old)
        except OSError as refused:
            raise _refusal_of(refused, path) from refused


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


# Names of what is not done yet
#
# They say who makes it, so that what is left is known as such.  Who is killed can't tidy up; the
# next run that writes to the same place does it instead.


def _host() -> str:
    """Return a mark of this computer: a folder may be shared, and numbers of processes are not."""
    name = os.uname().nodename if sys.platform != "win32" else ""
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()


def _draft_beside(target: Path) -> Path:
    """Return a draft of a file, in the same folder, under a name that nobody has."""
    return target.with_name(f"{PREFIX}{_host()}-{os.getpid()}-{os.urandom(4).hex()}.tmp")


def sweep(folder: Path) -> None:
    """Remove the drafts of runs that ended without doing so, as far as we may."""
    with suppress(OSError):
        for draft in [one for one in folder.glob(f"{PREFIX}*") if _is_left(one)]:
            if draft.is_dir() and not draft.is_symlink():
                shutil.rmtree(draft, ignore_errors=True)
            else:
                with suppress(OSError):
                    draft.unlink()


def _is_left(draft: Path) -> bool:
    """Tell whether nobody works on a draft: its process has ended, or it is too old."""
    named = DRAFT.fullmatch(draft.name)
    if named is None:
        return False
    if named["host"] == _host() and _has_ended(int(named["process"])):
        return True
    with suppress(OSError):
        return time() - draft.lstat().st_mtime > OLDEST
    return False


def _has_ended(process: int) -> bool:
    """Tell whether there is no such process on this computer; nobody can tell on Windows."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        pass
    return False


# Names of files


def slug(name: str) -> str:
    """Write a name as part of a file name.

    >>> slug("Bagian Pengadaan Barang/Jasa")
    'bagian-pengadaan-barang-jasa'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONGEST_NAME] or "opd"


def apart(name: str, taken: dict[str, int]) -> str:
    """Return a name that is not taken yet, numbered where it must be, and take it.

    `taken` keeps for every name how often it was wanted.

    >>> taken = {"bappeda": 1}
    >>> apart("bappeda", taken), apart("bappeda", taken), apart("bappeda-2", taken)
    ('bappeda-2', 'bappeda-3', 'bappeda-2-2')
    """
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}-{taken[name]}"
    taken[free] = 1
    return free
