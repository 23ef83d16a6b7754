"""Who answers what: the agencies of an institution, and their indicators.

Every indicator has one owner, who decides its level, and any number of contributors, who
give evidence to it.  An instance is always sound: only the checks of an assignment make one.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final

BRACKETS: Final = re.compile(r"\(([^()]*)\)")
LONGEST_ABBREVIATION: Final = 20


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: the name that tables show, the indicators it owns, those it supports.

    `full` is its name as sheets print it, where that is longer.
    """

    name: str
    owns: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    full: str | None = None

    @property
    def printed(self) -> str:
        """The name that is printed into its sheet."""
        return self.full or self.name


@dataclass(frozen=True)
class Assignment:
    """All agencies, in the order in which they were written."""

    agencies: tuple[Agency, ...]

    @cached_property
    def owners(self) -> Mapping[str, Agency]:
        """The owner of every indicator that has one."""
        return {code: agency for agency in self.agencies for code in agency.owns}

    @cached_property
    def known(self) -> Mapping[str, Agency]:
        """Every agency by each of its names, as they are compared."""
        return {
            key: agency
            for agency in reversed(self.agencies)
            for name in (agency.printed, agency.name)
            for key in name_keys(name)
        }

    def agency(self, name: str) -> Agency | None:
        """Return the agency that somebody calls by this name."""
        return next((self.known[key] for key in name_keys(name) if key in self.known), None)

    def suggestion(self, name: str) -> str | None:
        """Return the name of the agency that was probably meant."""
        close = (get_close_matches(key, self.known, 1, 0.7) for key in name_keys(name))
        return next((self.known[found[0]].name for found in close if found), None)


def short_name(name: str) -> str:
    """Return the abbreviation that ends the name of an agency, or the name itself.

    >>> short_name("Badan Perencanaan (Bappeda)"), short_name("Inspektorat")
    ('Bappeda', 'Inspektorat')
    """
    found = BRACKETS.findall(name) if name.rstrip().endswith(")") else []
    short = found[-1].strip() if found else ""
    return short if 0 < len(short) <= LONGEST_ABBREVIATION else name


def name_key(name: str) -> str:
    """Write the name of an agency as it is compared: without case, marks and odd spaces.

    >>> name_key(" BAGIAN Pengadaan  Barang/Jasa "), name_key(" ?? ")
    ('bagian pengadaan barang jasa', '??')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.findall(r"\w+", plain)) or plain.strip()


def name_keys(name: str) -> tuple[str, ...]:
    """Return the ways to call an agency: in full, without its abbreviation, by that alone.

    >>> name_keys("Badan Perencanaan (Bappeda)")
    ('badan perencanaan bappeda', 'badan perencanaan', 'bappeda')
    """
    ways = (name, BRACKETS.sub(" ", name), *BRACKETS.findall(name))
    return tuple(dict.fromkeys(filter(None, map(name_key, ways))))
