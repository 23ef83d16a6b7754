"""The words of the tool in Indonesian and English, and how facts are put into them.

Numbers get the decimal mark of the language, what somebody wrote gets quotation marks, and no
control character ever comes through.  A test fails when one language lacks what the other has.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from spbe_cli.findings import Finding
from spbe_cli.words import catalogue
from spbe_cli.words.catalogue import Language, Page, Sentence
from spbe_cli.words.shown import Style, fill, plain_number, show

__all__ = ["Language", "Page", "Sentence", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; in documents long lists are given whole (`whole`)."""

    language: Language = Language.INDONESIAN
    whole: bool = False

    @property
    def style(self) -> Style:
        """How facts are written in this language."""
        indonesian = self.language is Language.INDONESIAN
        mark, choice = (",", ", atau ") if indonesian else (".", " or ")
        return Style(mark, choice, self.label, cut=not self.whole)

    def in_full(self) -> "Words":
        """Return the words of a document, in which no list is cut."""
        return replace(self, whole=True)

    def label(self, key: str, **facts: object) -> str:
        """Return a text of the tool by its key, with facts put in."""
        text = catalogue.labels(self.language)[key]
        return fill(text, {name: self.show(fact) for name, fact in facts.items()})

    def sentence(self, finding: Finding) -> Sentence:
        """Return the sentence of a finding."""
        facts = {name: self.show(fact) for name, fact in finding.facts.items()}
        if "number" in facts and "name" in facts:
            facts["i"] = self.label("indicator", number=facts["number"], name=facts["name"])
        record = catalogue.record(finding.code, self.language)
        fact, remedy = record.sentences[finding.variant]
        return Sentence(fill(fact, facts), fill(remedy, facts))

    def correction(self, finding: Finding) -> Sentence:
        """Return the sentence as a correction file says it: without the indicator's name.

        That name has a column of its own; rows, sheets and ways out are those of the new file.
        """
        facts = {name: self.show(fact) for name, fact in finding.facts.items()}
        record = catalogue.record(finding.code, self.language)
        fact, remedy = record.corrections[finding.variant]
        return Sentence(fill(fact, {**facts, "i": ""}), fill(remedy, facts))

    def page(self, code: str) -> Page:
        """Return the page about the code of a finding."""
        return catalogue.record(code, self.language).page

    def reason(self, code: str) -> str:
        """Say in two or three words why a file with this finding has no index."""
        return catalogue.record(code, self.language).reason or self.label("batch.reason.other")

    def line(self, finding: Finding) -> str:
        """Return the finding as one line: place, severity, code, sentence."""
        place = show(str(finding.place), self.style)
        return f"{place}: {finding.severity} {finding.code}: {self.sentence(finding)}"

    def found(self, finding: Finding) -> str | None:
        """Return what stands in the cell, without quotation marks."""
        found = finding.facts.get("found")
        return None if found is None else show(found, self.style, bare=True)

    def show(self, fact: object) -> str:
        """Write a fact as it is shown in this language."""
        return show(fact, self.style)

    def number(self, value: Decimal | Fraction, places: int | None = 2) -> str:
        """Write a number; without `places` exactly.  Rounding is half up."""
        return plain_number(value, places).replace(".", self.style.mark)

    def grouped(self, count: object) -> str:
        """Write a whole number with marks between the thousands."""
        return f"{count:,}".replace(",", self.label("batch.thousands"))
