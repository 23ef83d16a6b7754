"""What all tests share: nothing of the machine, and no luck, decides what they see."""

import os

import pytest
from hypothesis import settings

from spbe_cli.checks import names

# With lxml at hand openpyxl writes XML that differs in blanks; the tests change it as text.
os.environ["OPENPYXL_LXML"] = "False"

# Hypothesis draws the same examples everywhere, so that no run is luck.
settings.register_profile("steady", derandomize=True, max_examples=80, deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Forget what other tests read: a test must not pass because another one came before."""
    names.plain_again.cache_clear()
    names.plain_names.cache_clear()
