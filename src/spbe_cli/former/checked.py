"""The result of `spbe check`: for people, programs, GitHub's annotations and SARIF."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from spbe_cli import __version__
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Severity
from spbe_cli.former.jsondoc import dump
from spbe_cli.former.yaml_findings import yaml_finding_part
from spbe_cli.instrument import Instrument
from spbe_cli.review import Review
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
GITHUB_ESCAPES: Final = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
GITHUB_PROPERTY_ESCAPES: Final = ((":", "%3A"), (",", "%2C"))


def findings_of(reviews: Sequence[Review]) -> list[Finding]:
    """Return the findings of all files, in their order."""
    return [finding for one in reviews for finding in one.findings]


def as_text(reviews: Sequence[Review], words: Words) -> str:
    """Write one line a finding, then what was checked."""
    lines = [words.line(finding) for finding in findings_of(reviews)]
    return "\n".join([*lines, *[""] * bool(lines), *closing(reviews, words)]) + "\n"


def closing(reviews: Sequence[Review], words: Words) -> list[str]:
    """Say what was checked: silence is never left to be guessed at."""
    findings = findings_of(reviews)
    lines = [" ".join(summary(reviews, findings, words))]
    if not findings:
        widest = max((len(name(one)) for one in reviews), default=0)
        lines += [f"  {name(one).ljust(widest)}   {content(one, words)}" for one in reviews]
    return lines


def summary(reviews: Sequence[Review], findings: Sequence[Finding], words: Words) -> list[str]:
    """Count the findings and the files, and say what could not be judged."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    kind = "errors_warnings" if errors and warnings else "errors" if errors else "warnings"
    key = f"check.{kind}" if findings else "check.clean"
    said = [words.label(key, errors=errors, warnings=warnings, files=len(reviews))]
    unjudged = sum(one.unjudged for one in reviews)
    return said + [words.label("check.unjudged", count=unjudged)] * bool(unjudged)


def name(one: Review) -> str:
    """Return what a sound file is called: its instrument, or the file of cases."""
    return one.instrument.id if one.instrument else one.file


def content(one: Review, words: Words) -> str:
    """Say what a sound file holds."""
    instrument = one.instrument
    if instrument is None:
        kind, count = one.holds or ("cases", 0)
        return words.label(f"check.{kind}", count=count)
    text = words.label(
        "check.instrument",
        parts=", ".join(counts(instrument, words)),
        weight=exact_text(sum(aspect.weight for aspect in instrument.aspects)),
        criteria=sum(
            level.criterion is not None for i in instrument.indicators() for level in i.levels
        ),
    )
    return f"{text} ({words.label('source.secondary')})" if instrument.secondary else text


def counts(instrument: Instrument, words: Words) -> list[str]:
    """Count the parts of an instrument, from the top of the tree down."""
    parts = {
        "domains": len(instrument.domains),
        "aspects": len(instrument.aspects),
        "indicators": len(tuple(instrument.indicators())),
    }
    return [f"{count} {words.label(f'parts.{kind}')}" for kind, count in parts.items() if count]


def as_json(reviews: Sequence[Review], words: Words) -> str:
    """Write the findings for programs: contract, section 5."""
    document = {
        "spbe": __version__,
        "files": len(reviews),
        "checked": [
            {"file": one.file, "id": one.instrument.id if one.instrument else None}
            for one in reviews
        ],
        "findings": [yaml_finding_part(finding, words) for finding in findings_of(reviews)],
    }
    return dump(document)


def as_github(reviews: Sequence[Review], words: Words) -> str:
    """Write workflow commands, which GitHub shows at the line, and what was checked."""
    lines = [github_line(finding, words) for finding in findings_of(reviews)]
    return "\n".join([*lines, *closing(reviews, words)]) + "\n"


def github_line(finding: Finding, words: Words) -> str:
    """Write one workflow command."""
    place = finding.place
    properties = {
        "file": visible(place.file.replace("\\", "/")),
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.code,
    }
    escapes = (*GITHUB_ESCAPES, *GITHUB_PROPERTY_ESCAPES)
    listed = ",".join(f"{key}={escaped(value, escapes)}" for key, value in properties.items())
    message = escaped(str(words.sentence(finding)), GITHUB_ESCAPES)
    return f"::{finding.severity} {listed}::{message}"


def escaped(text: str, escapes: Sequence[tuple[str, str]]) -> str:
    """Escape what a workflow command would take for its own."""
    for character, code in escapes:
        text = text.replace(character, code)
    return text


def as_sarif(reviews: Sequence[Review], words: Words) -> str:
    """Write the findings as SARIF 2.1.0, for code scanning."""
    findings = findings_of(reviews)
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "spbe",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [rule(code, words) for code in codes],
    }
    results = [sarif_result(finding, codes, words) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return dump(document)


def rule(code: str, words: Words) -> dict[str, Any]:
    """Return what a code means."""
    page = words.page(code)
    level = "error" if code[1] == "1" else "warning"
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.rule},
        "help": {"text": "\n".join(page.steps)},
        "defaultConfiguration": {"level": level},
    }


def sarif_result(finding: Finding, codes: Sequence[str], words: Words) -> dict[str, Any]:
    """Return one finding with its place."""
    place = finding.place
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(finding.severity),
        "message": {"text": str(words.sentence(finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(place.file)},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def uri(file: str) -> str:
    """Return a path as the relative reference that SARIF wants; a name may be of any bytes."""
    return quote(file.replace("\\", "/"), errors="surrogateescape")


CHECK_FORMATS: Final[Mapping[str, Callable[[Sequence[Review], Words], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
