"""What `spbe score --target` says: what is short of the target, and the lightest way to it."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Typed
from spbe_cli.reports import data, passages, statements
from spbe_cli.reports.document import Block, Heading, Mark, Own, Paragraph
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Scored
from spbe_cli.words import Words

if TYPE_CHECKING:
    from spbe_cli.analysis.plan import Target

MOST_RAISES: Final = 10
"""So many raises are named; the plan has all of them."""


def gap(target: "Target", result: IndexResult, words: Words) -> str:
    """Say how far the index is from the target, or that it is there."""
    short = target.index - result.total.index
    key = "target.gap" if short > 0 else "target.above" if short else "target.reached"
    size = abs(short)
    said = words.number(size) if rounded(size) else statements.exact(size, words)
    return words.label(key, target=_text(target.index, words), gap=said)


def mark(target: "Target | None", words: Words) -> Mark | None:
    """Return the target, to be drawn."""
    if target is None:
        return None
    text = _text(target.index, words)
    key = "drawn.target" if target.plan.changes else "drawn.target_met"
    return Mark(target.index, text, words.label(key, target=text))


def way(target: "Target", known: Scored, words: Words) -> Iterator[Block]:
    """Yield the lightest raises that reach the target, those that add most first."""
    label, rows = words.label, known.instrument.rows()
    changes = sorted(target.plan.changes, key=lambda one: -one.gain)
    if not changes:
        return
    goal, after = _text(target.index, words), words.number(target.plan.after.total.index)
    found = "target.way" if target.plan.optimal else "target.way_found"
    yield Heading(label(found, target=goal))
    key = "target.count" if target.step == 1 else "target.count_steps"
    yield table(
        changes[:MOST_RAISES],
        column(label("number"), 7, lambda one: one.row),
        column(label("indicator_name"), 44, lambda one: Own(rows[one.row].short)),
        column(label("level"), 9, lambda one: statements.raise_text(one.start, one.end, words)),
        numbers(label("plan.gain"), 9, lambda one: passages.gain(one.gain, words)),
        caption=label(key, count=len(changes), index=after, step=target.step),
    )
    rest = len(changes) - MOST_RAISES
    said = [label("target.more", count=rest)] if rest > 0 else []
    if not (known.sheet.assumed or known.sheet.carried.rows):  # else there is no plan of it
        file = known.file
        typed = Typed(statements.file_name(file) if Path(file).is_absolute() else file)
        step = f" --max-step {target.step}" if target.step > 1 else ""
        said.append(label("target.plan", typed=typed, target=goal, step=step))
    if said:
        yield Paragraph(" ".join(said))


def data_of(target: "Target | None", result: IndexResult | None) -> Mapping[str, Any] | None:
    """Return the target, the gaps to it (below 0 where it is passed), and the raises."""
    if target is None or result is None:
        return None

    def gaps(scores: Iterable[Score]) -> list[dict[str, str]]:
        return [{"code": one.code, "gap": exact_text(target.index - one.index)} for one in scores]

    return {
        "value": exact_text(target.index),
        "gap": exact_text(target.index - result.total.index),
        "domains": gaps(result.domains),
        "aspects": gaps(result.aspects),
        "max_step": target.step,
        "changes": list(map(data.change_part, target.plan.changes)),
    }


def _text(target: Fraction, words: Words) -> str:
    """Write a target with two decimals, or with as many as it has."""
    return words.number(target, 2 if (target * 100).denominator == 1 else None)
