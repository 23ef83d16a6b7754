"""The slow tests call the program as those of its commands do."""

from tests.commands.conftest import spbe

__all__ = ["spbe"]
