"""What `spbe compare` says of sheets of two editions: their levels side by side, no difference."""

from collections.abc import Iterator

from spbe_cli.analysis.compare import ComparisonResult, Counterpart
from spbe_cli.findings import Numbers, Typed
from spbe_cli.reports import data, passages
from spbe_cli.reports import document as doc
from spbe_cli.reports.statements import file_name
from spbe_cli.reports.tables import column, numbers, table
from spbe_cli.words import Words


def blocks(compared: ComparisonResult, names: tuple[str, str], words: Words) -> Iterator[doc.Block]:
    """Yield the two results, the indicators that correspond, and those that stand alone."""
    label, editions = words.label, compared.editions
    first, second = compared.first.used, compared.second.used
    results = [one.result for one in (compared.first, compared.second) if one.result]
    both = list(zip(names, (first, second), results, strict=True))

    yield table(
        both,
        column(label("name"), 30, lambda one: one[0]),
        column(label("excel.instrument"), 40, lambda one: doc.Own(one[1].title)),
        numbers(label("index"), 10, lambda one: passages.index(one[2].total.index, words)),
        column(
            label("predicate"), 16, lambda one: passages.predicate(one[2].predicate.name, one[1])
        ),
    )
    if editions is None:
        yield doc.Paragraph(_without_mapping(compared, words))
        return

    def pair(one: Counterpart) -> doc.Own:
        old = f"{one.row1} {first.rows()[one.row1].short}"
        new = f"{one.row2} {second.rows()[one.row2].short}"
        return doc.Own(label("compare.becomes", old=old, new=new))

    yield table(
        editions.counterparts,
        column(label("compare.mapped"), 70, pair),
        column(
            label("compare.status"),
            16,
            lambda one: doc.State(label(f"compare.status.{one.status}")),
            spare=1,
        ),
        numbers(names[0], 12, lambda one: passages.level(one.level1, words)),
        numbers(names[1], 12, lambda one: passages.level(one.level2, words)),
        caption=label("compare.mapped_head", count=len(editions.counterparts)).rstrip(":") + ".",
    )
    yield doc.Paragraph(label("compare.status_about"))
    for one, other, alone in (
        (first, second, editions.alone1),
        (second, first, editions.alone2),
    ):
        if alone:
            facts = {"instrument1": one.title, "instrument2": other.title, "count": len(alone)}
            yield doc.Paragraph(label("compare.alone", numbers=Numbers(alone), **facts))


def _without_mapping(compared: ComparisonResult, words: Words) -> str:
    pair = (compared.first, compared.second)
    for old, new in (pair, pair[::-1]):
        one, two = old.used, new.used
        if two.follows == one.id and two.reuse:
            facts = {"instrument1": one.title, "instrument2": two.title, "id": two.id}
            return words.label("compare.story", file=Typed(file_name(old.file)), **facts)
    return words.label("compare.no_mapping")


def rows(compared: ComparisonResult) -> Iterator[dict[str, str]]:
    """Yield a row of CSV for each pair of indicators."""
    for pair in compared.editions.counterparts if compared.editions else ():
        yield {
            "part": "mapping",
            "code": pair.row1,
            "name": compared.first.used.rows()[pair.row1].name,
            "before": data.level_cell(pair.level1),
            "after": data.level_cell(pair.level2),
            "code_after": pair.row2,
            "name_after": compared.second.used.rows()[pair.row2].name,
            "status": pair.status,
        }
