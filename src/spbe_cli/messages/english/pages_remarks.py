"""Pages of A201-A218: what deserves a second look in an answer file, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A201": Page(
        title="Level without evidence",
        rule="Every level above the lowest has evidence.",
        cause='The column Bukti Dukung is blank. "-", "nihil", "tidak ada", "n/a" and "belum ada" are read as no evidence; so are an Excel error such as #REF! and a formula that was never calculated. Without evidence an assessor usually gives level 1.',
        example="E24 holds 4, while F24 is blank",
        steps=(
            "Write the file names or links of the evidence, with semicolons between them.",
            "See typical evidence in the sheet Kriteria or with spbe explain.",
            "If there is no evidence yet, lower the level.",
            "If the table has no column Bukti Dukung, add one with that heading.",
        ),
    ),
    "A202": Page(
        title="Evidence that names no document",
        rule="Evidence names a document or a link.",
        cause='The column holds only a word such as "ada", "terlampir", "menyusul", "proses" or "lihat lampiran", so that an assessor cannot find the evidence.',
        example='F13 holds "terlampir"',
        steps=(
            "Write the name of the file, beginning with the indicator number, for example indikator9-SK-Audit-TIK.pdf.",
            "Or write the link, and make sure that others can open it.",
        ),
    ),
    "A203": Page(
        title="No explanation",
        rule="Every level above the lowest has an explanation.",
        cause="The column Penjelasan is blank. The application of the ministry asks for facts (Fakta) and analysis (Analisis) for every indicator.",
        example="G12, G18 and G30 are blank",
        steps=(
            "Write the facts: what is there and in which document, article or page.",
            "Then the analysis: which criteria that document meets.",
            "A pattern appears when the Penjelasan cell is selected, and in spbe explain.",
        ),
    ),
    "A204": Page(
        title="Answers in hidden rows or columns",
        rule="All answers that count can be seen in the sheet.",
        cause="Rows or columns are hidden, or filtered out. They are counted all the same, so that the index may differ from what is seen.",
        example="Rows 30-33 are hidden and hold levels",
        steps=(
            "If a filter is on: Data, Clear.",
            "Select the rows above and below, right-click, Unhide.",
            "Check what they hold; delete them if they are no answers.",
        ),
    ),
    "A205": Page(
        title="Exact and rounded index differ in predicate",
        rule="The exact and the rounded index give the same predicate.",
        cause="The exact index lies just below the bound of a predicate, and rounding to two decimals lifts it onto the bound. The regulation does not say which one counts: results of 2024 follow the exact value, those of 2023 the rounded one.",
        example="The exact value 3.4985 (Baik) looks like 3.50 (Sangat Baik)",
        steps=(
            "Report the predicate of the exact value, and give the exact value.",
            "Do not promise the higher predicate.",
            "See spbe plan: one indicator up by one level is usually enough.",
        ),
    ),
    "A206": Page(
        title="Year outside the validity of the instrument",
        rule="The year of the assessment lies within the validity of the instrument.",
        cause="The year in the sheet Identitas was mistyped, or the instrument was not replaced yet. PermenPANRB 5/2018 serves until 2020, 59/2020 for 2021-2025, and 8/2026 from 2026.",
        example="Identitas says 2026, while the instrument is PermenPANRB 59/2020",
        steps=(
            "Check Tahun in the sheet Identitas.",
            "If the year is right, use the instrument of that year with -i; the list is in spbe instruments.",
        ),
    ),
    "A207": Page(
        title="-i and Identitas name different instruments",
        rule="The option -i and the sheet Identitas name the same instrument.",
        cause="The command was given with -i, while the file was made for another instrument. -i is the one used.",
        example="-i permenpanrb-5-2018, while Identitas says permenpanrb-59-2020",
        steps=(
            "If -i was not meant, run the command without it.",
            "If it was, correct Instrumen in the sheet Identitas so that both agree.",
        ),
    ),
    "A208": Page(
        title="Identitas is incomplete",
        rule="The sheet Identitas is filled in.",
        cause="Some labels have no value, or there is no sheet Identitas. Without institution, agency, year and stage nobody can tell when merging where a file comes from.",
        example="Perangkat Daerah and Tahun are blank",
        steps=(
            "Open the sheet Identitas and fill in the light yellow cells.",
            "If there is no such sheet, make a new file with spbe template and copy the answers.",
            "For many files: set them from the start with spbe template --institution, --opd, --year and --stage.",
        ),
    ),
    "A209": Page(
        title="Name differs from the instrument",
        rule="The name in every row is that of the indicator with that number.",
        cause="The name was written in other words, or the file was made for another instrument. Small differences, such as capitals or a leading Tingkat Kematangan, are not mentioned.",
        example='D17 holds "Keterpaduan Anggaran Daerah"',
        steps=(
            "Make sure that the number is right, as levels are counted by number.",
            "If need be, replace the name with the one in the sheet Kriteria.",
        ),
    ),
    "A210": Page(
        title="Answered though not asked for",
        rule="Only indicators asked for are answered.",
        cause="An agency also answered indicators of another one, or the list in Identitas is incomplete.",
        example="Asked for are 13, 32, 33 and 40, but indicator 14 is answered too",
        steps=(
            "Ask the respondent whether this was meant.",
            "If so, add the number beside Indikator in the sheet Identitas.",
            "If not, delete the answer.",
        ),
    ),
    "A211": Page(
        title="Same evidence for many indicators",
        rule="Evidence shows the part that proves its indicator.",
        cause="One document is given for five indicators or more. That may be right, as with one regulation of the mayor for indicators 1-10, if the article is named.",
        example='"Perwal 12 Tahun 2023.pdf" is given for indicators 1-10',
        steps=(
            "Check that the document really covers each of the indicators.",
            "Name the article or page in the column Penjelasan.",
            "Replace evidence that was merely copied from another row.",
        ),
    ),
    "A212": Page(
        title="File with macros",
        rule="The file has no macros.",
        cause="The file was saved as .xlsm. spbe reads the answers, but never runs or copies macros.",
        example="jawaban.xlsm",
        steps=(
            "Choose File, Save As, type Excel Workbook (*.xlsx).",
            "Click Yes when Excel asks whether to leave the macros out.",
        ),
    ),
    "A213": Page(
        title="Instrument from secondary sources",
        rule="The instrument was compiled from the text of its regulation.",
        cause="The text of the regulation was not available when the instrument was compiled, so that it rests on what others quote.",
        example="PermenPANRB 8/2026",
        steps=(
            "Check weights, scale and predicates against the regulation.",
            "Do not use the figure officially before that.",
            "See the source of each part with spbe explain.",
        ),
    ),
    "A214": Page(
        title="All levels are equal",
        rule="Levels differ between indicators as things stand.",
        cause="The levels were filled in at one go, by dragging a cell or pasting one number into all rows.",
        example="All 47 indicators are at level 3",
        steps=(
            "Check some of the indicators against their criteria.",
            "If they were filled in at one go, fill them in one by one.",
            "If things do stand like that, this warning may be left.",
        ),
    ),
    "A215": Page(
        title="Levels come from formulas",
        rule="Levels are typed or picked, not calculated with a formula.",
        cause="Tingkat cells are linked to another sheet or file. spbe reads the value that Excel saved last, which may be out of date.",
        example="E12 holds =Rekap!C5 with the value 3",
        steps=(
            "Open the file in Excel, press F9 and save.",
            "Safer: copy the column Tingkat and use Paste Values in the same place.",
        ),
    ),
    "A216": Page(
        title="Counted with an assumption",
        rule="All levels come from the respondent, none is assumed.",
        cause="The command uses --missing, so that indicators without a level are counted with the lowest level or zero.",
        example="Indicators 13, 25 and 47 are counted as level 1",
        steps=(
            "Ask the owners of these indicators for their levels.",
            "Fill them in and score again without --missing.",
            "As long as there is an assumption, name it beside the index.",
        ),
    ),
    "A217": Page(
        title="Entry outside the answer table",
        rule="All entries stand within the answer table.",
        cause="There is a second table or a note below or beside the table. That part is not read.",
        example="E60 holds 3, far below the last row of the table",
        steps=(
            "If the entry is an answer, move it to the row of its indicator.",
            "If it is only a note, leave or delete it.",
        ),
    ),
    "A218": Page(
        title="Level 0 that was perhaps never chosen (file of 2018)",
        rule="In the ministry's file of 2018 level 0 comes with an explanation or evidence.",
        cause="In the original file all indicators are at level 0 already. A sheet that was never opened therefore looks like one that was answered with 0.",
        example="Rekap!E14 holds 1 (level 0), while Penjelasan and Data dukung in sheet Indikator 8 are blank",
        steps=(
            "Open the sheet of the indicator named.",
            "Click the button beside the right level.",
            "If it is level 0, write an explanation, for example that there is no such service yet.",
        ),
    ),
}
