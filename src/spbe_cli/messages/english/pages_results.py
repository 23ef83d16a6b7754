"""Pages of A160-A164: plans, changes, comparisons and published figures, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A160": Page(
        title="Target out of reach",
        rule="The target can be reached with the raises allowed.",
        cause="The limits chosen are too tight: --max-step limits the raise of each indicator, --lock keeps indicators as they are, --budget limits the effort, --reserve raises the target. The message names the limit that binds.",
        example="Target 4.20, but the index is 3.92 if every indicator rises by one level",
        steps=(
            "Lower the target, for example to the predicate below.",
            "Or loosen the limit, for example with --max-step 2.",
            "Run spbe plan again.",
        ),
    ),
    "A161": Page(
        title="Change of something that does not exist",
        rule="Every change names an indicator and a level of the instrument.",
        cause="The number or the level in --set was mistyped, or the two were swapped.",
        example="--set 11=7, but the scale is 1-5",
        steps=(
            "Write the indicator number, an equals sign and the level: --set 11=4.",
            "See the numbers and levels there are with spbe explain.",
        ),
    ),
    "A162": Page(
        title="Different instruments",
        rule="Two assessments compared use the same instrument.",
        cause="The indices of two regulations are made of different indicators, weights and predicates, so that their difference means nothing.",
        example="A result of 2020 (PermenPANRB 5/2018) and one of 2024 (PermenPANRB 59/2020)",
        steps=(
            "Compare only the mapped indicators, which are still shown where a mapping is known.",
            "Do not report the difference of the two indices.",
            "If the instrument is in fact the same, check Instrumen in the sheet Identitas of both files.",
        ),
    ),
    "A163": Page(
        title="Target already reached",
        rule="The target is above the present index.",
        cause="The target given is equal to or below the index of this file.",
        example="Target 2.60, but the index is already 2.98",
        steps=(
            "See the present index with spbe score.",
            "Choose a higher target, for example the next predicate.",
        ),
    ),
    "A164": Page(
        title="Computed and published figures differ",
        rule="A published figure equals the one computed from its levels.",
        cause="A level was copied wrongly into the case file, the source itself has a slip, or the case names another instrument.",
        example="bandar-lampung-2024: index D2 computes to 2.40, published is 2.45",
        steps=(
            "Compare the levels of the case with the source, one by one.",
            "Check the instrument id and the published figure of the case.",
            "If it is the source that does not agree, say so in source.",
        ),
    ),
}
