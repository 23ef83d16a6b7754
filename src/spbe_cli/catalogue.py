"""Finds the shipped instruments on disk."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

DEFAULT: Final = "permenpanrb-59-2020"


def instrument_directory() -> Path:
    """Return the folder of the shipped instruments.

    A wheel carries `indicators/` inside the package; a checkout has it at its root.
    """
    shipped = Path(str(files("spbe_cli"))) / "indicators"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "indicators"


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the shipped instruments."""
    return tuple(sorted(path.stem for path in instrument_directory().glob("*.yaml")))


def shipped_file(instrument_id: str) -> Path:
    """Return the file of a shipped instrument."""
    return instrument_directory() / f"{instrument_id}.yaml"
