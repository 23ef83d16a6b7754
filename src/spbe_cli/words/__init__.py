"""The words of the tool in Indonesian and English, and how facts are put into them.

Numbers get the decimal mark of the language, what somebody wrote gets quotation marks, and no
control character ever comes through.  A test fails when one language lacks what the other has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spbe_cli import findings
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Finding
from spbe_cli.words import catalogue
from spbe_cli.words.catalogue import Language, Page, Sentence
from spbe_cli.words.shown import fill, range_text, runs, typed, visible

__all__ = ["Language", "Page", "Sentence", "Words"]

CUT: Final = 40
"""A quotation of more characters is cut."""
MOST_RANGES: Final = 10


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; in documents long lists are given whole (`whole`)."""

    language: Language = Language.INDONESIAN
    whole: bool = False

    @property
    def mark(self) -> str:
        """The decimal mark."""
        return "," if self.language is Language.INDONESIAN else "."

    def in_full(self) -> "Words":
        """Return the words of a document, in which no list is cut."""
        return replace(self, whole=True)

    def label(self, key: str, **facts: object) -> str:
        """Return a text of the tool by its key, with facts put in."""
        text = catalogue.labels(self.language)[key]
        return fill(text, {name: self.show(fact) for name, fact in facts.items()})

    def sentence(self, finding: Finding, of: str | None = None) -> Sentence:
        """Return the sentence of a finding; `of` stands for the indicator that it begins with."""
        told = catalogue.record(finding.code, self.language).sentences
        return self._put(told, finding, of)

    def correction(self, finding: Finding) -> Sentence:
        """Return the sentence as a correction file says it: without the indicator's name.

        That name has a column of its own; rows, sheets and ways out are those of the new file.
        """
        told = catalogue.record(finding.code, self.language).corrections
        return self._put(told, finding, "")

    def note(self, finding: Finding) -> Sentence:
        """Return the sentence as the note on a cell of the workbook received says it."""
        return self._put(catalogue.record(finding.code, self.language).marks, finding, "")

    def _put(self, told: Mapping[str, Sentence], finding: Finding, of: str | None) -> Sentence:
        facts = {name: self.show(fact) for name, fact in finding.facts.items()}
        if of is not None:
            facts["i"] = of
        elif "number" in facts and "name" in facts:
            facts["i"] = self.label("indicator", number=facts["number"], name=facts["name"])
        fact, remedy = told[finding.variant]
        return Sentence(fill(fact, facts), fill(remedy, facts))

    def page(self, code: str) -> Page:
        """Return the page about the code of a finding."""
        return catalogue.record(code, self.language).page

    def concept(self, key: str) -> catalogue.Concept:
        """Return what a word of the tool means, by its Indonesian name."""
        return catalogue.concept(key, self.language)

    def reason(self, code: str) -> str:
        """Say in two or three words why a file with this finding has no index."""
        return catalogue.record(code, self.language).reason or self.label("batch.reason.other")

    def line(self, finding: Finding) -> str:
        """Return the finding as one line: place, severity, code, sentence."""
        place = visible(str(finding.place))
        return f"{place}: {finding.severity} {finding.code}: {self.sentence(finding)}"

    def found(self, finding: Finding) -> str | None:
        """Return what stands in the cell, without quotation marks."""
        found = finding.facts.get("found")
        return None if found is None else self.show(found, bare=True)

    def number(self, value: Decimal | Fraction, places: int | None = 2) -> str:
        """Write a number; without `places` exactly.  Rounding is half up."""
        text = exact_text(value) if places is None else f"{rounded(Fraction(value), places):f}"
        return text.replace(".", self.mark)

    def grouped(self, count: object) -> str:
        """Write a whole number with marks between the thousands."""
        return f"{count:,}".replace(",", self.label("batch.thousands"))

    def show(self, fact: object, *, bare: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912  one line a kind
        """Write a fact as it is shown in this language; `bare` leaves out the quotation marks."""
        match fact:
            case findings.Quoted(text):
                # In one line, cut, nothing invisible left.
                seen = visible(text.strip())
                if bare or not seen:
                    return seen or self.label("empty")
                return f'"{seen[:CUT]}..."' if len(seen) > CUT else f'"{seen}"'
            case findings.Typed(path):
                return typed(visible(path))
            case findings.Day():
                return self._day(fact)
            case findings.Serial(value, date):
                return f"{exact_text(value)} ({self._day(date)})"
            case findings.Numbers(codes):
                groups = list(runs(codes))
                shown = groups if self.whole else groups[:MOST_RANGES]
                text = ", ".join(part for group in shown for part in range_text(group))
                return text + self._and_more(sum(map(len, groups[len(shown) :])))
            case findings.Choices(lowest, highest, decimals):
                if decimals:
                    return self.label("score_range", lowest=lowest, highest=highest)
                first = ", ".join(map(str, range(lowest, highest)))
                last_or = ", atau " if self.language is Language.INDONESIAN else " or "
                return f"{first}{last_or}{highest}"
            case findings.Word(key):
                return self.label(key)
            case findings.Listed(items, most):
                listed = items if self.whole else items[:most]
                text = ", ".join(self.show(item, bare=bare) for item in listed)
                return text + self._and_more(len(items) - len(listed))
            case findings.Raw(text):
                return visible(text)
            case findings.Printed(value):
                return self.number(value)
            case findings.Reached(value):
                # Where rounding puts an index above what is reached, its exact value says so.
                if Fraction(rounded(value)) <= value:
                    return self.number(value)
                exact = self.label("exact_value", value=self.number(value, None))
                return f"{self.number(value)} ({exact})"
            case Decimal() | Fraction():
                return self.number(fact, None)
            case _:
                return visible(str(fact))

    def _and_more(self, rest: int) -> str:
        return self.label("and_more", count=rest) if rest else ""

    def _day(self, value: findings.Day) -> str:
        """Write a date as `3 April 2025`, a time of day as it stands."""
        if not value.year:
            return value.clock
        month = self.label("months").split()[value.month - 1]
        return f"{value.day} {month} {value.year} {value.clock}".rstrip()
