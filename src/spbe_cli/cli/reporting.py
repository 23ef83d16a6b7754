"""What every command does that reports: tell the findings, deliver, end with an exit code."""

import os
import re
import shlex
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final, NoReturn, cast

import typer
from rich.console import Console

from spbe_cli.cli.files import instrument_file, refuse_outputs, write_file
from spbe_cli.cli.terminal import Screen, Session, write
from spbe_cli.errors import CONTENT, DONE
from spbe_cli.exact import whole_of
from spbe_cli.findings import Day, Finding, errors_in, has_errors
from spbe_cli.reports import ENDINGS, FORMATS, Report, terminal, written
from spbe_cli.reports.document import Document
from spbe_cli.reports.terminal_findings import NOBODYS, Owners, grouped
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.sheet.identity import NAMED_BY
from spbe_cli.words import Words

WITH_FINDINGS: Final = frozenset({"json", "markdown"})
"""Formats that hold the findings themselves; they are not repeated on stderr."""
NO_RESULT: Final = (
    *("format_", "output", "rates_out", "corrections", "jobs"),
    *("detail", "strict", "force", "due", "contact", "mark", "to_agencies"),
)
"""Parameters that say how and where a result is shown, and to whom it goes back."""
UNQUOTED: Final = re.compile(r"[\w./:=+\\-]+" if os.name == "nt" else r"[\w./:=+-]+")
"""What means nothing but itself to any shell."""
SPECIAL: Final = re.compile(r'[$`"!\\]')
"""What a shell of Unix reads even between double quotation marks."""

Make = Callable[[Words], Report]
"""What makes the report in some words: documents say in full what a screen cuts."""
MakeWith = Callable[[Words, str], Report]
"""What makes it with the command that gives it again."""


class Run:
    """One run of a command that reports, with the options that all of them have."""

    def __init__(self, context: typer.Context) -> None:
        given = context.params
        self.context, self.session = context, cast("Session", context.obj)
        self.format: str = given.get("format_", "table")
        self.outputs: Sequence[Path] = given.get("output") or ()
        self.strict: bool = given.get("strict", False)
        self.force: bool = given.get("force", False)

    def refuse(self, *inputs: Path | None, kinds: Collection[str] = ENDINGS) -> list[Path]:
        """Refuse outputs as `refuse_outputs` does, before anything is read; return all inputs."""
        named = [*filter(None, inputs), *instrument_file(self.context.params.get("instrument"))]
        refuse_outputs(self.outputs, named, force=self.force, kinds=kinds)
        return named

    def tell(
        self, findings: Sequence[Finding], owners: Owners = NOBODYS, *, partial: bool | None = None
    ) -> None:
        """Write findings to stderr unless the format holds them; count below those of one sheet."""
        if self.format in WITH_FINDINGS:
            return
        # Beside what a program reads they are one a line.
        screen = Screen() if self.format in FORMATS else self.session.err
        session = replace(self.session, err=screen)
        tell(findings, session, owners)
        if partial is None or not findings:
            return
        errors = errors_in(findings)
        warnings = len(findings) - errors
        key = "errors_and_warnings" if errors and warnings else "errors_only"
        if not errors:
            key = "warnings_partial" if partial else "warnings_only"
        write("\n", sys.stderr)
        session.say(key, errors=errors, warnings=warnings)

    def tell_of(self, findings: Sequence[Finding], assessment: Assessment) -> None:
        """Tell findings, and what it means if the sheet of the result has no index."""
        part: bool | None = assessment.sheet is not None
        without_index = assessment.result is None
        # The closing line counts what is wrong with the sheet; other files have their own faults.
        others = has_errors(findings) and not has_errors(assessment.findings)
        closing = part if without_index and not others else None
        self.tell(findings, owners_of(assessment), partial=closing)
        if without_index and part and self.format not in WITH_FINDINGS:
            self.session.say("weigh.partial")

    def save(self, make: Make, outputs: Sequence[Path]) -> None:
        """Write a report to files; all are made before the first is written."""
        words = self.session.words.in_full()
        self.write({path: written(make(words), path.suffix.casefold(), words) for path in outputs})

    def write(self, contents: Mapping[Path, bytes]) -> None:
        """Write files, each as `write_file` does."""
        for path, content in contents.items():
            write_file(path, content, force=self.force)

    def show(self, make: Make) -> None:
        """Write a report to stdout."""
        words = self.session.words
        if self.format in FORMATS:
            write(written(make(words), FORMATS[self.format], words).decode(), sys.stdout)
        else:
            detail = bool(self.context.params.get("detail"))
            show(make(words).document(), self.session, detail=detail)

    def deliver(self, make: Make, beside: Sequence[Path] = ()) -> None:
        """Write a report to files and to stdout; name the files below it, and those `beside` it."""
        self.save(make, self.outputs)
        self.show(make)
        self.session.name_written((*self.outputs, *beside))

    def conclude(
        self, make: MakeWith, findings: Sequence[Finding], of: Assessment | None, *, done: bool
    ) -> NoReturn:
        """Tell the findings, deliver the report with the command that gives it again, and end."""
        if of:
            self.tell_of(findings, of)
        command = recorded(self.context, of)
        self.deliver(lambda words: make(words, command))
        self.end(findings, done=done)

    def end(self, findings: Sequence[Finding], *, done: bool = True) -> NoReturn:
        """End; without a result (`done`) the content of the input does not allow one."""
        sound = done and not has_errors(findings) and not (self.strict and findings)
        raise typer.Exit(DONE if sound else CONTENT)


def show(document: Document, session: Session, *, detail: bool = False) -> None:
    """Write a document to the screen, with `detail` all of it."""
    page = terminal.render(document, session.words, session.out.width, detail=detail)
    write(_laid_out(page, session.out), sys.stdout)


def _laid_out(renderable: object, screen: Screen) -> str:
    page = StringIO()
    Console(
        file=page,
        width=screen.width,
        height=100,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    ).print(renderable)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def today() -> Day:
    """Return the day of the run; SOURCE_DATE_EPOCH sets it, so that a result can be made again."""
    epoch = whole_of(os.environ.get("SOURCE_DATE_EPOCH", ""))
    now = datetime.now().astimezone() if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return Day(now.year, now.month, now.day)


def tell(findings: Sequence[Finding], session: Session, owners: Owners = NOBODYS) -> None:
    """Write findings to stderr; `owners` says whose a file is."""
    write(told(findings, session.words, session.err, owners), sys.stderr)


def end_with(findings: Sequence[Finding], session: Session) -> NoReturn:
    """Tell what is wrong with an input that can't be used, and end."""
    tell(findings, session)
    raise typer.Exit(CONTENT)


def owners_of(*assessments: Assessment) -> Owners:
    """Say whose each sheet is: the agency's, or the institution's, where it says so."""
    names = {one.file: [*filter(None, map(one.identity.get, NAMED_BY))] for one in assessments}
    return {file: said[0] for file, said in names.items() if said}


def told(
    findings: Sequence[Finding], words: Words, screen: Screen, owners: Owners = NOBODYS
) -> str:
    """Return findings as a person reads them on a terminal; elsewhere they are one a line."""
    if screen.terminal and findings:
        return _laid_out(grouped(findings, words, screen.width, owners), screen)
    return "".join(f"{words.line(finding)}\n" for finding in findings)


# The command that gives a result again


def recorded(context: typer.Context, assessment: Assessment | None = None) -> str:
    """Return the command with every option that changes the result; `-i` stands last.

    `assessment` is the sheet that the result is of, where there is but one: its instrument is
    named even if nobody did, since another one may be the default some day.
    """
    given: list[tuple[Any, Any]] = []
    for parameter in sorted(context.command.params, key=lambda one: one.name == "instrument"):
        value = context.params.get(str(parameter.name))
        if parameter.name == "instrument":
            value = next(iter(instrument_file(value)), value)
        if parameter.name not in NO_RESULT and value != parameter.default:
            values = value if isinstance(value, list | tuple) else [value]
            given += [(parameter, one) for one in values]
    folder = _folder_of([value for _, value in given if isinstance(value, Path)])
    words = ["spbe", str(context.command.name)]
    for parameter, value in given:
        text = os.path.relpath(value, folder) if folder and isinstance(value, Path) else str(value)
        # None of the values may look like an option.
        if not parameter.opts[0].startswith("-"):  # an argument
            dashed = isinstance(value, Path) and text.startswith("-")
            words.append(_typed(f"./{text}" if dashed else text))
        elif value is True:
            words.append(parameter.opts[-1])
        elif text.startswith("-"):
            words.append(_typed(f"{parameter.opts[0]}={text}"))
        else:
            words += [parameter.opts[-1], _typed(text)]
    if isinstance(assessment, Sound) and context.params.get("instrument") is None:
        words += ["-i", assessment.instrument.id]
    return " ".join(words)


def _folder_of(paths: Sequence[Path]) -> str | None:
    """Return the folder that a command is to be typed in, if it is not the one where it was.

    A document must not speak of the folders of a machine: where a path tells them, all are told
    from the folder that holds them all.
    """
    if not any(path.is_absolute() for path in paths):
        return None
    # `..` is taken out, too, and a link is not followed: it is what the user named.
    folders = [os.path.dirname(os.path.abspath(path)) for path in paths]  # noqa: PTH100, PTH120
    with suppress(ValueError):  # on several drives of Windows
        return os.path.commonpath(folders)
    return None


def _typed(text: str) -> str:
    """Write a word so that a shell takes it as it is.

    >>> _typed("kota.xlsx"), _typed("Dinas Sosial.xlsx"), _typed("11=4")
    ('kota.xlsx', '"Dinas Sosial.xlsx"', '11=4')
    """
    if UNQUOTED.fullmatch(text):
        return text
    if os.name != "nt" and SPECIAL.search(text):
        return shlex.quote(text)
    return f'"{text}"'
