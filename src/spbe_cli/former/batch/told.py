"""What there is to say about many sheets, in words: shared by the screen and the documents."""

from collections.abc import Iterator, Sequence
from typing import Final

from spbe_cli.batch.agencies import State, Unit
from spbe_cli.batch.run import Batch
from spbe_cli.findings import Day, Listed, base_name
from spbe_cli.former.batch.ranking import Ranking, name_of, rankings, whole_sheets
from spbe_cli.gathering import MOST_NAMES
from spbe_cli.sheet.assess import Status
from spbe_cli.words import Words

NOTHING: Final = "-"


def stopped(batch: Batch, words: Words, key: str = "batch.stopped") -> str:
    """Say that the run was interrupted, and how far it came."""
    count = next(f.facts["count"] for f in batch.findings if f.code == "B108")
    facts = {"count": grouped(count, words), "total": grouped(batch.total, words)}
    return words.label(key, **facts)


def grouped(count: object, words: Words) -> str:
    """Write a count with marks between the thousands."""
    return f"{count:,}".replace(",", words.label("batch.thousands"))


def extent(unit: Unit) -> str:
    """Write how many of the answers asked for are sound."""
    return "/".join(NOTHING if n is None else str(n) for n in (unit.answered, unit.asked))


def counts(unit: Unit) -> tuple[str, str]:
    """Write how much must be corrected, and how much looked at."""
    if not unit.records:
        return NOTHING, NOTHING
    return str(unit.errors), NOTHING if unit.state is State.UNREADABLE else str(unit.warnings)


def state(unit: Unit, words: Words) -> str:
    """Say how far an agency is."""
    codes = unit.record.kept.codes if unit.record else ()
    code = codes[0] if codes else ""
    count = len(unit.records) if unit.state is State.SEVERAL else unit.warnings
    return words.label(f"batch.state.{unit.state}", code=code, count=count)


def totals(units: Sequence[Unit]) -> tuple[str, str, str]:
    """Write the sums of the three counts."""
    answered = sum(unit.answered or 0 for unit in counted(units))
    asked = sum(unit.asked or 0 for unit in counted(units))
    errors = sum(unit.errors for unit in units)
    warnings = sum(unit.warnings for unit in units)
    return f"{answered}/{asked}", str(errors), str(warnings)


def counted(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return whose answers are added up: where there is a plan, those of its agencies only."""
    return [unit for unit in units if unit.agency] or units


def agency_count(units: Sequence[Unit], words: Words) -> str:
    """Say how many agencies there are; a file of nobody knows whom is none."""
    return words.label("batch.agencies", count=sum(unit.named for unit in units))


def sums(batch: Batch, words: Words) -> Iterator[str]:
    """Yield what was read, what came out, what was passed over."""
    ranked = rankings(batch)
    if whole_sheets(batch):
        yield outcome(batch, words)
    if whole_sheets(batch) and len(ranked) > 1:
        yield words.label("batch.not_comparable")
    yield from assumed(ranked, words)
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
        facts |= {"mean": words.number(ranked[0].mean), "count": facts["scored"]}
        owners = {name_of(record) for record in ranked[0].records}
        alone = len(owners) == len(ranked[0].records)
        text += " " + words.label("batch.mean" if alone else "batch.mean_files", **facts)
    return text


def assumed(ranked: Sequence[Ranking], words: Words) -> Iterator[str]:
    """Yield what the mark behind a name means, if there is one."""
    records = [record for ranking in ranked for record in ranking.records if record.assumed]
    if records:
        level = next(iter(records[0].assumed.values()))
        yield words.label("batch.assumed", count=grouped(len(records), words), level=level)


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
    passed = batch.passed
    for key, files in (("other_kinds", passed.names), ("odd", passed.odd)):
        if files:
            names = Listed(tuple(map(base_name, files)), MOST_NAMES)
            yield words.label(f"batch.{key}", files=names)
    kinds = {
        "hidden": passed.hidden,
        "apart": passed.apart,
        "reports": batch.reports,
        "doubles": batch.doubles,
    }
    for kind, count in kinds.items():
        if count:
            yield words.label(f"batch.{kind}", count=count)


def latest_ones(batch: Batch, words: Words) -> Iterator[str]:
    """Yield whose latest sheet was used."""
    for finding in batch.findings:
        day = finding.facts.get("date")
        if finding.code == "B202" and isinstance(day, Day):
            date = f"{day.day:02}/{day.month:02}/{day.year}"
            key = f"batch.latest_{finding.variant or 'used'}"
            yield words.label(key, **{**finding.facts, "date": date})
