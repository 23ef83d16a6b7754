"""Every test of a command works in a folder of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _here(here: Path) -> None:
    """Take the folder that all tests may have."""
