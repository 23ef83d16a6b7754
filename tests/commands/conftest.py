"""How these tests call the program: in this process, with all that it says."""

from collections.abc import Callable

import pytest

from spbe_cli.cli.program import run

Outcome = tuple[int, str, str]
"""The exit code, and what stands on both streams."""
Spbe = Callable[..., Outcome]


@pytest.fixture
def spbe(capsys: pytest.CaptureFixture[str]) -> Spbe:
    def call(*arguments: object) -> Outcome:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
