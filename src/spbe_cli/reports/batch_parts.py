"""Parts of what `spbe batch` says: who must do what, and on paper only all that is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from spbe_cli import __version__
from spbe_cli.answers import STATUSES
from spbe_cli.exact import exact_text
from spbe_cli.findings import Day, Listed
from spbe_cli.many.agencies import State as Standing
from spbe_cli.many.agencies import Unit
from spbe_cli.many.gather import MOST_NAMES
from spbe_cli.many.record import Record
from spbe_cli.many.run import Batch, Ranking, part_heads, parts_of, unscored
from spbe_cli.reports import drawings, passages
from spbe_cli.reports.document import (
    Bar,
    Block,
    Cell,
    Column,
    Columns,
    Heading,
    Items,
    Mark,
    Own,
    Part,
    Row,
    State,
    Table,
)
from spbe_cli.sheet.assess import Status
from spbe_cli.words import Words

_BINS: Final = 16
"""So many columns a distribution has from the lowest to the highest index."""
_FEWEST: Final = 2
"""One index has no distribution, and is its own mean."""


def parts(
    batch: Batch, ranked: Sequence[Ranking], words: Words, command: str = ""
) -> Iterator[Part]:
    """Yield how indices are spread, every ranking in full, all findings, and what it is made of."""
    if spread := tuple(_spread([one for one in ranked if len(one.records) >= _FEWEST], words)):
        yield Part(words.label("batch.spread"), spread)
    for ranking in ranked:
        title = words.label("batch.ranking")
        if len(ranked) > 1:
            title = f"{title} {ranking.instrument.title}"
        yield Part(title, (_full_ranking(ranking, words),))
    if rest := unscored(batch):
        yield Part(words.label("batch.unscored"), (_without_index(batch, rest, words),))
    if rows := tuple(_finding_rows(batch, words)):
        columns = (Column(words.label("batch.owner"), 34), *passages.finding_columns(words))
        yield Part(words.label("findings"), (Table(columns, rows),))
    yield _about(batch, words, command)


def work_left(
    batch: Batch, rest: Sequence[Record], words: Words, *, corrected: bool
) -> Iterator[Block]:
    """Yield the list of who must do what; `corrected`: a file that says it was written for each."""
    if tasks := tuple(_tasks(batch, rest, words, corrected=corrected)):
        yield Heading(words.label("batch.to_do"))
        yield Items(tasks)


def _tasks(batch: Batch, rest: Sequence[Record], words: Words, *, corrected: bool) -> Iterator[str]:
    """Yield who must do what, first who is to send; if nothing is left, what comes next."""
    until = next((f.facts.get("until") for f in batch.findings if f.code == "B205"), None)
    order = (Standing.UNSENT, *(one for one in Standing if one is not Standing.UNSENT))
    to_do: dict[Standing, list[str]] = {state: [] for state in order}
    for unit in batch.agencies:
        counted = unit.state in {Standing.FAULTY, Standing.REMARKED}
        count = f" ({unit.errors or unit.warnings})" if counted else ""
        to_do[unit.state].append(unit.name + count)
    for record in rest:
        if not record.readable:
            to_do[Standing.UNREADABLE].append(record.named)
        elif record.errors:
            to_do[Standing.FAULTY].append(f"{record.named} ({record.errors})")
    ready = to_do.pop(Standing.READY)
    open_ones = {state: names for state, names in to_do.items() if names}
    for state, names in open_ones.items():
        who, key = Listed(tuple(names), MOST_NAMES), f"batch.task.{state}"
        if state is Standing.UNSENT and until:
            key = "batch.task.unsent_until"
        elif state is Standing.FAULTY and corrected:
            key = "batch.task.corrected"
        yield words.label(key, who=who, until=until)
    if ready and batch.complete and not open_ones.keys() - {Standing.REMARKED}:
        yield words.label("batch.task.ready")


def why_unscored(record: Record, words: Words) -> str:
    """Say why a sheet has no index: how many errors, or that it can't be read."""
    if record.status is Status.PARTIAL:
        return words.label("batch.part")
    if record.readable:
        return words.label("batch.errors", count=record.errors)
    code = record.codes[0]
    return words.label("batch.unreadable_because", reason=words.reason(code), code=code)


def item_counts(batch: Batch, names: Mapping[str, str], words: Words) -> Iterator[Block]:
    """Yield how many pieces of evidence have which status, sheet by sheet and in sum."""
    records = [record for record in batch.used if record.items]
    if not records:
        return
    counts = [[record.items.get(status, 0) for status in STATUSES] for record in records]
    rows = [
        Row((names[record.file], *map(passages.count, found)))
        for record, found in zip(records, counts, strict=True)
    ]
    total = map(passages.count, map(sum, zip(*counts, strict=True)))
    columns = (Column(words.label("batch.owner"), 46),
               *(Column(status, 10, number=True) for status in STATUSES))  # fmt: skip
    yield Heading(words.label("items.title"))
    yield Table(columns, (*rows, Row((words.label("total"), *total), "total")))


def _spread(ranked: Sequence[Ranking], words: Words) -> Iterator[Block]:
    """Yield how the indices of every instrument are spread, and the means of its parts."""
    for ranking in ranked:
        found = Counter(result.predicate.name for _, result in ranking.results())
        title = ranking.instrument.title
        if len(ranked) > 1:
            yield Heading(title)
        yield _columns(ranking, found, f"{words.label('batch.spread')}: {title}", words)
        yield _predicates(ranking, found, words)
        yield _means(ranking, words)


def _without_index(batch: Batch, rest: Sequence[Record], words: Words) -> Table:
    columns = (
        Column(words.label("batch.institution"), 46),
        Column(words.label("batch.year"), 8),
        Column(words.label("batch.stage"), 20),
        Column(words.label("excel.instrument"), 22),
        Column(words.label("batch.why"), 46),
        Column(words.label("batch.file"), 40),
    )
    rows = []
    for record in rest:
        instrument = batch.instruments.get(record.instrument or "")
        title = Own(instrument.title) if instrument else ""
        why = State(why_unscored(record, words), "bad")
        rows.append(
            Row((record.named, record.says("tahun"), record.says("tahap"), title, why, record.file))
        )
    return Table(columns, tuple(rows))


def _columns(ranking: Ranking, found: Counter[str], title: str, words: Words) -> Columns:
    """Draw how many sheets lie where, with the bounds of the predicates and the mean."""
    instrument = ranking.instrument
    bounds = sorted(one.minimum for one in instrument.predicates if one.minimum > instrument.lowest)
    mean = Mark(ranking.mean, words.number(ranking.mean), words.label("batch.mean_head"))
    counts = "; ".join(f"{one.name} {found[one.name]}" for one in instrument.predicates)
    indices = [result.total.index for _, result in ranking.results()]
    return replace(
        drawings.histogram(indices, _BINS, instrument, words),
        title=title,
        said=f"{counts}. {mean.name} {mean.text}.",
        bounds=tuple(Mark(bound, words.number(bound)) for bound in bounds),
        mark=mean,
    )


def _predicates(ranking: Ranking, found: Counter[str], words: Words) -> Table:
    instrument, whole = ranking.instrument, len(ranking.records)
    columns = (
        Column(words.label("predicate"), 46),
        Column(words.label("batch.from"), 12, number=True),
        Column(words.label("batch.institutions"), 12, number=True),
        Column(words.label("batch.bar", count=whole), 24),
    )
    rows = (
        (
            passages.predicate(one.name, instrument),
            passages.index(one.minimum, words),
            passages.count(found[one.name]),
            Bar(Fraction(found[one.name]), Fraction(whole)),
        )
        for one in instrument.predicates
    )
    return Table(columns, tuple(map(Row, rows)))


def _means(ranking: Ranking, words: Words) -> Table:
    keys = ("batch.mean_head", "batch.highest", "batch.lowest")
    columns = (
        Column(words.label("part"), 46),
        *(Column(words.label(key), 12, number=True) for key in keys),
    )
    heads = part_heads(ranking.instrument)
    named: list[Cell] = [words.label("index"), *(Own(f"{code} {name}") for code, name in heads)]
    scores = ((result.total, *parts_of(result)) for _, result in ranking.results())
    rows = []
    for name, own in zip(named, zip(*scores, strict=True), strict=True):
        line = [score.index for score in own]
        numbers = (sum(line, Fraction(0)) / len(line), max(line), min(line))
        rows.append(Row((name, *(passages.index(one, words) for one in numbers))))
    return Table(columns, tuple(rows), words.label("batch.part_means"))


def _full_ranking(ranking: Ranking, words: Words) -> Table:
    """Return a ranking with the exact values, and with what its files say of themselves."""
    assuming = any(record.assumed for record in ranking.records)
    columns = (
        Column(words.label("number"), 6, number=True),
        Column(words.label("batch.institution"), 46),
        Column(words.label("batch.year"), 8),
        Column(words.label("batch.stage"), 20),
        Column(words.label("index"), 9, number=True),
        Column(words.label("batch.exact"), 13, number=True),
        Column(words.label("predicate"), 14),
        *(Column(code, 9, number=True, heat=True) for code, _ in part_heads(ranking.instrument)),
        Column(words.label("batch.file"), 40),
        *((Column(words.label("batch.assumptions"), 30),) if assuming else ()),
    )
    rows = []
    for position, (record, result) in enumerate(ranking.results(), start=1):
        assumed = len(record.assumed)
        cells: tuple[Cell, ...] = (
            passages.count(position),
            record.named,
            record.says("tahun"),
            record.says("tahap"),
            passages.index(result.total.index, words),
            exact_text(result.total.index),
            passages.predicate(result.predicate.name, ranking.instrument),
            *(passages.index(part.index, words) for part in parts_of(result)),
            record.file,
            *((words.label("batch.assumed_rows", count=assumed),) if assumed else ()),
        )
        rows.append(Row(cells))
    return Table(columns, tuple(rows), words.label("batch.note"))


def _finding_rows(batch: Batch, words: Words) -> Iterator[Row]:
    """Yield every finding with whose it is, file by file; those about all sheets are last."""
    senders, together = batch.senders(), words.label("batch.together")
    owned = [(senders.get(one.file) or one.named, one.findings) for one in batch.used]
    for owner, findings in (*owned, (together, batch.findings)):
        for finding in findings:
            yield Row((owner, *passages.finding_cells(finding, words, folders=True)))


def _about(batch: Batch, words: Words, command: str) -> Part:
    """Return by what and from which files this was made, and how to make it again."""
    facts = [("version", f"spbe {__version__}")]
    for one in batch.instruments.values():
        facts += [("instrument", f"{one.title} ({one.id})"), ("instrument_sha256", one.sha256)]
    if command:
        facts.append(("command", command))
    made_by = Table(
        (Column(words.label("html.subject"), 60), Column(words.label("html.content"), 40)),
        tuple(Row((words.label(f"excel.{name}"), Own(text))) for name, text in facts),
    )
    files = Table(
        (
            Column(words.label("batch.file"), 60),
            Column(words.label("batch.state"), 40),
            Column(words.label("batch.sha256"), 68),
        ),
        tuple(
            Row((record.file, words.label(f"batch.came.{record.status}"), record.sha256 or ""))
            for record in batch.records
        ),
    )
    return Part(words.label("batch.about"), (made_by, files))


# How far the agencies are, to be pasted into a group chat


_TO_COME: Final = {
    "unsent": {Standing.UNSENT},
    "faulty": {Standing.FAULTY},
    "several": {Standing.SEVERAL},
    "unreadable": {Standing.UNREADABLE},
}


def missing(made: Batch) -> bool:
    """Tell whether anything has still to come before the sheets can be merged."""
    return any(unit.state in states for unit in made.agencies for states in _TO_COME.values())


def status(made: Batch, day: Day, due: str | None, words: Words) -> str:
    """Return in a few lines, to be pasted into a group chat, who has to send or mend what."""
    full = words.in_full()
    whose = next((name for one in made.used if (name := one.says("instansi"))), "")
    # Where whole institutions send, each of them is one.
    every = made.agencies or tuple(Unit(one.named, (one,), None) for one in made.used)
    lines, left = [f"SPBE {whose}".strip() + f", {full.show(day)}"], 0
    for key, states in _TO_COME.items():
        units = [unit for unit in every if unit.state in states]
        named = (f"{one.name} ({one.errors})" if one.errors else one.name for one in units)
        lines += [full.label(f"status.{key}", who=", ".join(named))] if units else []
        left += len(units)
    if total := len(made.agencies):
        lines.append(full.label("status.ready", count=total - left, total=total))
    if due and missing(made):
        lines.append(full.label("status.due", until=due))
    return "\n".join(lines) + "\n"
