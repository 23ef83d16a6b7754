"""Parts of what `spbe batch` says: who must do what, and on paper only all that is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Final

from spbe_cli import __version__
from spbe_cli.answers import STATUSES
from spbe_cli.exact import exact_text
from spbe_cli.findings import Day, Due, Listed
from spbe_cli.instrument import Predicate
from spbe_cli.many.run import Batch, Ranked, Ranking
from spbe_cli.many.senders import State as Standing
from spbe_cli.many.senders import Unit
from spbe_cli.many.sheets import MOST_NAMES, Record
from spbe_cli.reports import document as doc
from spbe_cli.reports import drawings, passages
from spbe_cli.reports.tables import Shown, column, numbers, table
from spbe_cli.sheet.assess import Status
from spbe_cli.words import Words

_BINS: Final = 16
"""So many columns a distribution has from the lowest to the highest index."""
_FEWEST: Final = 2
"""One index has no distribution, and is its own mean."""


def work_left(batch: Batch, words: Words, *, corrected: bool) -> Iterator[doc.Block]:
    """Yield the list of who must do what; `corrected`: a file that says it was written for each.

    First stands who is to send; if nothing is left, what comes next.
    """
    until = next((f.facts.get("until") for f in batch.findings if f.code == "B205"), None)
    order = (Standing.UNSENT, *(one for one in Standing if one is not Standing.UNSENT))
    to_do: dict[Standing, list[str]] = {state: [] for state in order}
    for unit in batch.agencies:
        counted = unit.state in {Standing.FAULTY, Standing.REMARKED}
        count = f" ({unit.errors or unit.warnings})" if counted else ""
        to_do[unit.state].append(unit.name + count)
    for record in batch.unscored():
        if not record.readable:
            to_do[Standing.UNREADABLE].append(record.named)
        elif record.errors:
            to_do[Standing.FAULTY].append(f"{record.named} ({record.errors})")
    ready = to_do.pop(Standing.READY)
    open_ones = {state: names for state, names in to_do.items() if names}
    tasks = []
    for state, names in open_ones.items():
        who, key = Listed(tuple(names), MOST_NAMES), f"batch.task.{state}"
        if state is Standing.UNSENT and until:
            key = "batch.task.unsent_until"
        elif state is Standing.FAULTY and corrected:
            key = "batch.task.corrected"
        tasks.append(words.label(key, who=who, until=until))
    if ready and batch.complete and not open_ones.keys() - {Standing.REMARKED}:
        tasks.append(words.label("batch.task.ready"))
    if tasks:
        yield doc.Heading(words.label("batch.to_do"))
        yield doc.Items(tuple(tasks))


def unscored(batch: Batch, names: Mapping[str, str], words: Words) -> Iterator[doc.Block]:
    """Yield why sheets have no index."""
    if rest := batch.unscored():
        yield doc.Heading(words.label("batch.unscored"))
        yield doc.Items(tuple(f"{names[one.file]}: {_why_unscored(one, words)}" for one in rest))


def _why_unscored(record: Record, words: Words) -> str:
    if record.status is Status.PARTIAL:
        return words.label("batch.part")
    if record.readable:
        return words.label("batch.errors", count=record.errors)
    code = record.codes[0]
    return words.label("batch.unreadable_because", reason=words.reason(code), code=code)


def item_counts(batch: Batch, names: Mapping[str, str], words: Words) -> Iterator[doc.Block]:
    """Yield how many pieces of evidence have which status, sheet by sheet and in sum."""

    def counted(status: str) -> Shown[Record]:
        return numbers(status, 10, lambda one: passages.count(one.items.get(status, 0)))

    if records := [record for record in batch.used if record.items]:
        sums = (sum(one.items.get(status, 0) for one in records) for status in STATUSES)
        yield doc.Heading(words.label("items.title"))
        yield table(
            records,
            column(words.label("batch.owner"), 46, lambda one: names[one.file]),
            *map(counted, STATUSES),
            total=(words.label("total"), *map(passages.count, sums)),
        )


def places(
    ranking: Ranking, names: Mapping[str, str], words: Words, *, full: bool = False
) -> doc.Table:
    """Return a ranking under names by file, in full with the exact indices."""
    label, instrument = words.label, ranking.instrument

    def total(one: Ranked) -> doc.Number:
        return passages.index(one.result.total.index, words)

    def exact(one: Ranked) -> str:
        return exact_text(one.result.total.index)

    def predicate(one: Ranked) -> doc.State:
        return passages.predicate(one.result.predicate.name, instrument)

    def part(place: int, one: Ranked) -> doc.Number:
        return passages.index(one.parts[place].index, words)

    def assumed(one: Ranked) -> str:
        count = len(one.record.assumed)
        return label("batch.assumed_rows", count=count) if count else ""

    columns: list[Shown[Ranked]] = [
        numbers(label("number"), 6, lambda one: passages.count(one.place)),
        column(label("batch.institution"), 46, lambda one: names[one.record.file]),
        numbers(label("index"), 9, total),
        column(label("predicate"), 14, predicate),
    ]
    for place, score in enumerate(ranking.ranked[0].parts):
        # A narrow screen can do without them; on paper they are coloured.
        spare = 0 if full else place + 1
        columns.append(numbers(score.code, 9, partial(part, place), heat=full, spare=spare))
    if not full:
        return table(ranking.ranked, *columns)
    columns.insert(3, numbers(label("batch.exact"), 13, exact))
    columns.insert(2, column(label("batch.stage"), 20, lambda one: one.record.says("tahap")))
    columns.insert(2, column(label("batch.year"), 8, lambda one: one.record.says("tahun")))
    columns.append(column(label("batch.file"), 40, lambda one: one.record.file))
    if any(one.record.assumed for one in ranking.ranked):
        columns.append(column(label("batch.assumptions"), 30, assumed))
    return table(ranking.ranked, *columns, caption=label("batch.note"))


# What stands on paper only


def parts(
    batch: Batch, ranked: Sequence[Ranking], words: Words, command: str = ""
) -> Iterator[doc.Part]:
    """Yield how indices are spread, every ranking in full, all findings, and what it is made of."""
    label = words.label
    if spread := [ranking for ranking in ranked if len(ranking.ranked) >= _FEWEST]:
        blocks: list[doc.Block] = []
        for ranking in spread:
            blocks += [doc.Heading(ranking.instrument.title)] if len(spread) > 1 else []
            blocks += _spread(ranking, words)
        yield doc.Part(label("batch.spread"), tuple(blocks))
    for ranking in ranked:
        title = label("batch.ranking")
        title += f" {ranking.instrument.title}" if len(ranked) > 1 else ""
        names = {one.record.file: one.record.named for one in ranking.ranked}
        yield doc.Part(title, (places(ranking, names, words, full=True),))
    if batch.unscored():
        yield doc.Part(label("batch.unscored"), (_without_index(batch, words),))
    senders = batch.senders()
    owned = [(senders.get(one.file) or one.named, one.findings) for one in batch.used]
    rows = tuple(
        doc.Row((owner, *passages.finding_cells(finding, words, folders=True)))
        for owner, findings in (*owned, (label("batch.together"), batch.findings))
        for finding in findings
    )
    if rows:
        columns = (doc.Column(label("batch.owner"), 34), *passages.finding_columns(words))
        yield doc.Part(label("findings"), (doc.Table(columns, rows),))
    yield _about(batch, words, command)


def _spread(ranking: Ranking, words: Words) -> Iterator[doc.Block]:
    label, instrument, ranked = words.label, ranking.instrument, ranking.ranked
    found = Counter(one.result.predicate.name for one in ranked)
    bounds = sorted(one.minimum for one in instrument.predicates if one.minimum > instrument.lowest)
    mean = doc.Mark(ranking.mean, words.number(ranking.mean), label("batch.mean_head"))
    counts = "; ".join(f"{one.name} {found[one.name]}" for one in instrument.predicates)
    indices = [one.result.total.index for one in ranked]
    yield replace(
        drawings.histogram(indices, _BINS, instrument, words),
        title=f"{label('batch.spread')}: {instrument.title}",
        said=f"{counts}. {mean.name} {mean.text}.",
        bounds=tuple(doc.Mark(bound, words.number(bound)) for bound in bounds),
        mark=mean,
    )
    whole, index = len(ranked), partial(passages.index, words=words)

    def bar(one: Predicate) -> doc.Bar:
        return doc.Bar(Fraction(found[one.name]), Fraction(whole))

    yield table(
        instrument.predicates,
        column(label("predicate"), 46, lambda one: passages.predicate(one.name, instrument)),
        numbers(label("batch.from"), 12, lambda one: index(one.minimum)),
        numbers(label("batch.institutions"), 12, lambda one: passages.count(found[one.name])),
        column(label("batch.bar", count=whole), 24, bar),
    )
    lines: list[tuple[doc.Cell, list[Fraction]]] = [(label("index"), indices)]
    for place, part in enumerate(ranked[0].parts):
        name = doc.Own(f"{part.code} {part.name}")
        lines.append((name, [one.parts[place].index for one in ranked]))
    yield table(
        lines,
        column(label("part"), 46, lambda line: line[0]),
        numbers(label("batch.mean_head"), 12, lambda line: index(sum(line[1]) / Fraction(whole))),
        numbers(label("batch.highest"), 12, lambda line: index(max(line[1]))),
        numbers(label("batch.lowest"), 12, lambda line: index(min(line[1]))),
        caption=label("batch.part_means"),
    )


def _without_index(batch: Batch, words: Words) -> doc.Table:
    label = words.label

    def title(record: Record) -> doc.Cell:
        instrument = batch.instruments.get(record.instrument or "")
        return doc.Own(instrument.title) if instrument else ""

    return table(
        batch.unscored(),
        column(label("batch.institution"), 46, lambda one: one.named),
        column(label("batch.year"), 8, lambda one: one.says("tahun")),
        column(label("batch.stage"), 20, lambda one: one.says("tahap")),
        column(label("excel.instrument"), 22, title),
        column(label("batch.why"), 46, lambda one: doc.State(_why_unscored(one, words), "bad")),
        column(label("batch.file"), 40, lambda one: one.file),
    )


def _about(batch: Batch, words: Words, command: str) -> doc.Part:
    label = words.label
    facts = [("version", f"spbe {__version__}")]
    for one in batch.instruments.values():
        facts += [("instrument", f"{one.title} ({one.id})"), ("instrument_sha256", one.sha256)]
    facts += [("command", command)] if command else []
    made_by = doc.Table(
        (doc.Column(label("html.subject"), 60), doc.Column(label("html.content"), 40)),
        tuple(doc.Row((label(f"excel.{name}"), doc.Own(text))) for name, text in facts),
    )
    files = table(
        batch.records,
        column(label("batch.file"), 60, lambda one: one.file),
        column(label("batch.state"), 40, lambda one: label(f"batch.came.{one.status}")),
        column(label("batch.sha256"), 68, lambda one: one.sha256 or ""),
    )
    return doc.Part(label("batch.about"), (made_by, files))


_TO_COME: Final = (Standing.UNSENT, Standing.FAULTY, Standing.SEVERAL, Standing.UNREADABLE)


def missing(made: Batch) -> bool:
    """Tell whether anything has still to come before the sheets can be merged."""
    return any(unit.state in _TO_COME for unit in made.agencies)


def status(made: Batch, day: Day, due: Due, words: Words) -> str:
    """Return in a few lines, to be pasted into a group chat, who has to send or mend what."""
    full = words.in_full()
    whose = next((name for one in made.used if (name := one.says("instansi"))), "")
    # Where whole institutions send, each of them is one.
    every = made.agencies or tuple(Unit(one.named, (one,), None) for one in made.used)
    lines, left = [f"SPBE {whose}".strip() + f", {full.show(day)}"], 0
    for state in _TO_COME:
        units = [unit for unit in every if unit.state is state]
        named = (f"{one.name} ({one.errors})" if one.errors else one.name for one in units)
        lines += [full.label(f"status.{state}", who=", ".join(named))] if units else []
        left += len(units)
    if total := len(made.agencies):
        lines.append(full.label("status.ready", count=total - left, total=total))
    if due and missing(made):
        lines.append(full.label("status.due", until=due))
    return "\n".join(lines) + "\n"
