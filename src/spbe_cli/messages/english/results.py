"""A160-A164: plans, changes, comparisons and published figures, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A160": {
        "": (
            "target {target} ({predicate}) is out of reach: the highest index possible is {maximum}",
            "lower the target to {below}, or loosen --max-step and --lock together",
        ),
        "scale": (
            "target {target} is out of reach: the highest index on the scale {scale} is {maximum}",
            "lower the target to {below}, or to a higher one with a larger --max-step",
        ),
        "beyond": (
            "target {target} with --reserve {limit} lies beyond the scale {scale}",
            "lower the target to {below}, or lower --reserve",
        ),
        "stuck": (
            "target {target} ({predicate}) is out of reach: with these options no indicator can rise",
            "change --lock or --budget so that one can",
        ),
        "step_budget": (
            "target {target} ({predicate}) is out of reach: with a rise of {count} [level|levels] and --budget {limit}, the highest index is {maximum}",
            "lower the target to {below}, or use --max-step {number} and --budget {minimum}",
        ),
        "reserve": (
            "target {target} is out of reach with --reserve {limit}: the highest index possible is {maximum}",
            "lower the target to {below}, or lower --reserve to {minimum}",
        ),
        "one_step": (
            "target {target} ({predicate}) is out of reach: if every indicator rises by one level, the index is {maximum}",
            "lower the target to {below}, or allow more than one level with --max-step {number}",
        ),
        "steps": (
            "target {target} ({predicate}) is out of reach: if every indicator rises by {count} [level|levels], the index is {maximum}",
            "lower the target to {below}, or allow more levels with --max-step {number}",
        ),
        "locked_steps": (
            "target {target} ({predicate}) is out of reach: if all that is not locked rises by {count}, the index is {maximum}",
            "lower the target to {below}, or allow more levels with --max-step {number}",
        ),
        "lock": (
            "target {target} ({predicate}) is out of reach: if all other indicators reach the highest level, the index is {maximum}",
            "lower the target to {below}, or name fewer indicators in --lock",
        ),
        "budget": (
            "target {target} ({predicate}) is out of reach: with --budget {limit} the highest index is {maximum}",
            "lower the target to {below}, or raise --budget to {minimum}",
        ),
        "unsearched": (
            "no plan for target {target} ({predicate}) was found with --budget {limit}: there are too many possibilities to check them all",
            "lower the target to {below}, or raise --budget to {minimum}",
        ),
    },
    "A161": {
        "": (
            "change {found}: there is no indicator {number} in {instrument} ({range})",
            "write a number and a level that exist, for example 11=4",
        ),
        "level": (
            "change {found}: there is no level {level} on the scale {scale}",
            "write a number and a level that exist, for example 11=4",
        ),
    },
    "A162": {
        "": (
            "{file} uses {instrument1}, this file uses {instrument2}: the indices cannot be compared",
            "compare the mapped indicators only",
        ),
    },
    "A163": {
        "": ("target {target} is already reached (index {found})", "choose a higher target"),
        "top": (
            "target {target} is already reached (index {found}), and {predicate} is the highest predicate",
            "run spbe risk to see how far the index can fall",
        ),
    },
    "A164": {
        "": (
            "{case}: {part} computes to {computed}, published is {published}",
            "check the levels and the source of this case",
        ),
    },
}
