"""For notes and web pages: a document as Markdown; nothing from a sheet becomes markup."""

import re
from collections.abc import Iterator
from typing import Final

from spbe_cli.reports import document as doc
from spbe_cli.words import Words, visible

LINKS: Final = (
    (re.compile(r"(?<=:)/(?=/)"), r"\\/"),
    (re.compile(r"(?<=www)\.", re.IGNORECASE), r"\\."),
    (re.compile(r"(?<=[\w.+-])@(?=\w)"), "@<!-- -->"),
    (re.compile(r"&(?=#?\w+;)"), r"\\&"),
)
"""What becomes a link or another character without any mark, and how it stays as it is."""


def write(document: doc.Document, words: Words) -> str:
    """Write a document as Markdown, without its drawings."""
    lines = [f"# {_in_line(document.title)}", _beginning(document.subtitle)]
    lines += map(_strong, document.caveats)
    for part in document.pages(drawn=False):
        lines.append(f"## {escaped(part.title)}" if part.title else "")
        mark = "###" if part.title else "##"
        lines += ("\n".join(_block(block, mark)) for block in part.blocks)
    if document.computed:
        lines.append(escaped(words.label("html.not_official")))
    return "\n\n".join(filter(None, lines)) + "\n"


def _block(block: doc.Block, mark: str) -> Iterator[str]:
    match block:
        case doc.Heading(text):
            yield f"{mark} {_in_line(text)}"
        case doc.Paragraph(text, look) if look != "hint":
            yield _strong(text) if look == "strong" else _beginning(text)
        case doc.Verdict(name, value, word, note):
            said = _strong(f"{name} {doc.text_of(value)} {word}")
            yield f"{said} {escaped(note)}" if note else said
        case doc.Items(texts):
            yield from (f"- {_beginning(doc.text_of(text))}" for text in texts)
        case doc.Fields():
            yield from fields(block)
        case doc.Listing(text, copy) if copy:
            # Prose stands between fences that are longer than any in it.
            longest = max(map(len, re.findall("`+", text)), default=0)
            fence = "`" * max(longest + 1, 3)
            yield from (fence, *map(visible, text.splitlines()), fence)
        case doc.Listing(text):
            yield from (f"    {visible(line)}" for line in text.splitlines())
        case doc.Table():
            yield from _table(block.without_bars())
        case _:
            pass


def fields(block: doc.Fields) -> Iterator[str]:
    """Yield labelled texts as a list, steps as a list below their label."""
    for field in block.fields:
        indent, label = "  " if field.lesser else "", _strong(field.label)
        if isinstance(field.text, str):
            yield f"{indent}- {label}: {escaped(field.text)}"
            continue
        yield f"{indent}- {label}:"
        yield from (f"{indent}  {escaped(step)}" for step in field.lines())


def _table(table: doc.Table) -> Iterator[str]:
    if table.note:
        yield from (_beginning(table.note), "")
    rows = [[escaped(column.head) for column in table.columns]]
    rows.append(["---:" if column.number else "---" for column in table.columns])
    for row in table.rows:
        write_cell = _strong if row.kind else escaped
        lacking = len(table.columns) - len(row.cells)
        rows.append([*(write_cell(doc.text_of(cell)) for cell in row.cells), *[""] * lacking])
    yield from (f"| {' | '.join(cells)} |" for cells in rows)


def _in_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _strong(text: str) -> str:
    """Write a text in bold; blanks beside the marks would undo them."""
    return f"**{escaped(text.strip())}**" if text.strip() else ""


def _beginning(text: str) -> str:
    """Write a text that begins a line: its first characters make no list and no rule."""
    return re.sub(r"^\s*(\d*)([-+=.)])", r"\1\\\2", escaped(text))


def escaped(text: str) -> str:
    r"""Write text so that nothing of it means anything to Markdown or HTML.

    A blank comment is the only thing that keeps an address of mail from becoming a link.

    >>> print(escaped("[a](http://x.id) www.x.id a@x.id &lt;"))
    \[a\](http:\//x.id) www\.x.id a@<!-- -->x.id \&lt;
    """
    marked = re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", visible(text))
    for pattern, inert in LINKS:
        marked = pattern.sub(inert, marked)
    return marked
