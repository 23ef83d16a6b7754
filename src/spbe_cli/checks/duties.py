"""What makes an assignment fit for use, wherever it was written: duties, judged one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.numbers import span


@dataclass(frozen=True, slots=True)
class Duty:
    """One indicator of one agency, as its owner or as a contributor, with its place."""

    agency: str
    number: str
    owns: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Written:
    """An assignment as it was written: its duties, and the full names of agencies.

    `agencies` has every agency, also one without any duty; `place` is that of the whole.
    """

    place: Place
    duties: tuple[Duty, ...]
    agencies: Mapping[str, str | None]


def assignment_of(
    instrument: Instrument, written: Written
) -> tuple[Assignment | None, tuple[Finding, ...]]:
    """Make the assignment, or say what forbids it; an indicator without an owner is a warning."""
    known = tuple(indicator.code for indicator in instrument.indicators())
    findings = (
        *numbers_exist(instrument, written.duties, known),
        *duties_are_told_once(written.duties),
        *owners_are_alone(written.duties, known),
        *owners_are_there(written, known),
    )
    if has_errors(findings):
        return None, findings
    return Assignment(tuple(agencies_of(written, known))), findings


def agencies_of(written: Written, known: Sequence[str]) -> Iterator[Agency]:
    """Yield every agency with its indicators in the order of the instrument."""
    duties: dict[str, dict[str, bool]] = defaultdict(dict)
    for duty in written.duties:
        duties[duty.agency][duty.number] = duty.owns
    for name, full in written.agencies.items():
        own = duties.get(name, {})
        owns = tuple(code for code in known if own.get(code) is True)
        supports = tuple(code for code in known if own.get(code) is False)
        yield Agency(name, owns, supports, full)


def numbers_exist(
    instrument: Instrument, duties: Iterable[Duty], known: Sequence[str]
) -> Iterator[Finding]:
    """I128: every indicator assigned exists."""
    facts: dict[str, Fact] = {"instrument": instrument.title, "range": span(instrument)}
    unknown: dict[tuple[Place, str], list[str]] = {}
    for duty in duties:
        if duty.number not in known:
            unknown.setdefault((duty.place, duty.agency), []).append(duty.number)
    for (place, agency), numbers in unknown.items():
        yield Finding("I128", place, {"agency": agency, "found": Numbers(tuple(numbers)), **facts})


def duties_are_told_once(duties: Iterable[Duty]) -> Iterator[Finding]:
    """I106: an agency has an indicator once, as its owner or as a contributor."""
    first: dict[tuple[str, str], Duty] = {}
    for duty in duties:
        known = first.setdefault((duty.agency, duty.number), duty)
        if known is not duty:
            facts: dict[str, Fact] = {
                "agency": duty.agency,
                "number": duty.number,
                "line": line_of(known.place),
            }
            yield Finding("I106", duty.place, facts, "duty", indicator=duty.number)


def line_of(place: Place) -> int:
    """Return the line of a text file, or the row of a cell."""
    return place.line or int("".join(filter(str.isdigit, str(place.cell))))


def owners_are_alone(duties: Iterable[Duty], known: Sequence[str]) -> Iterator[Finding]:
    """I129: every indicator has one owner."""
    owning: dict[str, dict[str, Duty]] = defaultdict(dict)
    for duty in duties:
        if duty.owns:
            owning[duty.number].setdefault(duty.agency, duty)
    for number, owners in owning.items():
        if len(owners) > 1 and number in known:
            *_, last = owners.values()
            facts: dict[str, Fact] = {
                "number": number,
                "count": len(owners),
                "agency": Listed(tuple(owners)),
            }
            yield Finding("I129", last.place, facts, indicator=number)


def owners_are_there(written: Written, known: Sequence[str]) -> Iterator[Finding]:
    """I206: every indicator has an owner."""
    owned = {duty.number for duty in written.duties if duty.owns}
    without = tuple(code for code in known if code not in owned)
    if without:
        facts: dict[str, Fact] = {"count": len(without), "numbers": Numbers(without)}
        yield Finding("I206", written.place, facts)
