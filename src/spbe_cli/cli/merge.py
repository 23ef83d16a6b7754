"""`spbe merge`: join the partial sheets of the agencies into one sheet of the institution."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli import options
from spbe_cli.cli.files import same_file
from spbe_cli.cli.project import from_project
from spbe_cli.cli.reporting import Run, owners_of
from spbe_cli.errors import UsageError
from spbe_cli.many.batch import files_are_there, may_be_renewed, read_all
from spbe_cli.many.merge import merge as merge_assessed
from spbe_cli.many.sheets import gather
from spbe_cli.reports.merge import MergeReport, merged_file
from spbe_cli.sheet.correction import is_untouched

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="metavar.sheets", callback=options.existing_paths)
]
ConflictOption = Annotated[str | None, options.choice(values=("owner", "lowest", "highest"))]


def merge(
    context: typer.Context,
    paths: PathsArgument,
    output: options.OutputOption = None,
    assign: options.FileOption = None,
    on_conflict: ConflictOption = None,
    latest: options.LatestOption = False,
    skip_invalid: Annotated[bool, typer.Option("--skip-invalid")] = False,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    detail: options.DetailOption = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Join partial sheets into one sheet of the institution."""
    if not output:
        raise UsageError("merge_output")
    if on_conflict == "owner" and assign is None:
        raise UsageError("merge_owner")
    if from_project(context, "output"):
        # Where the project says it lies, an earlier sheet of ours is renewed.
        if not force:
            refuse_foreign(output[0])
        context.params["force"] = True
    gathered = gather(paths)
    run = Run(context)
    # An input may be the file to write, if that is the result of an earlier merge.
    inputs = [
        path
        for path, _ in gathered.files
        if path in paths
        or not any(one.exists() and same_file(path, one) for one in output)
        or not may_be_renewed(path)
    ]
    run.refuse(*inputs, assign, kinds={".xlsx"})
    chosen, assignment, told = options.sound_frame(instrument, assign, run.session)
    parts, made = read_all(gathered.files, chosen, paths)
    first = str(output[0])
    merged = merge_assessed(
        parts, assignment, first, rule=on_conflict, latest=latest, skip_invalid=skip_invalid
    )
    told = (*told, *files_are_there(gathered, parts, made))
    merged = replace(merged, findings=(*told, *merged.findings))
    run.tell(merged.findings, owners_of(*parts))
    written = dict.fromkeys(output, merged_file(merged, on_conflict)) if merged.sound else {}
    run.write(written)
    run.show(lambda words: MergeReport(merged, words, "", first, on_conflict, made))
    run.session.name_written(written)
    run.end(merged.findings if strict else (), done=merged.sound)


def refuse_foreign(sheet: Path) -> None:
    """Refuse to replace the sheet of a project that is no merge as we wrote it."""
    if sheet.is_file() and not (may_be_renewed(sheet) and is_untouched(sheet)):
        raise UsageError("project_foreign", file=str(sheet))
