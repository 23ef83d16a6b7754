"""Fuzz the reader of instrument files: `make fuzz`, or this file with the options of libFuzzer.

An input is a YAML file.  It is read and checked, and what was found is told in both languages;
an exception, a finding without a place, or an instrument with errors is a find.
"""

import sys
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["spbe_cli"]):
    from spbe_cli.findings import has_errors
    from spbe_cli.instrument.loading import inspect_document, shipped_file, shipped_ids
    from spbe_cli.instrument.yaml import parse
    from spbe_cli.words import Language, Words

EXAMPLES: Final = Path(__file__).parents[1] / "examples" / "instruments"
FILE: Final = Path("kota.yaml")
SMALL: Final = 12_000
"""Bytes of the inputs to begin with: the fuzzer is quicker with short ones."""


def try_one(data: bytes) -> None:
    """Read and check one file, and tell what was found."""
    root, findings = parse(data, FILE.name)
    if root is not None:
        inspection = inspect_document(root, findings, FILE, FILE.name, data)
        findings = inspection.findings
        assert (inspection.instrument is None) == has_errors(findings)  # noqa: S101  what is fuzzed
    else:
        assert findings  # noqa: S101
    for finding in findings:
        assert finding.place.line  # noqa: S101
        assert all(Words(language).line(finding).isprintable() for language in Language)  # noqa: S101


def seed(folder: Path) -> None:
    """Write the inputs to begin with: the shipped files, whole and the beginning of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in (*map(shipped_file, shipped_ids()), *EXAMPLES.glob("*.yaml")):
        content = file.read_bytes()
        (folder / file.name).write_bytes(content)
        (folder / f"{file.name}-begin").write_bytes(content[:SMALL])


if __name__ == "__main__":
    seed(Path(sys.argv[-1]))
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
