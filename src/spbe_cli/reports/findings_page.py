"""The pages about all codes of findings as one document: `docs/findings.md`.

The words are those of `spbe explain`.  After a change of them:
`python -m spbe_cli.reports.findings_page`, in the checkout; a test fails until then.
"""

from itertools import groupby
from pathlib import Path
from typing import Final

from spbe_cli.reports import markdown
from spbe_cli.reports.explain import code_fields
from spbe_cli.words import Words, catalogue

FILE: Final = Path("docs") / "findings.md"
GROUP_LENGTH: Final = 2
"""Codes that share so many characters are of one group: A1, A2, I1."""


def findings_page(words: Words) -> str:
    """Return all pages, in the order of their codes, below an index of the codes."""
    codes = sorted(catalogue.codes())
    parts = [f"# {words.label('pages.title')}", words.label("pages.about")]
    for group, members in groupby(codes, key=lambda code: code[:GROUP_LENGTH]):
        links = " ".join(f"[{code}](#{code.lower()})" for code in members)
        parts.append(f"**{words.label(f'pages.{group}')}**: {links}")
    for code in codes:
        fields = "\n".join(markdown.fields(code_fields(code, words)))
        parts.append(f"## {code}\n\n{words.page(code).title}\n\n{fields}")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    FILE.write_text(findings_page(Words()), "utf-8")
