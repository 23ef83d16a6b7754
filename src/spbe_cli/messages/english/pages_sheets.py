"""Pages of A120-A130: the table, the sheets and the instrument, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A120": Page(
        title="No answer table",
        rule="One visible sheet has, within its first 50 rows, a heading row with a number column and a level column.",
        cause="This is no answer file, or its headings were changed. Number headings: No, Nomor, Kode, No Indikator, Nomor Indikator, Indikator ke. Level headings: Tingkat, Tingkat Kematangan, Nilai Tingkat Kematangan, Level, Capaian, Nilai, Skor.",
        example="Sheet Form has the headings No and Indikator, but its level column is headed Hasil",
        steps=(
            "Check that the file sent is the answer file.",
            "Write the headings again: No and Tingkat, in one row.",
            "Or make a new file with spbe template and copy the answers with Paste Values.",
        ),
    ),
    "A121": Page(
        title="More than one answer sheet",
        rule="Only one sheet has an answer table, or one of them is named Jawaban.",
        cause="Last year's table or a copy of the sheet is still in the same file.",
        example="Sheets 2023 and 2024 both have the columns No and Tingkat",
        steps=(
            "Right-click the name of the right sheet, Rename, and write Jawaban.",
            "Or delete the others: right-click the sheet name, Delete.",
        ),
    ),
    "A122": Page(
        title="More than one level column",
        rule="Only one column has the level heading.",
        cause='The table has the levels of two years or two assessors side by side. Text in brackets is not read, so "Tingkat (2023)" and "Tingkat (2024)" are both headed Tingkat.',
        example='E4 holds "Tingkat (2023)" and F4 holds "Tingkat (2024)"',
        steps=(
            "Decide which column counts and leave its heading Tingkat.",
            'Change the heading of the other one, for example to "Tahun lalu".',
            "Save and send the file back.",
        ),
    ),
    "A123": Page(
        title="Table without rows",
        rule="The answer table has rows below its headings.",
        cause="All rows were deleted, or the answers were pasted into another sheet.",
        example="The sheet Jawaban has only the heading row",
        steps=(
            "Check whether the answers stand in another sheet or file.",
            "Make a new file with spbe template and copy the answers with Paste Values.",
        ),
    ),
    "A124": Page(
        title="Answer sheet is hidden",
        rule="The sheet with the answers can be seen in Excel.",
        cause="The sheet was hidden. Hidden sheets are not read, so that no number counts unseen.",
        example="The sheet Jawaban exists, but is not among the names at the bottom",
        steps=(
            "Right-click any sheet name, Unhide, and choose the sheet.",
            "Check what it holds.",
            "Save and send the file back.",
        ),
    ),
    "A125": Page(
        title="Unknown instrument",
        rule="The instrument named in the sheet Identitas is in the list of spbe instruments.",
        cause="The name was mistyped, or the file uses an instrument of its own. Such an instrument can be chosen with -i only.",
        example='Identitas!B5 holds "permenpanrb-59-2021"',
        steps=(
            "Run spbe instruments to see the list.",
            "Write id or title in the sheet Identitas beside Instrumen, for example permenpanrb-59-2020.",
            "For an instrument of your own: spbe score FILE -i instrument.yaml.",
        ),
    ),
    "A126": Page(
        title="A report, not an answer file",
        rule="The file scored is an answer file, not a report written by spbe.",
        cause="Report (hasil.xlsx, for example) and answer file stand in one folder and were mixed up.",
        example="spbe score hasil.xlsx",
        steps=(
            "Find the answer file; the sheet Tentang of the report gives its name.",
            "Run the command with that file.",
        ),
    ),
    "A127": Page(
        title="Choice off the list (file of 2018)",
        rule="Every choice in the sheet Rekap of the ministry's file of 2018 is 1 to 6.",
        cause="In that file levels are chosen with buttons in the indicator sheets, which write 1-6 into Rekap (1 means level 0). The cell in Rekap was typed over or damaged.",
        example="Rekap!E9 holds 7",
        steps=(
            "Open the indicator sheet named.",
            "Click the button in front of the right level.",
            "Save it in Excel. Other programs may lose the buttons.",
        ),
    ),
    "A128": Page(
        title="Indicator sheet missing (file of 2018)",
        rule="Every indicator has its sheet in the ministry's file of 2018.",
        cause="The sheet was deleted or renamed.",
        example="There is no sheet Indikator 20",
        steps=(
            "Give the sheet its name back, for example Indikator 20.",
            "If it was deleted, start from the ministry's original file and fill it in again.",
        ),
    ),
    "A129": Page(
        title="Weight changed (file of 2018)",
        rule="The weights in the ministry's file of 2018 are those it was issued with.",
        cause="A weight in the sheet Rekap was overwritten.",
        example="Rekap!G12 holds 0.05, in the original file 0.01",
        steps=(
            "Start from the ministry's original file and make the choices again.",
            "Leave the sheet Rekap as it is.",
        ),
    ),
    "A130": Page(
        title="Indicators asked for cannot be read",
        rule="Indikator in the sheet Identitas holds numbers and ranges of indicators.",
        cause="The cell was changed, filled with words, or Excel turned a range such as 1-4 into a date.",
        example='Identitas!B6 holds "semua layanan"',
        steps=(
            "Write numbers and ranges with commas between them, for example 13, 32-34, 40.",
            "For all indicators of PermenPANRB 59/2020, write 1-47.",
            "If the cell became a date, set its format to Text first.",
        ),
    ),
}
