"""What `spbe risk` says: how little loses the predicate, how likely, and what must be proved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, Final

from spbe_cli.analysis.risk import PROVED_ABOVE, Claim, Outcome, Risk, RiskResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels
from spbe_cli.reports.data import index_part, level_number
from spbe_cli.reports.report import SheetReport
from spbe_cli.reports.risk_spread import Spread, percent, spread_of
from spbe_cli.reports.wording import Shown, numbers, summed, table
from spbe_cli.scoring import IndexResult, band

ON_ONE_PAGE: Final = 20
"""With no more claims than this, what is read first fits on a page, its drawing too."""
FEWEST: Final = {"by_one": "risk.by_one", "to_lowest": "risk.to_lowest"}
"""How few downgrades lose the predicate, and what says so."""
IF: Final = {
    "now": "risk.if_now",
    "without_evidence": "risk.if_bare",
    "by_one": "risk.if_by_one",
    "to_lowest": "risk.if_to_lowest",
}
"""What must come true for an outcome."""


class RiskReport(SheetReport[RiskResult]):
    """The report of a risk; of a sheet without an index only why there is none."""

    columns: ClassVar[Sequence[str]] = (
        "part", "code", "name", "agency", "level", "evidence", "prove", "one_less", "all_less",
        "count", "indicators", "index", "predicate", "chance",
    )  # fmt: skip

    def document(self) -> doc.Document:
        """Return the risk with the findings."""
        sheet, said = self.result.assessment, dict[str, Any]()
        if self.result.risk:
            spread = self._spread
            # What has no evidence is said below the numbers.
            caveats = self.caveats(sheet, unproven=False)
            said = {
                "summary": tuple(self._summary()),
                "beside": tuple(self._beside()),
                "parts": tuple(self._parts()),
                "caveats": (*caveats, *(spread.assumptions() if spread else ())),
                "one_page": len(self._risk.high) <= ON_ONE_PAGE,
            }
        elif sheet.result:
            said["summary"] = self.not_made(sheet.result, self.label("risk.not_made"))
        return self.of_sheet("risk", **said)

    @property
    def _risk(self) -> Risk:
        assert self.result.risk is not None  # noqa: S101  without one nobody asks
        return self.result.risk

    @property
    def _spread(self) -> Spread | None:
        """What the index can be, if chances are known; where nothing is claimed, all is certain."""
        return spread_of(self._risk, self.words) if self._risk.claims else None

    def _summary(self) -> Iterator[doc.Block]:
        risk, spread = self._risk, self._spread
        yield self.verdict(risk.result, self._note())
        marks = tuple(self._marks())
        several = len(marks) > 1
        drawn = self.scale(marks, self.label("risk.scale" if several else "html.scale"))
        yield replace(drawn, caption=self.label("risk.scale_key")) if several else drawn
        yield from (doc.Paragraph(text, "strong") for text in self._fewest())
        yield doc.Paragraph(self._without_evidence())
        if spread:
            yield doc.Heading(self.label("risk.chances"))
            yield from spread.summary()
        if not risk.high:
            yield doc.Paragraph(self.label("risk.no_claims", level=PROVED_ABOVE))
            return
        highest, first = self.used.highest, PROVED_ABOVE + 1
        claimed = f"{first}-{highest}" if highest > first else str(first)
        yield doc.Heading(self.label("risk.claims", levels=claimed, count=len(risk.high)))
        yield self._claims()
        yield doc.Paragraph(self.label("risk.more"), "hint")

    def _beside(self) -> Iterator[doc.Block]:
        risk = self._risk
        outcomes = {"now": Outcome((), risk.result), **risk.outcomes}
        if not risk.bare:
            del outcomes["without_evidence"]
        yield doc.Heading(self.label("risk.lowest"))
        yield table(
            outcomes.items(),
            self.numbers("risk.fallen", 8, lambda one: self.count(len(one[1].rows))),
            self.column("risk.if", 44, lambda one: self.label(IF[one[0]], **self._facts)),
            self.numbers("index", 10, lambda one: self.index(one[1].result.total.index)),
            self.column("predicate", 16, lambda one: self.predicate(one[1].result)),
        )
        if self._spread:
            yield self._spread.drawing()

    def _parts(self) -> Iterator[doc.Part]:
        if self._risk.high:
            made = self._by_agency(
                28,
                self.numbers("level", 10, self._level),
                self.column("risk.demand", 56, lambda one: doc.Own(self._criteria(one))),
                self.column("explain.evidence", 50, lambda one: doc.Own(self._evidence(one))),
            )
            title, name = self.label("risk.demands"), self.label("risk.claims_sheet")
            yield doc.Part(title, (made,), name)
        if self._spread:
            yield doc.Part(self.label("risk.spread"), self._spread.in_full())

    @property
    def _facts(self) -> Mapping[str, object]:
        return {"lowest": self.used.lowest, "step": self.step("down")}

    def _note(self) -> str:
        risk, spread = self._risk, self._spread
        if spread is None:
            return ""
        mean, predicate = self.number(spread.found.mean), risk.result.predicate
        if predicate is self.used.predicates[-1]:
            return self.label("risk.mean", index=mean)
        kept = dict(spread.found.predicates(self.used))[predicate]
        facts = {"predicate": predicate.name, "chance": percent(kept, self.words)}
        return self.label("risk.note", index=mean, **facts)

    def _marks(self) -> Iterator[doc.Mark]:
        risk = self._risk
        if self._spread:
            mean = self._spread.found.mean
            yield doc.Mark(mean, self.number(mean), self.label("risk.mark_mean"))
        elif risk.bare:
            proven = risk.proven.total.index
            yield doc.Mark(proven, self.number(proven), self.label("risk.mark_bare"))
        yield self.index_mark(risk.result, self.label("risk.mark_now"))

    def _without_evidence(self) -> str:
        risk, lowest = self._risk, self.used.lowest
        if not risk.bare:
            key = "risk.all_proved" if risk.claims else "risk.nothing"
            return self.label(key, lowest=lowest)
        facts = {"index": self._index(risk.proven), "predicate": risk.proven.predicate.name}
        return self.label("risk.bare", numbers=Numbers(risk.bare), lowest=lowest, **facts)

    def _index(self, result: IndexResult) -> str:
        """Write an index; in full where the printed one would have another predicate."""
        alike = band(self.used, Fraction(result.total.rounded)) is result.predicate
        return (self.number if alike else self.exactly)(result.total.index)

    def _fewest(self) -> Iterator[str]:
        """Yield how many downgrades lose the predicate, by one level and to the lowest."""
        risk, predicate = self._risk, self._risk.result.predicate
        if not risk.claims:
            return
        if predicate is self.used.predicates[-1]:
            yield self.label("risk.at_bottom", predicate=predicate.name)
            return
        known = {**self._facts, "predicate": predicate.name}
        for part, key in FEWEST.items():
            found = risk.outcomes.get(part)
            if found is None:
                yield self.label(f"{key}_never", **known)
                continue
            rows = tuple(row for row in self.used.rows() if row in found.rows)
            after = f"{self._index(found.result)} ({found.result.predicate.name})"
            yield self.label(key, **known, count=len(rows), numbers=Numbers(rows), index=after)

    def _claims(self) -> doc.Table:
        lowest = self.used.lowest

        def there(one: Claim) -> str:
            key = "compare.evidence_there" if one.evidence else "compare.evidence_not_there"
            return self.label(key)

        return self._by_agency(
            44,
            self.column("compare.evidence", 10, there, spare=2),
            self.numbers("level", 10, self._level),
            self.numbers("risk.one_less", 12, lambda one: self.gain(-one.one_less), spare=1),
            numbers(
                self.label("risk.all_less", level=lowest), 12, lambda one: self.gain(-one.all_less)
            ),
            total=self.label("risk.total"),
            caption=self.label("risk.worth", lowest=lowest),
        )

    def _level(self, claim: Claim) -> doc.Cell:
        return self.level(claim.level) if claim.row else ""

    def _criteria(self, claim: Claim) -> str:
        return self.criteria(claim.row, claim.level, claim.level)

    def _evidence(self, claim: Claim) -> str:
        """Return the typical evidence of the level that is claimed."""
        place = (claim.row, claim.level, claim.level)
        return levels.evidence(self.used, *place).replace("\n", "; ")

    def _by_agency(self, width: int, *shown: Shown[Claim], **look: str) -> doc.Table:
        """Return what must be proved, agency by agency, with what else is `shown` of it."""
        high, owners = self._risk.high, self._risk.assignment
        groups = self.by_agency(high, lambda one: one.all_less, owners)
        return summed(groups, ("one_less", "all_less"), *self.indicator(7, width), *shown, **look)

    def _data(self) -> Mapping[str, Any]:
        """Return one JSON document; losses and chances are exact."""
        risk, result = self.result.risk, self.result.assessment.result
        outcomes = risk.outcomes if risk else {}
        lost = {
            part: {"indicators": one.rows, "index": index_part(one.result)}
            for part, one in outcomes.items()
        }
        spread = spread_of(risk, self.words) if risk else None
        return {
            "index": index_part(result),
            "claims": [
                {
                    "indicator": one.row,
                    **self._said(one),
                    "level": level_number(one.level),
                    "criterion": self._criteria(one),
                    "typical_evidence": self._evidence(one) or None,
                }
                for one in self._in_order()
            ],
            "without_evidence": lost.get("without_evidence"),
            "fewest": {
                part: {"count": len(outcomes[part].rows), **lost[part]} if part in lost else None
                for part in FEWEST
            },
            "distribution": spread.data() if spread else None,
        }

    def _in_order(self) -> tuple[Claim, ...]:
        """Return every claim, those that must be proved first."""
        if self.result.risk is None:
            return ()
        high = self._risk.high
        return (*high, *(one for one in self._risk.claims if one not in high))

    def _said(self, claim: Claim) -> dict[str, Any]:
        return {
            "agency": levels.agency_of(claim.row, self.used, self._risk.assignment),
            "level": exact_text(claim.level),
            "evidence": claim.evidence,
            "prove": claim in self._risk.high,
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
        }

    def _rows(self) -> Iterator[Mapping[str, object]]:
        risk = self.result.risk
        if risk is None:
            return
        for one in self._in_order():
            name = self.used.rows()[one.row].name
            yield {"part": "claim", "code": one.row, "name": name, **self._said(one)}
        for part, lost in risk.outcomes.items():
            index, predicate = lost.result.total.rounded, lost.result.predicate.name
            counted = {"count": len(lost.rows), "indicators": " ".join(lost.rows)}
            yield {"part": part, **counted, "index": index, "predicate": predicate}
        if spread := spread_of(risk, self.words):
            yield from spread.rows()
