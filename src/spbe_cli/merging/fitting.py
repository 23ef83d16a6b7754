"""Whether files can be merged at all: sound, and of one instrument."""

from collections.abc import Iterable, Iterator, Sequence

from spbe_cli.assessment import Assessment
from spbe_cli.checks.agreement import most_common
from spbe_cli.checks.answers import faults_beside_gaps
from spbe_cli.findings import Fact, Finding, Place, Typed
from spbe_cli.merging.parts import Part


def files_are_sound(assessments: Iterable[Assessment], *, skip: bool) -> Iterator[Finding]:
    """B105, B209: every file to be merged is sound; with `skip` the others are left out."""
    for assessment in assessments:
        errors = faults_beside_gaps(assessment.findings)
        if errors:
            facts: dict[str, Fact] = {
                "file": assessment.file,
                "count": len(errors),
                "typed": Typed(assessment.file),
            }
            yield Finding("B209" if skip else "B105", Place(assessment.file), facts)


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
