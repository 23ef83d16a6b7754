"""`spbe schema`: the JSON Schema of an instrument file."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.options import ForceOption
from spbe_cli.cli.output import write
from spbe_cli.cli.output_file import refuse_outputs, write_file

SchemaOutput = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.schema"),
]


def schema(context: typer.Context, output: SchemaOutput = None, force: ForceOption = False) -> None:
    """Print the JSON Schema of an instrument file."""
    from spbe_cli.instrument.schema import json_schema

    refuse_outputs(output, [], force=force, kinds=frozenset({".json"}))
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if not output:
        write(text, sys.stdout)
        return
    for path in output:
        write_file(path, text.encode(), force=force)
        write(context.obj.words.label("written", file=str(path)) + "\n", sys.stderr)
