"""What `spbe risk` says: how little loses the predicate, how likely, and what must be proved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.risk import PROVED_ABOVE, Claim, Risk, RiskResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
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
from spbe_cli.reports.risk_spread import Spread, assumptions, percent, spread_of
from spbe_cli.scoring import IndexResult, band
from spbe_cli.sheet.assess import Scored
from spbe_cli.words import Words

COLUMNS: Final = (
    "part", "code", "name", "agency", "level", "evidence", "prove", "one_less", "all_less",
    "count", "indicators", "index", "predicate", "chance",
)  # fmt: skip
ON_ONE_PAGE: Final = 20
"""With no more claims than this, what is read first fits on a page, its drawing too."""
IF: Final = {
    "now": "risk.if_now",
    "without_evidence": "risk.if_bare",
    "by_one": "risk.if_by_one",
    "to_lowest": "risk.if_to_lowest",
}
"""What must come true for an outcome."""


@dataclass(frozen=True, slots=True)
class RiskReport:
    """The report of a risk; of a sheet without an index only why there is none."""

    found: RiskResult
    words: Words
    command: str = ""

    def document(self) -> Document:
        """Return the risk with the findings."""
        found, words, risk = self.found, self.words, self.found.risk
        sheet = passages.named(found.assessment)
        summary: Iterable[Block] = passages.unscored((sheet,), words)
        beside: Iterable[Block] = ()
        parts: Iterable[Part] = ()
        caveats: Iterable[str] = passages.caveats(sheet, words)
        if risk and isinstance(sheet, Scored):
            # Where nothing is claimed, nothing can be lost.
            said = _RiskSaid(risk, words, spread_of(risk) if risk.claims else None)
            summary, beside, parts = said.summary(), said.beside(), said.parts()
            # What has no evidence is said below the numbers.
            bare = map(passages.capital, statements.unproven(sheet.sheet, risk.instrument, words))
            below = set(bare)
            caveats = [text for text in caveats if text not in below]
            caveats += assumptions(risk, words)
        elif isinstance(sheet, Scored):
            present = passages.verdict(sheet.result, sheet.instrument, words)
            summary = (present, Paragraph(words.label("risk.not_made"), "strong"))
        return Document(
            title=passages.title("risk", statements.heading(sheet) or sheet.file, words),
            subtitle=statements.origin(sheet, words),
            summary=tuple(summary),
            beside=tuple(beside),
            parts=(*parts, *passages.closing(found.findings, (sheet,), words, self.command)),
            caveats=tuple(caveats),
            file=sheet.file,
            one_page=risk is not None and len(risk.high) <= ON_ONE_PAGE,
            screen=passages.silence(sheet, words),
        )

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; losses and chances are exact."""
        risk, result = self.found.risk, self.found.assessment.result
        outcomes = {
            part: {"count": len(rows), "indicators": list(rows), "index": index_part(after)}
            for part, rows, after in (_outcomes(risk) if risk else ())
        }
        spread = spread_of(risk) if risk else None
        return {
            **sheet_part(self.found.assessment),
            "index": index_part(result) if result else None,
            "claims": list(_claims_data(risk, self.words)) if risk else [],
            "without_evidence": {"indicators": list(risk.bare), "index": index_part(risk.proven)}
            if risk
            else None,
            "fewest": {part: outcomes.get(part) for part in ("by_one", "to_lowest")},
            "distribution": spread.data() if spread else None,
            "findings": findings_part(self.found.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a claim or an outcome, numbers with a point."""
        risk = self.found.risk
        if risk is None:
            return COLUMNS, ()
        spread = spread_of(risk)
        return COLUMNS, (*_csv_lines(risk), *(spread.csv_lines() if spread else ()))


@dataclass(frozen=True, slots=True)
class _RiskSaid:
    """All that people read of a risk."""

    risk: Risk
    words: Words
    spread: Spread | None

    @property
    def _facts(self) -> Mapping[str, object]:
        instrument = self.risk.instrument
        return {
            "lowest": instrument.lowest,
            "step": statements.step(instrument, self.words, "down"),
        }

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
        if self.spread:
            yield Heading(words.label("risk.chances"))
            yield from self.spread.summary(words)
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
        risk, words = self.risk, self.words
        columns = (
            Column(words.label("risk.fallen"), 8, number=True),
            Column(words.label("risk.if"), 44),
            Column(words.label("index"), 10, number=True),
            Column(words.label("predicate"), 16),
        )
        outcomes = [("now", (), risk.result), *_outcomes(risk)]
        rows = (
            (
                passages.count(len(fallen)),
                words.label(IF[part], **self._facts),
                passages.index(after.total.index, words),
                passages.predicate(after.predicate.name, risk.instrument),
            )
            for part, fallen, after in outcomes
            if part != "without_evidence" or risk.bare
        )
        yield Heading(words.label("risk.lowest"))
        yield Table(columns, tuple(map(Row, rows)))
        if self.spread:
            yield self.spread.drawing(risk.result, words)

    def parts(self) -> Iterator[Part]:
        """Yield what must be there for every claim, and the distribution in numbers."""
        words = self.words
        if self.risk.high:
            sheet = words.label("risk.claims_sheet")
            yield Part(words.label("risk.demands"), (self._demands(),), sheet)
        if self.spread:
            tables = (self.spread.percentiles(words), self.spread.steps(words))
            yield Part(words.label("risk.spread"), tables)

    def _note(self) -> str:
        """Say what is to be expected, and how likely the predicate is kept."""
        words, predicate = self.words, self.risk.result.predicate
        if self.spread is None:
            return ""
        mean = words.number(self.spread.found.mean)
        if predicate is self.risk.instrument.predicates[-1]:
            return words.label("risk.mean", index=mean)
        kept = next(chance for one, chance in self.spread.predicates() if one is predicate)
        facts = {"predicate": predicate.name, "chance": percent(kept, words)}
        return words.label("risk.note", index=mean, **facts)

    def _marks(self) -> Iterator[Mark]:
        """Yield the index to be expected, or without unproven claims, then the present one."""
        risk, words = self.risk, self.words
        if self.spread:
            mean = self.spread.found.mean
            yield Mark(mean, words.number(mean), words.label("risk.mark_mean"))
        elif risk.bare:
            proven = risk.proven.total.index
            yield Mark(proven, words.number(proven), words.label("risk.mark_bare"))
        yield drawings.index_mark(risk.result, words, words.label("risk.mark_now"))

    def _without_evidence(self) -> str:
        """Say what the index is if claims without evidence count as the lowest level."""
        risk, lowest = self.risk, self.risk.instrument.lowest
        if not risk.bare:
            key = "risk.all_proved" if risk.claims else "risk.nothing"
            return self.words.label(key, lowest=lowest)
        facts = {"index": self._index(risk.proven), "predicate": risk.proven.predicate.name}
        return self.words.label("risk.bare", numbers=Numbers(risk.bare), lowest=lowest, **facts)

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
        known = {**self._facts, "predicate": predicate.name}
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
        risk, label, lowest = self.risk, self.words.label, self.risk.instrument.lowest
        columns = (
            Column(label("number"), 7),
            Column(label("indicator_name"), 44),
            Column(label("compare.evidence"), 10, spare=2),
            Column(label("level"), 10, number=True),
            Column(label("risk.one_less"), 12, number=True, spare=1),
            Column(label("risk.all_less", level=lowest), 12, number=True),
        )
        there, not_there = label("compare.evidence_there"), label("compare.evidence_not_there")
        rows: list[Row] = []
        for agency, claims in self._by_agency():
            if agency:
                rows.append(Row(("", agency, "", "", *self._lost(claims)), "group"))
            for claim in claims:
                evidence = there if claim.evidence else not_there
                level = passages.level(claim.level, self.words)
                worth = self._lost((claim,))
                rows.append(Row((claim.row, self._short(claim), evidence, level, *worth)))
        total = Row(("", label("risk.total"), "", "", *self._lost(risk.high)), "total")
        return Table(columns, (*rows, total), label("risk.worth", lowest=lowest))

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
        for agency, claims in self._by_agency():
            if agency:
                rows.append(Row(("", agency, "", "", ""), "group"))
            for claim in claims:
                level = passages.level(claim.level, self.words)
                demand, evidence = map(Own, _demand(risk, claim, self.words))
                rows.append(Row((claim.row, self._short(claim), level, demand, evidence)))
        return Table(columns, tuple(rows))

    def _by_agency(self) -> list[tuple[str, tuple[Claim, ...]]]:
        """Group what must be proved by agency."""
        risk = self.risk
        return levels.by_agency(
            risk.high, lambda one: one.all_less, risk.instrument, risk.assignment, self.words
        )

    def _short(self, claim: Claim) -> Own:
        return Own(self.risk.instrument.rows()[claim.row].short)

    def _lost(self, claims: tuple[Claim, ...]) -> tuple[Cell, Cell]:
        """Return what is lost if all of them fall by one level, and to the lowest."""
        one = sum((claim.one_less for claim in claims), Fraction(0))
        whole = sum((claim.all_less for claim in claims), Fraction(0))
        return passages.gain(-one, self.words), passages.gain(-whole, self.words)


def _outcomes(risk: Risk) -> Iterator[tuple[str, tuple[str, ...], IndexResult]]:
    """Yield what can be lost: which rows fall, and the result then."""
    yield "without_evidence", risk.bare, risk.proven
    for part, found in (("by_one", risk.by_one), ("to_lowest", risk.to_lowest)):
        if found is not None:
            yield part, found.rows, found.result


def _demand(risk: Risk, claim: Claim, words: Words) -> tuple[str, str]:
    """Return criterion and typical evidence of the level that is claimed."""
    place = (risk.instrument, claim.row, claim.level, claim.level)
    return levels.criteria(*place, words), levels.evidence(*place).replace("\n", "; ")


def _in_order(risk: Risk) -> Iterator[tuple[Claim, str | None]]:
    """Yield every claim with its agency; those that must be proved come first."""
    for claim in (*risk.high, *(claim for claim in risk.claims if claim not in risk.high)):
        yield claim, levels.agency_of(claim.row, risk.instrument, risk.assignment)


def _claims_data(risk: Risk, words: Words) -> Iterator[Mapping[str, Any]]:
    for claim, agency in _in_order(risk):
        criterion, evidence = _demand(risk, claim, words)
        yield {
            "indicator": claim.row,
            "agency": agency,
            "level": level_number(claim.level),
            "evidence": claim.evidence,
            "prove": claim in risk.high,
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
            "criterion": criterion,
            "typical_evidence": evidence or None,
        }


def _csv_lines(risk: Risk) -> Iterator[dict[str, str]]:
    rows = risk.instrument.rows()
    for claim, agency in _in_order(risk):
        yield {
            "part": "claim",
            "code": claim.row,
            "name": rows[claim.row].name,
            "agency": agency or "",
            "level": exact_text(claim.level),
            "evidence": str(claim.evidence).lower(),
            "prove": str(claim in risk.high).lower(),
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
        }
    for part, fallen, result in _outcomes(risk):
        yield {
            "part": part,
            "count": str(len(fallen)),
            "indicators": " ".join(fallen),
            "index": str(result.total.rounded),
            "predicate": result.predicate.name,
        }
