"""What `spbe risk` says: how little loses the predicate, how likely, and what must be proved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.distribution import Distribution
from spbe_cli.analysis.risk import PROVED_ABOVE, Claim, Fewest, Risk, RiskResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, drawings, levels, passages, statements
from spbe_cli.reports.data import findings_part, index_part, level_number, sheet_part
from spbe_cli.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Mark,
    Own,
    Paragraph,
    Part,
    Row,
    Table,
)
from spbe_cli.reports.risk_spread import (
    assumptions,
    chance_rows,
    chances,
    columns,
    distribution_data,
    exactness,
    in_steps,
    percent,
    percentiles,
    steps,
)
from spbe_cli.scoring import IndexResult, band
from spbe_cli.words import Words

COLUMNS: Final = (
    "part", "code", "name", "agency", "level", "evidence", "prove", "one_less", "all_less",
    "count", "indicators", "index", "predicate", "chance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RiskReport:
    """The report of a risk; of a sheet without an index only why there is none."""

    found: RiskResult
    words: Words
    command: str = ""

    def document(self) -> Document:
        """Return the risk with the findings."""
        found, words = self.found, self.words
        assessment = passages.named(found.assessment)
        said = _RiskSaid(found.risk, words) if found.risk else None
        summary = said.summary() if said else passages.unscored((assessment,), words)
        closing = passages.closing(found.findings, (assessment,), words, self.command)
        return Document(
            title=passages.title("risk", statements.heading(assessment) or assessment.file, words),
            subtitle=statements.origin(assessment, words),
            summary=tuple(summary),
            beside=tuple(said.beside()) if said else (),
            parts=(*(said.parts() if said else ()), *closing),
            caveats=tuple(self._caveats(said)),
            file=assessment.file,
            screen=None if said else passages.unscored((assessment,), words, errors=False),
        )

    def _caveats(self, said: "_RiskSaid | None") -> Iterator[str]:
        """Yield what must be known beside the numbers; what has no evidence is said below them."""
        assessment, words = passages.named(self.found.assessment), self.words
        below: list[str] = []
        if said and assessment.sheet:
            bare = statements.unproven(assessment.sheet, said.risk.instrument, words)
            below = [passages.capital(text) for text in bare]
        yield from (text for text in passages.caveats(assessment, words) if text not in below)
        if said:
            yield from assumptions(said.risk, words)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; losses and chances are exact."""
        risk, result = self.found.risk, self.found.assessment.result
        return {
            "spbe": __version__,
            **sheet_part(self.found.assessment),
            "index": index_part(result) if result else None,
            "claims": _claims_data(risk, self.words) if risk else [],
            "without_evidence": {"indicators": list(risk.bare), "index": index_part(risk.proven)}
            if risk
            else None,
            "fewest": {
                "by_one": _fewest_data(risk.by_one) if risk else None,
                "to_lowest": _fewest_data(risk.to_lowest) if risk else None,
            },
            "distribution": distribution_data(risk) if risk else None,
            "findings": findings_part(self.found.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a claim or an outcome, numbers with a point."""
        risk = self.found.risk
        if risk is None:
            return COLUMNS, ()
        chances = chance_rows(risk.distribution, risk.instrument) if risk.distribution else ()
        return COLUMNS, (*_claim_rows(risk), *_outcome_rows(risk), *chances)


@dataclass(frozen=True, slots=True)
class _RiskSaid:
    """All that people read of a risk."""

    risk: Risk
    words: Words

    @property
    def _lowest(self) -> int:
        return self.risk.instrument.lowest

    @property
    def _step(self) -> str:
        return statements.step(self.risk.instrument, self.words)

    def summary(self) -> Iterator[Block]:
        """Yield index and chance, how little loses the predicate, and what must be proved."""
        risk, words = self.risk, self.words
        yield passages.verdict(risk.result, risk.instrument, words, self._note())
        marks = tuple(self._marks())
        several = len(marks) > 1
        title = words.label("risk.scale" if several else "html.scale")
        drawn = drawings.scale(risk.instrument, marks, title, words)
        yield replace(drawn, caption=words.label("risk.scale_key")) if several else drawn
        yield from (Paragraph(text, "strong") for text in self._fewest())
        yield Paragraph(self._without_evidence())
        if self._spread:
            yield Heading(words.label("risk.chances"))
            yield chances(self._spread, risk.instrument, words)
            yield Paragraph(percentiles(self._spread, words)[0])
            yield Paragraph(exactness(self._spread, risk.instrument, words), "grey")
        if not risk.high:
            yield Paragraph(words.label("risk.no_claims", level=PROVED_ABOVE))
            return
        highest, first = risk.instrument.highest, PROVED_ABOVE + 1
        claimed = f"{first}-{highest}" if highest > first else str(first)
        yield Heading(words.label("risk.claims", levels=claimed, count=len(risk.high)))
        yield self._claims()
        yield Paragraph(words.label("risk.more"), "hint")

    def beside(self) -> Iterator[Block]:
        """Yield the outcomes in numbers, and the distribution drawn."""
        yield Heading(self.words.label("risk.lowest"))
        yield self._outcomes()
        if self._spread:
            made = in_steps(self._spread, self.risk.instrument)
            yield columns(made, self.risk.result, self.risk.instrument, self.words)

    def parts(self) -> Iterator[Part]:
        """Yield what must be there for every claim, and the distribution in numbers."""
        words = self.words
        if self.risk.high:
            sheet = words.label("risk.claims_sheet")
            yield Part(words.label("risk.demands"), (self._demands(),), sheet)
        if self._spread:
            made = in_steps(self._spread, self.risk.instrument)
            tables = (percentiles(self._spread, words)[1], steps(made, words))
            yield Part(words.label("risk.spread"), tables)

    @property
    def _spread(self) -> Distribution | None:
        """The distribution; where nothing is claimed, nothing can be lost."""
        return self.risk.distribution if self.risk.claims else None

    def _note(self) -> str:
        """Say what is to be expected, and how likely the predicate is kept."""
        risk, words = self.risk, self.words
        if self._spread is None:
            return ""
        mean = words.number(self._spread.mean)
        if risk.result.predicate is risk.instrument.predicates[-1]:
            return words.label("risk.mean", index=mean)
        chances = self._spread.predicates(risk.instrument)
        kept = next(chance for one, chance in chances if one is risk.result.predicate)
        return words.label(
            "risk.note",
            index=mean,
            predicate=risk.result.predicate.name,
            chance=percent(kept, words),
        )

    def _marks(self) -> Iterator[Mark]:
        """Yield the index to be expected, or without unproven claims, then the present one."""
        risk, words = self.risk, self.words
        if self._spread:
            mean = self._spread.mean
            yield Mark(mean, words.number(mean), words.label("risk.mark_mean"))
        elif risk.bare:
            proven = risk.proven.total.index
            yield Mark(proven, words.number(proven), words.label("risk.mark_bare"))
        yield drawings.index_mark(risk.result, words, words.label("risk.mark_now"))

    def _without_evidence(self) -> str:
        """Say what the index is if claims without evidence count as the lowest level."""
        risk, label = self.risk, self.words.label
        if not risk.claims:
            return label("risk.nothing", lowest=self._lowest)
        if not risk.bare:
            return label("risk.all_proved", lowest=self._lowest)
        return label(
            "risk.bare",
            numbers=Numbers(risk.bare),
            lowest=self._lowest,
            index=self._index(risk.proven),
            predicate=risk.proven.predicate.name,
        )

    def _index(self, result: IndexResult) -> str:
        """Write an index; in full where the printed one would have another predicate."""
        index = result.total.index
        shown = band(self.risk.instrument, Fraction(result.total.rounded))
        alike = shown is result.predicate
        return self.words.number(index) if alike else statements.exact(index, self.words)

    def _fewest(self) -> Iterator[str]:
        """Yield how many downgrades lose the predicate, by one level and to the lowest."""
        risk, label, predicate = self.risk, self.words.label, self.risk.result.predicate
        if not risk.claims:
            return
        if predicate is risk.instrument.predicates[-1]:
            yield label("risk.at_bottom", predicate=predicate.name)
            return
        known = {"predicate": predicate.name, "lowest": self._lowest, "step": self._step}
        for key, never, found in (
            ("risk.by_one", "risk.by_one_never", risk.by_one),
            ("risk.to_lowest", "risk.to_lowest_never", risk.to_lowest),
        ):
            if found is None:
                yield label(never, **known)
                continue
            rows = tuple(row for row in risk.instrument.rows() if row in found.rows)
            after = f"{self._index(found.result)} ({found.result.predicate.name})"
            yield label(key, **known, count=len(rows), numbers=Numbers(rows), index=after)

    def _claims(self) -> Table:
        """Return what must be proved, agency by agency, with what it is worth in the index."""
        risk, label = self.risk, self.words.label
        columns = (
            Column(label("number"), 7),
            Column(label("indicator_name"), 44),
            Column(label("compare.evidence"), 10, spare=2),
            Column(label("level"), 10, number=True),
            Column(label("risk.one_less"), 12, number=True, spare=1),
            Column(label("risk.all_less", level=self._lowest), 12, number=True),
        )
        there, not_there = label("compare.evidence_there"), label("compare.evidence_not_there")
        rows: list[Row] = []
        for agency, claims in _by_agency(risk):
            if risk.assignment is not None:
                name = agency or label("plan.unassigned")
                rows.append(Row(("", name, "", "", *self._lost(claims)), "group"))
            for claim in claims:
                evidence = there if claim.evidence else not_there
                level = passages.level(claim.level, self.words)
                worth = self._lost((claim,))
                rows.append(Row((claim.row, self._name(claim), evidence, level, *worth)))
        total = Row(("", label("risk.total"), "", "", *self._lost(risk.high)), "total")
        return Table(columns, (*rows, total), label("risk.worth", lowest=self._lowest))

    def _name(self, claim: Claim) -> Own:
        return Own(self.risk.instrument.rows()[claim.row].short)

    def _lost(self, claims: tuple[Claim, ...]) -> tuple[Cell, Cell]:
        """Return what is lost if all of them fall by one level, and to the lowest."""
        one = sum((claim.one_less for claim in claims), Fraction(0))
        whole = sum((claim.all_less for claim in claims), Fraction(0))
        return passages.gain(-one, self.words), passages.gain(-whole, self.words)

    def _demands(self) -> Table:
        risk, label = self.risk, self.words.label
        columns = (
            Column(label("number"), 7),
            Column(label("indicator_name"), 28),
            Column(label("level"), 10, number=True),
            Column(label("risk.demand"), 56),
            Column(label("explain.evidence"), 50),
        )
        rows: list[Row] = []
        for agency, claims in _by_agency(risk):
            if risk.assignment is not None:
                rows.append(Row(("", agency or label("plan.unassigned"), "", "", ""), "group"))
            for claim in claims:
                level = passages.level(claim.level, self.words)
                demand = " ".join(_demand(risk.instrument, claim, self.words).split())
                evidence = _typical_evidence(risk.instrument, claim)
                cells = (claim.row, self._name(claim), level, Own(demand), Own(evidence))
                rows.append(Row(cells))
        return Table(columns, tuple(rows))

    def _outcomes(self) -> Table:
        """Return the index now and at every depth, with how many indicators fall for it."""
        risk, words = self.risk, self.words
        columns = (
            Column(words.label("risk.fallen"), 8, number=True),
            Column(words.label("risk.if"), 44),
            Column(words.label("index"), 10, number=True),
            Column(words.label("predicate"), 16),
        )
        cases = [("risk.if_now", 0, risk.result)]
        if risk.bare:
            cases.append(("risk.if_bare", len(risk.bare), risk.proven))
        for key, found in (("risk.if_by_one", risk.by_one), ("risk.if_to_lowest", risk.to_lowest)):
            if found is not None:
                cases.append((key, len(found.rows), found.result))
        rows = (
            (
                passages.count(count),
                words.label(key, lowest=self._lowest, step=self._step),
                passages.index(reached.total.index, words),
                passages.predicate(reached.predicate.name, risk.instrument),
            )
            for key, count, reached in cases
        )
        return Table(columns, tuple(map(Row, rows)))


def _by_agency(risk: Risk) -> list[tuple[str | None, tuple[Claim, ...]]]:
    """Group what must be proved: what is worth most first, what nobody answers for last."""
    found: dict[str | None, list[Claim]] = {}
    for claim in risk.high:
        found.setdefault(levels.agency_of(claim.row, risk.instrument, risk.assignment), []).append(
            claim
        )
    worth = {name: sum(claim.all_less for claim in own) for name, own in found.items()}
    names = sorted(found, key=lambda name: (name is None, -worth[name], name or ""))
    return [(name, tuple(found[name])) for name in names]


def _demand(instrument: Instrument, claim: Claim, words: Words) -> str:
    """Write the criterion of the level that is claimed."""
    number = instrument.level_at(claim.level)
    known = {level.number: level.criterion for level in instrument.rows()[claim.row].levels}
    return known.get(number) or words.label("not_in_source")


def _typical_evidence(instrument: Instrument, claim: Claim) -> str:
    """Write the typical evidence of the indicator, and of the level that is claimed."""
    indicator = instrument.rows()[claim.row]
    known = (indicator.evidence, indicator.evidence_at(instrument.level_at(claim.level)))
    return "; ".join(" ".join(text.split()) for text in known if text)


def _in_order(risk: Risk) -> tuple[Claim, ...]:
    """Return all claims, those that must be proved first."""
    return (*risk.high, *(claim for claim in risk.claims if claim not in risk.high))


def _claims_data(risk: Risk, words: Words) -> list[Mapping[str, Any]]:
    """Return every claim; those that must be proved come first, what is worth most on top."""
    return [
        {
            "indicator": claim.row,
            "agency": levels.agency_of(claim.row, risk.instrument, risk.assignment),
            "level": level_number(claim.level),
            "evidence": claim.evidence,
            "prove": claim in risk.high,
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
            "criterion": _demand(risk.instrument, claim, words),
            "typical_evidence": _typical_evidence(risk.instrument, claim) or None,
        }
        for claim in _in_order(risk)
    ]


def _fewest_data(found: Fewest | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    return {
        "count": len(found.rows),
        "indicators": list(found.rows),
        "index": index_part(found.result),
    }


def _claim_rows(risk: Risk) -> Iterator[dict[str, str]]:
    rows = risk.instrument.rows()
    for claim in _in_order(risk):
        yield {
            "part": "claim",
            "code": claim.row,
            "name": rows[claim.row].name,
            "agency": levels.agency_of(claim.row, risk.instrument, risk.assignment) or "",
            "level": exact_text(claim.level),
            "evidence": str(claim.evidence).lower(),
            "prove": str(claim in risk.high).lower(),
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
        }


def _outcome_rows(risk: Risk) -> Iterator[dict[str, str]]:
    outcomes = [("without_evidence", risk.bare, risk.proven)]
    for part, found in (("by_one", risk.by_one), ("to_lowest", risk.to_lowest)):
        if found is not None:
            outcomes.append((part, found.rows, found.result))
    for part, codes, result in outcomes:
        yield {
            "part": part,
            "count": str(len(codes)),
            "indicators": " ".join(codes),
            "index": str(result.total.rounded),
            "predicate": result.predicate.name,
        }
