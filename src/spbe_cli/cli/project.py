"""What commands take from the project of the year, `spbe.yaml`: what their own line does not say.

A command takes by the names of its parameters.  What was typed always wins, key by key; and what
belongs to the sheet of the project stays away where another sheet was typed.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import typer

from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import CONTENT, UsageError

if TYPE_CHECKING:
    # Its models take long to make, and most commands run without a project.
    from spbe_cli.files.project import Project

NAME: Final = "spbe.yaml"
SHEETS: Final = "lembar"
"""The folder of the blank sheets."""
TOLD: Final = "spbe.project"
"""Where a context keeps that the user knows of the project."""

TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "template": (
        *("institution", "year", "stage", "due", "contact", "instrument"),
        *("assignment", "sheets"),
    ),
    "batch": (*("inbox", "assignment", "instrument", "corrections", "evidence", "due", "contact"),),
    "merge": ("inbox", "sheet", "assignment", "instrument"),
    "score": ("sheet", "instrument", "target", "evidence", "due", "contact"),
    "plan": ("sheet", "instrument", "target", "assignment"),
    "simulate": ("sheet", "instrument"),
    "compare": ("sheet", "instrument", "assignment", "contact"),
    "risk": ("sheet", "instrument", "assignment"),
    "benchmark": ("sheet", "instrument"),
    "portal": ("sheet", "instrument", "evidence", "assignment"),
}
"""By command: which keys it takes."""

PARAMETERS: Final[Mapping[str, str]] = {
    "assignment": "assign",
    "inbox": "paths",
    "sheets": "output",
    "merge.sheet": "output",
    "compare.sheet": "second",
}
"""How the parameter is called that takes a key, where it is not called so itself."""

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
    # What reads options loads the list of instruments.
    from spbe_cli.cli.options import existing_file  # noqa: PLC0415
    from spbe_cli.files.project import load_project  # noqa: PLC0415

    existing_file(path)
    return load_project(path)


def the_project(session: Session) -> "Project":
    """Return the sound project that a command cannot do without; tell its faults and end."""
    if session.project is None:
        raise UsageError("no_project")
    _refuse_faults(session)
    return session.project


def from_project(context: typer.Context, name: str) -> bool:
    """Tell whether a parameter has what the project says."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "DEFAULT_MAP"


def in_project(context: typer.Context) -> bool:
    """Tell whether a command took anything from a project."""
    return any(from_project(context, str(one.name)) for one in context.command.params)


@contextmanager
def lending(context: Any, typed: Mapping[str, object]) -> Iterator[None]:  # noqa: ANN401  typer does not publish it
    """Give a command what it takes from the project while it reads its line, and say so."""
    session: Session | None = context.obj
    name = str(context.command.name)
    if session is None or session.project is None or name not in TAKEN:
        yield
        return
    _refuse_faults(session)
    context.default_map = _lent(session.project, name, typed)
    try:
        yield
    except UsageError as refused:
        tell_taken(context, session)
        sheet = session.project.said and session.project.said.sheet
        missing = refused.facts.get("file") == str(session.project.at(sheet or ""))
        if refused.key.startswith("no_file") and sheet and missing:
            raise UsageError("no_project_sheet", file=refused.facts["file"]) from refused
        raise
    tell_taken(context, session)


def tell_taken(context: Any, session: Session) -> None:  # noqa: ANN401  the same
    """Say once which project was used, and what was taken from it."""
    takes = _takes(str(context.command.name))
    taken = [key for name, key in takes.items() if from_project(context, name)]
    project = session.project
    if not taken or TOLD in context.meta or project is None or project.said is None:
        return
    shown = {key: None for key in taken if key != "sheets"}
    if "instrument" in shown and project.said.instrument is None:
        # The year says which one.
        shown = {"year" if key == "instrument" else key: None for key in shown}
    say(session, "project.used", file=str(project.path), keys=", ".join(shown))


def say(session: Session, key: str, **facts: str) -> None:
    """Write the quiet line about the project."""
    told = session.words.label(key, **facts)
    write(f"\x1b[2m{told}\x1b[0m\n" if session.err.colour else f"{told}\n", sys.stderr)


def _takes(command: str) -> dict[str, str]:
    """Return by parameter which key a command takes."""
    keys = TAKEN.get(command, ())
    return {PARAMETERS.get(f"{command}.{key}", PARAMETERS.get(key, key)): key for key in keys}


def _refuse_faults(session: Session) -> None:
    project = session.project
    if project is not None and project.said is None:
        from spbe_cli.cli.reporting import tell  # noqa: PLC0415  it asks for the help

        tell(project.findings, session)
        raise typer.Exit(CONTENT)


def _lent(project: "Project", command: str, typed: Mapping[str, object]) -> dict[str, object]:
    """Return by parameter what a command takes."""
    said = project.said
    assert said is not None  # noqa: S101  who has faults got no further
    given = {name for name, value in typed.items() if isinstance(value, str | int | list)}
    given |= {name for name, value in typed.items() if isinstance(value, tuple) and value}
    left_out = {one for name in given for one in INSTEAD.get(command, {}).get(name, ())}
    values: dict[str, object] = {
        **{key: getattr(said, key) for key in ("institution", "year", "stage", "due", "contact")},
        "target": said.target,
        "instrument": project.instrument,
        **{key: str(project.at(path)) for key, path in _paths(said) if path},
        "evidence": _evidence(project),
        "inbox": [str(project.at(path)) for path in said.inbox or ()],
    }
    takes = _takes(command)
    if key := takes.get("output"):
        place = project.at(SHEETS) if key == "sheets" else values.get(key)
        values[key] = [str(place)] if place else None
    if not said.assignment or _names_one_sheet(typed):
        left_out |= {"assign", "output"} if command == "template" else set()
    another = {"sheet", "first"} & given
    if another and not (said.instrument or "").casefold().endswith((".yaml", ".yml")):
        # A sheet of another year names its own edition.
        left_out.add("instrument")
    lent = {name: values.get(key) for name, key in takes.items() if name not in left_out}
    return {name: value for name, value in lent.items() if value not in (None, [])}


def _paths(said: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401  its model loads late
    for key in ("assignment", "corrections", "sheet"):
        yield key, cast("str | None", getattr(said, key))


def _evidence(project: "Project") -> str | None:
    """Return the folder of evidence, once something lies in it."""
    name = project.said.evidence if project.said else None
    folder = project.at(name) if name else None
    if folder is None or (folder.is_dir() and not any(folder.iterdir())):
        return None
    return str(folder)


def _names_one_sheet(typed: Mapping[str, object]) -> bool:
    """Tell whether `-o` names a workbook, not the folder of all sheets."""
    output = typed.get("output")
    named = output if isinstance(output, list | tuple) else ()
    return any(str(one).casefold().endswith((".xlsx", ".xlsm")) for one in named)
