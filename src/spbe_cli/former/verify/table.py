"""What `spbe verify` shows: the published figures beside the computed ones."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from spbe_cli.former import Page
from spbe_cli.former import markdown as md
from spbe_cli.former.table import RULED, wrapped
from spbe_cli.former.verify.data import csv_table, json
from spbe_cli.verification import INDEX, PREDICATE, Figure, State, Verification, VerifiedCase
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

STYLES: Final = {State.SAME: "", State.ROUNDED: "yellow", State.DIFFERENT: "bold red"}
CASE_HEADS: Final = ("case", "figures", "published", "computed", "state")
FIGURE_HEADS: Final = ("case", "part", "published", "computed", "state")
TEXTS: Final = ("case", "part", "state")
"""Columns of text; the others hold numbers."""


def table(verification: Verification, page: Page) -> Group:
    """Show every case in a line, the figures that differ (or all) below, and the sum."""
    return Group(*screen_parts(verification, page))


def screen_parts(verification: Verification, page: Page) -> Iterator[RenderableType]:
    """Yield the parts of the screen from top to bottom."""
    words = page.words
    yield Text()
    if verification.cases:
        rows = [(case_row(case, words), state_of(case)) for case in verification.cases]
        yield from (grid(CASE_HEADS, rows, words), Text())
    figures = figure_rows(verification, page)
    if figures:
        yield from (grid(FIGURE_HEADS, figures, words), Text())
    yield from wrapped(summary(verification, words), page.width)


def grid(heads: tuple[str, ...], rows: list[tuple[list[str], State]], words: Words) -> Table:
    """Return a table; what is not the same is coloured, beside being said."""
    lined = Table(box=RULED, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    for head in heads:
        right = head not in TEXTS
        lined.add_column(
            words.label(f"verify.{head}"),
            justify="right" if right else "left",
            no_wrap=right,
            overflow="fold",
        )
    for cells, state in rows:
        *first, last = map(visible, cells)
        lined.add_row(*first, Text(last, STYLES[state]))
    return lined


def state_of(case: VerifiedCase) -> State:
    """Return the worst state of the figures of a case."""
    states = {figure.state for figure in case.figures}
    return next((s for s in (State.DIFFERENT, State.ROUNDED) if s in states), State.SAME)


def case_row(case: VerifiedCase, words: Words) -> list[str]:
    """Return a case in one line: how many figures, the published and the computed index."""
    published = next((f.published for f in case.figures if f.part == INDEX), "-")
    different = len(case.different())
    state = words.label(f"verify.{state_of(case)}")
    return [
        case.id,
        str(len(case.figures)),
        localized(published, words),
        words.number(case.result.total.index),
        f"{different} {state}" if different else state,
    ]


def figure_rows(verification: Verification, page: Page) -> list[tuple[list[str], State]]:
    """Return the figures that do not agree, in detail all, each with its state."""
    return [
        (figure_row(case, figure, page.words), figure.state)
        for case in verification.cases
        for figure in case.figures
        if page.detail or figure.state is not State.SAME
    ]


def figure_row(case: VerifiedCase, figure: Figure, words: Words) -> list[str]:
    """Return one figure in a line."""
    named = figure.part in {INDEX, PREDICATE}
    return [
        case.id,
        words.label(f"verify.{figure.part}") if named else figure.part,
        localized(figure.published, words),
        localized(figure.computed, words),
        words.label(f"verify.{figure.state}"),
    ]


def localized(figure: str, words: Words) -> str:
    """Write a figure with the decimal mark of the language."""
    return figure.replace(".", words.style.mark) if figure[0].isdigit() else figure


def summary(verification: Verification, words: Words) -> str:
    """Count cases and figures, and say how exactly they were compared."""
    counts = {str(state): verification.count(state) for state in State}
    total = words.label(
        "verify.total",
        files=len(verification.files),
        cases=len(verification.cases),
        figures=sum(counts.values()),
        same=counts["same"],
        different=counts["different"],
    )
    explained = words.label("verify.total_rounded", count=counts["rounded"])
    parts = [total, explained if counts["rounded"] else "", words.label("verify.tolerance")]
    made_up = sum(bool(case.made_up) for case in verification.cases)
    parts += [words.label("verify.made_up", count=made_up)] * bool(made_up)
    return " ".join(filter(None, parts))


def markdown(verification: Verification, page: Page) -> str:
    """Write the cases, their figures and the findings as Markdown."""
    words = page.words
    lines = [f"# {words.label('verify.title')}", "", md.plain(summary(verification, words)), ""]
    cases = [case_row(case, words) for case in verification.cases]
    figures = [cells for cells, _ in figure_rows(verification, page)]
    for heads, rows in ((CASE_HEADS, cases), (FIGURE_HEADS, figures)):
        if rows:
            lines += [*md.table([words.label(f"verify.{head}") for head in heads], rows, 0), ""]
    lines += [f"## {words.label('findings')}", ""]
    lines += [f"- {md.plain(words.line(finding))}" for finding in verification.findings]
    lines += [] if verification.findings else [words.label("no_findings")]
    return "\n".join(lines) + "\n"


REPORTS: Final[Mapping[str, Callable[[Verification, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": markdown,
}
FILES: Final[Mapping[str, Callable[[Verification, Page], str]]] = {
    ".json": json,
    ".csv": csv_table,
    ".md": markdown,
}
