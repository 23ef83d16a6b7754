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

    `part` is the code of a domain or an aspect, `index` or `predicate`; `path` leads to it in
    the case.
    """

    part: str
    published: str
    computed: str
    state: State
    path: tuple[str, ...]


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
    """Recompute all cases of files, each given with the name that findings use.

    Raises OSError where a file can't be opened.
    """
    files, cases, findings = [], list[VerifiedCase](), list[Finding]()
    for path, file in paths:
        root, broken = load_root(path, file)
        done, faults = _verified(root, file) if root else ([], [])
        files.append(file)
        cases += done
        in_order = [*broken, *faults]
        in_order.sort(key=lambda one: (one.place.line or 0, one.place.column or 0))
        findings += in_order
    return VerifyResult(tuple(files), tuple(cases), tuple(findings))


def check(root: Node, file: str) -> tuple[int, tuple[Finding, ...]]:
    """Count the cases of a file that can be recomputed, and return what is wrong with it."""
    cases, findings = _verified(root, file)
    return len(cases), tuple(findings)


def _verified(root: Node, file: str) -> tuple[list[VerifiedCase], list[Finding]]:
    source, cases, faults = read_cases(root, file)
    findings = [*faults]
    done: list[VerifiedCase] = []
    for position, case in enumerate(cases):
        if case.instrument not in shipped_ids():
            findings.append(_unknown_instrument(source, position, case))
            continue
        instrument = shipped(case.instrument)
        levels, faults = check_case(source, position, case, instrument)
        findings += faults
        if not faults:
            result = score(instrument, levels)
            figures = tuple(_figures_of(case, instrument, result))
            made_up = tuple(case.made_up)
            done.append(VerifiedCase(source.file, case.id, case.institution, case.year, instrument,
                                     result, figures, made_up))  # fmt: skip
            findings += _differences(source, position, done[-1])
    return done, findings


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
    """Yield the printed figures beside the computed ones, from the top of the tree down.

    A printed index is held against the exact one, rounded once to the decimals printed; a
    predicate against the computed one, then against that of the printed index.
    """

    def index_figure(path: tuple[str, ...], printed: Fraction, index: Fraction) -> Figure:
        places = max(DECIMALS, decimal_places(printed.denominator) or 0)
        published, computed = rounded(printed, places), rounded(index, places)
        state = State.SAME if published == computed else State.DIFFERENT
        return Figure(path[-1], f"{published:f}", f"{computed:f}", state, path)

    printed = case.published
    if printed.index is not None:
        yield index_figure((INDEX,), printed.index, result.total.index)
    if printed.predicate is not None:
        exact, shown = result.predicate.name, band(instrument, Fraction(result.total.rounded)).name
        explained = State.ROUNDED if printed.predicate == shown else State.DIFFERENT
        state = State.SAME if printed.predicate == exact else explained
        yield Figure(PREDICATE, printed.predicate, exact, state, (PREDICATE,))
    indices = {part.code: part.index for part in (*result.domains, *result.aspects)}
    for kind, values in (("domains", printed.domains), ("aspects", printed.aspects)):
        for code, value in values.items():
            yield index_figure((kind, code), value, indices[code])


def _differences(source: Source, position: int, case: VerifiedCase) -> Iterator[Finding]:
    """Say which figures do not come out as printed.

    A164: a published figure equals the computed one.
    A205: the exact and the printed index give the same predicate.
    """
    for figure in case.figures:
        path: tuple[str | int, ...] = ("cases", position, "published", *figure.path)
        facts: dict[str, Fact] = {}
        if figure.state is State.DIFFERENT:
            named = figure.part in {INDEX, PREDICATE}
            facts["case"] = case.id
            facts["part"] = Word(f"verify.{figure.part}") if named else figure.part
            facts["computed"], facts["published"] = Raw(figure.computed), Raw(figure.published)
            yield source.finding("A164", path, **facts)
        elif figure.state is State.ROUNDED:
            total = case.result.total
            facts["exact"], facts["rounded"] = Raw(exact_text(total.index)), Raw(str(total.rounded))
            facts["predicate1"], facts["predicate2"] = figure.computed, figure.published
            yield source.finding("A205", path, **facts)
