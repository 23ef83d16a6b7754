"""Pieces of evidence of many files: what all say of each, and the one status that holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from spbe_cli.answers import Item
from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Fact, Finding, Listed, Raw
from spbe_cli.many.merge_rows import Part
from spbe_cli.sheet.items import joined

_WEAKEST_FIRST: Final = ("ditolak", "revisi", "belum", "ada", "diterima")
"""Where nobody decides the weakest status holds: no more is claimed than all do."""
Said = Sequence[tuple[Part, Item]]


def merged_items(
    parts: Sequence[Part], assignment: Assignment | None
) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """A246: agencies that fill in the same piece give it the same status.

    The owner of the indicator decides, without one the weakest status; files and notes are
    everyone's.
    """
    owners: Mapping[str, Agency] = assignment.owners if assignment else {}
    said: dict[str, list[tuple[Part, Item]]] = {}
    for part in parts:
        for item in part.items:
            if item.begun or item.owner:
                said.setdefault(item.code, []).append((part, item))
    items, findings = [], list[Finding]()
    for given in said.values():
        begun = [one for one in given if one[1].begun] or given
        owner = owners.get(begun[0][1].indicator)
        followed = next((item for part, item in begun if owner and part.assigned == owner), None)
        followed = followed or min((item for _, item in begun), key=_strength)
        items.append(replace(joined([item for _, item in begun]), status=followed.status))
        findings += _statuses_agree(begun, followed)
    return tuple(items), tuple(findings)


def _strength(item: Item) -> int:
    return _WEAKEST_FIRST.index(item.status)


def _statuses_agree(said: Said, followed: Item) -> Iterator[Finding]:
    if len({item.status for _, item in said}) > 1:
        statuses = (Raw(f"{item.status} ({part.agency})") for part, item in said)
        facts: dict[str, Fact] = {"item": followed.code, "statuses": Listed(tuple(statuses))}
        facts["found"] = Raw(followed.status)
        yield Finding("A246", said[-1][1].place, facts, indicator=followed.indicator)
