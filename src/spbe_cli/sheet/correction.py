"""What goes back to a respondent: a correction file and a message, made of an assessment."""

from typing import NamedTuple

from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.numbers import correction_number
from spbe_cli.sheet.view import view_of
from spbe_cli.words import Words
from spbe_cli.xlsx.correction import Returned, correction_text, correction_workbook, refusal_text


class Reply(NamedTuple):
    """When and to whom a respondent sends the correction back, as the sender wrote it."""

    due: str | None = None
    contact: str | None = None


class Correction(NamedTuple):
    """The correction file, None if the sheet could not be read, and the message."""

    workbook: bytes | None
    text: bytes


def correct(
    assessment: Assessment, words: Words, file_name: str, reply: Reply | None = None
) -> Correction:
    """Make what goes back; `file_name` is the correction file's, as the message calls it."""
    reply, words = reply or Reply(), words.in_full()
    returned = returned_sheet(assessment, reply)
    if returned is None:
        return Correction(None, refusal_text(assessment.findings, words, **reply._asdict()))
    text = correction_text(returned, words, file_name)
    return Correction(correction_workbook(returned, words), text)


def returned_sheet(assessment: Assessment, reply: Reply) -> Returned | None:
    """Return the sheet as it was received; None if it could not be read."""
    if assessment.raw is None or assessment.instrument is None:
        return None
    view = view_of(assessment.instrument, assessment.raw)
    return Returned(
        instrument=assessment.instrument,
        raw=assessment.raw,
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
