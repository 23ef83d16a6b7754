"""Whether files can be merged at all: sound, and of one instrument."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spbe_cli.findings import Fact, Finding, Place, Severity, Typed
from spbe_cli.merging.parts import Part
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.identity import most_common


def files_are_sound(
    assessments: Iterable[Assessment], later: Mapping[str, str], *, skip: bool
) -> Iterator[Finding]:
    """B105, B209: every file to be merged is sound; with `skip` the others are left out.

    A file that can't be read says so itself.  `later` names for a file the one that would
    replace it if the latest counted.
    """
    for assessment in assessments:
        file, findings = assessment.file, assessment.findings
        if assessment.raw is None and not skip:
            yield from findings
        elif faults_beside_gaps(findings):
            errors = sum(finding.severity is Severity.ERROR for finding in findings)
            facts: dict[str, Fact] = {"file": file, "count": errors, "typed": Typed(file)}
            variant = "later" if file in later and not skip else ""
            facts |= {"file2": later[file]} if variant else {}
            yield Finding("B209" if skip else "B105", Place(file), facts, variant)


def instruments_agree(parts: Sequence[Part]) -> Iterator[Finding]:
    """B103: all files use one instrument."""
    usual = most_common(part.instrument.title for part in parts)
    for part in parts:
        if part.instrument.title != usual:
            facts: dict[str, Fact] = {
                "file": part.file,
                "instrument1": usual,
                "instrument2": part.instrument.title,
            }
            yield Finding("B103", part.places.get("instrumen", Place(part.file)), facts)
