"""`spbe run`: the evening in one command, made of the commands that one would type.

What it wrote stands with its hashes in SHA256SUMS of its folder.  Run again it removes these files
first, as far as they are still as it wrote them, and never another one.
"""

import sys
import textwrap
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Final, NoReturn, cast

import typer

from spbe_cli.cli import options
from spbe_cli.cli.batch import MADE
from spbe_cli.cli.files import write_file
from spbe_cli.cli.merge import refuse_foreign
from spbe_cli.cli.program import load
from spbe_cli.cli.project import TOLD, say, the_project
from spbe_cli.cli.reporting import today
from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.files.project import KINDS, USUAL, Project
from spbe_cli.many.run import Batch
from spbe_cli.reports.batch_parts import missing, status

FOLDER: Final = "laporan"
SUMS: Final = "SHA256SUMS"
STATUS: Final = "status.txt"
RECAP: Final = "rekap"
SCORE: Final = "indeks"
PLAN: Final = "rencana"


def run(
    context: typer.Context,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Do the evening of a project: batch, corrections, merge, score, plan, reports."""
    session: Session = context.obj
    project = the_project(session)
    lacking = [key for key in ("inbox", "sheet") if not getattr(project.said, key)]
    if lacking:
        raise UsageError("run_needs", file=str(project.path), keys=", ".join(lacking))
    evening = Evening(context, project, strict=strict, force=force)
    say(session, "run.into", file=str(evening.project.path), folder=str(evening.folder))
    context.meta[TOLD] = True
    evening.clear()
    code = evening.step("batch", RECAP, "--latest")
    made: Batch | None = context.meta.get(MADE)
    if made is None or not made.complete:
        raise typer.Exit(code)
    said = evening.project.said
    due, target = (said.due, said.target) if said else (None, None)
    text = status(made, today(), due, session.words)
    evening.save(STATUS, text)
    if missing(made) or any(one.errors for one in made.used):
        evening.end("run.stopped", code or CONTENT)
    if code:
        evening.end("run.stopped_at", code, "batch")
    for name, stem, more in (("merge", "", ["--latest"]), ("score", SCORE, []), ("plan", PLAN, [])):
        if name != "plan" or target:
            code = evening.step(name, stem, *more, quiet=name != "score")
        if code:
            evening.end("run.stopped_at", code, name)
    evening.end("run.done", DONE)


class Evening:
    """One run: its folder, what it wrote there, and the commands it is made of."""

    def __init__(
        self, context: typer.Context, project: Project, *, strict: bool, force: bool
    ) -> None:
        self.context, self.project = context, project
        self.strict, self.force = strict, force
        reports = project.said.reports if project.said else None
        self.formats = (reports and reports.formats) or USUAL
        root = project.at((reports and reports.folder) or FOLDER)
        self.sheet = project.at((project.said and project.said.sheet) or "")
        self.folder = root / today().iso
        self.session: Session = context.obj
        self.others: dict[Path, str] = {}

    def clear(self) -> None:
        """Remove what an earlier run of the day wrote; refuse what somebody else did."""
        own = set(self._own())
        foreign = [path for path in self._planned() if path.exists() and path not in own]
        if foreign and not self.force:
            raise UsageError("project_foreign", file=str(foreign[0]))
        self.others = {path: _digest(path) for path in foreign if path.is_file()}
        if not self.force:
            refuse_foreign(self.sheet)
        for path in own:
            path.unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._note()

    def step(self, name: str, stem: str, *more: str, quiet: bool = False) -> int:
        """Run a command as one would type it, and return its exit code.

        Of a `quiet` one nothing is shown but what it finds where it fails.
        """
        given = {"--strict": self.strict, "--force": self.force}
        words = [*more, *(option for option, holds in given.items() if holds)]
        words += [f"--output={path}" for path in self._files(stem)] if stem else []
        command, out, err = load(name), StringIO(), StringIO()
        try:
            with (
                redirect_stdout(out if quiet else sys.stdout),
                redirect_stderr(err if quiet else sys.stderr),
            ):
                code = _exit_code(command, name, words, self.context)
        finally:
            # Whoever is stopped half way wrote these files all the same.
            self._note()
        if code:
            write(err.getvalue(), sys.stderr)
        return code

    def save(self, name: str, text: str) -> None:
        """Write a text of our own, and show it."""
        write_file(self.folder / name, text.encode("utf-8-sig"), force=self.force)
        self._note()

    def end(self, key: str, code: int, command: str = "") -> NoReturn:
        """Say where the run ended, and what it wrote."""
        words, stopped = self.session.words, self.folder / STATUS
        names = ", ".join(path.name for path in self._planned() if path.exists())
        facts = {"folder": str(self.folder), "sheet": str(self.sheet), "name": command}
        facts["files"] = names
        text = stopped.read_text("utf-8-sig") if key == "run.stopped" else ""
        told = textwrap.fill(words.label(key, **facts), self.session.out.width)
        write(f"\n{text}\n{told}\n" if text else f"\n{told}\n", sys.stdout)
        write(words.label("run.written", **facts) + "\n", sys.stderr)
        raise typer.Exit(code)

    def _files(self, stem: str) -> list[Path]:
        kinds = dict.fromkeys(kind.casefold() for kind in self.formats)
        return [self.folder / f"{stem}.{kind}" for kind in kinds]

    def _planned(self) -> Iterable[Path]:
        for stem in (RECAP, SCORE, PLAN):
            yield from self._files(stem)
        yield self.folder / STATUS

    def _own(self) -> Iterable[Path]:
        """Yield the files that are still as an earlier run wrote them, of whatever kinds.

        Anybody may write SHA256SUMS: what no run writes is not ours, whatever is listed.
        """
        sums = self.folder / SUMS
        listed = sums.read_text("utf-8", "replace").splitlines() if sums.is_file() else ()
        ours = {f"{stem}.{kind}" for stem in (RECAP, SCORE, PLAN) for kind in KINDS} | {STATUS}
        for line in listed:
            digest, _, name = line.partition("  ")
            path = self.folder / name
            if name in ours and path.is_file() and _digest(path) == digest:
                yield path

    def _note(self) -> None:
        """Keep what was written so far, so that the next run knows it as ours."""
        known = {path: _digest(path) for path in self._planned() if path.is_file()}
        ours = {path: digest for path, digest in known.items() if digest != self.others.get(path)}
        lines = [f"{digest}  {path.name}\n" for path, digest in ours.items()]
        write_file(self.folder / SUMS, "".join(lines).encode(), force=True)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _exit_code(
    command: typer.core.TyperCommand, name: str, words: list[str], parent: typer.Context
) -> int:
    try:
        with command.make_context(name, words, parent=parent) as context:
            return cast("int | None", command.invoke(context)) or DONE
    except typer.Exit as done:
        return done.exit_code
