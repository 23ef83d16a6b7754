"""Whether files can be merged at all: sound, of one instrument, of one institution and year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spbe_cli.assessment import Assessment
from spbe_cli.checks.answers import faults_beside_gaps
from spbe_cli.findings import Fact, Finding, Place, Quoted, Word
from spbe_cli.merging.parts import Part

LABELS: Final = ("instansi", "tahun", "tahap")


def files_are_sound(assessments: Iterable[Assessment], *, skip: bool) -> Iterator[Finding]:
    """B105, B209: every file to be merged is sound; with `skip` the others are left out."""
    for assessment in assessments:
        errors = faults_beside_gaps(assessment.findings)
        if errors:
            facts: dict[str, Fact] = {"file": assessment.file, "count": len(errors)}
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


def identities_agree(parts: Sequence[Part]) -> Iterator[Finding]:
    """B104: all files are of one institution, year and stage; what is blank agrees with all."""
    for label in LABELS:
        named = [part for part in parts if part.identity.get(label)]
        usual = most_common(plain(part.identity[label]) for part in named)
        for part in named:
            found = part.identity[label]
            if plain(found) != usual:
                other = common_text(parts, label)
                facts: dict[str, Fact] = {
                    "label": Word(f"identity.{label}"),
                    "file": part.file,
                    "found": Quoted(found),
                    "other": Quoted(other),
                }
                yield Finding("B104", part.places[label], facts)


def common_text(parts: Iterable[Part], label: str) -> str:
    """Return what most files say under a label of Identitas, as the first of them writes it."""
    texts = [part.identity[label] for part in parts if part.identity.get(label)]
    usual = most_common(map(plain, texts))
    return next((text for text in texts if plain(text) == usual), "")


def most_common(texts: Iterable[str]) -> str:
    """Return the text that stands most often, of several the first."""
    return next((text for text, _ in Counter(texts).most_common(1)), "")


def plain(text: str) -> str:
    """Write a text as it is compared: without case and odd spaces."""
    return " ".join(text.casefold().split())
