"""The program as the tests run it: in this process, as the system would."""

import gc
import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import pytest

from spbe_cli.__main__ import main

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ROOT / "examples"


class Stream(TextIOWrapper):
    """A stream in memory, of a terminal or of a pipe."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = True) -> None:
        self.bytes = BytesIO()
        self.terminal = terminal
        super().__init__(self.bytes, encoding=encoding, newline="")

    def isatty(self) -> bool:
        return self.terminal

    def said(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode("utf-8")


class Said(NamedTuple):
    """What one command line gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401  JSON
        """What stands on stdout as JSON."""
        return json.loads(self.out)


def spbe(*arguments: object, terminal: bool = False) -> Said:
    """Run the program; return its exit code, and what stands on both streams."""
    out, err = Stream(terminal=terminal), Stream(terminal=terminal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["spbe", *map(str, arguments)])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        # At its end the program leaves all garbage to the system.
        patch.setattr(gc, "freeze", lambda: None)
        with pytest.raises(SystemExit) as ended:
            main()
    assert isinstance(ended.value.code, int)
    return Said(ended.value.code, out.said(), err.said())


Made = TypeVar("Made")


def counted(action: Callable[[], Made]) -> tuple[int, Made]:
    """Count the calls that an action makes, one for every element that a generator yields."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        made = action()
    finally:
        sys.setprofile(before)
    return count, made
