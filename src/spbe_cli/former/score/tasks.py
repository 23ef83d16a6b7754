"""What to do next: every indicator below the top of the scale, with a goal of max(3, level + 1).

The goal is that of the ministry's recommendations of 2018: from below the target straight to it,
otherwise to the next level.
"""

from fractions import Fraction

from spbe_cli.former import passages
from spbe_cli.former.document import Cell, Column, Own, Row, Table
from spbe_cli.instrument import Instrument
from spbe_cli.reports import demands
from spbe_cli.reports.levels import gain_to, middle
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.words import Words


def tasks_table(result: IndexResult, instrument: Instrument, words: Words) -> Table | None:
    """Return the tasks, the lowest level first, with room for who and when."""
    below = [row for row in result.indicators if row.index < instrument.highest]
    columns = (
        Column(words.label("number"), 5),
        Column(words.label("indicator_name"), 22),
        Column(words.label("level"), 8, number=True),
        Column(words.label("html.goal"), 8, number=True),
        Column(words.label("html.demanded"), 48),
        Column(words.label("explain.evidence"), 46),
        Column(words.label("html.gain"), 9, number=True),
        Column(words.label("draft.owner"), 14),
        Column(words.label("draft.deadline"), 11),
    )
    ordered = sorted(below, key=lambda score: instrument.level_at(score.index))
    rows = (Row((*task(score, result, instrument, words), "", "")) for score in ordered)
    facts = {"goal": middle(instrument), "highest": instrument.highest}
    note = words.label("html.tasks_note", **facts)
    return Table(columns, tuple(rows), note) if below else None


def goal_of(score: Score, instrument: Instrument) -> int:
    """Return max(3, level + 1): the target, or the next level where that is reached."""
    return max(middle(instrument), min(instrument.level_at(score.index) + 1, instrument.highest))


def evidence(instrument: Instrument, row: str, goal: int) -> str:
    """Return the typical evidence in short: the indicator's own, else that of the goal."""
    indicator = instrument.rows()[row]
    own = indicator.evidence or indicator.evidence_at(goal) or ""
    return " ".join(own.split())


def task(
    score: Score, result: IndexResult, instrument: Instrument, words: Words
) -> tuple[Cell, ...]:
    """Return what an indicator needs to reach its goal, and what that adds to the index."""
    goal = goal_of(score, instrument)
    ends = (instrument, score.code, score.index, instrument.reached_at(goal))
    return (
        score.code,
        Own(instrument.rows()[score.code].short),
        passages.level(score.index, words),
        passages.level(Fraction(goal), words),
        Own(" ".join(demands.criteria(*ends, words).split("\n"))),
        Own(evidence(instrument, score.code, goal)),
        passages.gain(gain_to(goal, score, result, instrument), words),
    )
