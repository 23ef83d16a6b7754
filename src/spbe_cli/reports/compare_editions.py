"""What `spbe compare` says of two results of different editions.

Their indices have no difference: levels of indicators that correspond stand side by side.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from spbe_cli.analysis.compare import Counterpart, SideBySide
from spbe_cli.findings import Numbers, Typed, base_name
from spbe_cli.frozen import frozen
from spbe_cli.reports import data
from spbe_cli.reports import document as doc
from spbe_cli.reports.wording import Wording, numbers, predicate, table
from spbe_cli.sheet.assess import Scored
from spbe_cli.words import Words


@frozen(slots=False)
class Editions(Wording):
    """Two results of different editions side by side; `found` is what corresponds, if known."""

    first: Scored
    second: Scored
    found: SideBySide | None
    words: Words

    def blocks(self, names: tuple[str, str]) -> Iterator[doc.Block]:
        """Yield the two results, the indicators that correspond, and those that stand alone."""
        first, second, editions = self.first.instrument, self.second.instrument, self.found

        def state(one: Scored) -> doc.State:
            return predicate(one.result.predicate.name, one.instrument)

        yield table(
            zip(names, (self.first, self.second), strict=True),
            self.column("name", 30, lambda one: one[0]),
            self.column("excel.instrument", 40, lambda one: doc.Own(one[1].instrument.title)),
            self.numbers("index", 10, lambda one: self.index(one[1].result.total.index)),
            self.column("predicate", 16, lambda one: state(one[1])),
        )
        if editions is None:
            yield doc.Paragraph(self._without_mapping())
            return

        def pair(one: Counterpart) -> doc.Own:
            old = f"{one.row1} {first.rows()[one.row1].short}"
            new = f"{one.row2} {second.rows()[one.row2].short}"
            return doc.Own(self.label("compare.becomes", old=old, new=new))

        def status(one: Counterpart) -> doc.State:
            return doc.State(self.label(f"compare.status.{one.status}"))

        head = self.label("compare.mapped_head", count=len(editions.counterparts))
        yield table(
            editions.counterparts,
            self.column("compare.mapped", 70, pair),
            self.column("compare.status", 16, status, spare=1),
            numbers(names[0], 12, lambda one: self.level(one.level1)),
            numbers(names[1], 12, lambda one: self.level(one.level2)),
            caption=head.rstrip(":") + ".",
        )
        yield doc.Paragraph(self.label("compare.status_about"))
        both = ((first, second, editions.alone1), (second, first, editions.alone2))
        for one, other, alone in both:
            if alone:
                facts = {"instrument1": one.title, "instrument2": other.title, "count": len(alone)}
                yield doc.Paragraph(self.label("compare.alone", numbers=Numbers(alone), **facts))

    def _without_mapping(self) -> str:
        for old, new in ((self.first, self.second), (self.second, self.first)):
            one, two = old.instrument, new.instrument
            if two.follows == one.id and two.reuse:
                facts = {"instrument1": one.title, "instrument2": two.title, "id": two.id}
                return self.label("compare.story", file=Typed(base_name(old.file)), **facts)
        return self.label("compare.no_mapping")

    def rows(self) -> Iterator[Mapping[str, object]]:
        """Yield the indicators that correspond as rows of CSV."""
        for pair in self.found.counterparts if self.found else ():
            yield {
                "part": "mapping",
                "code": pair.row1,
                "name": self.first.instrument.rows()[pair.row1].name,
                "before": data.exact_or_none(pair.level1),
                "after": data.exact_or_none(pair.level2),
                "code_after": pair.row2,
                "name_after": self.second.instrument.rows()[pair.row2].name,
                "status": pair.status,
            }


def counterparts_data(found: SideBySide | None) -> Mapping[str, Any]:
    """Return the indicators of two editions that correspond, and those that stand alone."""
    known = found or SideBySide((), (), ())
    return {
        "mapping": [
            {
                "before": pair.row1,
                "after": pair.row2,
                "from": data.level_number(pair.level1),
                "to": data.level_number(pair.level2),
                "status": pair.status,
            }
            for pair in known.counterparts
        ],
        "unmapped": {"before": known.alone1, "after": known.alone2},
    }
