"""Findings as parts of a JSON document, also those about YAML files: contract, section 5."""

from spbe_cli.findings import Finding
from spbe_cli.former.jsondoc import Document, finding_part
from spbe_cli.words import Words


def yaml_finding_part(finding: Finding, words: Words) -> Document:
    """Return one finding with its line and column."""
    sentence = words.sentence(finding)
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "found": words.found(finding),
        "remedy": sentence.remedy,
        "message": str(sentence),
    }


def findings_part(findings: tuple[Finding, ...], words: Words) -> list[Document]:
    """Return the findings, each with the place that its kind of file has."""
    return [
        finding_part(one, words) if one.place.line is None else yaml_finding_part(one, words)
        for one in findings
    ]
