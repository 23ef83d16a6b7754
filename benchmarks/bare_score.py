"""What `spbe score` cannot do without: its libraries, one model, and the cells of the sheet."""

import sys
from pathlib import Path

import rich.console
import rich.table
import typer
import yaml
from pydantic import BaseModel

from spbe_cli.xlsx.reading import read_answers

__all__ = ["rich", "typer", "yaml"]


class Answer(BaseModel):
    """One answer."""

    level: int
    evidence: str


read_answers(Path(sys.argv[1]), sys.argv[1])
