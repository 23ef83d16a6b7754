"""Pages of B101-B210: many sheets at once, in batch and merge, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "B101": Page(
        title="Different levels for one indicator",
        rule="Units that answer the same indicator give the same level.",
        cause="Two agencies judge the same indicator, each from its own point of view.",
        example="Indicator 13: BPKAD gives level 2, Bappeda level 3",
        steps=(
            "Bring the two agencies together and compare their evidence.",
            "Change the level in one of the files, then run spbe merge again.",
            "Or use --on-conflict owner; --on-conflict lowest is the cautious choice before an assessment.",
        ),
    ),
    "B102": Page(
        title="One agency sent several files",
        rule="One agency sends one file, or several with the same content.",
        cause="A file was sent again under another name, such as Bappeda (1).xlsx or FIX revisi 2.xlsx. The sender is known by Perangkat Daerah in the sheet Identitas, not by the name of the file.",
        example="Bappeda sent 2 files that differ",
        steps=(
            "Ask the sender which file is the last.",
            "Keep that file, move the others to another folder.",
            "Or use --latest: the last file is used, by Tanggal in the sheet Identitas, then by the number of the correction.",
        ),
    ),
    "B103": Page(
        title="Different instruments",
        rule="All files to be merged use one instrument.",
        cause="A file of another year is left in the folder, or an agency used an old answer file.",
        example="bpkad.xlsx uses PermenPANRB 5/2018, the others PermenPANRB 59/2020",
        steps=(
            "Move that file to another folder.",
            "Ask for the answers in a new answer file if they are still needed.",
        ),
    ),
    "B104": Page(
        title="Different institution, year or stage",
        rule="All files to be merged are of one institution, one year and one stage.",
        cause="A file of last year or of another institution is left in the folder.",
        example="Tahun is 2024 in bappeda.xlsx, 2025 in the others",
        steps=(
            "Check the sheet Identitas of that file.",
            "Make it agree if it is mistaken, or move the file to another folder.",
        ),
    ),
    "B105": Page(
        title="A file to be merged is not sound yet",
        rule="Every file to be merged is sound.",
        cause="Some entries cannot be read yet.",
        example="bkpsdm.xlsx still has 2 errors",
        steps=(
            "See the errors with spbe score, then correct them or send the file back.",
            "Or use --skip-invalid: the file is left out and its answers count as not yet there.",
        ),
    ),
    "B106": Page(
        title="Nothing to read",
        rule="The folder or pattern named holds at least one .xlsx file.",
        cause="The name of the folder was mistyped, the files are of another kind, there are only reports of spbe, or all files were left out because they hold errors.",
        example="There is no .xlsx file in the folder masuk",
        steps=(
            "Check the name of the folder and what is in it.",
            "Save other files as Excel Workbook (.xlsx) first.",
        ),
    ),
    "B107": Page(
        title="Output and input are the same",
        rule="The output is none of the inputs.",
        cause="The output has the name of an answer file in the folder that is read.",
        example="spbe merge incoming -o incoming/bappeda.xlsx",
        steps=("Choose another name for the output, best outside the folder of the inputs.",),
    ),
    "B108": Page(
        title="The run was interrupted",
        rule="The run goes on to the last file.",
        cause="Ctrl-C was pressed before all files were checked. What there is, is marked as incomplete (BELUM LENGKAP).",
        example="Stopped after 412 of 1,236 files",
        steps=(
            "Run the same command once more.",
            "Do not use a file whose name ends in -belum-lengkap as the final result.",
        ),
    ),
    "B109": Page(
        title="Fault of the program",
        rule="Every file can be checked to its end, whatever is in it.",
        cause="The program spbe itself is at fault. The other files are checked all the same.",
        example="The check of this file broke off because of a fault of the program (KeyError: 'x')",
        steps=(
            "Run spbe score on the file and note what it says.",
            "Report it to the maintainers of spbe, with the file and the version of spbe.",
        ),
    ),
    "B201": Page(
        title="Some indicators are not answered yet",
        rule="Every indicator is answered by one of the agencies.",
        cause="Some files have not come in yet. That is normal while sheets are collected.",
        example="2 indicators have no answer yet: 25, 47",
        steps=(
            "Ask the agencies named for their files.",
            "Merge again when the files are there.",
        ),
    ),
    "B202": Page(
        title="The last file is used",
        rule="One agency sends one file.",
        cause="A file was sent again. With --latest the file whose Tanggal in the sheet Identitas is the latest is used; of files with one date the last correction, or the only one without errors.",
        example="Bappeda sent 2 files, bappeda-revisi.xlsx (10 June 2025) is used",
        steps=(
            "Make sure that the file used is the last one indeed.",
            "Delete the older files from the folder to be clear.",
        ),
    ),
    "B203": Page(
        title="Some files were skipped",
        rule="Every file in the folder is an answer file .xlsx.",
        cause="An agency sent a PDF or a photograph. Tables of other kinds (.xls, .xlsb, .ods, .csv, .gsheet) have a finding each. Links and linked folders are not followed.",
        example="2 files were skipped, not .xlsx: foto-bukti.jpg, Jawaban DPMPTSP.pdf",
        steps=(
            "Check whether one of them holds answers.",
            "Ask for those answers in an .xlsx file.",
        ),
    ),
    "B204": Page(
        title="The same file is there twice",
        rule="No two files have exactly the same content.",
        cause="A file was copied or downloaded twice. Their fingerprints (SHA-256) are the same.",
        example="bappeda.xlsx and bappeda (1).xlsx are the same, counted once",
        steps=("Delete one of them to be clear.",),
    ),
    "B205": Page(
        title="Some agencies have not sent anything",
        rule="Every agency in the assignment has sent its file.",
        cause="The file has not come in, or its Identitas has another name than the assignment.",
        example="1 agency has not sent anything: DPMPTSP",
        steps=(
            "Check whether the file is among those skipped or those of an unknown name.",
            "Remind the agency.",
        ),
    ),
    "B206": Page(
        title="Answered by another agency",
        rule="An indicator is answered by its owner or by its contributors.",
        cause="An agency answered an indicator that is not its task, or the assignment is out of date.",
        example="Indicator 35 answered by Bappeda, owner is Bagian Pengadaan Barang/Jasa",
        steps=(
            "Make sure that the two agencies have agreed.",
            "Bring the assignment up to date if the task has indeed moved.",
        ),
    ),
    "B207": Page(
        title="A difference of level was decided by rule",
        rule="No difference of level had to be decided by rule.",
        cause="With --on-conflict different levels are decided by owner, by the lowest level or by the highest level.",
        example="Indicator 13: 3 (Bappeda), not 2 (BPKAD)",
        steps=(
            "Tell the agency whose level is not used.",
            "Note the decision in the minutes.",
        ),
    ),
    "B208": Page(
        title="An agency is not in the assignment",
        rule="The name of the agency in the file is one of the names in the assignment.",
        cause="The name is abbreviated or written in another way, such as Bapeda Kota.",
        example='Unit "Bapeda Kota" is not in the assignment',
        steps=(
            "Make the name in the sheet Identitas agree with the one in the assignment.",
            "Or add the agency to the assignment.",
        ),
    ),
    "B209": Page(
        title="A file with mistakes is left out",
        rule="Every input file takes part in the merge.",
        cause="The file still has errors and --skip-invalid is used, so that its answers count as missing.",
        example="bkpsdm.xlsx is left out because it still has 2 errors",
        steps=(
            "Look at the errors with spbe score, then correct them or send the file back.",
            "Merge again when the file is right.",
        ),
    ),
    "B210": Page(
        title="A joined text is too long",
        rule="Evidence and explanations of all agencies fit into one cell.",
        cause="Excel keeps at most 32,767 characters in a cell. The rest is cut, with a mark at the end.",
        example="The joined explanation of indicator 14 from three agencies",
        steps=(
            "Shorten the texts in the files they come from; move details to the evidence.",
            "Merge again.",
        ),
    ),
}
