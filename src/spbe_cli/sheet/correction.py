"""What goes back to a respondent: a correction file and a message, made of an assessment."""

from pathlib import Path
from typing import NamedTuple

from spbe_cli.findings import Due, Finding, Listed, Place, Word
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.cells import correction_number
from spbe_cli.sheet.view import View
from spbe_cli.words import Words
from spbe_cli.xlsx.correction import (
    Marked,
    correction_text,
    correction_workbook,
    marked_workbook,
    refusal_text,
)
from spbe_cli.xlsx.correction_items import Returned
from spbe_cli.xlsx.package import Refused, open_package


class Reply(NamedTuple):
    """When and to whom a respondent sends the correction back, as the sender wrote it."""

    due: Due = None
    contact: str | None = None


class Mark(NamedTuple):
    """The sender's workbook, to be marked; `although` something is lost that is no answer."""

    source: Path
    although: bool = False


class Correction(NamedTuple):
    """The correction file, None if the sheet could not be read, and the message.

    `findings` say what a marked copy does not hold (A230); `own_layout` that the sender's workbook
    could be marked instead.
    """

    workbook: bytes | None
    text: bytes
    findings: tuple[Finding, ...] = ()
    own_layout: bool = False


def correct(
    assessment: Assessment,
    words: Words,
    file_name: str,
    reply: Reply | None = None,
    mark: Mark | None = None,
) -> Correction:
    """Make what goes back; `file_name` is the correction file's, as the message calls it."""
    reply, words, view = reply or Reply(), words.in_full(), assessment.view
    if view is None:
        return Correction(None, refusal_text(assessment.findings, words, **reply._asdict()))
    returned, marked = _returned(assessment, view, reply), Marked(None, (), ())
    if mark:
        try:
            package = open_package(mark.source, view.raw.file)
            marked = marked_workbook(returned, words, package, although=mark.although)
        except (Refused, OSError):
            marked = Marked(None, (), ("open",))
    told: tuple[Finding, ...] = ()
    if marked.lost:  # A230: a workbook is changed without a loss.
        parts = Listed(tuple(Word(f"lost.{key}") for key in marked.lost))
        variant = "" if marked.workbook is not None else "form"
        told = (Finding("A230", Place(assessment.file), {"parts": parts}, variant),)
    if marked.workbook is not None:
        text = correction_text(returned, words, file_name, marked.items)
        return Correction(marked.workbook, text, told)
    text = correction_text(returned, words, file_name)
    own = mark is None and assessment.has_own_layout
    return Correction(correction_workbook(returned, words), text, told, own)


def _returned(assessment: Assessment, view: View, reply: Reply) -> Returned:
    return Returned(
        instrument=view.instrument,
        raw=view.raw,
        findings=assessment.findings,
        identity=assessment.identity,
        rows={number: (row,) for number, row in view.rows.items()} | dict(view.repeated),
        answers=view.answers,
        asked=view.scope,
        number=correction_number(assessment.identity.get("perbaikan", "")) + 1,
        due=reply.due,
        contact=reply.contact,
        item_codes=view.read_items.codes,
    )
