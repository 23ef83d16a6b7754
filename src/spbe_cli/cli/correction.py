"""What goes back to the agency of a sheet with errors: a workbook, and a text beside it."""

from collections.abc import Sequence
from pathlib import Path

from spbe_cli.cli.output_file import refuse_outputs
from spbe_cli.cli.output_files import write_files
from spbe_cli.sheet.correction import Correction


def text_beside(output: Path) -> Path:
    """Return the file of the text that is written beside a correction workbook."""
    return output.with_suffix(".txt")


def refuse_texts(outputs: Sequence[Path], *, force: bool) -> None:
    """Refuse the texts beside corrections, before anything is written.

    Raises:
        UsageError: one exists already and `force` is not given, or two would be one file.
    """
    texts = [text_beside(output) for output in outputs]
    refuse_outputs(texts, [], force=force, kinds=frozenset({".txt"}))


def save_correction(correction: Correction, output: Path, *, force: bool) -> tuple[Path, ...]:
    """Write the correction, both files or none; what can't be read at all gets only the text.

    Raises:
        EnvironmentRefusal: the system does not let us write.
    """
    contents = {text_beside(output): correction.text}
    if correction.workbook is not None:
        contents = {output: correction.workbook, **contents}
    write_files(output.parent, contents.items(), force=force)
    return tuple(contents)
