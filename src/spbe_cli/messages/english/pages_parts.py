"""Pages of the findings about instruments and assignments, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "I104": Page(
        title="Weights do not add up",
        rule="The weights of the parts sum exactly to the weight of the whole.",
        cause="A weight was miscopied, a part was left out, or the source itself rounds its weights.",
        example="The indicators of A2 sum to 39.50, while A2 weighs 40",
        steps=(
            "Compare every weight with the table of weights in the regulation.",
            "Correct the weight that differs, or add the part left out.",
            "Do not change a weight merely to make the sum agree.",
        ),
    ),
    "I107": Page(
        title="Code used twice",
        rule="Every code is used by one part only.",
        cause="A part was copied without changing its code.",
        example="code: '12' in line 210 and in line 236",
        steps=(
            "Compare the numbers of both parts with the source.",
            "Change the code that differs.",
        ),
    ),
    "I108": Page(
        title="Gap in the indicator numbers",
        rule="Indicators are numbered without gaps.",
        cause="An indicator was left out, or its number was mistyped.",
        example="Indicator 11 is followed by 13",
        steps=(
            "Find the indicator left out in the source and add it.",
            "If none was left out, renumber them.",
        ),
    ),
    "I109": Page(
        title="Name used twice",
        rule="Names within a group differ.",
        cause="The name was copied from the part before, or the short name is too short to tell them apart.",
        example='Two indicators of A7 are named "Layanan Keuangan"',
        steps=(
            "Compare both names with the source.",
            "Add a word to the short name that tells them apart.",
        ),
    ),
    "I110": Page(
        title="Criterion of a level is missing",
        rule="Every indicator has a criterion for every level of the scale.",
        cause="The line was left out, or the number of the level was mistyped.",
        example="Indicator 2 has the criteria 1, 2, 3 and 5, but not 4",
        steps=(
            "Add a line with that level below criteria.",
            "If no source gives the criterion, write null and say why with missing.",
        ),
    ),
    "I111": Page(
        title="Level off the scale of the instrument",
        rule="Criteria and level names are those of the levels on the scale.",
        cause="The criteria were copied from an instrument with another scale, or scale was not adapted.",
        example="A criterion for level 0, while the scale is 1-5",
        steps=(
            "Check scale: lowest and highest.",
            "Delete criteria or level names off that scale.",
        ),
    ),
    "I112": Page(
        title="Bounds of predicates out of order",
        rule="Predicates run from the highest bound down and together cover the whole scale.",
        cause="Two are swapped, two bounds are equal, or the lowest predicate does not start at the lower end of the scale.",
        example="Cukup (1.8) stands before Baik (2.6)",
        steps=(
            "Order the predicates from the highest minimum down.",
            "Give the lowest predicate the lower end of the scale as its minimum.",
            "Compare every bound with the table of predicates in the regulation.",
        ),
    ),
    "I113": Page(
        title="No source named",
        rule="Every part, and scale, weights and predicates, name their source.",
        cause="The key source was left out. Without a source nobody else can check the figure.",
        example="Aspect A3 has no source",
        steps=(
            "Add source with regulation, table and page.",
            "If the figure was computed, say how.",
        ),
    ),
    "I119": Page(
        title="Weight of zero",
        rule="Every weight is above zero.",
        cause="The weight was not filled in yet, or the part is in fact not assessed.",
        example="weight: 0",
        steps=(
            "Write the weight given in the table of weights of the regulation.",
            "If the part is not assessed, delete it.",
        ),
    ),
    "I120": Page(
        title="Part without content",
        rule="Every domain has aspects, and every aspect has indicators.",
        cause="The content was not written yet, or it went to another part because of its indentation.",
        example="A6 with indicators: []",
        steps=(
            "Add the aspects or indicators.",
            "If the part is not needed, delete it.",
        ),
    ),
    "I122": Page(
        title="id does not agree",
        rule="id is the name of the file without .yaml, and only one file uses it.",
        cause="The file was copied or renamed without changing id.",
        example="id: permenpanrb-59-2020 in the file kota-contoh.yaml",
        steps=(
            "Make id and file name agree.",
            "If another file uses the id already, change both id and file name.",
        ),
    ),
    "I124": Page(
        title="Reference to nothing",
        rule="Everything referred to exists.",
        cause="The code referred to was mistyped, deleted or renamed.",
        example="capability: servis",
        steps=(
            "Change it to the code suggested.",
            "Or add the part referred to, for example under capabilities.",
        ),
    ),
    "I125": Page(
        title="Validity the wrong way round",
        rule="Validity begins before it ends.",
        cause="valid_from and valid_until were swapped.",
        example="valid_from: 2025 and valid_until: 2021",
        steps=(
            "Swap the two years.",
            "If the instrument is still in force, delete valid_until.",
        ),
    ),
    "I126": Page(
        title="Breakpoints do not rise",
        rule="Bounds of levels and breakpoints of a conversion are one for every level, from the smallest to the largest.",
        cause="Two of them are swapped or equal, or there are too many or too few. A conversion turns the index of another authority into a level; levels have bounds only on a scale with decimals.",
        example="12.5, 62.5, 37.5",
        steps=(
            "Order the breakpoints from the smallest up.",
            "Compare them with the table of conversions in the regulation.",
        ),
    ),
    "I128": Page(
        title="Assignment of an indicator that does not exist",
        rule="Every indicator assigned is in the instrument.",
        cause="The number was mistyped, or the assignment was made for another instrument.",
        example="Bappeda is assigned indicator 48, but the instrument has 1-47 only",
        steps=(
            "Correct the number in the assignment.",
            "If all numbers look strange, check which instrument is used.",
        ),
    ),
    "I129": Page(
        title="More than one owner",
        rule="Every indicator has one owner.",
        cause="Two agencies are given as owner of the same indicator.",
        example="Indicator 13 is assigned to Bappeda and BPKAD",
        steps=(
            "Decide which agency has the last word on the level.",
            "Make the other agency a contributor.",
        ),
    ),
    "I131": Page(
        title="Letters of evidence out of order",
        rule="The items of evidence at a level are lettered a, b, c and so on, without a gap.",
        cause="An item was copied, moved or deleted, and the letters stayed.",
        example="Level 2 of indicator 4 has items a and c",
        steps=(
            "Look for the item that is missing in the source, and add it.",
            "If none is missing, letter the items anew in the order of the source.",
        ),
    ),
    "I201": Page(
        title="Secondary source",
        rule="Figures and criteria come from the text of the regulation.",
        cause="The text of the regulation was not available, so that quotations by others were used.",
        example="secondary in permenpanrb-8-2026",
        steps=(
            "Find the text of the regulation and compare every figure.",
            "When they agree, change source and delete secondary.",
        ),
    ),
    "I203": Page(
        title="No typical evidence",
        rule="Every indicator names typical evidence.",
        cause="The key evidence is null and nothing stands in evidence_items, or a level there has no items. Typical evidence is shown in the sheet Kriteria and helps respondents.",
        example="evidence: null in indicator 20",
        steps=(
            "Write the documents usually given, from the technical guideline.",
            "If the source lists evidence level by level, write it in evidence_items.",
            "If there is no source for them, leave null and explain with missing.",
        ),
    ),
    "I204": Page(
        title="Two levels with the same criterion",
        rule="The criteria of the levels differ.",
        cause="A criterion was copied from the level below and not changed yet.",
        example="Levels 3 and 4 of indicator 9 have the same criterion",
        steps=(
            "Compare both criteria with the source.",
            "Write what is new at the higher level.",
        ),
    ),
    "I205": Page(
        title="What is new is too long for Excel",
        rule="What sets the levels apart fits the message of an Excel cell: a title of 32 and a text of 255 characters.",
        cause="The texts of distinguishing are too long, so that the message shown when a Tingkat cell is selected is cut.",
        example="The texts of indicator 22 take 281 characters",
        steps=(
            "Shorten distinguishing to a few words per level.",
            "Leave the full wording in criteria.",
        ),
    ),
    "I206": Page(
        title="Indicator without an owner",
        rule="Every indicator has an owner.",
        cause="The indicator is not in the assignment yet. Nobody is going to answer it.",
        example="Indicators 25 and 47 are not assigned",
        steps=(
            "Decide which agency is responsible.",
            "Add it to the assignment, then write its sheet with spbe template.",
        ),
    ),
}
