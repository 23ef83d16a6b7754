"""Pages of A101-A119: the level and the number of an indicator, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A101": Page(
        title="The level is a text",
        rule="A Tingkat cell holds a number, not a word.",
        cause='The level was written in words or with a remark, such as "tiga", "III", "tingkat 3" or "3 (tiga)". Digits of another keyboard (Arabic ones, for example) are read as text too.',
        example='E11 holds "tiga"',
        steps=(
            "Clear the cell.",
            "Type the digit alone, or pick it from the list in the cell: 1, 2, 3, 4 or 5.",
            "Put remarks, if any, in the column Penjelasan.",
            "Save and send the file back.",
        ),
    ),
    "A102": Page(
        title="Unknown indicator number",
        rule="Every number in the column No is an indicator of the instrument.",
        cause="The number was mistyped, there is an extra row below the table, or the file uses another instrument.",
        example="A53 holds 48, but the instrument has indicators 1-47 only",
        steps=(
            "Compare the name in that row with the sheet Kriteria and correct the number.",
            "If the row is no indicator, delete it.",
            "If all numbers look strange, check Instrumen in the sheet Identitas, or choose another instrument with -i.",
        ),
    ),
    "A103": Page(
        title="Indicator answered twice",
        rule="Every indicator is answered in one row only.",
        cause="A row was copied, or the answers of two agencies were pasted into one table. Even with equal levels one row must be chosen, as the evidence may differ.",
        example="Indicator 41 stands in row 45 (level 3) and in row 52 (level 4)",
        steps=(
            "Compare level and evidence of both rows.",
            "Move evidence that is still needed to the row that stays.",
            "Delete the other row: right-click the row number, Delete.",
            "To join the files of several agencies, use spbe merge.",
        ),
    ),
    "A104": Page(
        title="No level yet",
        rule="Every indicator asked for has a level.",
        cause="The cell was overlooked, or evidence and explanation were written but no level was chosen.",
        example="E17 is blank, while F17 and G17 are filled in",
        steps=(
            "Read the criteria of the indicator: click its number in the column No, or run spbe explain with its number.",
            "Choose the highest level whose criteria are all met, those of the levels below included.",
            "If it is not known, ask the owner of the indicator; do not guess.",
            "For a trial without this answer: spbe score FILE --missing lowest.",
        ),
    ),
    "A105": Page(
        title="Level off the scale",
        rule="Every level is on the scale of the instrument, which is 1-5 for PermenPANRB 59/2020.",
        cause="Level 0 exists in PermenPANRB 5/2018 only. A level such as 33 or 44 is usually a digit typed twice.",
        example="E14 holds 0",
        steps=(
            "Select the cell and pick 1, 2, 3, 4 or 5 from the list.",
            "If there is nothing at all yet, enter the lowest level, which is 1.",
            "If all levels use another scale, check Instrumen in the sheet Identitas.",
        ),
    ),
    "A106": Page(
        title="Level is not a whole number",
        rule="Every level is a whole number.",
        cause="There are no half levels. Levels are cumulative: level 4 can be chosen only when all its criteria are met.",
        example="E8 holds 3.5",
        steps=(
            "Read the criteria of the level above (for 3.5: level 4).",
            "If all of them are met, enter that level; if not, the one below (3).",
            "If the number comes from a formula for an average, replace it with the level chosen.",
        ),
    ),
    "A107": Page(
        title="Level turned into a date",
        rule="A Tingkat cell holds a number, not a date or a time.",
        cause="Excel turns 3/4 or 3-4 into a date, and 3:4 into a time.",
        example="E20 holds 3 April 2025",
        steps=(
            "Select the cell and set its format to General.",
            "If the format cannot be chosen, unprotect the sheet first: Review, Unprotect Sheet; there is no password.",
            "Type or pick 1, 2, 3, 4 or 5.",
            "Save and send the file back.",
        ),
    ),
    "A108": Page(
        title="Formula never calculated",
        rule="Every formula in the column Tingkat was calculated and has a value.",
        cause="The file was written by a program or an app on a phone that saves formulas without their results. spbe reads the saved value and calculates no formula.",
        example="E25 holds =Rekap!C5 without a value",
        steps=(
            "Open the file in Excel on a computer; if it shows Protected View, click Enable Editing.",
            "Press F9 to calculate again, then save.",
            "Better still: replace the formula with the number, by copying the cell and using Paste Values in the same place.",
        ),
    ),
    "A109": Page(
        title="Formula without a result",
        rule="No Tingkat cell shows a sign such as #REF!, #N/A or #VALUE!.",
        cause="The formula in the cell points to a row that was deleted (#REF!), to data that was not found (#N/A) or to a text (#VALUE!).",
        example="E33 holds #REF!",
        steps=(
            "Delete the formula in the cell.",
            "Type or pick 1, 2, 3, 4 or 5.",
            "Save and send the file back.",
        ),
    ),
    "A110": Page(
        title="Level is TRUE or FALSE",
        rule="A Tingkat cell holds a number, not TRUE or FALSE.",
        cause="The cell is linked to a tick box, or its formula compares two values.",
        example="E9 holds TRUE",
        steps=(
            "Clear the cell, its tick box or formula included.",
            "Type or pick 1, 2, 3, 4 or 5.",
        ),
    ),
    "A111": Page(
        title="Indicator without a row",
        rule="Every indicator asked for has a row.",
        cause="Rows were deleted, or this file is the part of one agency but Identitas does not say which numbers were asked for.",
        example="The table holds indicators 1-24 and 26-45, but not 25, 46 and 47",
        steps=(
            "If rows were deleted, add them again with number and name of the indicator.",
            "Easier: make a new file with spbe template and copy the answers with Paste Values.",
            "If the file is a part on purpose, write the numbers in the sheet Identitas beside Indikator, for example 13, 32-34, 40.",
        ),
    ),
    "A112": Page(
        title="No level filled in",
        rule="At least one level is filled in.",
        cause="Usually the blank original was sent instead of the copy that was filled in. In WhatsApp the two are easily confused.",
        example="All Tingkat cells are blank, of 47 indicators",
        steps=(
            "Find the file that was filled in, for example in Documents or Downloads.",
            "Open it, make sure that the column Tingkat is filled in, and save.",
            "Send that file instead of forwarding the old message.",
        ),
    ),
    "A113": Page(
        title="Row with a level but no number",
        rule="Every row with a level has an indicator number.",
        cause="The number was deleted, or a heading, total or average row has a number in the column Tingkat.",
        example="E18 holds 3, while A18 is blank",
        steps=(
            "If the row belongs to an indicator, write its number in the column No.",
            "If it does not (a total, for example), delete the row or clear its Tingkat cell.",
        ),
    ),
    "A114": Page(
        title="Level cells are merged",
        rule="Tingkat cells are not merged; every indicator has a cell of its own.",
        cause="Several cells were joined with Merge & Center. Excel keeps one number only, so it is not clear which indicator was answered.",
        example="E17:E19 are merged and hold 3",
        steps=(
            "Select the merged cells and separate them: Home, the arrow beside Merge & Center, Unmerge Cells.",
            "Fill in the level of each indicator.",
            "Save and send the file back.",
        ),
    ),
    "A115": Page(
        title="Number and name do not belong together",
        rule="Number and name in a row are those of the same indicator.",
        cause="Only some columns were sorted or pasted, so that numbers and names shifted. A level then goes to another indicator without anyone seeing it.",
        example='D38 holds "Layanan Penganggaran" (indicator 33), but A38 holds 34',
        steps=(
            "Find out for that row and those around it which indicator level and evidence belong to.",
            "Make number and name agree. The sheet Kriteria has the name of every number.",
            "If many rows shifted, undo with Ctrl+Z, or copy the answers into a new file from spbe template.",
        ),
    ),
    "A116": Page(
        title="Indicator number cannot be read",
        rule="Every cell in the column of numbers holds an indicator number.",
        cause="The column holds a word, a sign such as #REF! or a date. Excel easily turns a number such as 35-1 into a date.",
        example="A20 holds 1 March 2025",
        steps=(
            "Select the cell and set its format to Text. This must be done before typing.",
            "Write the indicator number, for example 13 or 35-1.",
            "If the row is no indicator, delete it.",
        ),
    ),
    "A117": Page(
        title="Repeated indicator beyond its limits",
        rule="An indicator that may be answered more than once is numbered without gaps and within its limit.",
        cause="In PermenPANRB 5/2018, indicator 35 is answered for one to three public services: 35-1, 35-2 and 35-3. There is a fourth answer, or a number was left out.",
        example="There are rows 35-1 and 35-3, but no row 35-2",
        steps=(
            "Choose three services at most; delete the other rows.",
            "Renumber the rows: 35-1, then 35-2, then 35-3.",
            "Set the format of the number cells to Text first, so that 35-1 does not become a date.",
        ),
    ),
    "A118": Page(
        title="Too many decimals",
        rule="A score has at most as many decimals as the instrument allows.",
        cause="The score comes from a formula or another calculation, such as 2.33333. This rule is for instruments with decimal scores only.",
        example="E8 holds 2.33333",
        steps=(
            "Write the score with the decimals allowed, for example 2.33.",
            "If it comes from a formula, round it with ROUND, for example =ROUND(C8,2), then use Paste Values.",
        ),
    ),
    "A119": Page(
        title="Value of another authority off its scale",
        rule="An index of another authority is on the scale of that authority.",
        cause="In PermenPANRB 8/2026 some indicators use the index of another authority, each with its own scale: SDI (Bappenas) 0-100, SJIG (BIG) 1-5, IPS (BPS) 1-5, IKASANDI (BSSN) 0-5. The values were mixed up or already converted.",
        example="The SJIG value is 62.5, but its scale is 1-5",
        steps=(
            "Open the official result of the authority that publishes the index.",
            "Write the value as it is, without converting it.",
            "If there is no result yet, ask the owner of the indicator.",
        ),
    ),
    "A131": Page(
        title="Tingkat and Indeks Asal disagree",
        rule="Where both Tingkat and Indeks Asal are filled in, they say the same level.",
        cause="The level was assessed by the respondent, or the index of the other authority changed afterwards. Tingkat is what counts, so the difference must not stand.",
        example="E9 holds level 3, but F9 holds SDI 68.75, which equals level 3.75",
        steps=(
            "Open the official result of the authority that publishes the index.",
            "If Indeks Asal holds good, delete Tingkat.",
            "If an assessor has set Tingkat, delete Indeks Asal.",
        ),
    ),
}
