"""Pages of A140-A149: the file as a whole, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A140": Page(
        title="Empty file",
        rule="The file has content.",
        cause="A download or transfer broke off, so that only the name of the file was saved (0 bytes).",
        example="jawaban.xlsx has a size of 0 bytes",
        steps=(
            "Download the file once more.",
            "If it is still 0 bytes, ask the sender to send it again.",
        ),
    ),
    "A141": Page(
        title="File with a password",
        rule="The file opens without a password.",
        cause="The respondent set a password to keep the answers safe. The sheet protection of spbe template has no password and can stay.",
        example="Excel asks for a password when the file is opened",
        steps=(
            "Open the file in Excel with its password.",
            "Choose File, Info, Protect Workbook, Encrypt with Password.",
            "Clear the box and click OK.",
            "Save and send the file back.",
        ),
    ),
    "A142": Page(
        title="Old Excel file (.xls)",
        rule="The file is saved as Excel Workbook (.xlsx).",
        cause="The file was saved in the form of Excel 97-2003 (.xls). Renaming it to .xlsx does not change what is inside.",
        example="Jawaban SPBE.xls",
        steps=(
            "Open the file in Excel.",
            "Choose File, Save As, type Excel Workbook (*.xlsx).",
            "Send the new .xlsx file.",
        ),
    ),
    "A143": Page(
        title="Text file (CSV)",
        rule="The file is an Excel workbook, not text.",
        cause="The table was exported as CSV; sometimes the file was then renamed to .xlsx.",
        example="A jawaban.xlsx that shows lines of text with commas when opened in Notepad",
        steps=(
            "Rename it to .csv if Excel refuses to open it, then open it in Excel.",
            "Check the column Tingkat: when a CSV is opened, 3/4 may become a date.",
            "Choose File, Save As, type Excel Workbook (*.xlsx).",
        ),
    ),
    "A144": Page(
        title="Damaged or cut off file",
        rule="The file is whole and all its parts can be read.",
        cause="A transfer or copy broke off, or the program that made the file wrote a damaged part.",
        example="Excel offers to repair the content when the file is opened",
        steps=(
            "Ask for it again by e-mail or Drive; in WhatsApp, as a document.",
            "If the original is damaged too: in Excel choose File, Open, Browse, the arrow of the button Open, Open and Repair.",
            "Save it under a new name, check the content and send it back.",
        ),
    ),
    "A145": Page(
        title="Lock file of Excel (~$)",
        rule="The file read is no lock file of Excel.",
        cause="While a file is open, Excel keeps a hidden file whose name starts with ~$. It holds nothing but the name of the user.",
        example="~$jawaban.xlsx",
        steps=(
            "Close Excel; the ~$ file goes away by itself.",
            "Use the file of the same name without ~$.",
        ),
    ),
    "A146": Page(
        title="Kind of file that cannot be read",
        rule="The file is an Excel workbook (.xlsx or .xlsm).",
        cause="A document, picture, archive or a table of another program was sent, such as .ods, .xlsb, .docx, .pdf or .numbers. A table that an application gives out as .xls is often a web page (HTML). A .gsheet file is only a link to Google Sheets.",
        example="Jawaban DPMPTSP.pdf",
        steps=(
            "Open the answer file in the program it was filled in with.",
            "In Excel and LibreOffice: File, Save As, type Excel Workbook (.xlsx).",
            "In Google Sheets: File, Download, Microsoft Excel (.xlsx).",
            "Send that .xlsx file, not a photo or a PDF.",
        ),
    ),
    "A147": Page(
        title="File too large",
        rule="The file stays within what an answer file may reasonably need.",
        cause="Evidence was pasted as pictures, whole columns are formatted down to the last row, or other sheets were saved along.",
        example="A jawaban.xlsx with dozens of screenshots",
        steps=(
            "Keep evidence in files of its own; write file names or links in the column Bukti Dukung.",
            "Delete pictures and sheets that are not needed.",
            "If it is still too large, copy the answers into a new file from spbe template with Paste Values.",
        ),
    ),
    "A148": Page(
        title="File cannot be opened",
        rule="The user who runs spbe can open the file.",
        cause="Another program has locked the file, the right to read it is missing, or it was not yet downloaded from OneDrive or Drive.",
        example="jawaban.xlsx is open in Excel on another computer",
        steps=(
            "Close the file in Excel and in the preview pane.",
            "If it is in OneDrive or Drive, wait until it is downloaded.",
            "If it is a matter of rights, copy the file to a folder of your own, such as Documents.",
        ),
    ),
    "A149": Page(
        title="File with an unsafe part",
        rule="The file has only parts that are usual in a workbook.",
        cause="The file has a part twice, a part whose name leads out of the file, or XML with definitions (DTD). Excel writes no such files.",
        example="The part xl/workbook.xml is there twice",
        steps=(
            "Do not open the file before you know where it comes from.",
            "Ask the sender how it was made.",
            "Ask for the answers in a new file from spbe template.",
        ),
    ),
}
