"""Files that are written: refused early where that is possible, each whole or not at all."""

import errno
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Final

from spbe_cli.errors import SpbeError, UsageError
from spbe_cli.findings import Quoted, Word

TEXT: Final = ".txt"
SUMS: Final = "SHA256SUMS"
"""The file that knows how texts of a folder were when we wrote them."""
LONGEST_NAME: Final = 60
MOST_SUGGESTIONS: Final = 2
DRAFT: Final = re.compile(r"\.spbe-\d+-[0-9a-f]{8}\.tmp")
"""Names of files that are not done yet: who makes them, and what nobody else has."""
OLDEST: Final = 60 * 60
"""So many seconds no draft is worked on: who made it was killed."""


def refuse_outputs(
    outputs: Sequence[Path], inputs: Sequence[Path], *, force: bool, kinds: Collection[str]
) -> None:
    """Refuse files to write to of which any can't be right; call it before anything is read."""
    for number, output in enumerate(outputs):
        file, ending = str(output), output.suffix.casefold()
        # The system refuses such as a name that is too long.
        with _refusing(output):
            if output.is_dir():
                raise UsageError("output_folder", file=file)
            if ending not in kinds:
                key, known = "output_kind" if ending else "output_no_kind", ", ".join(sorted(kinds))
                raise UsageError(key, file=file, kind=Quoted(output.suffix), kinds=known)
            refuse_folder(output.parent, file)
            exists = output.exists()
            if exists and not output.is_file():
                # A device or a pipe: it would be replaced by a file, for every program.
                raise SpbeError("output_failed", file=file, reason=Word("kind_special"))
        refuse_input(output, inputs)
        if exists and not force:
            raise UsageError("output_exists", file=file)
        if any(same_file(output, other) for other in outputs[:number]):
            raise UsageError("output_twice", file=file)


def refuse_folder(folder: Path, file: str) -> None:
    """Refuse a folder that is a file, lies under one, or is not there; `file` is to lie in it."""
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise UsageError("output_no_folder_file", folder=str(path))
    if not folder.is_dir():
        raise UsageError("output_no_folder", file=file, folder=str(folder))


def refuse_input(output: Path, inputs: Sequence[Path]) -> None:
    """Refuse a file to write to that is one of the inputs, however it is called."""
    if any(same_file(output, path) for path in inputs):
        raise UsageError("output_is_input", file=str(output))


def refuse_in_folder(paths: Sequence[Path], folder: Path, *, force: bool) -> None:
    """Refuse files of a folder that must not be written; call it before anything is."""
    if folder.exists():
        refuse_folder(folder, str(folder))
    refuse_folder(folder.parent, str(folder))
    known = [path for path in paths if path.exists()]
    for path in known:
        if path.is_dir():
            reason = os.strerror(errno.EISDIR)
            raise SpbeError("output_failed", file=str(path), reason=reason)
    if len(known) == 1 and not force:
        raise UsageError("output_exists", file=str(known[0]))
    if known and not force:
        facts = {"count": len(known), "folder": str(folder), "file": known[0].name}
        raise UsageError("outputs_exist", **facts)


def own_files(
    places: Iterable[Path],
    wanted: Collection[Path],
    is_own: Callable[[Path], bool],
    refusal: str,
    *,
    force: bool,
) -> frozenset[Path]:
    """Return what an earlier run wrote there; without `force` another file `wanted` is refused."""
    known = sorted(path for path in places if path.exists())
    own = frozenset(path for path in known if path.is_file() and is_own(path) and _unchanged(path))
    foreign = [path for path in known if path in wanted and path not in own]
    if foreign:
        refuse_in_folder(foreign, foreign[0].parent, force=True)
    if foreign and not force:
        raise UsageError(refusal, file=str(foreign[0]))
    return own


def _unchanged(path: Path) -> bool:
    """Tell whether a text is as we wrote it: a workbook itself knows whether it was saved."""
    return path.suffix != TEXT or listed_in(path.parent).get(path.name) == digest(path)


def listed_in(folder: Path) -> dict[str, str]:
    """Return the hashes of files by name, as they were when we wrote them."""
    sums = folder / SUMS
    lines = sums.read_text("utf-8", "replace").splitlines() if sums.is_file() else ()
    named = (line.partition("  ") for line in lines)
    return {name: sha for sha, _, name in named}


def list_files(folder: Path, paths: Iterable[Path]) -> None:
    """Keep the hashes of files that we wrote, so that they are known as ours."""
    if lines := [f"{digest(path)}  {path.name}\n" for path in paths]:
        write_file(folder / SUMS, "".join(lines).encode(), force=True)
    else:
        (folder / SUMS).unlink(missing_ok=True)


def digest(path: Path) -> str:
    """Return the hash of a file."""
    return sha256(path.read_bytes()).hexdigest()


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


# What is read


def existing_files(paths: list[Path] | None) -> list[Path] | None:
    """Refuse paths of which one is no file."""
    for path in paths or ():
        existing_file(path)
    return paths


def existing_file(path: Path | None) -> Path | None:
    """Refuse a path that is no file, and name the files of its folder that are called alike."""
    if path is None:
        return None
    if path.is_dir():
        raise UsageError("input_folder", file=str(path))
    if path.exists():
        return path
    try:
        names = {file.name.casefold(): file for file in sorted(path.parent.iterdir())}
    except OSError:
        names = {}
    alike = get_close_matches(path.name.casefold(), names, n=MOST_SUGGESTIONS)
    close = ", ".join(str(names[name]) for name in alike if names[name].is_file())
    if not close:
        raise UsageError("no_file", file=str(path))
    key = "no_file_here" if path.parent == Path() else "no_file_near"
    raise UsageError(key, file=str(path), close=close)


# Writing


@contextmanager
def _refusing(path: Path, *, placing: bool = False) -> Iterator[None]:
    """Say why a file cannot be written; `placing`: it is made, and replaces another or goes."""
    try:
        yield
    except OSError as refused:
        facts: dict[str, str] = {"file": str(path)}
        if placing and isinstance(refused, PermissionError):
            # Windows replaces no file that a program holds open.
            key = "output_open"
        elif refused.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            key, facts = "output_read_only", {"folder": str(path.parent.absolute())}
        elif refused.errno in {errno.ENOSPC, errno.EDQUOT}:
            key = "output_no_space"
        else:
            key, facts["reason"] = "output_failed", refused.strerror or type(refused).__name__
        raise SpbeError(key, **facts) from refused


def write_file(path: Path, content: bytes, *, force: bool, sweep: bool = True) -> None:
    """Write a file whole or not at all; a link stays one, and old drafts are swept out.

    UsageError: another run has written it meanwhile (no `force`).  SpbeError: the system refuses.
    """
    target = Path(os.path.realpath(path))
    if sweep:
        _sweep(target.parent)
    draft = target.with_name(f".spbe-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with _refusing(path), draft.open("xb") as file:
            file.write(content)
        with suppress(OSError):
            shutil.copymode(target, draft)
        if not force:
            # Of two runs the first one keeps the name; a memory stick knows no second names.
            with suppress(OSError):
                os.link(draft, target)
                return
            if target.exists():
                raise UsageError("output_exists", file=str(path))
        with _refusing(path, placing=True):
            os.replace(draft, target)  # noqa: PTH105  tests let just this fail
    finally:
        with suppress(OSError):
            draft.unlink()


def write_files(
    folder: Path, made: Mapping[Path, bytes], own: Collection[Path] = (), *, force: bool
) -> tuple[Path, ...]:
    """Write all into a folder; of `own` files of an earlier run remove, and return, the others."""
    for path in made:
        if path not in own and not force and path.exists():
            raise UsageError("output_exists", file=str(path))
    stale = tuple(sorted(path for path in own if path not in made))
    for path in stale:
        with _refusing(path, placing=True):
            path.unlink()
    with _refusing(folder):
        folder.mkdir(exist_ok=True)
    _sweep(folder)
    for path, content in made.items():
        write_file(path, content, force=force or path in own, sweep=False)
    texts = {path for path in made if path.suffix == TEXT}
    if texts or (folder / SUMS).is_file():
        kept = (folder / name for name in listed_in(folder) if Path(name).name == name)
        texts |= {path for path in kept if path.is_file() and _unchanged(path)}
        list_files(folder, sorted(texts))
    return stale


def _sweep(folder: Path) -> None:
    with suppress(OSError):
        for draft in [one for one in folder.iterdir() if DRAFT.fullmatch(one.name)]:
            if time() - draft.lstat().st_mtime > OLDEST:
                draft.unlink()


# Names of files


def with_text(folder: Path, stem: str) -> tuple[Path, Path]:
    """Return where a workbook for an agency goes, and the text that goes with it."""
    return folder / f"{stem}.xlsx", folder / f"{stem}{TEXT}"


def slug(name: str) -> str:
    """Write a name as part of a file name.

    >>> slug("Bagian Pengadaan Barang/Jasa")
    'bagian-pengadaan-barang-jasa'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONGEST_NAME] or "opd"


def apart(name: str, taken: dict[str, int]) -> str:
    """Return the slug of a name, numbered where it is taken already, and take it.

    `taken` keeps for every slug how often it was wanted.

    >>> taken = {"bappeda": 1}
    >>> apart("bappeda", taken), apart("bappeda", taken), apart("bappeda-2", taken)
    ('bappeda-2', 'bappeda-3', 'bappeda-2-2')
    """
    free = wanted = slug(name)
    while free in taken:
        taken[wanted] += 1
        free = f"{wanted}-{taken[wanted]}"
    taken[free] = 1
    return free
