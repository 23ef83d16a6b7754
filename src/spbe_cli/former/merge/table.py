"""What `spbe merge` shows: who has answered how much, what was decided, what is missing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from spbe_cli.findings import Numbers, Severity
from spbe_cli.former import Page
from spbe_cli.former import markdown as md
from spbe_cli.former.merge.data import csv_table, json
from spbe_cli.former.merge.run import MergeRun
from spbe_cli.former.table import RULED, wrapped
from spbe_cli.merging.joining import Merged, Sender
from spbe_cli.merging.levels import Claim
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

HEADS: Final = ("agency", "merge.asked", "merge.answered", "merge.missing")
NAME_WIDTH: Final = 32
WIDTH_FOR_NAMES: Final = 70
"""From here on the column of names is as wide as drawn."""
WIDEST: Final = 80
COUNTS: Final = ("merge.asked", "merge.answered")


Line = tuple[str, str, str, str]


def table(run: MergeRun, page: Page) -> Group:
    """Show the decisions, how far every agency is, and what was written."""
    return Group(*screen_parts(run, page))


def screen_parts(run: MergeRun, page: Page) -> Iterator[RenderableType]:
    """Yield the parts of the screen from top to bottom."""
    words = page.words
    yield Text()
    for line in decision_lines(run, words):
        yield from wrapped(line, page.width)
    yield from [Text()] if run.merged.decisions else []
    yield progress(run.merged, page)
    yield Text()
    for line in closing_lines(run, words):
        yield from wrapped(line, page.width)


def decision_lines(run: MergeRun, words: Words) -> Iterator[str]:
    """Yield what was decided by a rule, with both levels."""
    if run.merged.decisions:
        yield words.label(f"merge.decided_{run.rule}")
    for one in run.merged.decisions:
        yield "  " + words.label(
            "merge.decision",
            number=one.row.number,
            name=one.row.name,
            followed=claimed(one.followed, words),
            others=", ".join(claimed(claim, words) for claim in one.others),
        )


def claimed(claim: Claim, words: Words) -> str:
    """Write a level with the agency that gave it."""
    return f"{words.show(claim.level)} ({claim.part.agency})"


def progress(merged: Merged, page: Page) -> Table:
    """Return the table of agencies: those with gaps one by one, the others together."""
    words = page.words
    lined = Table(
        box=RULED,
        width=min(page.width, WIDEST),
        show_edge=False,
        show_footer=True,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for head, footer in zip(HEADS, total_line(merged, words), strict=True):
        if head in COUNTS:
            lined.add_column(words.label(head), footer, justify="right", no_wrap=True)
        else:
            named = head == HEADS[0]
            width = NAME_WIDTH if named and page.width >= WIDTH_FOR_NAMES else None
            ratio = None if named else 1
            lined.add_column(words.label(head), footer, width=width, ratio=ratio, overflow="fold")
    for line in lines_of(merged, words, detail=page.detail):
        lined.add_row(*map(visible_lines, line))
    return lined


def visible_lines(text: str) -> str:
    """Write a text of several lines without anything invisible."""
    return "\n".join(map(visible, text.split("\n")))


def lines_of(merged: Merged, words: Words, *, detail: bool) -> list[Line]:
    """Return a line for every agency with gaps; in detail, for all of them."""
    shown = [
        one for one in merged.senders if one.missing or (not one.used and not one.asked) or detail
    ]
    rest = [one for one in merged.senders if one not in shown]
    lines = [sender_line(merged, one, words) for one in sorted(shown, key=by_name)]
    if rest:
        name = words.label("merge.others" if shown else "merge.all", count=len(rest))
        asked = str(sum(len(one.asked) for one in rest))
        lines.append((name, asked, asked, ""))
    return lines


def by_name(sender: Sender) -> str:
    """Sort agencies as people do."""
    return sender.name.casefold()


def sender_line(merged: Merged, sender: Sender, words: Words) -> Line:
    """Return the line of one agency, with the names of what is missing."""
    rows = merged.instrument.rows()
    missing = [f"{row} {rows[row].short}" for row in sender.missing]
    if not sender.used and (sender.missing or not sender.asked):
        missing += [words.label("merge.left_out" if sender.sent else "merge.not_sent")]
    asked, lacking = len(sender.asked), len(sender.missing)
    return sender.name, str(asked), str(asked - lacking), "\n".join(missing)


def total_line(merged: Merged, words: Words) -> Line:
    """Return the sum."""
    answered, total = counts(merged)
    return words.label("total"), str(total), str(answered), ""


def counts(merged: Merged) -> tuple[int, int]:
    """Return how many indicators have a level in the merged sheet, and how many there are."""
    total = len(merged.instrument.required_rows())
    return total - len(merged.missing()), total


def closing_lines(run: MergeRun, words: Words) -> Iterator[str]:
    """Yield what was written and what it lacks, or why nothing was."""
    merged = run.merged
    if run.skipped:
        yield words.label("merge.reports", count=len(run.skipped), files=", ".join(run.skipped))
    if not run.written:
        errors = [one for one in merged.findings if one.severity is Severity.ERROR]
        conflicts = sum(one.code == "B101" for one in errors)
        key = "merge.undecided" if conflicts == len(errors) else "merge.faulty"
        yield words.label(key, count=len(errors))
        return
    answered, total = counts(merged)
    facts = {"answered": answered, "total": total, "files": len(merged.parts)}
    yield words.label("merge.written", file=run.output, **facts)
    missing = "; ".join(missing_texts(merged, words))
    yield words.label("merge.gaps", missing=missing) if missing else words.label("merge.complete")


def missing_texts(merged: Merged, words: Words) -> Iterator[str]:
    """Yield the rows without a level, those of one agency together, with its name."""
    names = {row: one.name for one in merged.senders for row in one.missing}
    groups: dict[str, list[str]] = {}
    for row in merged.missing():
        groups.setdefault(names.get(row, ""), []).append(row)
    for name, rows in groups.items():
        numbers = words.show(Numbers(tuple(rows)))
        yield f"{numbers} ({name})" if name else numbers


def markdown(run: MergeRun, page: Page) -> str:
    """Write all of it as Markdown."""
    words, merged = page.words, run.merged
    lines = [f"# {words.label('merge.title')}", ""]
    lines += [f"{md.plain(line)}" for line in closing_lines(run, words)]
    decisions = [f"- {md.plain(line.strip())}" for line in decision_lines(run, words)]
    lines += ["", *decisions, *[""] * bool(decisions)]
    cells = [
        (name, missing.replace("\n", ", "), asked, answered)
        for name, asked, answered, missing in (
            *lines_of(merged, words, detail=True),
            total_line(merged, words),
        )
    ]
    heads = [words.label(HEADS[n]) for n in (0, 3, 1, 2)]
    lines += [*md.table(heads, map(list, cells), 2), "", f"## {words.label('findings')}", ""]
    lines += [f"- {md.plain(words.line(finding))}" for finding in merged.findings]
    lines += [] if merged.findings else [words.label("no_findings")]
    return "\n".join(lines) + "\n"


REPORTS: Final[Mapping[str, Callable[[MergeRun, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": markdown,
}
