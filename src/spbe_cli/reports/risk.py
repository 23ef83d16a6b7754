"""What `spbe risk` says: how little loses the predicate, how likely, and what must be proved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.risk import PROVED_ABOVE, Claim, Outcome, Risk, RiskResult
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers
from spbe_cli.reports import Rows, drawings, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import findings_part, index_part, level_number, sheet_part
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.risk_spread import Spread, percent, spread_of
from spbe_cli.reports.tables import Shown, column, numbers, summed, table
from spbe_cli.scoring import IndexResult, band
from spbe_cli.words import Words

COLUMNS: Final = (
    "part", "code", "name", "agency", "level", "evidence", "prove", "one_less", "all_less",
    "count", "indicators", "index", "predicate", "chance",
)  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class RiskReport:
    """The report of a risk; of a sheet without an index only why there is none."""

    found: RiskResult
    words: Words
    command: str = ""

    def document(self) -> doc.Document:
        """Return the risk with the findings."""
        words, sheet, said = self.words, self.found.assessment, dict[str, Any]()
        if self.found.risk:
            risk, spread = self._risk, self._spread
            # What has no evidence is said below the numbers.
            caveats = passages.caveats(sheet, words, unproven=False)
            said = {
                "summary": tuple(self._summary()),
                "beside": tuple(self._beside()),
                "parts": tuple(self._parts()),
                "caveats": (*caveats, *(spread.assumptions() if spread else ())),
                "one_page": len(risk.high) <= ON_ONE_PAGE,
            }
        elif sheet.result:
            said["summary"] = passages.not_made(sheet, words.label("risk.not_made"), words)
        found = self.found.findings
        return passages.of_sheet("risk", sheet, found, words, self.command, **said)

    @property
    def _risk(self) -> Risk:
        assert self.found.risk is not None  # noqa: S101  without one nobody asks
        return self.found.risk

    @property
    def _spread(self) -> Spread | None:
        """What the index can be, if chances are known; where nothing is claimed, all is certain."""
        return spread_of(self._risk, self.words) if self._risk.claims else None

    def _summary(self) -> Iterator[doc.Block]:
        risk, words, spread = self._risk, self.words, self._spread
        yield passages.verdict(risk.result, risk.instrument, words, self._note())
        marks = tuple(self._marks())
        several = len(marks) > 1
        title = words.label("risk.scale" if several else "html.scale")
        drawn = drawings.scale(risk.instrument, marks, title, words)
        yield replace(drawn, caption=words.label("risk.scale_key")) if several else drawn
        yield from (doc.Paragraph(text, "strong") for text in self._fewest())
        yield doc.Paragraph(self._without_evidence())
        if spread:
            yield doc.Heading(words.label("risk.chances"))
            yield from spread.summary()
        if not risk.high:
            yield doc.Paragraph(words.label("risk.no_claims", level=PROVED_ABOVE))
            return
        highest, first = risk.instrument.highest, PROVED_ABOVE + 1
        claimed = f"{first}-{highest}" if highest > first else str(first)
        yield doc.Heading(words.label("risk.claims", levels=claimed, count=len(risk.high)))
        yield self._claims()
        yield doc.Paragraph(words.label("risk.more"), "hint")

    def _beside(self) -> Iterator[doc.Block]:
        risk, words, label = self._risk, self.words, self.words.label
        outcomes = {"now": Outcome((), risk.result), **risk.outcomes}
        if not risk.bare:
            del outcomes["without_evidence"]

        def predicate(one: tuple[str, Outcome]) -> doc.State:
            return passages.predicate(one[1].result.predicate.name, risk.instrument)

        yield doc.Heading(label("risk.lowest"))
        yield table(
            outcomes.items(),
            numbers(label("risk.fallen"), 8, lambda one: passages.count(len(one[1].rows))),
            column(label("risk.if"), 44, lambda one: label(IF[one[0]], **self._facts)),
            numbers(
                label("index"), 10, lambda one: passages.index(one[1].result.total.index, words)
            ),
            column(label("predicate"), 16, predicate),
        )
        if self._spread:
            yield self._spread.drawing()

    def _parts(self) -> Iterator[doc.Part]:
        label = self.words.label
        if self._risk.high:
            yield doc.Part(label("risk.demands"), (self._demands(),), label("risk.claims_sheet"))
        if self._spread:
            yield doc.Part(label("risk.spread"), self._spread.in_full())

    @property
    def _facts(self) -> Mapping[str, object]:
        instrument = self._risk.instrument
        step = statements.step(instrument, self.words, "down")
        return {"lowest": instrument.lowest, "step": step}

    def _note(self) -> str:
        words, risk, spread = self.words, self._risk, self._spread
        if spread is None:
            return ""
        mean, predicate = words.number(spread.found.mean), risk.result.predicate
        if predicate is risk.instrument.predicates[-1]:
            return words.label("risk.mean", index=mean)
        kept = dict(spread.found.predicates(risk.instrument))[predicate]
        facts = {"predicate": predicate.name, "chance": percent(kept, words)}
        return words.label("risk.note", index=mean, **facts)

    def _marks(self) -> Iterator[doc.Mark]:
        risk, words = self._risk, self.words
        if self._spread:
            mean = self._spread.found.mean
            yield doc.Mark(mean, words.number(mean), words.label("risk.mark_mean"))
        elif risk.bare:
            proven = risk.proven.total.index
            yield doc.Mark(proven, words.number(proven), words.label("risk.mark_bare"))
        yield drawings.index_mark(risk.result, words, words.label("risk.mark_now"))

    def _without_evidence(self) -> str:
        risk, lowest = self._risk, self._risk.instrument.lowest
        if not risk.bare:
            key = "risk.all_proved" if risk.claims else "risk.nothing"
            return self.words.label(key, lowest=lowest)
        facts = {"index": self._index(risk.proven), "predicate": risk.proven.predicate.name}
        return self.words.label("risk.bare", numbers=Numbers(risk.bare), lowest=lowest, **facts)

    def _index(self, result: IndexResult) -> str:
        """Write an index; in full where the printed one would have another predicate."""
        index = result.total.index
        shown = band(self._risk.instrument, Fraction(result.total.rounded))
        alike = shown is result.predicate
        return self.words.number(index) if alike else statements.exact(index, self.words)

    def _fewest(self) -> Iterator[str]:
        """Yield how many downgrades lose the predicate, by one level and to the lowest."""
        risk, label, predicate = self._risk, self.words.label, self._risk.result.predicate
        if not risk.claims:
            return
        if predicate is risk.instrument.predicates[-1]:
            yield label("risk.at_bottom", predicate=predicate.name)
            return
        known = {**self._facts, "predicate": predicate.name}
        for part, key in FEWEST.items():
            found = risk.outcomes.get(part)
            if found is None:
                yield label(f"{key}_never", **known)
                continue
            rows = tuple(row for row in risk.instrument.rows() if row in found.rows)
            after = f"{self._index(found.result)} ({found.result.predicate.name})"
            yield label(key, **known, count=len(rows), numbers=Numbers(rows), index=after)

    def _claims(self) -> doc.Table:
        label, words, lowest = self.words.label, self.words, self._risk.instrument.lowest

        def there(one: Claim) -> str:
            key = "compare.evidence_there" if one.evidence else "compare.evidence_not_there"
            return label(key)

        def all_less(one: Claim) -> doc.Number:
            return passages.gain(-one.all_less, words)

        return self._by_agency(
            44,
            column(label("compare.evidence"), 10, there, spare=2),
            numbers(label("level"), 10, self._level),
            numbers(
                label("risk.one_less"), 12, lambda one: passages.gain(-one.one_less, words), spare=1
            ),
            numbers(label("risk.all_less", level=lowest), 12, all_less),
            total=label("risk.total"),
            caption=label("risk.worth", lowest=lowest),
        )

    def _demands(self) -> doc.Table:
        label, demand = self.words.label, self._demand
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

    def _demand(self, claim: Claim) -> dict[str, str]:
        """Return criterion and typical evidence of the level that is claimed."""
        place = (self._risk.instrument, claim.row, claim.level, claim.level)
        evidence = levels.evidence(*place).replace("\n", "; ")
        return {"criterion": levels.criteria(*place, self.words), "typical_evidence": evidence}

    def _by_agency(self, width: int, *shown: Shown[Claim], **look: str) -> doc.Table:
        """Return what must be proved, agency by agency, with what else is `shown` of it."""
        risk, words = self._risk, self.words
        owners, used = risk.assignment, risk.instrument
        groups = levels.by_agency(risk.high, lambda one: one.all_less, used, owners, words)
        indicator = RowColumns(used, words).indicator(7, width)
        return summed(groups, ("one_less", "all_less"), *indicator, *shown, **look)

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
            "claims": list(self._claims_data()) if risk else [],
            "without_evidence": lost.get("without_evidence"),
            "fewest": {
                part: {"count": len(outcomes[part].rows), **lost[part]} if part in lost else None
                for part in FEWEST
            },
            "distribution": spread.data() if spread else None,
            "findings": findings_part(self.found.findings, self.words),
        }

    def _said(self) -> Iterator[tuple[Claim, dict[str, Any]]]:
        """Yield every claim, those that must be proved first, with what all formats have of it."""
        risk = self._risk
        for claim in (*risk.high, *(claim for claim in risk.claims if claim not in risk.high)):
            yield (
                claim,
                {
                    "agency": levels.agency_of(claim.row, risk.instrument, risk.assignment),
                    "level": exact_text(claim.level),
                    "evidence": claim.evidence,
                    "prove": claim in risk.high,
                    "one_less": exact_text(-claim.one_less),
                    "all_less": exact_text(-claim.all_less),
                },
            )

    def _claims_data(self) -> Iterator[Mapping[str, Any]]:
        for claim, said in self._said():
            demand = self._demand(claim)
            yield {
                "indicator": claim.row,
                **said,
                "level": level_number(claim.level),
                "criterion": demand["criterion"],
                "typical_evidence": demand["typical_evidence"] or None,
            }

    def rows(self) -> Rows:
        """Return one row a claim or an outcome, numbers with a point."""
        risk = self.found.risk
        if risk is None:
            return COLUMNS, ()
        spread = spread_of(risk, self.words)
        return COLUMNS, (*self._csv_lines(), *(spread.rows() if spread else ()))

    def _csv_lines(self) -> Iterator[dict[str, Any]]:
        risk = self._risk
        for claim, said in self._said():
            name = risk.instrument.rows()[claim.row].name
            yield {"part": "claim", "code": claim.row, "name": name, **said}
        for part, one in risk.outcomes.items():
            yield {
                "part": part,
                "count": len(one.rows),
                "indicators": " ".join(one.rows),
                "index": one.result.total.rounded,
                "predicate": one.result.predicate.name,
            }
