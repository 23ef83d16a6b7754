"""Which claims an interview is about: what an assessor lowered, what has no evidence, what is high.

A claim stands in one group only, the first that fits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from spbe_cli.analysis.risk import Risk
from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.sheet.cells import names_no_document

PLACE: Final = re.compile(
    r"\b(?i:(?:halaman|hlm|hal|pasal|bab|bagian)\s+|(?:hlm|hal|h)\.\s*)"
    r"(?:\d+|[IVXLC]+|[A-H])\b(?:\s*(?:-|,|dan)\s*\d+)*"
)
"""Where in a document something stands, as explanations name it."""


class Why(Enum):
    """Why a claim is asked about."""

    LOWERED = "lowered"
    BARE = "bare"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Topic:
    """A claim that will be asked about.

    `claimed` is the level to be shown, `accepted` how far that is accepted already: what was
    assessed of a lowered claim, and the level below for all others.
    """

    row: str
    why: Why
    claimed: Fraction
    accepted: Fraction
    answer: Answer

    @property
    def places(self) -> tuple[str, ...]:
        """The pages and articles that evidence and explanation name, each once."""
        texts = f"{self.answer.evidence}; {self.answer.explanation}"
        found = (" ".join(match[0].split()) for match in PLACE.finditer(texts))
        return tuple(dict.fromkeys(found))


def topics_of(risk: Risk, sheet: AnswerSheet, earlier: AnswerSheet | None) -> tuple[Topic, ...]:
    """Return what will be asked, group by group; in each what is worth most comes first."""
    order = tuple(Why)
    found = sorted(
        _topics(risk, sheet, earlier), key=lambda one: (order.index(one[1].why), -one[0])
    )
    return tuple(topic for _, topic in found)


def _topics(
    risk: Risk, sheet: AnswerSheet, earlier: AnswerSheet | None
) -> Iterator[tuple[Fraction, Topic]]:
    """Yield every topic with what it is worth in the index."""
    claims = {claim.row: claim for claim in risk.claims}
    before = earlier.levels() if earlier else {}
    for score in risk.result.indicators:
        row, level = score.code, score.index
        answer, share = sheet.answers[row], score.weight / risk.result.total.weight
        lost = before.get(row, level) - level
        if lost > 0:
            yield lost * share, Topic(row, Why.LOWERED, before[row], level, answer)
        elif row in claims:
            claim = claims[row]
            bare = not answer.evidence or names_no_document(answer.evidence)
            if bare or claim in risk.high:
                why = Why.BARE if bare else Why.HIGH
                below = risk.instrument.below(level)
                yield claim.all_less, Topic(row, why, level, below, answer)
