"""The result of `spbe check --diff`: for the reviewer of a change, and for programs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from spbe_cli import __version__
from spbe_cli.findings import Raw
from spbe_cli.former.jsondoc import dump
from spbe_cli.former.yaml_findings import yaml_finding_part
from spbe_cli.analysis.check import Outcome, Revision
from spbe_cli.instrument.revision import Change
from spbe_cli.words import Words

MOST_OUTCOMES: Final = 10
MADE_UP: Final = "susunan tingkat rekaan"
"""What the levels are by which published results are recomputed."""


def revision_text(revision: Revision, words: Words) -> str:
    """Write what changed, one line each, then what it does to the published results."""
    lines = [words.line(finding) for finding in revision.findings]
    if revision.old.instrument and revision.new.instrument:
        lines += [change_line(change, words) for change in revision.changes]
        lines += [words.label("diff.nothing")] * (not revision.changes)
        lines += ["", *result_lines(revision, words)]
    else:
        lines += ["", words.label("diff.not_compared")]
    return "\n".join(lines) + "\n"


def change_line(change: Change, words: Words) -> str:
    """Write one change."""
    where = words.label(f"diff.{change.kind}", code=change.code, name=change.name)
    if change.what == "part":
        return f"{where}: {words.label('diff.added' if change.before is None else 'diff.removed')}"
    key, _, level = change.what.partition(".")
    if level:
        return f"{where}: {words.label(f'diff.{key}', level=level)}"
    before, after = (
        words.label("diff.none") if v is None else v for v in (change.before, change.after)
    )
    return f"{where}: {change.what} {words.show(Raw(before))} -> {words.show(Raw(after))}"


def result_lines(revision: Revision, words: Words) -> Iterator[str]:
    """Yield how many published results differ, and the first of them."""
    if not revision.tried:
        yield words.label("diff.no_results")
        return
    outcomes = revision.outcomes
    predicates = sum(one.before[1] != one.after[1] for one in outcomes)
    indices = sum(one.before[0] != one.after[0] for one in outcomes)
    separator = "." if words.style.mark == "," else ","
    count = f"{revision.tried:,}".replace(",", separator)
    yield words.label("diff.results", count=count, indices=indices, predicates=predicates)
    yield from (f"  {outcome_text(one)}" for one in outcomes[:MOST_OUTCOMES])
    if len(outcomes) > MOST_OUTCOMES:
        yield "  " + words.label("diff.more", count=len(outcomes) - MOST_OUTCOMES)


def outcome_text(one: Outcome) -> str:
    """Write one result before and after."""
    return f"{one.institution} {one.year}: {' '.join(one.before)} -> {' '.join(one.after)}"


def revision_json(revision: Revision, words: Words) -> str:
    """Write the same for programs."""
    outcomes = [
        {
            "year": one.year,
            "institution": one.institution,
            "before": {"value": float(one.before[0]), "predicate": one.before[1]},
            "after": {"value": float(one.after[0]), "predicate": one.after[1]},
        }
        for one in revision.outcomes
    ]
    document = {
        "spbe": __version__,
        "changes": [asdict(change) for change in revision.changes],
        "results": {
            "levels": MADE_UP,
            "tried": revision.tried,
            "different": len(outcomes),
            "outcomes": outcomes,
        },
        "findings": [yaml_finding_part(finding, words) for finding in revision.findings],
    }
    return dump(document)


DIFF_FORMATS: Final = {"text": revision_text, "json": revision_json}
