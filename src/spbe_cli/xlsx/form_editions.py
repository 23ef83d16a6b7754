"""A blank answer file of a new edition, with the evidence of the one before beside its rows.

No level comes along: the criteria are others.  What is carried stands to the right of the answers,
so that nothing counts as evidence before somebody has looked at it again.
"""

from collections.abc import Mapping
from dataclasses import replace

from spbe_cli.frozen import frozen
from spbe_cli.instrument import Indicator, Instrument, Reuse
from spbe_cli.xlsx.form_layout import (
    ExtraColumn,
    Layout,
    Prefill,
    TemplateRequest,
    lay_out,
    said,
)


@frozen
class CarriedLine:
    """A row of the new edition, and the old rows with evidence or explanation that serve it."""

    reuse: Reuse
    sources: tuple[tuple[str, Indicator, Prefill], ...]

    @property
    def with_evidence(self) -> tuple[str, ...]:
        """The numbers of the old rows that name evidence."""
        return tuple(row for row, _, one in self.sources if one.evidence.strip())


@frozen
class CarriedEvidence:
    """What goes from a sheet of one edition, `file`, into one of the next."""

    instrument: Instrument
    before: Instrument
    file: str
    request: TemplateRequest
    lines: tuple[CarriedLine, ...]


def carry(
    instrument: Instrument,
    before: Instrument,
    entries: Mapping[str, Prefill],
    request: TemplateRequest,
    file: str,
) -> CarriedEvidence:
    """Return what serves every indicator; of an agency's part only those that it has a part in."""
    owners, asked = before.rows(), request.only
    lines = []
    for reuse in instrument.reuse:
        if asked is None or set(asked) & set(reuse.old):
            found = (
                (row, owners[row], entry)
                for row, entry in entries.items()
                if owners[row].code in reuse.old and (entry.evidence.strip() or entry.explanation)
            )
            lines.append(CarriedLine(reuse, tuple(found)))
    if asked is not None:
        request = replace(request, only=tuple(one.reuse.indicator for one in lines))
    return CarriedEvidence(instrument, before, file, request, tuple(lines))


def carried_layout(carried: CarriedEvidence) -> Layout:
    """Lay out the blank file with four columns: how, evidence, explanation, what is new."""
    by_number = {line.reuse.indicator: line for line in carried.lines}
    how = {number: said(f"reuse.{line.reuse.how}") for number, line in by_number.items()}
    notes = {number: line.reuse.note or "" for number, line in by_number.items()}
    before = carried.before.title

    def listed(what: str) -> dict[str, str]:
        found = {}
        for number, line in by_number.items():
            texts = ((f"{row} {of.short}", getattr(one, what)) for row, of, one in line.sources)
            told = [f"{name}: {text.strip()}" for name, text in texts if text.strip()]
            head = said("reuse.unchecked", file=carried.file)
            found[number] = "\n".join((head, *told)) if told else ""
        return found

    columns = (
        ExtraColumn(said("reuse.how"), 18, how),
        ExtraColumn(said("reuse.evidence", before=before), 46, listed("evidence")),
        ExtraColumn(said("reuse.explanation", before=before), 46, listed("explanation")),
        ExtraColumn(said("reuse.notes"), 40, notes),
    )
    return lay_out(carried.instrument, carried.request, {}, columns)
