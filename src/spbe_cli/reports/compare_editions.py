"""What `spbe compare` says of sheets of two editions: their levels side by side, no difference."""

from collections.abc import Iterator

from spbe_cli.analysis.compare import ComparisonResult, Counterpart
from spbe_cli.findings import Numbers, Typed
from spbe_cli.instrument import Instrument
from spbe_cli.reports import data, passages
from spbe_cli.reports.document import Block, Column, Own, Paragraph, State
from spbe_cli.reports.statements import file_name
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.sheet.assess import Scored
from spbe_cli.words import Words


def blocks(compared: ComparisonResult, names: tuple[str, str], words: Words) -> Iterator[Block]:
    """Yield the two results, the indicators that correspond, and those that stand alone."""
    label, editions = words.label, compared.editions
    sheets = zip(names, (compared.first, compared.second), strict=True)
    both = [(name, one) for name, one in sheets if isinstance(one, Scored)]

    def predicate(one: tuple[str, Scored]) -> State:
        return passages.predicate(one[1].result.predicate.name, one[1].instrument)

    yield table(
        both,
        column(label("name"), 30, lambda one: one[0]),
        column(label("excel.instrument"), 40, lambda one: Own(one[1].instrument.title)),
        numbers(label("index"), 10, lambda one: passages.index(one[1].result.total.index, words)),
        column(label("predicate"), 16, predicate),
    )
    if editions is None:
        yield Paragraph(_without_mapping(compared, words))
        return
    first, second = (sheet.instrument for _, sheet in both)

    def pair(one: Counterpart) -> Own:
        old = f"{one.row1} {first.rows()[one.row1].short}"
        new = f"{one.row2} {second.rows()[one.row2].short}"
        return Own(label("compare.becomes", old=old, new=new))

    def status(one: Counterpart) -> State:
        return State(label(f"compare.status.{one.status}"))

    before, after = (Column(name, 12, number=True) for name in names)
    yield table(
        editions.counterparts,
        column(label("compare.mapped"), 70, pair),
        column(label("compare.status"), 16, status, spare=1),
        (before, lambda one: passages.level(one.level1, words)),
        (after, lambda one: passages.level(one.level2, words)),
        caption=label("compare.mapped_head", count=len(editions.counterparts)).rstrip(":") + ".",
    )
    yield Paragraph(label("compare.status_about"))
    yield from _alone(first, second, editions.alone1, words)
    yield from _alone(second, first, editions.alone2, words)


def _without_mapping(compared: ComparisonResult, words: Words) -> str:
    """Say that nothing corresponds: nobody knows what, or only evidence goes from one to other."""
    pair = (compared.first, compared.second)
    for old, new in (pair, pair[::-1]):
        one, two = old.instrument, new.instrument
        if one and two and two.follows == one.id and two.reuse:
            facts = {"instrument1": one.title, "instrument2": two.title, "id": two.id}
            return words.label("compare.story", file=Typed(file_name(old.file)), **facts)
    return words.label("compare.no_mapping")


def _alone(
    one: Instrument, other: Instrument, codes: tuple[str, ...], words: Words
) -> Iterator[Block]:
    """Yield which indicators of one edition have no counterpart in the other."""
    if codes:
        facts = {"instrument1": one.title, "instrument2": other.title, "count": len(codes)}
        yield Paragraph(words.label("compare.alone", numbers=Numbers(codes), **facts))


def rows(compared: ComparisonResult) -> Iterator[dict[str, str]]:
    """Yield a row of CSV for each pair of indicators."""
    one, two = compared.first.instrument, compared.second.instrument
    for pair in compared.editions.counterparts if compared.editions else ():
        if one and two:
            yield {
                "part": "mapping",
                "code": pair.row1,
                "name": one.rows()[pair.row1].name,
                "before": data.level_cell(pair.level1),
                "after": data.level_cell(pair.level2),
                "code_after": pair.row2,
                "name_after": two.rows()[pair.row2].name,
                "status": pair.status,
            }
