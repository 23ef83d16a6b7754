"""`spbe init`: begin the project of a year."""

import json
import sys
import textwrap
from pathlib import Path
from typing import Final

import typer

from spbe_cli.cli import options
from spbe_cli.cli.files import refuse_folder, refuse_in_folder, write_file
from spbe_cli.cli.project import NAME
from spbe_cli.cli.reporting import end_with, today
from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import UsageError
from spbe_cli.files import project
from spbe_cli.findings import Numbers, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.instrument.yaml import parse
from spbe_cli.words import Words, typed

FOLDERS: Final = ("masuk", "bukti", "kembali", "laporan")


def init(
    context: typer.Context,
    institution: str | None = None,
    year: int | None = None,
    stage: options.StageOption = None,
    due: str | None = None,
    contact: str | None = None,
    target: str | None = None,
    instrument: options.InstrumentOption = None,
    force: options.ForceOption = False,
) -> None:
    """Begin the project of a year."""
    session: Session = context.obj
    path = Path(session.project_file or NAME)
    used_year = year if year is not None else today().year
    chosen = options.sound_instrument(instrument, session)
    edition = options.edition_for(used_year, chosen)
    used = chosen or edition
    values = {
        "institution": institution,
        "year": str(used_year),
        "stage": stage,
        "due": due,
        "contact": contact,
        "target": target,
        "instrument": instrument,
        "language": None if session.words.language == "id" else str(session.words.language),
    }
    written = {key: f" {_scalar(value)}" if value else "" for key, value in values.items()}
    # Every key with a comment, blank where nothing is said.
    text = session.words.label("init.project", edition=edition.id, **written) + "\n"
    _refuse_values(text, path, target, session)
    folder, assignment = path.parent, path.with_name("penugasan.yaml")
    refuse_folder(folder, str(path))
    # One that is as we write it nobody has divided yet.
    starters = (_assignment(shipped(one), session.words) for one in shipped_ids())
    kept = assignment.exists() and not (
        force and assignment.is_file() and assignment.read_bytes() in starters
    )
    texts = {path: text.encode()}
    if not kept:
        texts[assignment] = _assignment(used, session.words)
    if path.is_file() and not force:
        raise UsageError("init_exists", file=str(path))
    refuse_in_folder(tuple(texts), folder, force=True)
    folders = [folder / name for name in FOLDERS]
    for made in folders:
        made.mkdir(exist_ok=True)
    for file, content in texts.items():
        write_file(file, content, force=force)
    facts = {"file": str(path), "year": str(used_year), "instrument": used.title}
    facts |= {"folders": ", ".join(map(str, folders)), "other": str(assignment)}
    facts["option"] = "" if path == Path(NAME) else f" --project {typed(str(path))}"
    for key in ("init.kept" if kept else "init.done", "init.next"):
        for line in session.words.label(key, **facts).splitlines():
            indent = "   " if line[:1].isdigit() else "  "
            told = textwrap.fill(line, session.out.width, subsequent_indent=indent)
            write(f"{told}\n", sys.stdout)


def _scalar(value: str) -> str:
    """Write a text as YAML reads it back: plain where that is sure.

    >>> _scalar("Baik"), _scalar("2026"), _scalar("Ani: 0812")
    ('Baik', '2026', '"Ani: 0812"')
    """
    sure = value.replace(" ", "").replace(".", "").replace(",", "").isalnum()
    plain = sure and value[0].isalnum() and value.casefold() not in {"null", "true", "false"}
    return value if plain else json.dumps(value, ensure_ascii=False)


def _refuse_values(text: str, path: Path, target: str | None, session: Session) -> None:
    root, broken = parse(text.encode(), str(path))
    findings = broken or (project.check(root, str(path))[1] if root else ())
    unfit = next((finding for finding in findings if finding.code == "I123"), None)
    if unfit and target:
        choices = unfit.facts["keys"]
        raise UsageError("choice", option="--target", value=Quoted(target), choices=choices)
    if findings:
        end_with(findings, session)


def _assignment(instrument: Instrument, words: Words) -> bytes:
    """Write an assignment in which one agency owns everything, with a list to divide it by."""
    indicators = tuple(instrument.indicators())
    numbers = words.in_full().show(Numbers(tuple(one.code for one in indicators)))
    listed = "\n".join(f"# {one.code:>3}  {one.name}" for one in indicators)
    named = f"instrument: {instrument.id}\n" if instrument.id in shipped_ids() else ""
    text = f"""\
{words.label("init.assignment", title=instrument.title)}
{named}assignments:
  - agency: Diskominfo
    name: Dinas Komunikasi dan Informatika (Diskominfo)
    owns: {json.dumps(numbers)}
{words.label("init.assignment.rest")}
{listed}
"""
    return text.encode()
