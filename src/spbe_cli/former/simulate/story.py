"""What there is to say about a simulation, in words: shared by screen and documents."""

from spbe_cli.planning.simulation import Simulation
from spbe_cli.words import Words


def outcome(made: Simulation, words: Words) -> str:
    """Say what becomes of the index and its predicate."""
    before, after = made.before, made.after
    key = "simulate.stays" if before.predicate == after.predicate else "simulate.becomes"
    return words.label(
        key,
        name=after.total.name,
        before=words.number(before.total.index),
        after=words.number(after.total.index),
        exact=words.number(after.total.index, None),
        predicate1=before.predicate.name,
        predicate2=after.predicate.name,
    )
