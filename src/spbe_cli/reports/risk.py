"""What `spbe risk` says: how little loses the predicate, how likely, and what must be proved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.risk import PROVED_ABOVE, Claim, Outcome, Risk, RiskResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.reports import Rows, drawings, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import findings_part, index_part, level_number, sheet_part
from spbe_cli.reports.risk_spread import Spread, percent, spread_of
from spbe_cli.reports.tables import Shown, column, numbers, summed
from spbe_cli.scoring import IndexResult, band
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

    def document(self) -> doc.Document:
        """Return the risk with the findings."""
        found, words, risk = self.found, self.words, self.found.risk
        sheet, said = found.assessment, dict[str, Any]()
        if risk:
            # Where nothing is claimed, nothing can be lost.
            told = _RiskSaid(risk, words, spread_of(risk, words) if risk.claims else None)
            # What has no evidence is said below the numbers.
            bare = statements.unproven(risk.sheet, risk.instrument, words)
            below = set(map(passages.capital, bare))
            caveats = [text for text in passages.caveats(sheet, words) if text not in below]
            caveats += told.spread.assumptions() if told.spread else ()
            said = {
                "summary": tuple(told.summary()),
                "beside": tuple(told.beside()),
                "parts": tuple(told.parts()),
                "caveats": tuple(caveats),
                "one_page": len(risk.high) <= ON_ONE_PAGE,
            }
        elif sheet.result:
            said = {"summary": passages.not_made(sheet, words.label("risk.not_made"), words)}
        return passages.of_sheet("risk", sheet, found.findings, words, self.command, **said)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document; losses and chances are exact."""
        risk, result = self.found.risk, self.found.assessment.result
        outcomes = risk.outcomes if risk else {}
        lost = {
            part: {"indicators": one.rows, "index": index_part(one.result)}
            for part, one in outcomes.items()
        }
        spread = spread_of(risk, self.words) if risk else None
        return {
            **sheet_part(self.found.assessment),
            "index": index_part(result) if result else None,
            "claims": list(_claims_data(risk, self.words)) if risk else [],
            "without_evidence": lost.get("without_evidence"),
            "fewest": {
                part: {"count": len(outcomes[part].rows), **lost[part]} if part in lost else None
                for part in ("by_one", "to_lowest")
            },
            "distribution": spread.data() if spread else None,
            "findings": findings_part(self.found.findings, self.words),
        }

    def rows(self) -> Rows:
        """Return one row a claim or an outcome, numbers with a point."""
        risk = self.found.risk
        if risk is None:
            return COLUMNS, ()
        spread = spread_of(risk, self.words)
        return COLUMNS, (*_csv_lines(risk), *(spread.rows() if spread else ()))


@dataclass(frozen=True, slots=True)
class _RiskSaid:
    """All that people read of a risk."""

    risk: Risk
    words: Words
    spread: Spread | None

    @property
    def _facts(self) -> Mapping[str, object]:
        instrument = self.risk.instrument
        step = statements.step(instrument, self.words, "down")
        return {"lowest": instrument.lowest, "step": step}

    def summary(self) -> Iterator[doc.Block]:
        """Yield index and chance, how little loses the predicate, and what must be proved."""
        risk, words = self.risk, self.words
        yield passages.verdict(risk.result, risk.instrument, words, self._note())
        marks = tuple(self._marks())
        several = len(marks) > 1
        title = words.label("risk.scale" if several else "html.scale")
        drawn = drawings.scale(risk.instrument, marks, title, words)
        yield replace(drawn, caption=words.label("risk.scale_key")) if several else drawn
        yield from (doc.Paragraph(text, "strong") for text in self._fewest())
        yield doc.Paragraph(self._without_evidence())
        if self.spread:
            yield doc.Heading(words.label("risk.chances"))
            yield from self.spread.summary()
        if not risk.high:
            yield doc.Paragraph(words.label("risk.no_claims", level=PROVED_ABOVE))
            return
        highest, first = risk.instrument.highest, PROVED_ABOVE + 1
        claimed = f"{first}-{highest}" if highest > first else str(first)
        yield doc.Heading(words.label("risk.claims", levels=claimed, count=len(risk.high)))
        yield self._claims()
        yield doc.Paragraph(words.label("risk.more"), "hint")

    def beside(self) -> Iterator[doc.Block]:
        """Yield the outcomes in numbers, and the distribution drawn."""
        risk, words, label = self.risk, self.words, self.words.label
        outcomes = {"now": Outcome((), risk.result), **risk.outcomes}
        if not risk.bare:
            del outcomes["without_evidence"]
        yield doc.Heading(label("risk.lowest"))
        columns = (
            doc.Column(label("risk.fallen"), 8, number=True),
            doc.Column(label("risk.if"), 44),
            doc.Column(label("index"), 10, number=True),
            doc.Column(label("predicate"), 16),
        )
        rows = (
            (
                passages.count(len(one.rows)),
                label(IF[part], **self._facts),
                passages.index(one.result.total.index, words),
                passages.predicate(one.result.predicate.name, risk.instrument),
            )
            for part, one in outcomes.items()
        )
        yield doc.Table(columns, tuple(map(doc.Row, rows)))
        if self.spread:
            yield self.spread.drawing()

    def parts(self) -> Iterator[doc.Part]:
        """Yield what must be there for every claim, and the distribution in numbers."""
        label = self.words.label
        if self.risk.high:
            yield doc.Part(label("risk.demands"), (self._demands(),), label("risk.claims_sheet"))
        if self.spread:
            yield doc.Part(label("risk.spread"), self.spread.in_full())

    def _note(self) -> str:
        words, predicate = self.words, self.risk.result.predicate
        if self.spread is None:
            return ""
        mean = words.number(self.spread.found.mean)
        if predicate is self.risk.instrument.predicates[-1]:
            return words.label("risk.mean", index=mean)
        kept = next(chance for one, chance in self.spread.predicates() if one is predicate)
        facts = {"predicate": predicate.name, "chance": percent(kept, words)}
        return words.label("risk.note", index=mean, **facts)

    def _marks(self) -> Iterator[doc.Mark]:
        risk, words = self.risk, self.words
        if self.spread:
            mean = self.spread.found.mean
            yield doc.Mark(mean, words.number(mean), words.label("risk.mark_mean"))
        elif risk.bare:
            proven = risk.proven.total.index
            yield doc.Mark(proven, words.number(proven), words.label("risk.mark_bare"))
        yield drawings.index_mark(risk.result, words, words.label("risk.mark_now"))

    def _without_evidence(self) -> str:
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
            ("risk.by_one", "risk.by_one_never", risk.outcomes.get("by_one")),
            ("risk.to_lowest", "risk.to_lowest_never", risk.outcomes.get("to_lowest")),
        ):
            if found is None:
                yield label(never, **known)
                continue
            rows = tuple(row for row in risk.instrument.rows() if row in found.rows)
            after = f"{self._index(found.result)} ({found.result.predicate.name})"
            yield label(key, **known, count=len(rows), numbers=Numbers(rows), index=after)

    def _claims(self) -> doc.Table:
        label, words, lowest = self.words.label, self.words, self.risk.instrument.lowest
        there = {True: "compare.evidence_there", False: "compare.evidence_not_there"}
        gain = passages.gain
        return self._by_agency(
            44,
            column(label("compare.evidence"), 10, lambda one: label(there[one.evidence]), spare=2),
            numbers(label("level"), 10, self._level),
            numbers(label("risk.one_less"), 12, lambda one: gain(-one.one_less, words), spare=1),
            numbers(
                label("risk.all_less", level=lowest), 12, lambda one: gain(-one.all_less, words)
            ),
            total=label("risk.total"),
            caption=label("risk.worth", lowest=lowest),
        )

    def _demands(self) -> doc.Table:
        label = self.words.label

        def demand(one: Claim) -> dict[str, str]:
            return _demand(self.risk, one, self.words)

        return self._by_agency(
            28,
            numbers(label("level"), 10, self._level),
            column(label("risk.demand"), 56, lambda one: doc.Own(demand(one)["criterion"])),
            column(
                label("explain.evidence"), 50, lambda one: doc.Own(demand(one)["typical_evidence"])
            ),
        )

    def _level(self, claim: Claim) -> doc.Cell:
        return passages.level(claim.level, self.words) if claim.row else ""

    def _by_agency(self, width: int, *shown: Shown[Claim], **look: str) -> doc.Table:
        """Return what must be proved, agency by agency, with what else is `shown` of it."""
        risk, label, rows = self.risk, self.words.label, self.risk.instrument.rows()
        groups = levels.by_agency(
            risk.high, lambda one: one.all_less, risk.instrument, risk.assignment, self.words
        )
        return summed(
            groups,
            _together,
            column(label("number"), 7, lambda one: one.row),
            column(label("indicator_name"), width, lambda one: doc.Own(rows[one.row].short)),
            *shown,
            **look,
        )


def _together(claims: Sequence[Claim]) -> Claim:
    """Return what is lost if all of them fall, as one claim of no row."""
    none = Fraction(0)
    one_less = sum((claim.one_less for claim in claims), none)
    all_less = sum((claim.all_less for claim in claims), none)
    return Claim("", none, evidence=False, one_less=one_less, all_less=all_less)


def _demand(risk: Risk, claim: Claim, words: Words) -> dict[str, str]:
    """Return criterion and typical evidence of the level that is claimed."""
    place = (risk.instrument, claim.row, claim.level, claim.level)
    evidence = levels.evidence(*place).replace("\n", "; ")
    return {"criterion": levels.criteria(*place, words), "typical_evidence": evidence}


def _said(risk: Risk, claim: Claim) -> dict[str, Any]:
    return {
        "agency": levels.agency_of(claim.row, risk.instrument, risk.assignment),
        "level": exact_text(claim.level),
        "evidence": claim.evidence,
        "prove": claim in risk.high,
        "one_less": exact_text(-claim.one_less),
        "all_less": exact_text(-claim.all_less),
    }


def _in_order(risk: Risk) -> tuple[Claim, ...]:
    """Return every claim; those that must be proved come first."""
    return (*risk.high, *(claim for claim in risk.claims if claim not in risk.high))


def _claims_data(risk: Risk, words: Words) -> Iterator[Mapping[str, Any]]:
    for claim in _in_order(risk):
        demand = _demand(risk, claim, words)
        yield {
            "indicator": claim.row,
            **_said(risk, claim),
            "level": level_number(claim.level),
            "criterion": demand["criterion"],
            "typical_evidence": demand["typical_evidence"] or None,
        }


def _csv_lines(risk: Risk) -> Iterator[dict[str, str]]:
    for claim in _in_order(risk):
        name, said = risk.instrument.rows()[claim.row].name, _said(risk, claim)
        told = {"agency": said["agency"] or ""}
        told |= {key: str(said[key]).lower() for key in ("evidence", "prove")}
        yield {"part": "claim", "code": claim.row, "name": name, **said, **told}
    for part, one in risk.outcomes.items():
        yield {
            "part": part,
            "count": str(len(one.rows)),
            "indicators": " ".join(one.rows),
            "index": str(one.result.total.rounded),
            "predicate": one.result.predicate.name,
        }
