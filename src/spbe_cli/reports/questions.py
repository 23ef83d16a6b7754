"""What is asked in the interview: a question made of the criterion of a claimed level.

It is in Indonesian whatever the language of the report: it is asked in the room as it stands.
"""

import re
from typing import Final

_QUESTION: Final = "Apa yang menunjukkan bahwa {clause}?"
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
    return _QUESTION.format(clause=said_of(criterion))


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
