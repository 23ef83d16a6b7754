"""Whether sheets are of one institution, year and stage, as Identitas says it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from spbe_cli.assignment import Assignment
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw, Word

LABELS: Final = ("instansi", "tahun", "tahap")
LONGEST_UNKNOWN: Final = 120


class Said(Protocol):
    """What a sheet says in Identitas, by label in lower case, and where it stands."""

    @property
    def file(self) -> str:
        """The file, as findings call it."""

    @property
    def identity(self) -> Mapping[str, str]:
        """The texts."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Where they stand."""


def identities_agree(sheets: Sequence[Said]) -> Iterator[Finding]:
    """B104: all files are of one institution, year and stage; what is blank agrees with all."""
    for label in LABELS:
        named = [sheet for sheet in sheets if sheet.identity.get(label)]
        usual = most_common(plain(sheet.identity[label]) for sheet in named)
        other = common_text(named, label)
        for sheet in named:
            found = sheet.identity[label]
            if plain(found) != usual:
                facts: dict[str, Fact] = {
                    "label": Word(f"identity.{label}"),
                    "file": sheet.file,
                    "found": Quoted(found),
                    "other": Quoted(other),
                }
                yield Finding("B104", sheet.places.get(label, Place(sheet.file)), facts)


def agency_is_known(name: str, place: Place, plan: Assignment) -> Iterator[Finding]:
    """B208: the name of an agency is one of those assigned."""
    if plan.agency(name):
        return
    close = plan.suggestion(name)
    # Longer than other quotations: it is to be compared.
    found = Raw(f'"{name[:LONGEST_UNKNOWN]}"')
    facts: dict[str, Fact] = {"found": found, "suggestion": close or ""}
    yield Finding("B208", place, facts, "suggestion" if close else "")


def common_text(sheets: Iterable[Said], label: str) -> str:
    """Return what most files say under a label of Identitas, as the first of them writes it."""
    texts = [sheet.identity[label] for sheet in sheets if sheet.identity.get(label)]
    usual = most_common(map(plain, texts))
    return next((text for text in texts if plain(text) == usual), "")


def most_common(texts: Iterable[str]) -> str:
    """Return the text that stands most often, of several the first."""
    return next((text for text, _ in Counter(texts).most_common(1)), "")


def plain(text: str) -> str:
    """Write a text as it is compared: without case and odd spaces."""
    return " ".join(text.casefold().split())
