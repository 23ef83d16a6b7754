"""Findings about YAML files as parts of a JSON document: contract, section 5."""

from spbe_cli.findings import Finding
from spbe_cli.messages import Words
from spbe_cli.reports.jsondoc import Document


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
