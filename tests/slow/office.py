"""LibreOffice, for the tests that let a second program calculate, save or lay out our files."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

SOFFICE: Final = shutil.which("soffice")
DEMANDED: Final = bool(os.environ.get("SPBE_REQUIRE_LIBREOFFICE"))
needs_libreoffice: Final = pytest.mark.skipif(
    SOFFICE is None and not DEMANDED, reason="LibreOffice is not installed"
)


def convert(files: Iterable[Path], target: Path, into: str = "xlsx") -> Path:
    """Let LibreOffice open files and save them into a folder, all in one run."""
    target.mkdir(exist_ok=True)
    assert SOFFICE, "SPBE_REQUIRE_LIBREOFFICE is set, but there is no soffice"
    profile = f"-env:UserInstallation={(target / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", into, "--outdir", str(target)]
    paths = map(str, sorted(files))
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=180)  # noqa: S603  our own files
    return target
