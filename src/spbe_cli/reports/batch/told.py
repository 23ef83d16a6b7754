"""What there is to say about many sheets, in words: shared by the screen and the documents."""

from collections.abc import Iterator, Sequence
from typing import Final

from spbe_cli.assessment import Status
from spbe_cli.batch.agencies import State, Unit
from spbe_cli.batch.run import Batch
from spbe_cli.findings import Day, Severity
from spbe_cli.messages import Words
from spbe_cli.reports.batch.ranking import base_name, rankings, whole_sheets

NOTHING: Final = "-"
MOST_NAMES: Final = 10


def stopped(batch: Batch, words: Words) -> str:
    """Say that the run was interrupted, and how far it came."""
    count = next(f.facts["count"] for f in batch.findings if f.code == "B108")
    facts = {"count": grouped(count, words), "total": grouped(batch.total, words)}
    return words.label("batch.stopped", **facts)


def grouped(count: object, words: Words) -> str:
    """Write a count with marks between the thousands."""
    return f"{count:,}".replace(",", words.label("batch.thousands"))


def extent(unit: Unit) -> str:
    """Write how many of the answers asked for are sound."""
    return "/".join(NOTHING if n is None else str(n) for n in (unit.answered, unit.asked))


def counts(unit: Unit) -> tuple[str, str]:
    """Write how much must be corrected, and how much looked at."""
    if unit.record is None:
        return NOTHING, NOTHING
    warnings = NOTHING if unit.state is State.UNREADABLE else str(unit.record.warnings)
    return str(unit.record.errors), warnings


def state(unit: Unit, words: Words) -> str:
    """Say how far an agency is."""
    record = unit.record
    code = record.findings[0].code if record and record.findings else ""
    count = record.warnings if record else 0
    return words.label(f"batch.state.{unit.state}", code=code, count=count)


def totals(units: Sequence[Unit]) -> tuple[str, str, str]:
    """Write the sums of the three counts."""
    answered = sum(unit.answered or 0 for unit in units)
    asked = sum(unit.asked or 0 for unit in units)
    records = [unit.record for unit in units if unit.record]
    severities = [f.severity for record in records for f in record.findings]
    errors = severities.count(Severity.ERROR)
    return f"{answered}/{asked}", str(errors), str(len(severities) - errors)


def sums(batch: Batch, words: Words) -> Iterator[str]:
    """Yield what was read, what came out, what was passed over."""
    ranked = rankings(batch)
    if whole_sheets(batch):
        yield outcome(batch, words)
    if whole_sheets(batch) and len(ranked) > 1:
        yield words.label("batch.not_comparable")
    if batch.agencies or batch.skipped:
        yield what_was_read(batch, words)
    yield from latest_ones(batch, words)


def outcome(batch: Batch, words: Words) -> str:
    """Say how many sheets have an index, and its mean."""
    whole, ranked = whole_sheets(batch), rankings(batch)
    scored = sum(record.status is Status.SCORED for record in whole)
    facts = {
        "count": grouped(len(whole), words),
        "scored": grouped(scored, words),
        "rest": grouped(len(whole) - scored, words),
    }
    text = words.label("batch.outcome", **facts)
    if len(ranked) == 1:
        mean = words.number(ranked[0].mean)
        text += " " + words.label("batch.mean", mean=mean, count=facts["scored"])
    return text


def what_was_read(batch: Batch, words: Words) -> str:
    """Say how many files were read, and which were passed over and why."""
    count = grouped(len(batch.records), words)
    if not batch.skipped:
        return words.label("batch.read", count=count) + "."
    skipped = grouped(batch.skipped, words)
    reasons = "; ".join(passed_over(batch, words))
    return words.label("batch.read_and_skipped", count=count, skipped=skipped, reasons=reasons)


def passed_over(batch: Batch, words: Words) -> Iterator[str]:
    """Yield the files that were passed over, by reason."""
    names = [base_name(name) for name in batch.passed.names]
    rest = len(names) - MOST_NAMES
    if names:
        listed = ", ".join(names[:MOST_NAMES])
        more = words.label("and_more", count=rest) if rest > 0 else ""
        yield words.label("batch.other_kinds", files=listed + more)
    kinds = {"hidden": batch.passed.hidden, "reports": batch.reports, "doubles": batch.doubles}
    for kind, count in kinds.items():
        if count:
            yield words.label(f"batch.{kind}", count=count)


def latest_ones(batch: Batch, words: Words) -> Iterator[str]:
    """Yield whose latest sheet was used."""
    for finding in batch.findings:
        day = finding.facts.get("date")
        if finding.code == "B202" and isinstance(day, Day):
            date = f"{day.day:02}/{day.month:02}/{day.year}"
            facts = {**finding.facts, "date": date}
            yield words.label("batch.latest_used", **facts)
