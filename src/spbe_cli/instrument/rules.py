"""What can be wrong with an instrument file: the tuple of checks, and the way through them.

A check takes the view of a file and yields findings.  It says nothing about values that
could not be read: those have a finding of their own.  To add one, write it, name it in
`CHECKS`, and give its words to both catalogues.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from spbe_cli.findings import Finding, has_errors
from spbe_cli.instrument import rules_scale, rules_structure, rules_texts, rules_weights
from spbe_cli.instrument.nodes import Mapping, Node
from spbe_cli.instrument.schema import InstrumentFile
from spbe_cli.instrument.source import read_as
from spbe_cli.instrument.view import FileView, Naming

__all__ = ["CHECKS", "Judged", "Naming", "check", "one_per_place"]

Check = Callable[[FileView], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    rules_texts.no_accidental_booleans,
    rules_structure.id_is_the_name_of_the_file,
    rules_weights.weights_above_zero,
    rules_weights.weights_add_up,
    rules_structure.codes_differ,
    rules_structure.numbers_without_gaps,
    rules_structure.names_differ,
    rules_structure.parts_are_there,
    rules_structure.capabilities_and_indices_exist,
    rules_structure.aliases_lead_to_rows,
    rules_structure.predecessor_exists,
    rules_scale.scale_rises,
    rules_scale.scale_fits_criteria,
    rules_scale.criteria_for_every_level,
    rules_scale.level_names_fit,
    rules_scale.bands_in_order,
    rules_scale.validity_in_order,
    rules_scale.levels_begin_in_order,
    rules_structure.mapping_leads_to_indicators,
    rules_texts.sources_are_named,
    rules_texts.secondary_is_declared,
    rules_texts.texts_are_clean,
    rules_texts.evidence_is_named,
    rules_texts.evidence_is_lettered,
    rules_texts.criteria_differ,
    rules_texts.prompts_fit,
)


LIMIT_OF_CHECK: Final = 250
"""As many findings a check may make of one file: a hostile one must not keep it busy."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a file; `unjudged` counts the sums that could not be checked."""

    sound: bool
    findings: tuple[Finding, ...]
    unjudged: int = 0


def check(root: Node, naming: Naming) -> Judged:
    """Hold an instrument file against every rule."""
    view = FileView(root, naming)
    if not isinstance(root, Mapping):
        return Judged(sound=False, findings=(view.finding("I101", (), "shape"),))
    parsed, found = read_as(view, InstrumentFile)
    judged = [finding for one in CHECKS for finding in islice(one(view), LIMIT_OF_CHECK)]
    findings = one_per_place(_causes([*judged, *found]))
    sound = parsed is not None and not has_errors(findings)
    return Judged(sound, findings, rules_weights.unjudged(view))


STRONGEST: Final = ("I116", "I114", "I119", "I105", "I102")
"""Where several findings meet at one place, the first of these says what the fault is."""


def _causes(found: list[Finding]) -> list[Finding]:
    """Leave out references that lead nowhere only because a word is read as yes or no."""
    accidental = any(finding.code == "I114" for finding in found)
    return [finding for finding in found if not (accidental and finding.code == "I124")]


def one_per_place(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep one finding a place, in the order of the file: one fault is one finding.

    Every key that is not there is a fault of its own, told at the part that lacks it.
    """
    kept: dict[tuple[int, int], list[Finding]] = {}
    for finding in sorted(found, key=_strength):
        place = (finding.place.line or 0, finding.place.column or 0)
        there = kept.setdefault(place, [])
        if not there or _lacks_another(finding, there):
            there.append(finding)
    return tuple(finding for _, there in sorted(kept.items()) for finding in there)


ABSENT: Final = frozenset({"I103", "I113"})
"""The findings about a key that is not there."""


def _lacks_another(finding: Finding, there: list[Finding]) -> bool:
    """Tell whether a finding names one more key that is not there, where others are missing."""
    told = [(one.code, one.facts.get("key")) for one in there]
    only = all(one.code in ABSENT for one in (*there, finding))
    return only and (finding.code, finding.facts.get("key")) not in told


def _strength(finding: Finding) -> tuple[int, str]:
    """Sort what names the cause before what follows from it."""
    known = finding.code in STRONGEST
    return STRONGEST.index(finding.code) if known else len(STRONGEST), finding.code
