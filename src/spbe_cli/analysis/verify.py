"""Published results recomputed: every figure that was printed, held against the computed one.

There is no tolerance: a figure must come out as it is printed, to its last decimal.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from pathlib import Path as FilePath
from typing import Final

from spbe_cli.exact import decimal_places, exact_text, rounded
from spbe_cli.files import CaseFile, CasesFile, in_order, load_root, on_scale, read_model
from spbe_cli.findings import Choices, Fact, Finding, Listed, Numbers, Quoted, Raw, Word
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.instrument.source import Source, repeated
from spbe_cli.instrument.yaml import Node, Path
from spbe_cli.scoring import IndexResult, band, score
from spbe_cli.sheet.values import span

DECIMALS: Final = 2
INDEX: Final = "index"
PREDICATE: Final = "predicate"


class Agreement(StrEnum):
    """How a printed figure compares; `rounded` is a predicate that the printed index explains."""

    SAME = "same"
    ROUNDED = "rounded"
    DIFFERENT = "different"


@frozen
class PublishedFigure:
    """A printed figure beside the computed one, with as many decimals; `path` leads to it."""

    case: str
    path: tuple[str, ...]
    published: str
    computed: str
    state: Agreement

    @property
    def part(self) -> str:
        """What it is a figure of."""
        return self.path[-1]


@frozen
class VerifiedCase:
    """One published result with all its figures."""

    file: str
    case: CaseFile
    result: IndexResult
    figures: tuple[PublishedFigure, ...]


@frozen
class VerifyResult:
    """What came of the files: the cases recomputed, and the findings."""

    files: list[str]
    cases: list[VerifiedCase]
    findings: tuple[Finding, ...]


def verify_files(paths: Iterable[tuple[FilePath, str]]) -> VerifyResult:
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
    """I107: no two cases have one id.  I124: the instrument of every case is a shipped one."""
    source, parsed, broken = read_model(root, file, CasesFile)
    findings, done = [*broken], list[VerifiedCase]()
    cases = parsed.cases if parsed else ()
    for code, first, number in repeated((case.id, number) for number, case in enumerate(cases)):
        twice: dict[str, Fact] = {"found": Quoted(code), "name": cases[first].institution}
        twice["line"] = source.line(("cases", first, "id"))
        findings.append(source.finding("I107", ("cases", number, "id"), **twice))
    for position, case in enumerate(cases):
        if case.instrument not in shipped_ids():
            close = get_close_matches(case.instrument, shipped_ids(), n=1)
            facts: dict[str, Fact] = {"key": Raw("instrument"), "kind": Word("verify.instrument")}
            facts |= {"found": Quoted(case.instrument), "suggestion": close[0] if close else ""}
            path, variant = ("cases", position, "instrument"), "" if close else "alone"
            findings.append(source.finding("I124", path, variant, **facts))
            continue
        instrument = shipped(case.instrument)
        levels, faults = _levels_of_case(source, position, case, instrument)
        findings += faults
        if not faults:
            result = score(instrument, levels)
            figures = tuple(_figures_of(case, instrument, result))
            done.append(VerifiedCase(file, case, result, figures))
            findings += _differences(source, position, done[-1])
    return done, findings


def _figures_of(
    case: CaseFile, instrument: Instrument, result: IndexResult
) -> Iterator[PublishedFigure]:
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
            state = Agreement.SAME if published == computed else Agreement.DIFFERENT
            yield PublishedFigure(case.id, path, f"{published:f}", f"{computed:f}", state)
        if path == (INDEX,) and printed.predicate is not None:
            exact = result.predicate.name
            shown = band(instrument, Fraction(result.total.rounded)).name
            explained = Agreement.ROUNDED if printed.predicate == shown else Agreement.DIFFERENT
            state = Agreement.SAME if printed.predicate == exact else explained
            yield PublishedFigure(case.id, (PREDICATE,), printed.predicate, exact, state)


def _differences(source: Source, position: int, done: VerifiedCase) -> Iterator[Finding]:
    """A164: published figures equal computed ones.  A205: both indices give one predicate."""
    total = done.result.total
    for figure in done.figures:
        path: tuple[str | int, ...] = ("cases", position, "published", *figure.path)
        part, computed, published = figure.part, figure.computed, figure.published
        facts: dict[str, Fact] = {}
        if figure.state is Agreement.DIFFERENT:
            facts["part"] = Word(f"verify.{part}") if part in {INDEX, PREDICATE} else part
            facts |= {"computed": Raw(computed), "published": Raw(published)}
            yield source.finding("A164", path, case=figure.case, **facts)
        elif figure.state is Agreement.ROUNDED:
            facts |= {"exact": Raw(exact_text(total.index)), "rounded": Raw(str(total.rounded))}
            yield source.finding("A205", path, predicate1=computed, predicate2=published, **facts)


def _levels_of_case(
    source: Source, number: int, case: CaseFile, instrument: Instrument
) -> tuple[Mapping[str, Fraction], list[Finding]]:
    """Return the levels of a case by row, and what it does not say as the instrument does."""
    path = ("cases", number)
    levels, faults = _levels_of(source, path, case, instrument)
    if not faults and (absent := [row for row in instrument.required_rows() if row not in levels]):
        # I103: every required row has a level.
        parent, example = Raw(f"{case.id}.levels"), Raw(f"'{absent[0]}': {instrument.lowest}")
        facts: dict[str, Fact] = {"parent": parent, "key": Numbers(tuple(absent))}
        faults.append(source.finding("I103", (*path, "levels"), **facts, example=example))
    for kind, printed, parts in (
        ("domains", case.published.domains, instrument.domains),
        ("aspects", case.published.aspects, instrument.aspects),
    ):
        known = [part.code for part in parts]
        for code in (code for code in printed if code not in known):
            place, listed = (*path, "published", kind, code), Listed(tuple(map(Raw, known)))
            faults.append(_unknown_key(source, place, f"{case.id}.{kind}", listed))
    return levels, faults


def _levels_of(
    source: Source, path: Path, case: CaseFile, instrument: Instrument
) -> tuple[Mapping[str, Fraction], list[Finding]]:
    """I106, I123: no row is given twice, by whichever of its numbers; levels are on the scale."""
    places: dict[str, Path] = {}
    levels: dict[str, Fraction] = {}
    faults: list[Finding] = []
    every = [("levels", *one) for one in case.levels.items()]
    every += [("made_up", *one) for one in case.made_up.items()]
    for key, number, level in every:
        row, place = instrument.aliases.get(number, number), (*path, key, number)
        if row not in instrument.rows():
            faults.append(_unknown_key(source, place, case.id, Raw(span(instrument))))
        elif row in levels:
            line = source.line(places[row])
            faults.append(source.finding("I106", place, key=Quoted(number), line=line))
        elif not on_scale(level, instrument):
            written = source.scalar(place)
            found = Quoted(written.text if written else "")
            told: dict[str, Fact] = {"key": Raw(f"{key}.{number}"), "found": found}
            told["keys"] = Choices(instrument.lowest, instrument.highest, instrument.decimals)
            faults.append(source.finding("I123", place, **told))
        else:
            levels[row], places[row] = level, place
    return levels, faults


def _unknown_key(source: Source, path: Path, parent: str, known: Raw | Listed) -> Finding:
    """I102: every number, domain and aspect is one of the instrument."""
    return source.finding("I102", path, key=Quoted(str(path[-1])), parent=Raw(parent), keys=known)
