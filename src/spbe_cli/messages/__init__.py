"""The words of the tool: findings, labels and refusals in Indonesian and English.

Each language is a package of catalogues; a test fails when one lacks what the other has.
`Words` puts typed facts into the texts: numbers get the decimal mark of the language,
what somebody wrote gets quotation marks, and no control character ever comes through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any, Final, NamedTuple

from spbe_cli.findings import Finding
from spbe_cli.messages.facts import Style, plain_number, show
from spbe_cli.messages.page import Page
from spbe_cli.messages.plurals import fill

PACKAGES: Final = {"id": "indonesian", "en": "english"}
SENTENCES: Final = ("answers", "files", "instruments", "batch")
CORRECTIONS: Final = ("corrections",)
PAGES: Final = ("pages_answers", "pages_files", "pages_instruments", "pages_batch")
LABELS: Final = (
    "labels_screen",
    "labels_excel",
    "labels_html",
    "labels_draft",
    "labels_reference",
    "labels_correction",
    "labels_check",
    "labels_batch",
    "labels_merge",
    "labels_plan",
    "labels_compare",
    "labels_risk",
    "labels_benchmark",
    "labels_documents",
    "labels_help",
    "refusals",
)


class Language(StrEnum):
    """The languages of the tool."""

    INDONESIAN = "id"
    ENGLISH = "en"


class Sentence(NamedTuple):
    """What was found, and what to do: two texts without capital and full stop."""

    fact: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.fact}; {self.remedy}" if self.remedy else self.fact

    def prose(self) -> str:
        """Write both as sentences with capital and full stop, for sheets and letters."""
        return " ".join(part[0].upper() + part[1:] + "." for part in self if part)


@cache
def catalogue(language: Language, attribute: str, modules: tuple[str, ...]) -> Mapping[str, Any]:
    """Join the catalogues of a language; they load when the first text is asked for."""
    joined: dict[str, Any] = {}
    for module in modules:
        name = f"spbe_cli.messages.{PACKAGES[language]}.{module}"
        joined.update(getattr(import_module(name), attribute))
    return joined


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; in documents long lists are given whole (`whole`)."""

    language: Language = Language.INDONESIAN
    whole: bool = False

    @property
    def style(self) -> Style:
        """How facts are written in this language."""
        choice = ", atau " if self.language is Language.INDONESIAN else " or "
        comma = "," if self.language is Language.INDONESIAN else "."
        return Style(comma, choice, self.label, cut=not self.whole)

    def in_full(self) -> "Words":
        """Return the words of a document, in which no list is cut."""
        return replace(self, whole=True)

    def label(self, key: str, **facts: object) -> str:
        """Return a text of the tool by its key, with facts put in."""
        text: str = catalogue(self.language, "LABELS", LABELS)[key]
        return fill(text, {name: self.show(fact) for name, fact in facts.items()})

    def sentence(self, finding: Finding) -> Sentence:
        """Return the sentence of a finding."""
        variants = catalogue(self.language, "SENTENCES", SENTENCES)[finding.code]
        facts = {name: self.show(fact) for name, fact in finding.facts.items()}
        if "number" in facts and "name" in facts:
            facts["i"] = self.label("indicator", number=facts["number"], name=facts["name"])
        fact, remedy = variants[finding.variant]
        return Sentence(fill(fact, facts), fill(remedy, facts))

    def correction(self, finding: Finding) -> Sentence:
        """Return the sentence as a correction file says it: without the indicator's name.

        That name has a column of its own; rows, sheets and ways out are those of the new file.
        """
        usual = catalogue(self.language, "SENTENCES", SENTENCES)[finding.code]
        special = catalogue(self.language, "SENTENCES", CORRECTIONS).get(finding.code, {})
        facts = {name: self.show(fact) for name, fact in finding.facts.items()}
        fact, remedy = {**usual, **special}[finding.variant]
        return Sentence(fill(fact, {**facts, "i": ""}), fill(remedy, facts))

    def page(self, code: str) -> Page:
        """Return the page about the code of a finding."""
        page: Page = self.pages()[code]
        return page

    def pages(self) -> Mapping[str, Page]:
        """Return the pages about all codes of findings."""
        return catalogue(self.language, "PAGES", PAGES)

    def line(self, finding: Finding) -> str:
        """Return the finding as one line: place, severity, code, sentence."""
        place = show(str(finding.place), self.style)
        return f"{place}: {finding.severity} {finding.code}: {self.sentence(finding)}"

    def found(self, finding: Finding) -> str | None:
        """Return what stands in the cell, without quotation marks."""
        return None if finding.found is None else show(finding.found, self.style, bare=True)

    def show(self, fact: object) -> str:
        """Write a fact as it is shown in this language."""
        return show(fact, self.style)

    def number(self, value: Decimal | Fraction, places: int | None = 2) -> str:
        """Write a number; without `places` exactly.  Rounding is half up."""
        return plain_number(value, places).replace(".", self.style.mark)
