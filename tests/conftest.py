"""What all tests share: nothing of the machine, and no luck, decides what they see."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# With lxml at hand openpyxl writes XML that differs in blanks; the tests change it as text.
os.environ["OPENPYXL_LXML"] = "False"

# Hypothesis draws the same examples everywhere, so that no run is luck.
settings.register_profile("steady", derandomize=True, max_examples=80, deadline=None)
settings.load_profile("steady")

SLOW = Path(__file__).parent / "slow"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the slow tests, which CI runs, unless somebody names them."""
    named = (config.invocation_params.dir / arg.partition("::")[0] for arg in config.args)
    if collection_path == SLOW and not any(path.resolve().is_relative_to(SLOW) for path in named):
        return True
    return None
