"""What can be wrong with an instrument file: the tuple of checks, and the way through them.

A check takes the view of a file and yields findings.  It says nothing about values that
could not be read: those have a finding of their own.  To add one, write it, name it in
`CHECKS`, and give its words to both catalogues.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from spbe_cli.checks import bands, coding, conversions, texts, weights
from spbe_cli.checks.building import build
from spbe_cli.checks.fileview import FileView, Naming
from spbe_cli.checks.source import read_as
from spbe_cli.checks.structure import InstrumentFile
from spbe_cli.document import Mapping, Node
from spbe_cli.findings import Finding, has_errors
from spbe_cli.instrument import Instrument

__all__ = ["CHECKS", "Judged", "Naming", "check", "one_per_place"]

Check = Callable[[FileView], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    texts.no_accidental_booleans,
    coding.identity,
    weights.weights_above_zero,
    weights.weights_add_up,
    coding.unique_codes,
    coding.numbers_without_gaps,
    coding.unique_names,
    coding.listed_names_differ,
    coding.parts_are_there,
    coding.capabilities_exist,
    coding.aliases_lead_to_rows,
    coding.predecessor_exists,
    bands.scale_rises,
    bands.scale_fits_criteria,
    bands.criteria_for_every_level,
    bands.level_names_fit,
    bands.bands_in_order,
    bands.validity_in_order,
    conversions.breakpoints_rise,
    conversions.external_indices_exist,
    conversions.mapping_leads_to_indicators,
    texts.sources_are_named,
    texts.secondary_is_declared,
    texts.texts_are_clean,
    texts.evidence_is_named,
    texts.evidence_is_lettered,
    texts.criteria_differ,
    texts.prompts_fit,
)


LIMIT_OF_CHECK: Final = 250
"""As many findings a check may make of one file: a hostile one must not keep it busy."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checks say of a file; `unjudged` counts the sums that could not be checked."""

    instrument: Instrument | None
    findings: tuple[Finding, ...]
    unjudged: int = 0


def check(root: Node, naming: Naming, sha256: str) -> Judged:
    """Run every check on an instrument file; make the instrument if none finds an error."""
    view = FileView(root, naming)
    if not isinstance(root, Mapping):
        return Judged(None, (view.finding("I101", (), "shape"),))
    parsed, found = read_as(view, InstrumentFile)
    judged = [finding for one in CHECKS for finding in islice(one(view), LIMIT_OF_CHECK)]
    findings = one_per_place(causes([*judged, *found]))
    if parsed is None or has_errors(findings):
        return Judged(None, findings, weights.unjudged(view))
    return Judged(build(parsed, sha256), findings)


STRONGEST: Final = ("I116", "I114", "I119", "I105", "I102")
"""Where several findings meet at one place, the first of these says what the fault is."""


def causes(found: list[Finding]) -> list[Finding]:
    """Leave out references that lead nowhere only because a word is read as yes or no."""
    accidental = any(finding.code == "I114" for finding in found)
    return [finding for finding in found if not (accidental and finding.code == "I124")]


def one_per_place(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep one finding a place, in the order of the file: one fault is one finding.

    Every key that is not there is a fault of its own, told at the part that lacks it.
    """
    kept: dict[tuple[int, int], list[Finding]] = {}
    for finding in sorted(found, key=strength):
        place = (finding.place.line or 0, finding.place.column or 0)
        there = kept.setdefault(place, [])
        if not there or lacks_another(finding, there):
            there.append(finding)
    return tuple(finding for _, there in sorted(kept.items()) for finding in there)


ABSENT: Final = frozenset({"I103", "I113"})
"""The findings about a key that is not there."""


def lacks_another(finding: Finding, there: list[Finding]) -> bool:
    """Tell whether a finding names one more key that is not there, where others are missing."""
    told = [(one.code, one.facts.get("key")) for one in there]
    only = all(one.code in ABSENT for one in (*there, finding))
    return only and (finding.code, finding.facts.get("key")) not in told


def strength(finding: Finding) -> tuple[int, str]:
    """Sort what names the cause before what follows from it."""
    known = finding.code in STRONGEST
    return STRONGEST.index(finding.code) if known else len(STRONGEST), finding.code
