"""Pages of A219-A224: an earlier stage, and the files of evidence, in English."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A219": Page(
        title="Levels of the earlier stage are kept",
        rule="Every level is entered at this stage.",
        cause="With --previous, indicators left blank at this stage keep the level of the file of the earlier stage.",
        example="40 indicators without a level keep the level of dokumen.xlsx",
        steps=(
            "Check that these indicators were not assessed again.",
            "Enter the level where the result has changed.",
            "Note it in the minutes.",
        ),
    ),
    "A220": Page(
        title="A file of evidence is not there",
        rule="Every file named in Bukti Dukung is in the folder of evidence.",
        cause="The file was not sent, its name is written differently, or its ending differs. Case does not matter; links are not followed.",
        example="indikator13a-RKA.pdf (13) is not in the folder bukti",
        steps=(
            "Save the file in that folder.",
            "Or correct its name in the column Bukti Dukung.",
        ),
    ),
    "A221": Page(
        title="A file of evidence is not named",
        rule="Every file in the folder of evidence is named in Bukti Dukung.",
        cause="The file is not needed, or nobody wrote it into the column Bukti Dukung.",
        example="notula.pdf is not named in Bukti Dukung",
        steps=(
            "Write its name at the indicator that it supports.",
            "Or move the file out of the folder.",
        ),
    ),
    "A222": Page(
        title="A file of evidence is empty",
        rule="Every file of evidence holds something.",
        cause="A download or a copy broke off, so that the file has 0 bytes.",
        example="indikator20a-SK.pdf (20) is empty",
        steps=(
            "Ask for the file again.",
            "Open it to make sure what it holds.",
        ),
    ),
    "A223": Page(
        title="One file for several indicators",
        rule="Every file of evidence is named by one indicator.",
        cause="One document may well support several indicators, but the assessor must find the part for each of them.",
        example="Perwal-SPBE.pdf (1, 2, 3) is named by three indicators",
        steps=(
            "Name the article or page for each indicator in the column Penjelasan.",
            "Or copy the document under names that begin with each number.",
        ),
    ),
    "A224": Page(
        title="The name of a file lacks the indicator's number",
        rule="The name of every file of evidence begins with the number of its indicator.",
        cause="Assessors look for evidence by number, such as indikator14a.pdf, 1.R-Pergub.pdf or 20.c.Reviu.pdf.",
        example="RKA-2025.pdf (13) does not begin with 13",
        steps=(
            "Change the name of the file, for example to indikator13a-RKA-2025.pdf.",
            "Make the name in the column Bukti Dukung agree.",
        ),
    ),
}
