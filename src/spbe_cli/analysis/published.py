"""What the ministry printed for 2023 and 2024.

Institutions are found by their names as people write them.  The reports write `Pemerintah Kab.
Madiun`, sheets write `Kabupaten Madiun`; both are told by the same words.  A name without its
kind, such as `Madiun`, may be that of several.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

EDITION: Final = "permenpanrb-59-2020"
"""By which instrument the printed results were computed."""
DOMAINS: Final = ("D1", "D2", "D3", "D4")
GROUPS: Final = (
    "kementerian", "lpnk", "lns", "instansi lainnya", "provinsi", "kabupaten", "kota",
)  # fmt: skip
"""The groups in which the reports print the results, in their order."""

SHORT: Final = {
    "pemkot": "kota", "pemkab": "kabupaten", "pemprov": "provinsi",
    "kab": "kabupaten", "prov": "provinsi", "kep": "kepulauan", "ri": "republik indonesia",
    "di": "daerah istimewa", "diy": "daerah istimewa yogyakarta",
    "dki": "daerah khusus ibukota", "ntb": "nusa tenggara barat", "ntt": "nusa tenggara timur",
}  # fmt: skip
SPELLED: Final = (("d.i.", "di"), ("&", " dan "), ("pemda ", "pemerintah daerah "))
OFFICE: Final = re.compile(r"pemerintah (daerah (?=kota|kab|prov))?")
STATE: Final = " republik indonesia"
"""What ministries write behind their names, and the reports do not."""
KINDS: Final = ("kota", "kabupaten", "provinsi", "kementerian")
MOST_SUGGESTIONS: Final = 3
LIKENESS: Final = 0.7


@dataclass(frozen=True, slots=True)
class Result:
    """What was printed for an institution; a domain that is illegible there is not in `domains`.

    `source` says where it was printed.
    """

    year: int
    institution: str
    group: str
    domains: Mapping[str, Fraction]
    index: Fraction
    predicate: str
    source: str = ""

    def figure(self, code: str) -> Fraction | None:
        """Return the index of a domain, or without a code that of the whole."""
        return self.domains.get(code) if code else self.index


@cache
def results() -> tuple[Result, ...]:
    """Return all that was printed, in the order of the reports."""
    text = files("spbe_cli").joinpath("data", "results-2023-2024.tsv").read_text("utf-8")
    # Comments say where it is from; then the heads.
    _, *lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    found = []
    for year, institution, group, *figures, index, predicate, source in lines:
        known = zip(DOMAINS, figures, strict=True)
        domains = {code: Fraction(text) for code, text in known if text}
        found.append(
            Result(int(year), institution, group, domains, Fraction(index), predicate, source)
        )
    return tuple(found)


@cache
def plain_name(name: str) -> str:
    """Write a name by its words alone: no case, no signs, nothing shortened, no `Pemerintah`.

    >>> plain_name("Pemerintah Kab. Madiun"), plain_name("D.I. Yogyakarta")
    ('kabupaten madiun', 'daerah istimewa yogyakarta')
    """
    text = name.casefold()
    for written, spelled in SPELLED:
        text = text.replace(written, spelled)
    words = OFFICE.sub("", " ".join(re.findall(r"\w+", text)), count=1)
    plain = " ".join(SHORT.get(word, word) for word in words.split())
    return plain.removesuffix(STATE) if plain.startswith("kementerian ") else plain


def kind_of(name: str) -> str | None:
    """Return what kind of institution a name begins with, if it says so."""
    first, _, _ = plain_name(name).partition(" ")
    return first if first in KINDS else None


def meant(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that somebody wrote; without their kind they may be several.

    >>> meant("Madiun", ["Pemerintah Kab. Madiun", "Pemerintah Kota Madiun"])
    ('Pemerintah Kab. Madiun', 'Pemerintah Kota Madiun')
    """
    names = {name: plain_name(name) for name in known}
    written = plain_name(wanted)
    # Two provinces are published without the word.
    called = tuple(name for name, its in names.items() if written in {its, f"provinsi {its}"})
    kinds = {f"{kind} {written}" for kind in KINDS}
    return called or tuple(name for name, its in names.items() if its in kinds)


def suggestions(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that have all the words wanted, else those spelled alike."""
    names = {plain_name(name): name for name in known}
    words = set(plain_name(wanted).split())
    holding = tuple(name for plain, name in names.items() if words <= set(plain.split()))
    if words and holding:
        return holding
    close = get_close_matches(plain_name(wanted), names, n=MOST_SUGGESTIONS, cutoff=LIKENESS)
    return tuple(names[name] for name in close)
