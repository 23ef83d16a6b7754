"""For programs.  The shape of the document is a promise: contract, section 5."""

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from spbe_cli import __version__
from spbe_cli.answers import AnswerSheet
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding
from spbe_cli.former import Page
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words
from spbe_cli.words.cleaning import spelled_out

Document = dict[str, Any]

IDENTITY = ("instansi", "perangkat daerah", "tahun", "tahap", "indikator", "pengisi", "tanggal")


def report(assessment: Assessment, page: Page) -> str:
    """Write an assessment as one JSON document."""
    return dump(document(assessment, page.words))


def dump(content: Document) -> str:
    """Write a document: readable, in UTF-8, never with what JSON does not know."""
    return dumped(content) + "\n"


def dumped(content: Document) -> str:
    """Write a part of a document."""
    return spelled_out(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False))


def document(assessment: Assessment, words: Words) -> Document:
    """Return an assessment as a JSON document."""
    result = assessment.result
    return {
        "spbe": __version__,
        "status": str(assessment.status),
        **sheet_part(assessment),
        "index": index_part(result) if result else None,
        "bounds": bounds_part(assessment),
        "domains": [score_part(score, {}) for score in result.domains] if result else [],
        "aspects": [
            score_part(score, {"domain": score.parent}) for score in result.aspects
        ] if result else [],
        "indicators": list(indicator_parts(assessment)),
        "assumed": assumed_part(assessment.sheet),
        "carried": carried_part(assessment.sheet),
        "findings": [finding_part(finding, words) for finding in assessment.findings],
    }  # fmt: skip


def sheet_part(assessment: Assessment) -> Document:
    """Return which instrument and which sheet."""
    return {
        "instrument": instrument_part(assessment.instrument),
        "sheet": {
            "file": assessment.file,
            "sha256": assessment.sha256,
            "identity": identity_part(assessment),
        },
    }


def instrument_part(instrument: Instrument | None) -> Document | None:
    """Return which instrument was used."""
    if instrument is None:
        return None
    return {"id": instrument.id, "title": instrument.title, "sha256": instrument.sha256}


def identity_part(assessment: Assessment) -> Document | None:
    """Return what Identitas says; nothing if the workbook could not be read."""
    if assessment.raw is None:
        return None
    return {label.replace(" ", "_"): assessment.identity.get(label) for label in IDENTITY}


def index_part(result: IndexResult) -> Document:
    """Return the index: exact numbers as text, the printed one as a number."""
    return {
        "points": exact_text(result.total.points),
        "weight": exact_text(result.total.weight),
        "value": printed(result.total),
        "predicate": result.predicate.name,
    }


def bounds_part(assessment: Assessment) -> Document | None:
    """Return the lowest and highest index still possible."""
    if assessment.bounds is None:
        return None
    low, high = assessment.bounds
    return {"lowest": index_part(low), "highest": index_part(high)}


def score_part(score: Score, parent: Document) -> Document:
    """Return the score of a domain or an aspect."""
    return {
        "code": score.code,
        **parent,
        "name": score.name,
        "points": exact_text(score.points),
        "weight": exact_text(score.weight),
        "value": printed(score),
    }


def printed(score: Score) -> float:
    """Return the printed index as a number; two decimals are never lost in it."""
    return float(score.rounded)


def indicator_parts(assessment: Assessment) -> Iterable[Document]:
    """Yield every answered row with its level, of a partial sheet without points."""
    sheet, instrument = assessment.sheet, assessment.instrument
    if sheet is None or instrument is None:
        return
    scores = (
        {score.code: score for score in assessment.result.indicators} if assessment.result else {}
    )
    for row, indicator in instrument.rows().items():
        if row not in sheet.answers:
            continue
        answer, score = sheet.answers[row], scores.get(row)
        yield {
            "code": row,
            "aspect": indicator.aspect,
            "name": indicator.name,
            "weight": exact_text(score.weight if score else indicator.weight),
            "level": level_number(answer.level),
            "points": exact_text(score.points) if score else None,
            "evidence": bool(answer.evidence),
            "cell": f"{assessment.raw.sheet}!{answer.cell}"
            if assessment.raw and answer.cell
            else None,
        }


def level_number(level: Fraction) -> int | float:
    """Return a level as a number: whole where it is."""
    return level.numerator if level.denominator == 1 else float(level)


def assumed_part(sheet: AnswerSheet | None) -> list[Document]:
    """Return the levels that were supplied on request."""
    assumed = sheet.assumed if sheet else {}
    return [{"indicator": row, "level": level_number(level)} for row, level in assumed.items()]


def carried_part(sheet: AnswerSheet | None) -> list[Document]:
    """Return the levels that were taken over from an earlier stage, and from where."""
    if sheet is None:
        return []
    return [
        {
            "indicator": row,
            "level": level_number(sheet.answers[row].level),
            "file": sheet.carried.file,
            "stage": sheet.carried.stage or None,
        }
        for row in sheet.carried.rows
    ]


def finding_part(finding: Finding, words: Words) -> Document:
    """Return one finding: the parts apart, and the whole sentence."""
    whole = words.in_full()
    sentence = whole.sentence(finding)
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "indicator": finding.indicator,
        "found": whole.found(finding),
        "remedy": sentence.remedy,
        "message": str(sentence),
    }
