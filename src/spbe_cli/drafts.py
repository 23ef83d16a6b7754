"""Names of what is not done yet: they say who makes it, so that what is left is known as such.

Who is killed can't tidy up; the next run that writes to the same place does it instead.
"""

import os
import re
import shutil
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import Final

PREFIX: Final = ".spbe-"
NAME: Final = re.compile(r"\.spbe-(?P<host>[0-9a-f]{8})-(?P<process>\d+)-\w+(\.tmp|\.old)?")
LONGEST: Final = 24 * 60 * 60
"""So many seconds no draft is worked on, whoever makes it."""


def host() -> str:
    """Return a mark of this computer: a folder may be shared, and numbers of processes are not."""
    name = os.uname().nodename if sys.platform != "win32" else ""
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()


def draft_prefix() -> str:
    """Return how the names of all drafts of this process begin."""
    return f"{PREFIX}{host()}-{os.getpid()}-"


def draft_beside(target: Path) -> Path:
    """Return a draft of a file, in the same folder, under a name that nobody has."""
    return target.with_name(f"{draft_prefix()}{os.urandom(4).hex()}.tmp")


def sweep(folder: Path) -> None:
    """Remove the drafts of runs that ended without doing so, as far as we may."""
    with suppress(OSError):
        for draft in [one for one in folder.glob(f"{PREFIX}*") if is_left(one)]:
            if draft.is_dir() and not draft.is_symlink():
                shutil.rmtree(draft, ignore_errors=True)
            else:
                with suppress(OSError):
                    draft.unlink()


def is_left(draft: Path) -> bool:
    """Tell whether nobody works on a draft: its process has ended, or it is too old."""
    named = NAME.fullmatch(draft.name)
    if named is None:
        return False
    if named["host"] == host() and has_ended(int(named["process"])):
        return True
    with suppress(OSError):
        return time() - draft.lstat().st_mtime > LONGEST
    return False


def has_ended(process: int) -> bool:
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
