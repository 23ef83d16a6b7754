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
from spbe_cli.files import CaseFile, check_case, in_order, load_root, read_cases
from spbe_cli.findings import Fact, Finding, Quoted, Raw, Word
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.instrument.source import Source
from spbe_cli.instrument.yaml import Node
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

    `path` leads to it in the case and ends with a code of the instrument, `index` or `predicate`.
    """

    case: str
    path: tuple[str, ...]
    published: str
    computed: str
    state: State

    @property
    def part(self) -> str:
        """What it is a figure of."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class VerifiedCase:
    """One published result with all its figures."""

    file: str
    case: CaseFile
    result: IndexResult
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What came of the files: the cases recomputed, and the findings."""

    files: list[str]
    cases: list[VerifiedCase]
    findings: tuple[Finding, ...]


def verify_files(paths: Iterable[tuple[Path, str]]) -> VerifyResult:
    """Recompute the cases of files, each with the name that findings use.  Raises OSError."""
    files, cases, findings = [], list[VerifiedCase](), list[Finding]()
    for path, file in paths:
        root, broken = load_root(path, file)
        done, faults = _verified(root, file) if root else ([], [])
        files.append(file)
        cases += done
        findings += in_order(*broken, *faults)
    return VerifyResult(files, cases, tuple(findings))


def check(root: Node, file: str) -> tuple[int, tuple[Finding, ...]]:
    """Count the cases of a file that can be recomputed, and return what is wrong with it."""
    cases, findings = _verified(root, file)
    return len(cases), tuple(findings)


def _verified(root: Node, file: str) -> tuple[list[VerifiedCase], list[Finding]]:
    """I124: the instrument of every case is a shipped one."""
    source, cases, faults = read_cases(root, file)
    findings, done = [*faults], list[VerifiedCase]()
    for position, case in enumerate(cases):
        if case.instrument not in shipped_ids():
            close = get_close_matches(case.instrument, shipped_ids(), n=1)
            facts: dict[str, Fact] = {"key": Raw("instrument"), "kind": Word("verify.instrument")}
            facts |= {"found": Quoted(case.instrument), "suggestion": close[0] if close else ""}
            path, variant = ("cases", position, "instrument"), "" if close else "alone"
            findings.append(source.finding("I124", path, variant, **facts))
            continue
        instrument = shipped(case.instrument)
        levels, faults = check_case(source, position, case, instrument)
        findings += faults
        if not faults:
            result = score(instrument, levels)
            figures = tuple(_figures_of(case, instrument, result))
            done.append(VerifiedCase(file, case, result, figures))
            findings += _differences(source, position, done[-1])
    return done, findings


def _figures_of(case: CaseFile, instrument: Instrument, result: IndexResult) -> Iterator[Figure]:
    """Yield the printed figures beside the computed ones, from the top of the tree down.

    A printed index is held against the exact one, rounded once to the decimals printed; a
    predicate against the computed one, then against that of the printed index.
    """
    printed = case.published
    indices = {part.code: part.index for part in (*result.domains, *result.aspects)}
    indices[INDEX] = result.total.index
    given: dict[tuple[str, ...], Fraction | None] = {(INDEX,): printed.index}
    given |= {("domains", code): figure for code, figure in printed.domains.items()}
    given |= {("aspects", code): figure for code, figure in printed.aspects.items()}
    for path, figure in given.items():
        if figure is not None:
            index = indices[path[-1]]
            places = max(DECIMALS, decimal_places(figure.denominator) or 0)
            published, computed = rounded(figure, places), rounded(index, places)
            state = State.SAME if published == computed else State.DIFFERENT
            yield Figure(case.id, path, f"{published:f}", f"{computed:f}", state)
        if path == (INDEX,) and printed.predicate is not None:
            exact = result.predicate.name
            shown = band(instrument, Fraction(result.total.rounded)).name
            explained = State.ROUNDED if printed.predicate == shown else State.DIFFERENT
            state = State.SAME if printed.predicate == exact else explained
            yield Figure(case.id, (PREDICATE,), printed.predicate, exact, state)


def _differences(source: Source, position: int, done: VerifiedCase) -> Iterator[Finding]:
    """Say which figures do not come out as printed.

    A164: a published figure equals the computed one.
    A205: the exact and the printed index give the same predicate.
    """
    total = done.result.total
    for figure in done.figures:
        path: tuple[str | int, ...] = ("cases", position, "published", *figure.path)
        part, computed, published = figure.part, figure.computed, figure.published
        facts: dict[str, Fact] = {}
        if figure.state is State.DIFFERENT:
            facts["part"] = Word(f"verify.{part}") if part in {INDEX, PREDICATE} else part
            facts |= {"computed": Raw(computed), "published": Raw(published)}
            yield source.finding("A164", path, case=figure.case, **facts)
        elif figure.state is State.ROUNDED:
            facts |= {"exact": Raw(exact_text(total.index)), "rounded": Raw(str(total.rounded))}
            yield source.finding("A205", path, predicate1=computed, predicate2=published, **facts)
