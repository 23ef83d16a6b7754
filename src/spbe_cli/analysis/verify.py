"""Published results recomputed: every figure that was printed, held against the computed one.

There is no tolerance: a figure must come out as it is printed, to its last decimal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Final

from spbe_cli.exact import decimal_places, exact_text, rounded
from spbe_cli.files.cases import CaseFile, check_case, read_cases
from spbe_cli.files.small import load_root
from spbe_cli.findings import Fact, Finding, Quoted, Raw, Word
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.instrument.nodes import Node
from spbe_cli.instrument.source import Source
from spbe_cli.scoring import IndexResult, band, score

DECIMALS: Final = 2
INDEX: Final = "index"
PREDICATE: Final = "predicate"


class State(StrEnum):
    """How a printed figure compares; `rounded` is a predicate that the printed index explains."""

    SAME = "same"
    ROUNDED = "rounded"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure beside the computed one, as text with the decimals that were printed.

    `part` is the code of a domain or an aspect, `index` or `predicate`.
    """

    part: str
    published: str
    computed: str
    state: State


@dataclass(frozen=True, slots=True)
class VerifiedCase:
    """One published result with all its figures.

    `made_up` are the rows whose levels no source prints.
    """

    file: str
    id: str
    institution: str
    year: int
    instrument: Instrument
    result: IndexResult
    figures: tuple[Figure, ...]
    made_up: tuple[str, ...] = ()

    def different(self) -> tuple[Figure, ...]:
        """Return the figures that differ."""
        return tuple(figure for figure in self.figures if figure.state is State.DIFFERENT)


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What came of the files: the cases recomputed, and the findings."""

    files: tuple[str, ...]
    cases: tuple[VerifiedCase, ...]
    findings: tuple[Finding, ...]

    def count(self, state: State) -> int:
        """Return how many figures are in a state."""
        return sum(figure.state is state for case in self.cases for figure in case.figures)


def verify_files(paths: Iterable[tuple[Path, str]]) -> VerifyResult:
    """Recompute all cases of several files, each given with the name that findings use.

    Raises:
        OSError: a file can't be opened.
    """
    done = [verify(path, file) for path, file in paths]
    return VerifyResult(
        tuple(file for part in done for file in part.files),
        tuple(case for part in done for case in part.cases),
        tuple(finding for part in done for finding in part.findings),
    )


def verify(path: Path, file: str) -> VerifyResult:
    """Recompute all cases of a file.

    Raises:
        OSError: the file can't be opened.
    """
    root, broken = load_root(path, file)
    if root is None:
        return VerifyResult((file,), (), broken)
    cases, found = _verified(root, file)
    return VerifyResult((file,), cases, tuple(sorted((*broken, *found), key=_place)))


def check(root: Node, file: str) -> tuple[int, tuple[Finding, ...]]:
    """Count the cases of a file that can be recomputed, and return what is wrong with it."""
    cases, findings = _verified(root, file)
    return len(cases), findings


def _verified(root: Node, file: str) -> tuple[tuple[VerifiedCase, ...], tuple[Finding, ...]]:
    source, cases, faults = read_cases(root, file)
    findings = [*faults]
    done: list[VerifiedCase] = []
    for position, case in enumerate(cases):
        verified, found = _verify_case(source, position, case)
        findings += found
        done += [verified] if verified else []
    return tuple(done), tuple(findings)


def _place(finding: Finding) -> tuple[int, int]:
    return finding.place.line or 0, finding.place.column or 0


def _verify_case(
    source: Source, position: int, case: CaseFile
) -> tuple[VerifiedCase | None, tuple[Finding, ...]]:
    """Recompute one case."""
    if case.instrument not in shipped_ids():
        return None, (_unknown_instrument(source, position, case),)
    instrument = shipped(case.instrument)
    levels, faults = check_case(source, position, case, instrument)
    if faults:
        return None, faults
    result = score(instrument, levels)
    figures = tuple(_figures_of(case, instrument, result))
    verified = VerifiedCase(
        source.file,
        case.id,
        case.institution,
        case.year,
        instrument,
        result,
        figures,
        tuple(case.made_up),
    )
    return verified, tuple(_differences(source, position, verified))


def _unknown_instrument(source: Source, position: int, case: CaseFile) -> Finding:
    """I124: the instrument of every case is a shipped one."""
    close = get_close_matches(case.instrument, shipped_ids(), n=1)
    facts: dict[str, Fact] = {
        "key": Raw("instrument"),
        "kind": Word("verify.instrument"),
        "found": Quoted(case.instrument),
        "suggestion": close[0] if close else "",
    }
    variant = "" if close else "alone"
    return source.finding("I124", ("cases", position, "instrument"), variant, **facts)


def _figures_of(case: CaseFile, instrument: Instrument, result: IndexResult) -> Iterator[Figure]:
    """Yield the printed figures beside the computed ones, from the top of the tree down."""
    printed = case.published
    if printed.index is not None:
        yield _index_figure(INDEX, printed.index, result.total.index)
    if printed.predicate is not None:
        yield _predicate_figure(printed.predicate, instrument, result)
    indices = {part.code: part.index for part in (*result.domains, *result.aspects)}
    for code, value in (*printed.domains.items(), *printed.aspects.items()):
        yield _index_figure(code, value, indices[code])


def _index_figure(part: str, printed: Fraction, index: Fraction) -> Figure:
    """Hold a printed index against the exact one, rounded once to the decimals printed."""
    places = max(DECIMALS, decimal_places(printed.denominator) or 0)
    published, computed = rounded(printed, places), rounded(index, places)
    state = State.SAME if published == computed else State.DIFFERENT
    return Figure(part, f"{published:f}", f"{computed:f}", state)


def _predicate_figure(printed: str, instrument: Instrument, result: IndexResult) -> Figure:
    """Hold a printed predicate against the computed one, then against that of the printed index."""
    computed = result.predicate.name
    if printed == computed:
        return Figure(PREDICATE, printed, computed, State.SAME)
    shown = band(instrument, Fraction(result.total.rounded)).name
    state = State.ROUNDED if printed == shown else State.DIFFERENT
    return Figure(PREDICATE, printed, computed, state)


def _differences(source: Source, position: int, case: VerifiedCase) -> Iterator[Finding]:
    """Yield a finding for every figure that does not come out as printed."""
    domains = {domain.code for domain in case.instrument.domains}
    for figure in case.figures:
        path: tuple[str | int, ...] = ("cases", position, "published")
        if figure.part not in {INDEX, PREDICATE}:
            path = (*path, "domains" if figure.part in domains else "aspects")
        if figure.state is State.DIFFERENT:
            facts = _difference(case, figure)
            yield source.finding("A164", (*path, figure.part), **facts)
        elif figure.state is State.ROUNDED:
            facts = _explained(case, figure)
            yield source.finding("A205", (*path, figure.part), **facts)


def _difference(case: VerifiedCase, figure: Figure) -> dict[str, Fact]:
    """A164: a published figure equals the computed one."""
    named = figure.part in {INDEX, PREDICATE}
    return {
        "case": case.id,
        "part": Word(f"verify.{figure.part}") if named else figure.part,
        "computed": Raw(figure.computed),
        "published": Raw(figure.published),
    }


def _explained(case: VerifiedCase, figure: Figure) -> dict[str, Fact]:
    """A205: the exact and the printed index give the same predicate."""
    return {
        "exact": Raw(exact_text(case.result.total.index)),
        "rounded": Raw(str(case.result.total.rounded)),
        "predicate1": figure.computed,
        "predicate2": figure.published,
    }
