"""`spbe merge`: join the partial sheets of the agencies into one sheet of the institution."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spbe_cli.cli.assignment_file import AssignOption, sound_assignment
from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    StrictOption,
    choice,
    existing_paths,
)
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import instrument_file, refuse_outputs, same_file, write_file
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.words import Words

if TYPE_CHECKING:
    from spbe_cli.many.gather import Gathered
    from spbe_cli.many.merge import Merged, Rules

WITH_FINDINGS: Final = frozenset({"json", "markdown"})
"""Formats that hold the findings themselves; they are not repeated on stderr."""

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="metavar.sheets", help="argument.merge.paths")
]
OutputOption = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.merge"),
]
ConflictOption = Annotated[
    str | None,
    choice("--on-conflict", values=("owner", "lowest", "highest"), key="option.on_conflict"),
]
DetailOption = Annotated[bool, typer.Option("--detail", help="option.detail.merge")]
LatestOption = Annotated[bool, typer.Option("--latest", help="option.latest")]
SkipOption = Annotated[bool, typer.Option("--skip-invalid", help="option.skip_invalid")]


def merge(
    context: typer.Context,
    paths: PathsArgument,
    output: OutputOption = None,
    assign: AssignOption = None,
    on_conflict: ConflictOption = None,
    latest: LatestOption = False,
    skip_invalid: SkipOption = False,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    detail: DetailOption = False,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Join partial sheets into one sheet of the institution."""
    from spbe_cli.cli.delivery import name_written, show
    from spbe_cli.many.gather import gather
    from spbe_cli.many.merge import Rules
    from spbe_cli.reports.merge import MergeReport

    session: Session = context.obj
    targets = wanted(output, on_conflict, assign)
    gathered = gather([existing_paths(path) for path in paths])
    named = (*instrument_file(instrument), *((assign,) if assign else ()))
    inputs = [
        path
        for path, _ in gathered.files
        if path in paths or not any(renews(path, one) for one in targets)
    ]
    refuse_outputs(targets, [*inputs, *named], force=force, kinds=frozenset({".xlsx"}))
    rules = Rules(str(targets[0]), on_conflict, latest=latest, skip_invalid=skip_invalid)
    merged, skipped = merge_files((gathered, paths), rules, assign, instrument, session)
    if format_ not in WITH_FINDINGS:
        write(finding_lines(merged.findings, session.words, session.err), sys.stderr)
    if merged.sound:
        from spbe_cli.reports.merge_file import merged_file

        content = merged_file(merged, on_conflict)
        for target in targets:
            write_file(target, content, force=force)

    def report(words: Words) -> MergeReport:
        return MergeReport(merged, words, str(targets[0]), on_conflict, skipped)

    show(report, format_, session, detail=detail)
    name_written(targets[1:] if merged.sound else (), session)
    failed = not merged.sound or (strict and merged.findings)
    raise typer.Exit(CONTENT if failed else DONE)


def wanted(output: list[Path] | None, on_conflict: str | None, assign: Path | None) -> list[Path]:
    """Return the files to write; refuse a rule that nobody can follow.

    Raises:
        UsageError: no file is named, or no assignment says who the owners are.
    """
    if not output:
        raise UsageError("merge_output")
    if on_conflict == "owner" and assign is None:
        raise UsageError("merge_owner")
    return output


def renews(path: Path, target: Path) -> bool:
    """Tell whether an input is the file to write, and the result of an earlier merge."""
    from spbe_cli.many.merge import may_be_renewed

    return target.exists() and same_file(path, target) and may_be_renewed(path)


def merge_files(
    inputs: "tuple[Gathered, list[Path]]",
    rules: "Rules",
    assign: Path | None,
    instrument: str | None,
    session: Session,
) -> "tuple[Merged, tuple[str, ...]]":
    """Assess and merge files; reports of our own are left out, and named."""
    from spbe_cli.cli.instrument_choice import sound_instrument
    from spbe_cli.many.merge import files_are_there, read_all
    from spbe_cli.many.merge import merge as merge_assessed

    chosen = sound_instrument(instrument, session) if instrument else None
    plan = sound_assignment(assign, chosen, session) if assign else None
    gathered, named = inputs
    read = read_all(gathered.files, chosen, named)
    merged = merge_assessed(read.parts, plan[0] if plan else None, rules)
    told = (*(plan[2] if plan else ()), *files_are_there(gathered, read))
    return replace(merged, findings=(*told, *merged.findings)), read.made
