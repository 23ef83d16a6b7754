"""What commands take from the project of the year, `spbe.yaml`: what their own line does not say.

A command takes by the names of its parameters.  What was typed always wins, key by key; and what
belongs to the sheet of the project stays away where another sheet was typed.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from spbe_cli.cli.files import existing_file
from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import UsageError

if TYPE_CHECKING:
    # Its models take long to make, and most commands run without a project.
    from spbe_cli.files.project import Project

NAME: Final = "spbe.yaml"
TOLD: Final = "spbe.project"
"""Where a context keeps that the user knows of the project."""

TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "template": (
        *("institution", "year", "stage", "due", "contact", "instrument"),
        *("assign=assignment", "output=sheets"),
    ),
    "batch": (
        *("paths=inbox", "assign=assignment", "instrument"),
        *("corrections", "evidence", "due", "contact"),
    ),
    "merge": ("paths=inbox", "output=sheet", "assign=assignment", "instrument"),
    "score": ("sheet", "instrument", "target", "evidence", "due", "contact"),
    "plan": ("sheet", "instrument", "target", "assign=assignment"),
    "simulate": ("sheet", "instrument"),
    "compare": ("second=sheet", "instrument", "assign=assignment", "contact"),
    "risk": ("sheet", "instrument", "assign=assignment"),
    "benchmark": ("sheet", "instrument"),
    "portal": ("sheet", "instrument", "evidence", "assign=assignment"),
}
"""By command: which keys it takes, each after its parameter where that is called otherwise."""

INSTEAD: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "template": dict.fromkeys(("opd", "only", "earlier"), ("assign", "output")),
    "score": {"sheet": ("evidence",)},
    "compare": {"others": ("assign", "contact")},
    "plan": {"budget": ("target",)},
    "benchmark": {"institution": ("sheet", "instrument")},
    "portal": {"sheet": ("evidence",)},
}
"""By command: what is typed, and what it does not take then."""


def project_at(file: str | None) -> "Project | None":
    """Return the project that is named, or the one of the working folder, if there is one."""
    path = Path(NAME if file is None else file)
    if file is None and not path.is_file():
        return None
    from spbe_cli.files.project import load_project  # noqa: PLC0415

    existing_file(path)
    return load_project(path)


def the_project(session: Session) -> "Project":
    """Return the sound project that a command cannot do without; tell its faults and end."""
    if session.project is None:
        raise UsageError("no_project")
    if session.project.findings:
        from spbe_cli.cli.reporting import end_with  # noqa: PLC0415  it asks for the help

        end_with(session.project.findings, session)
    return session.project


def from_project(context: typer.Context, name: str) -> bool:
    """Tell whether a parameter has what the project says."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "DEFAULT_MAP"


@contextmanager
def lending(context: Any, typed: Mapping[str, Any]) -> Iterator[None]:
    """Give a command what it takes from the project while it reads its line, and say so."""
    session: Session = context.obj
    name = str(context.command.name)
    if session.project is None or name not in TAKEN:
        yield
        return
    project = the_project(session)
    keys = {one.partition("=")[0]: one.rpartition("=")[2] for one in TAKEN[name]}
    context.default_map = _lent(project, name, keys, typed)
    try:
        yield
    except UsageError as refused:
        _tell_taken(context, project, keys)
        sheet = project.said.sheet
        missing = sheet and refused.facts.get("file") == str(project.at(sheet))
        if refused.key.startswith("no_file") and missing:
            raise UsageError("no_project_sheet", file=refused.facts["file"]) from refused
        raise
    _tell_taken(context, project, keys)


def _tell_taken(context: Any, project: "Project", keys: Mapping[str, str]) -> None:
    # Where no instrument is named, the year says which one.
    others = {} if project.said.instrument else {"instrument": "year"}
    taken = [others.get(key, key) for name, key in keys.items() if from_project(context, name)]
    if taken and TOLD not in context.meta:
        shown = dict.fromkeys(key for key in taken if key != "sheets")
        say(context.obj, "project.used", file=str(project.path), keys=", ".join(shown))


def say(session: Session, key: str, **facts: str) -> None:
    """Write the quiet line about the project."""
    told = session.words.label(key, **facts)
    write(f"\x1b[2m{told}\x1b[0m\n" if session.err.colour else f"{told}\n", sys.stderr)


def _lent(
    project: "Project", command: str, keys: Mapping[str, str], typed: Mapping[str, Any]
) -> dict[str, object]:
    said, kinds = project.said, (str, int, list, tuple)
    given = {name for name, one in typed.items() if isinstance(one, kinds) and one != ()}
    left_out = {one for name in given for one in INSTEAD.get(command, {}).get(name, ())}
    values: dict[str, Any] = {**dict(said), "instrument": project.instrument}
    values["inbox"] = [str(project.at(path)) for path in said.inbox or ()]
    for key in ("assignment", "corrections", "evidence", "sheet"):
        values[key] = str(project.at(values[key])) if values[key] else None
    values["sheets"] = str(project.at("lembar"))
    evidence = Path(values["evidence"] or NAME)
    if evidence.is_dir() and not any(evidence.iterdir()):
        # It is looked for once something lies there.
        left_out.add("evidence")
    if command == "template":
        named = typed["output"] if "output" in given else ()
        one_sheet = any(str(one).casefold().endswith((".xlsx", ".xlsm")) for one in named)
        if one_sheet or not said.assignment:
            left_out |= {"assign", "output"}
    another = {"sheet", "first"} & given
    if another and not (said.instrument or "").casefold().endswith((".yaml", ".yml")):
        # A sheet of another year names its own edition.
        left_out.add("instrument")
    lent = {name: values[key] for name, key in keys.items() if name not in left_out}
    return {name: [value] if name == "output" else value for name, value in lent.items() if value}
