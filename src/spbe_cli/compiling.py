"""Makes the compiled form of the shipped instruments: `python -m spbe_cli.compiling`."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

from spbe_cli.catalogue import shipped_file, shipped_ids
from spbe_cli.compiled import KIND, compiled_file
from spbe_cli.inspection import inspect
from spbe_cli.instrument import Instrument


def text_of(instrument: Instrument) -> str:
    """Write an instrument as JSON, a value on a line."""
    once = replace(instrument, aspects=() if instrument.domains else instrument.aspects)
    return json.dumps(plain(once), ensure_ascii=False, indent=0) + "\n"


def plain(value: object) -> object:
    """Return what JSON can say of a value; `compiled.restored` reads it back."""
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, Mapping):
        return {"pairs": [[plain(key), plain(held)] for key, held in value.items()]}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value):
        held = {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.init}
        return {KIND: type(value).__name__, **held}
    return value


def main() -> None:
    """Write the compiled form of every shipped instrument that is sound."""
    for name in shipped_ids():
        instrument = inspect(shipped_file(name)).instrument
        if instrument:
            compiled_file(name).write_text(text_of(instrument), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
