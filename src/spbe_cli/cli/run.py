"""`spbe run`: the evening in one command, made of the commands that one would type.

What it wrote stands with its hashes in SHA256SUMS of its folder.  Run again it removes these files
first, as far as they are still as it wrote them, and never another one.
"""

import sys
import textwrap
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final, NoReturn, cast

import typer

from spbe_cli.cli import options
from spbe_cli.cli.batch import MADE, refuse_corrections
from spbe_cli.cli.files import digest, list_files, listed_in, write_file
from spbe_cli.cli.merge import refuse_foreign
from spbe_cli.cli.program import load
from spbe_cli.cli.project import TOLD, say, the_project
from spbe_cli.cli.reporting import today
from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.files.project import REPORT_KINDS, Project, ReportsFile
from spbe_cli.many.batch import Batch
from spbe_cli.reports.batch_parts import missing, status

STATUS: Final = "status.txt"
STEMS: Final = ("rekap", "indeks", "rencana")


def run(
    context: typer.Context, strict: options.StrictOption = False, force: options.ForceOption = False
) -> None:
    """Do the evening of a project: batch, corrections, merge, score, plan, reports."""
    session: Session = context.obj
    project = the_project(session)
    if lacking := [key for key in ("inbox", "sheet") if not getattr(project.said, key)]:
        raise UsageError("run_needs", file=str(project.path), keys=", ".join(lacking))
    given = [*(["--strict"] if strict else []), *(["--force"] if force else [])]
    evening = Evening(context, project, given)
    say(session, "run.into", file=str(project.path), folder=str(evening.folder))
    context.meta[TOLD] = True
    recap, index, raises = STEMS
    batch = evening.typed("batch", recap, "--latest")
    # What can be known before the sheets are read is refused before anything is removed.
    refuse_corrections(batch.params["corrections"], batch.params["paths"])
    options.sound_frame(batch.params["instrument"], batch.params["assign"], session)
    evening.clear()
    code = evening.step(batch)
    made: Batch | None = context.meta.get(MADE)
    if made is None or not made.complete:
        raise typer.Exit(code)
    text = status(made, today(), options.day(project.said.due), session.words)
    write_file(evening.folder / STATUS, text.encode("utf-8-sig"), force=force)
    evening.note()
    if missing(made) or any(one.errors for one in made.used):
        evening.end("run.stopped", code or CONTENT)
    if code:
        evening.end("run.stopped_at", code, "batch")
    plans = [("plan", raises)] if project.said.target else []
    for name, stem, *more in (("merge", "", "--latest"), ("score", index), *plans):
        code = evening.step(evening.typed(name, stem, *more), quiet=name != "score")
        if code:
            evening.end("run.stopped_at", code, name)
    evening.end("run.done", DONE)


class Evening:
    """One run: its folder, what it writes, the commands it is made of; all get options `given`."""

    def __init__(self, context: typer.Context, project: Project, given: Sequence[str]) -> None:
        self.context, self.given = context, given
        self.session: Session = context.obj
        reports = project.said.reports or ReportsFile()
        self.folder = project.at(reports.folder or "laporan") / today().iso
        self.sheet = project.at(project.said.sheet or "")
        self.kinds = tuple(dict.fromkeys(map(str.casefold, reports.formats or ("xlsx", "html"))))
        names = [f"{stem}.{kind}" for stem in STEMS for kind in self.kinds]
        self.planned = [self.folder / name for name in (*names, STATUS)]
        self.others: dict[Path, str] = {}

    def typed(self, name: str, stem: str, *more: str) -> Any:
        """Return the context of a command as one would type it, with a report in every format."""
        words = [*more, *self.given]
        words += [f"--output={self.folder / stem}.{kind}" for kind in self.kinds if stem]
        return load(name).make_context(name, words, parent=self.context)

    def clear(self) -> None:
        """Remove what an earlier run of the day wrote; refuse what somebody else did."""
        # Anybody may write SHA256SUMS: what no run writes is not ours, whatever is listed.
        ours = {STATUS, *(f"{stem}.{kind}" for stem in STEMS for kind in REPORT_KINDS)}
        listed = listed_in(self.folder).items()
        known = {self.folder / name: sha for name, sha in listed if name in ours}
        own = {path for path, sha in known.items() if path.is_file() and digest(path) == sha}
        foreign = [path for path in self.planned if path.exists() and path not in own]
        if "--force" not in self.given:
            if foreign:
                raise UsageError("project_foreign", file=str(foreign[0]))
            refuse_foreign(self.sheet)
        self.others = {path: digest(path) for path in foreign if path.is_file()}
        for path in own:
            path.unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.note()

    def step(self, typed: Any, *, quiet: bool = False) -> int:
        """Run a command and return its exit code; a `quiet` one shows only why it fails."""
        out, err = (StringIO(), StringIO()) if quiet else (sys.stdout, sys.stderr)
        code: int
        try:
            with redirect_stdout(out), redirect_stderr(err), typed:
                code = typed.command.invoke(typed) or DONE
        except typer.Exit as done:
            code = done.exit_code
        finally:
            # Whoever is stopped half way wrote these files all the same.
            self.note()
        if code and quiet:
            write(cast("StringIO", err).getvalue(), sys.stderr)
        return code

    def end(self, key: str, code: int, command: str = "") -> NoReturn:
        """Say where the run ended, and what it wrote."""
        words = self.session.words
        files = ", ".join(path.name for path in self.planned if path.exists())
        facts = {"folder": str(self.folder), "sheet": str(self.sheet), "name": command}
        told = textwrap.fill(words.label(key, **facts, files=files), self.session.out.width)
        if key == "run.stopped":
            told = f"{(self.folder / STATUS).read_text('utf-8-sig')}\n{told}"
        write(f"\n{told}\n", sys.stdout)
        write(words.label("run.written", **facts, files=files) + "\n", sys.stderr)
        raise typer.Exit(code)

    def note(self) -> None:
        """Keep what was written so far, so that the next run knows it as ours."""
        known = {path: digest(path) for path in self.planned if path.is_file()}
        list_files(
            self.folder, (path for path, sha in known.items() if sha != self.others.get(path))
        )
