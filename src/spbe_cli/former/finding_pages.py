"""The pages about all codes of findings as one document: `docs/findings.md`.

The words are those of `spbe explain`.  After a change of them:
`python -m spbe_cli.former.finding_pages`, in the checkout; a test fails until then.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from spbe_cli.former import Page
from spbe_cli.former.explain.page import Code, Explained, markdown
from spbe_cli.words import Words, catalogue

DOCUMENT: Final = Path("docs") / "findings.md"
GROUP_LENGTH: Final = 2
"""Codes that share so many characters are of one group: A1, A2, I1."""


def finding_pages(words: Words) -> str:
    """Return all pages, in the order of their codes, below an index of the codes."""
    codes = sorted(catalogue.codes())
    intro = f"# {words.label('pages.title')}\n\n{words.label('pages.about')}"
    return "\n\n".join([intro, *index(codes, words), *(page(code, words) for code in codes)]) + "\n"


def index(codes: list[str], words: Words) -> Iterator[str]:
    """Yield a line of links for every group of codes."""
    for group, members in groupby(codes, key=lambda code: code[:GROUP_LENGTH]):
        links = " ".join(f"[{code}](#{code.lower()})" for code in members)
        yield f"**{words.label(f'pages.{group}')}**: {links}"


def page(code: str, words: Words) -> str:
    """Return the page of a code, the code alone being its heading."""
    text = markdown(Explained(Code(code)), Page(words))
    _, _, body = text.partition("\n")
    return f"## {code}\n\n{words.page(code).title}\n{body.rstrip()}"


if __name__ == "__main__":
    DOCUMENT.write_text(finding_pages(Words()), "utf-8")
