"""`spbe schema`: the JSON Schema of an instrument file."""

import json
import sys

import typer

from spbe_cli.cli.files import refuse_outputs, write_file
from spbe_cli.cli.options import ForceOption, OutputOption
from spbe_cli.cli.terminal import write
from spbe_cli.instrument.schema import json_schema


def schema(context: typer.Context, output: OutputOption = None, force: ForceOption = False) -> None:
    """Print the JSON Schema of an instrument file."""
    refuse_outputs(output or (), [], force=force, kinds={".json"})
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if not output:
        write(text, sys.stdout)
        return
    for path in output:
        write_file(path, text.encode(), force=force)
    context.obj.name_written(output)
