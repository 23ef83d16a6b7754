"""`spbe schema`: the JSON Schema of an instrument file."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.options import ForceOption
from spbe_cli.cli.output import write
from spbe_cli.cli.output_file import refuse_output, write_file

SchemaOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.schema"),
]


def schema(context: typer.Context, output: SchemaOutput = None, force: ForceOption = False) -> None:
    """Print the JSON Schema of an instrument file."""
    from spbe_cli.checks.structure import json_schema

    refuse_output(output, [], force=force, kinds=frozenset({".json"}))
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        write(text, sys.stdout)
        return
    write_file(output, text.encode(), force=force)
    write(context.obj.words.label("written", file=str(output)) + "\n", sys.stderr)
