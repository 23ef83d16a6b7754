"""What all tests share: nothing of the machine, and no luck, decides what they see."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# With lxml at hand openpyxl writes XML that differs in blanks; the tests change it as text.
os.environ["OPENPYXL_LXML"] = "False"

# A shell has it ignored in what it runs in the background, tests included.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Hypothesis draws the same examples everywhere, so that no run is luck.
settings.register_profile("quick", derandomize=True, max_examples=40, deadline=None)
settings.register_profile("thorough", derandomize=True, max_examples=80, deadline=None)

SLOW = Path(__file__).parent / "slow"


def names_the_slow(config: pytest.Config) -> bool:
    """Tell whether somebody asks for tests of the folder `slow`, as CI does."""
    named = (config.invocation_params.dir / arg.partition("::")[0] for arg in config.args)
    return any(path.resolve().is_relative_to(SLOW) for path in named)


def pytest_configure(config: pytest.Config) -> None:
    """Draw more examples where there is time for them."""
    settings.load_profile("thorough" if names_the_slow(config) else "quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the slow tests unless somebody names them."""
    return True if collection_path == SLOW and not names_the_slow(config) else None


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of one's own, as somebody who has set nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPBE_LANG", raising=False)
    return tmp_path
