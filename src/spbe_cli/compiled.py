"""Shipped instruments in a form that loads at once: no parser of YAML, no models, no checks.

The YAML files are what is read and edited; `compiling` makes these of them.  Each carries the
SHA-256 of its source and stands for no other file: an instrument that was edited is read and
checked from its YAML, only some tenths of a second later.
"""

import json
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Final

from spbe_cli import instrument as parts
from spbe_cli.instrument import Instrument

KIND: Final = "is"
"""The key under which a part of an instrument names its class."""


def compiled_file(instrument_id: str) -> Path:
    """Return the file of the compiled form of a shipped instrument."""
    return Path(str(files("spbe_cli"))) / "data" / f"{instrument_id}.json"


def compiled(instrument_id: str, sha256: str) -> Instrument | None:
    """Return the instrument that was made of the file with this SHA-256, if there is one."""
    file = compiled_file(instrument_id)
    if not file.is_file():
        return None
    made: Instrument = json.loads(file.read_text("utf-8"), object_hook=restored)
    return with_aspects(made) if made.sha256 == sha256 else None


def with_aspects(made: Instrument) -> Instrument:
    """Fill in the aspects, which are written once: in their domains."""
    inside = tuple(aspect for domain in made.domains for aspect in domain.aspects)
    return replace(made, aspects=inside) if inside else made


def restored(said: dict[str, object]) -> object:
    """Return what an object of JSON stands for; lists in a part are tuples."""
    match said:
        case {"fraction": str(text)}:
            return Fraction(text)
        case {"pairs": list(pairs)}:
            return dict(pairs)
        case _:
            held = {key: tuple(v) if isinstance(v, list) else v for key, v in said.items()}
            return getattr(parts, str(held.pop(KIND)))(**held)
