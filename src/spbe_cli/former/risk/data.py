"""What `spbe risk` gives to programs: JSON and CSV."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.exact import exact_text, rounded
from spbe_cli.exposure import Exposed, Risk
from spbe_cli.former import Page
from spbe_cli.former.jsondoc import Document, dump, index_part, level_number, sheet_part
from spbe_cli.former.risk import story
from spbe_cli.former.yaml_findings import findings_part
from spbe_cli.risk.claims import Claim, Fewest
from spbe_cli.risk.distribution import Distribution
from spbe_cli.scoring import IndexResult
from spbe_cli.words import Words
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "part", "code", "name", "agency", "level", "evidence", "prove", "one_less", "all_less",
    "count", "indicators", "index", "predicate", "chance",
)  # fmt: skip

Row = dict[str, str]


def json(exposed: Exposed, page: Page) -> str:
    """Write one JSON document; losses and chances are exact."""
    risk, result = exposed.risk, exposed.assessment.result
    return dump(
        {
            "spbe": __version__,
            **sheet_part(exposed.assessment),
            "index": index_part(result) if result else None,
            "claims": claims_part(exposed, risk, page.words) if risk else [],
            "without_evidence": bare_part(risk) if risk else None,
            "fewest": {
                "by_one": fewest_part(risk.by_one) if risk else None,
                "to_lowest": fewest_part(risk.to_lowest) if risk else None,
            },
            "distribution": distribution_part(exposed, risk) if risk else None,
            "findings": findings_part(exposed.findings, page.words),
        }
    )


def claims_part(exposed: Exposed, risk: Risk, words: Words) -> list[Document]:
    """Return every claim; those that must be proved come first, what is worth most on top."""
    instrument = story.instrument_of(exposed)
    return [
        {
            "indicator": claim.row,
            "agency": story.agency_of(exposed, claim.row),
            "level": level_number(claim.level),
            "evidence": claim.evidence,
            "prove": claim in risk.high,
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
            "criterion": story.demand(instrument, claim, words),
            "typical_evidence": story.typical_evidence(instrument, claim) or None,
        }
        for claim in in_order(risk)
    ]


def in_order(risk: Risk) -> tuple[Claim, ...]:
    """Return all claims, those that must be proved first."""
    return (*risk.high, *(claim for claim in risk.claims if claim not in risk.high))


def bare_part(risk: Risk) -> Document:
    """Return the claims without evidence, and the index without them."""
    return {"indicators": list(risk.bare), "index": index_part(risk.proven)}


def fewest_part(found: Fewest | None) -> Document | None:
    """Return the smallest set of downgrades that loses the predicate."""
    if found is None:
        return None
    return {
        "count": len(found.rows),
        "indicators": list(found.rows),
        "index": index_part(found.result),
    }


def distribution_part(exposed: Exposed, risk: Risk) -> Document | None:
    """Return the distribution; `values` gives the chance of every printed index."""
    spread, rates = risk.distribution, risk.rates
    if spread is None or rates is None:
        return None
    instrument = story.instrument_of(exposed)
    levels = {instrument.level_at(claim.level): 0 for claim in risk.claims}
    return {
        "source": rates.source,
        "independent": True,
        "approximation": approximation_part(exposed, spread),
        "chances": {
            str(level): {exact_text(by): exact_text(p) for by, p in rates.chances(level).items()}
            for level in sorted(levels)
        },
        "mean": exact_text(spread.mean),
        "percentiles": {str(p): float(rounded(spread.percentile(p))) for p in story.PERCENTILES},
        "predicates": [
            {"predicate": predicate.name, "chance": exact_text(chance)}
            for predicate, chance in spread.predicates(instrument)
        ],
        "values": [
            {"value": float(value), "chance": exact_text(chance)}
            for value, chance in story.printed_chances(spread).items()
        ],
    }


def approximation_part(exposed: Exposed, spread: Distribution) -> Document | None:
    """Return by how much index and chances may be off at most; None where they are exact."""
    off = story.approximation(exposed, spread)
    if off is None:
        return None
    return {"index": exact_text(off.index), "chance": exact_text(off.chance)}


def csv_table(exposed: Exposed, _: Page) -> str:
    """Write a table, one row a claim or an outcome, numbers with a point."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    if exposed.risk is not None:
        writer.writerows(claim_rows(exposed, exposed.risk))
        writer.writerows(outcome_rows(exposed.risk))
        if exposed.risk.distribution is not None:
            writer.writerows(chance_rows(exposed, exposed.risk.distribution))
    return out.getvalue()


def claim_rows(exposed: Exposed, risk: Risk) -> Iterator[Row]:
    """Yield every claim."""
    rows = story.instrument_of(exposed).rows()
    for claim in in_order(risk):
        yield {
            "part": "claim",
            "code": claim.row,
            "name": harmless(rows[claim.row].name),
            "agency": harmless(story.agency_of(exposed, claim.row) or ""),
            "level": exact_text(claim.level),
            "evidence": str(claim.evidence).lower(),
            "prove": str(claim in risk.high).lower(),
            "one_less": exact_text(-claim.one_less),
            "all_less": exact_text(-claim.all_less),
        }


def outcome_rows(risk: Risk) -> Iterator[Row]:
    """Yield what the index would be."""
    outcomes = [("without_evidence", risk.bare, risk.proven)]
    for part, found in (("by_one", risk.by_one), ("to_lowest", risk.to_lowest)):
        if found is not None:
            outcomes.append((part, found.rows, found.result))
    for part, codes, result in outcomes:
        counted = {"part": part, "count": str(len(codes)), "indicators": " ".join(codes)}
        yield {**counted, **index_cells(result)}


def index_cells(result: IndexResult) -> Row:
    """Return an index and its predicate."""
    return {"index": str(result.total.rounded), "predicate": harmless(result.predicate.name)}


def chance_rows(exposed: Exposed, spread: Distribution) -> Iterator[Row]:
    """Yield the chance of every predicate and of every printed index, and percentiles.

    Before them stands by how much they may be off, if they are not exact.
    """
    off = story.approximation(exposed, spread)
    if off is not None:
        near = {"index": exact_text(off.index), "chance": exact_text(off.chance)}
        yield {"part": "approximation", **near}
    for predicate, chance in spread.predicates(story.instrument_of(exposed)):
        name = harmless(predicate.name)
        yield {"part": "predicate", "predicate": name, "chance": exact_text(chance)}
    for percent in story.PERCENTILES:
        index = str(rounded(spread.percentile(percent)))
        yield {"part": "percentile", "code": str(percent), "index": index}
    for value, chance in story.printed_chances(spread).items():
        yield {"part": "value", "index": value, "chance": exact_text(chance)}
