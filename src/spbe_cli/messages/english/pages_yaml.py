"""Pages of the findings about YAML as such, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "I101": Page(
        title="YAML cannot be read",
        rule="The file is sound YAML and begins with keys at the left margin.",
        cause="A quotation mark was not closed, the indentation is uneven, or an unquoted text has a colon in it.",
        example="name: Domain 2: Tata Kelola SPBE",
        steps=(
            "Open the line named; the cause is sometimes one line above.",
            "Quote a text with a colon or a hash: name: 'Domain 2: Tata Kelola SPBE'.",
            "Align the line with those of its kind above, then run spbe check again.",
        ),
    ),
    "I102": Page(
        title="Unknown key",
        rule="Every key is one of those known in its place.",
        cause="The key is misspelt, indented one step too far or not far enough, or does not exist.",
        example="wieght: 32.50",
        steps=(
            "Change the spelling to the key suggested.",
            "If the spelling is right, check the indentation.",
            "The keys are listed in docs/instrument.md and in spbe schema; an editor with JSON Schema shows them while typing.",
        ),
    ),
    "I103": Page(
        title="Required key is missing",
        rule="Every part has all its required keys.",
        cause="The key was overlooked, or lost when another part was copied.",
        example="Indicator 12 has no source",
        steps=(
            "Add the key with the same indentation as the keys around it.",
            "If no source gives its value, write null and say why with missing; do not invent.",
        ),
    ),
    "I105": Page(
        title="Not a plain decimal number",
        rule="Every number is written with digits and a decimal point, like 2.50.",
        cause="YAML reads 27,50 as text, 1:30 as 90 and 010 as 8. A percent sign, an underscore (1_3), an exponent (1e1), .nan and .inf are no plain decimal numbers either. A number in quotation marks is read as text.",
        example="weight: 27,50",
        steps=(
            "Write it with a point: 27.50.",
            "Leave out percent signs and leading zeros.",
            "For scale, years and repeats, write a whole number without a point.",
        ),
    ),
    "I106": Page(
        title="Key given twice",
        rule="Every key stands only once in its part.",
        cause="A line was copied and not deleted. Other readers of YAML silently take the last one.",
        example="weight: 2.50 in line 26 and weight: 2.75 in line 29",
        steps=(
            "Compare both lines with the source.",
            "Delete the one that is not meant.",
        ),
    ),
    "I114": Page(
        title="Word read as yes or no",
        rule="Words such as no, yes, on and off are quoted.",
        cause="YAML reads no, off and n as false, and yes, on and y as true.",
        example="no: 13",
        steps=(
            'Quote it: "no".',
            "If another key is meant, such as code, change the key.",
        ),
    ),
    "I115": Page(
        title="Indented with tabs",
        rule="Lines are indented with spaces.",
        cause="The editor inserts a tab when the Tab key is pressed. YAML does not accept it.",
        example="The line weight: begins with a tab",
        steps=(
            "Replace each tab with two spaces.",
            "Set the editor so that the Tab key writes spaces.",
        ),
    ),
    "I116": Page(
        title="Anchor, alias or tag",
        rule="The file is written out, without anchors (&), aliases (*) and tags (!).",
        cause="A part that repeats was shortened with anchor and alias, or a value has a tag. Such short cuts are hard to check and can be used to flood the memory.",
        example="criteria: *umum",
        steps=(
            "Write the content out in place of the alias.",
            "Delete the & or ! with its name.",
            "If a text really begins with that sign, quote it.",
        ),
    ),
    "I117": Page(
        title="More than one document",
        rule="A file holds one YAML document.",
        cause="A line with --- in the middle of the file begins another document.",
        example="Two instruments in one file with --- between them",
        steps=(
            "Move each document to a file of its own.",
            "If there is only one, delete the line --- in the middle.",
        ),
    ),
    "I118": Page(
        title="File is not UTF-8 without BOM",
        rule="The file is saved as UTF-8 without BOM.",
        cause="The editor saved the file in an encoding of Windows or put a BOM at its beginning.",
        example="The file was saved by Notepad as ANSI or UTF-8 with BOM",
        steps=(
            "In Notepad: File, Save As, Encoding UTF-8.",
            "In VS Code: click the encoding in the bar below, Save with Encoding, UTF-8.",
            "Check accented letters and quotation marks after saving.",
        ),
    ),
    "I121": Page(
        title="File beyond the limits",
        rule="Size and depth of the file are plausible for an instrument.",
        cause="The file is no instrument, its indentation keeps growing, or there are too many findings to tell one by one. An instrument with 47 indicators has less than 200 KB.",
        example="An export of a database with 40 MB",
        steps=(
            "Check that the name of the file is right.",
            "If it is, correct the indentation from the line named on.",
        ),
    ),
    "I123": Page(
        title="Unknown choice",
        rule="A key that holds a choice has one of the choices there are.",
        cause="The choice was mistyped or translated.",
        example="predicate_on: persis",
        steps=(
            "Choose one of those named in the finding, for example exact.",
            "What each choice means is told in docs/instrument.md.",
        ),
    ),
    "I127": Page(
        title="Empty file",
        rule="The file has content.",
        cause="A new file was not filled in yet, all its lines are comments, or saving broke off.",
        example="kota-contoh.yaml has a size of 0 bytes",
        steps=(
            "Copy the example of docs/instrument.md, or an instrument that exists.",
            "Change its content, then run spbe check.",
        ),
    ),
    "I130": Page(
        title="Content of another shape",
        rule="The content of every key has the shape asked for: text, number, list, or a part with keys.",
        cause="A list was written as text, the hyphen before an item was left out, or the key has no content.",
        example="aspects: A1, A2",
        steps=(
            "Compare it with the same key in the example.",
            "Write a list with hyphens, one item per line.",
            "If the value is not known, write null where the key may be empty.",
        ),
    ),
    "I202": Page(
        title="Untidy text",
        rule="Texts have no double blanks, no blanks at their ends and no invisible characters.",
        cause="The text was copied from a PDF or a web page.",
        example="name: Kebijakan  Arsitektur SPBE (two blanks)",
        steps=(
            "Replace double blanks with single ones, and delete those at the ends.",
            "If there are invisible characters, type the words around them again.",
        ),
    ),
}
