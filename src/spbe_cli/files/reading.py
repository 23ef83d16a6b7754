"""How every small file is read: its YAML, what it holds, the instrument that it names."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from spbe_cli.findings import Fact, Finding, Listed, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, read, shipped, shipped_ids
from spbe_cli.instrument.nodes import Node
from spbe_cli.instrument.source import Source, read_as
from spbe_cli.instrument.yaml import parse

Model = TypeVar("Model", bound=BaseModel)
Findings = tuple[Finding, ...]


def read_model(
    root: Node, file: str, model: type[Model], example: str = ""
) -> tuple[Source, Model | None, Findings]:
    """Hold a file against its model, which is None if its shape has a fault.

    `example` is the variant of I130 that leads to the page with an example of the kind.
    """
    source = Source(root, file)
    held, faults = read_as(source, model)
    if example:
        faults = [replace(one, variant=example) if one.code == "I130" else one for one in faults]
    return source, held, tuple(faults)


def load_root(path: Path, file: str) -> tuple[Node | None, Findings]:
    """Read the YAML of a file.

    Raises:
        OSError: the file can't be opened.
    """
    return parse(read(path), file)


def named_instrument(source: Source, name: str | None) -> tuple[Instrument | None, Findings]:
    """I123: the instrument that a file names is a shipped one."""
    wanted = (name or DEFAULT).casefold()
    if wanted in shipped_ids():
        return shipped(wanted), ()
    known = Listed(tuple(map(Raw, shipped_ids())))
    facts: dict[str, Fact] = {"key": Raw("instrument"), "found": Quoted(wanted), "keys": known}
    return None, (source.finding("I123", ("instrument",), **facts),)
