"""Findings on stderr: one line each, then what they mean for the index."""

import sys
from collections.abc import Sequence
from typing import Final

from spbe_cli.cli.output import Screen, Session, write
from spbe_cli.findings import Finding, Severity
from spbe_cli.words import Words

DIM: Final = "2"
COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33"}


def print_findings(session: Session, findings: Sequence[Finding], *, partial: bool = False) -> None:
    """Write the findings of an answer sheet to stderr, and the line that counts them.

    `partial`: the sheet is an agency's part, so there is no index to speak of.
    """
    if findings:
        lines = finding_lines(findings, session.words, session.err)
        write(f"{lines}\n{closing_line(findings, session.words, partial=partial)}\n", sys.stderr)


def print_hint(session: Session, text: str) -> None:
    """Write a hint to stderr, where somebody sits at a terminal."""
    if session.err.terminal:
        write(f"{text}\n", sys.stderr)


def finding_lines(findings: Sequence[Finding], words: Words, screen: Screen) -> str:
    """Return findings, one per line; the terminal wraps them, we never cut them."""
    return "".join(f"{finding_line(finding, words, screen)}\n" for finding in findings)


def finding_line(finding: Finding, words: Words, screen: Screen) -> str:
    """Return one finding, its place dim and its severity coloured where there are colours."""
    line = words.line(finding)
    if not screen.colour:
        return line
    place = words.show(str(finding.place))
    severity = finding.severity
    rest = line.removeprefix(f"{place}: {severity}")
    return f"{painted(place, DIM)}: {painted(severity, COLOURS[severity])}{rest}"


def painted(text: str, style: str) -> str:
    """Return text in a style."""
    return f"\x1b[{style}m{text}\x1b[0m"


def closing_line(findings: Sequence[Finding], words: Words, *, partial: bool = False) -> str:
    """Count findings, and say whether the answers can be used all the same."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    match errors, warnings:
        case 0, 1:
            key = "warnings_partial_one" if partial else "warnings_one"
        case 0, _:
            key = "warnings_partial" if partial else "warnings_only"
        case 1, 0:
            key = "errors_one"
        case _, 0:
            key = "errors_only"
        case _:
            key = "errors_and_warnings"
    return words.label(key, errors=errors, warnings=warnings)
