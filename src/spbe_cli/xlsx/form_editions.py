"""A blank answer file of a new edition, with the evidence of the one before beside its rows.

No level comes along: the criteria are others.  What is carried stands to the right of the answers,
so that nothing counts as evidence before somebody has looked at it again.
"""

from collections.abc import Mapping
from dataclasses import replace

from spbe_cli.frozen import frozen
from spbe_cli.instrument import Indicator, Instrument, Reuse
from spbe_cli.words import is_cut
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
    """What goes from a sheet of one edition, `file`, into one of the next; `unused` rows do not."""

    instrument: Instrument
    before: Instrument
    file: str
    request: TemplateRequest
    lines: tuple[CarriedLine, ...]
    unused: tuple[str, ...] = ()

    def texts(self, what: str) -> dict[str, str]:
        """Return what the old rows say, `evidence` or `explanation`, by the new indicator."""
        found = {}
        for line in self.lines:
            texts = ((f"{row} {of.short}", getattr(one, what)) for row, of, one in line.sources)
            told = [f"{name}: {text.strip()}" for name, text in texts if text.strip()]
            head = said("reuse.unchecked", file=self.file)
            found[line.reuse.indicator] = "\n".join((head, *told)) if told else ""
        return found

    @property
    def cut(self) -> tuple[str, ...]:
        """The new indicators for which the old ones say more than a cell can hold."""
        texts = [*self.texts("evidence").items(), *self.texts("explanation").items()]
        return tuple(dict.fromkeys(number for number, text in texts if is_cut(text)))


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
    used = {row for line in lines for row, _, _ in line.sources}
    told = (row for row, one in entries.items() if one.evidence.strip() or one.explanation)
    unused = tuple(row for row in told if row not in used)
    return CarriedEvidence(instrument, before, file, request, tuple(lines), unused)


def carried_layout(carried: CarriedEvidence) -> Layout:
    """Lay out the blank file with four columns: how, evidence, explanation, what is new."""
    by_number = {line.reuse.indicator: line for line in carried.lines}
    how = {number: said(f"reuse.{line.reuse.how}") for number, line in by_number.items()}
    notes = {number: line.reuse.note or "" for number, line in by_number.items()}
    before = carried.before.title

    columns = (
        ExtraColumn(said("reuse.how"), 18, how),
        ExtraColumn(said("reuse.evidence", before=before), 46, carried.texts("evidence")),
        ExtraColumn(said("reuse.explanation", before=before), 46, carried.texts("explanation")),
        ExtraColumn(said("reuse.notes"), 40, notes),
    )
    return lay_out(carried.instrument, carried.request, {}, columns)
