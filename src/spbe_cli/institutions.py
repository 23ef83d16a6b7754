"""Names of institutions as people write them: which of the published names is meant.

The reports write `Pemerintah Kab. Madiun`, sheets write `Kabupaten Madiun`; both are told by
the same words.  A name without its kind, such as `Madiun`, may be that of several.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import Final

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


@cache
def plain_name(name: str) -> str:
    """Write a name by its words alone: no case, no signs, nothing shortened, no `Pemerintah`.

    >>> plain_name("Pemerintah Kab. Madiun"), plain_name("D.I. Yogyakarta")
    ('kabupaten madiun', 'daerah istimewa yogyakarta')
    """
    text = name.casefold()
    for written, meant in SPELLED:
        text = text.replace(written, meant)
    words = OFFICE.sub("", " ".join(re.findall(r"\w+", text)), count=1)
    plain = " ".join(SHORT.get(word, word) for word in words.split())
    return plain.removesuffix(STATE) if plain.startswith("kementerian ") else plain


def kind_of(name: str) -> str | None:
    """Return what kind of institution a name begins with, if it says so."""
    first, _, _ = plain_name(name).partition(" ")
    return first if first in KINDS else None


def is_called(published: str, name: str) -> bool:
    """Tell whether a published name is the one that somebody wrote.

    Two provinces are published without the word.

    >>> is_called("Pemerintah Aceh", "Provinsi Aceh"), is_called("Pemerintah Kab. Aceh", "Aceh")
    (True, False)
    """
    known, written = plain_name(published), plain_name(name)
    return written in {known, f"provinsi {known}"}


def meant(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that somebody wrote; without their kind they may be several.

    >>> meant("Madiun", ["Pemerintah Kab. Madiun", "Pemerintah Kota Madiun"])
    ('Pemerintah Kab. Madiun', 'Pemerintah Kota Madiun')
    """
    names = tuple(dict.fromkeys(known))
    called = tuple(name for name in names if is_called(name, wanted))
    kinds = {f"{kind} {plain_name(wanted)}" for kind in KINDS}
    return called or tuple(name for name in names if plain_name(name) in kinds)


def suggestions(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that have all the words wanted, else those spelled alike."""
    names = {plain_name(name): name for name in known}
    words = set(plain_name(wanted).split())
    holding = tuple(name for plain, name in names.items() if words <= set(plain.split()))
    if words and holding:
        return holding
    close = get_close_matches(plain_name(wanted), names, n=MOST_SUGGESTIONS, cutoff=LIKENESS)
    return tuple(names[name] for name in close)
