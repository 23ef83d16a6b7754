"""What a level says, and what a row must have to reach one: criteria and typical evidence.

Levels 4-5 are strengths, 1-2 weaknesses: the ministry's own split (Pedoman 3/2024, Bab III F.1).
"""

import re
from fractions import Fraction
from typing import Final, Literal

from spbe_cli.answers import Assignment
from spbe_cli.instrument import Indicator, Instrument, Level
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Scored

STRONG_FROM: Final = 1
WEAK_BELOW: Final = 2  # how far below the highest level strengths begin and weaknesses end
Strength = Literal["strong", "between", "weak"]


def middle(instrument: Instrument) -> int:
    """Return the level that is neither strength nor weakness: 3 on the scale 1-5."""
    return instrument.highest - WEAK_BELOW


def strength(instrument: Instrument, score: Fraction) -> Strength:
    """Tell whether a level is a strength or a weakness."""
    above = instrument.level_at(score) - middle(instrument)
    return "strong" if above > 0 else "weak" if above < 0 else "between"


def below_top(known: Scored) -> list[Score]:
    """Return what was answered and can still rise."""
    return [one for one in known.answered if one.index < known.instrument.highest]


def those(known: Scored, wanted: Strength) -> list[Score]:
    """Return the answered strengths, the highest first, or weaknesses, the lowest first."""
    found = [one for one in known.answered if strength(known.instrument, one.index) == wanted]
    order = {"strong": -1, "between": 0, "weak": 1}[wanted]
    return sorted(found, key=lambda one: order * one.index)


def goal(instrument: Instrument, score: Score) -> int:
    """Return the level to reach as the ministry recommended in 2018: max(3, level + 1) of 1-5."""
    return max(middle(instrument), min(instrument.level_at(score.index) + 1, instrument.highest))


def agency_of(row: str, instrument: Instrument, assignment: Assignment | None) -> str | None:
    """Return the name of the agency that is responsible for a row, if one is."""
    owner = assignment and assignment.owners.get(instrument.rows()[row].code)
    return owner.name if owner else None


def level_name(instrument: Instrument, indicator: Indicator, level: Fraction) -> str:
    """Return the name of the level that a score lies in, if it has one."""
    return indicator.capability.level_names.get(instrument.level_at(level)) or ""


def passed(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> list[Level]:
    """Return every level that a row must satisfy on its way, the highest last."""
    last = instrument.level_at(end)
    # The level that a score with decimals lies in may not be complete.
    open_ = [
        one for one in instrument.scale() if start < instrument.reached_at(one) and one <= last
    ]
    known = {level.number: level for level in instrument.rows()[row].levels}
    return [known[one] for one in open_ or [last] if one in known]


def recommendation(instrument: Instrument, row: str, level: Fraction) -> str | None:
    """Say in one sentence what the first level not reached needs.

    There is none at the top, and none where the index of another agency gives the value.
    It is ours: what the file of the instrument says, else its criterion turned into a sentence.
    """
    indicator = instrument.rows()[row]
    # Where scores have decimals, the level they lie in may not be complete.
    open_ = (one for one in instrument.scale() if instrument.reached_at(one) > level)
    number = next(open_, None)
    if indicator.external or number is None:
        return None
    following = indicator.level(number)
    if following.recommendation or not following.criterion:
        return following.recommendation
    criterion = re.sub(r"\bsudah |\bjuga (?=me)", "", said_of(following.criterion))
    return f"Perlu diupayakan agar {criterion}."


def evidence(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> str:
    """Write the typical evidence of the indicator, and of every level on the way."""
    indicator = instrument.rows()[row]
    numbers = [level.number for level in passed(instrument, row, start, end)]
    of_levels = (indicator.evidence_at(number) for number in numbers)
    return "\n".join(dict.fromkeys(filter(None, (indicator.evidence, *of_levels))))


# What is asked in the interview: a question made of the criterion of a claimed level.  It is in
# Indonesian whatever the language of the report: it is asked in the room as it stands.

_PREFIX: Final = re.compile(r"^[A-Z][a-z]+: ")
"""The name of a level before its criterion: `Interaksi: pengguna dapat …`."""
_RESERVATION: Final = re.compile(r",? (?:tetapi|meski) (?:.*?(?=, dan ada )|.*)")
"""What is not reached yet is nothing to show."""
_SENTENCE: Final = re.compile(r"\. (?=[A-Z]).*")
"""What follows the first sentence: the values of another agency's index."""
_SPOKEN: Final = (
    (re.compile(r"\bmis\. "), "misalnya "),
    (re.compile(r" (?:tersebut|itu)\b"), ""),
    (re.compile(r"^(.+?) belum seluruhnya "), r"sebagian \1 sudah "),
    (re.compile(r" baru (?=me[mn]|berupa)"), " sudah "),
    (re.compile(r"; (?=dan/atau)"), ", "),
    (re.compile(r"; (?=.*; )"), ", "),
    (re.compile(r"; "), ", serta "),
    (re.compile(r"^(layanan )?hanya "), r"\1"),
)
_SUBJECTS: Final = {
    "menjadi": "perencanaan dan arsitektur ",
    "tetap": "proses bisnis ",
    **dict.fromkeys(("terintegrasi", "menyebarkan", "menerima"), "layanan ini "),
    "dipakai": "aplikasi ",
}
"""Who it is that a criterion without a subject speaks of, by its verb."""
_WITHOUT_SUBJECT: Final = re.compile(rf"(?:keduanya )?({'|'.join(_SUBJECTS)}) ")
_COMMON: Final = frozenset({
    "Dokumen", "Hasil", "Kebijakan", "Kegiatan", "Kinerja", "Layanan", "Muatan", "Pelaksanaan",
    "Penerapan", "Tugas",
})  # fmt: skip
"""They begin no name, even where one follows."""


def question(criterion: str) -> str:
    """Return the question that a criterion gives.

    >>> question("Kebijakan Audit TIK sudah ditetapkan tetapi belum lengkap.")
    'Apa yang menunjukkan bahwa kebijakan Audit TIK sudah ditetapkan?'
    >>> question("Interaksi: pengguna dapat mencari informasi.")
    'Apa yang menunjukkan bahwa pengguna dapat mencari informasi?'
    """
    return f"Apa yang menunjukkan bahwa {said_of(criterion)}?"


def said_of(criterion: str) -> str:
    """Return what a criterion says is there, as a clause in the middle of a sentence.

    >>> said_of("Kolaborasi: terintegrasi dengan layanan lain (mis. keuangan).")
    'layanan ini terintegrasi dengan layanan lain (misalnya keuangan)'
    """
    clause = " ".join(criterion.split())
    abbreviation, in_full = _SPOKEN[0]
    clause = abbreviation.sub(in_full, clause)
    for left_out in (_SENTENCE, _PREFIX, _RESERVATION):
        clause = left_out.sub("", clause)
    clause = _begun(clause.rstrip(". "))
    for pattern, spoken in _SPOKEN[1:]:
        clause = pattern.sub(spoken, clause)
    if found := _WITHOUT_SUBJECT.match(clause):
        clause = _SUBJECTS[found[1]] + clause[found.start(1) :]
    return clause


def _begun(clause: str) -> str:
    """Begin in the middle of a sentence: without a capital, but for names and abbreviations."""
    first, _, rest = clause.partition(" ")
    named = rest[:1].isupper() and rest[1:2].islower() and first not in _COMMON
    if named or not first[1:].islower():
        return clause
    return first[:1].lower() + clause[1:]
