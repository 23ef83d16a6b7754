"""The concepts as tables: the part of `docs/glossary.md` between two marks.

The words are those of `spbe explain`.  After a change of them:
`python -m spbe_cli.reports.glossary_page`, in the checkout; a test fails until then.
"""

from itertools import groupby
from pathlib import Path
from typing import Final

from spbe_cli.reports import markdown
from spbe_cli.words import Language, Words, catalogue

FILE: Final = Path("docs") / "glossary.md"
BEGIN: Final = "<!-- made by python -m spbe_cli.reports.glossary_page -->\n"
END: Final = "<!-- end -->\n"
HEADS: Final = (
    "| Indonesian | English | Found by | Meaning | Not |\n| --- | --- | --- | --- | --- |"
)


def glossary_page(page: str) -> str:
    """Return the page with its tables made anew; what stands outside of the marks stays."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + _tables() + END + after


def _tables() -> str:
    words = Words(Language.ENGLISH)
    parts = []
    groups = groupby(catalogue.concepts(), key=lambda key: words.concept(key).group)
    for number, (group, keys) in enumerate(groups, start=1):
        rows = "\n".join(_row(words.concept(key)) for key in keys)
        parts.append(f"\n## {number}. {words.label(f'concepts.{group}')}\n\n{HEADS}\n{rows}\n")
    return "".join(parts) + "\n"


def _row(one: catalogue.Concept) -> str:
    cells = (one.name, ", ".join(one.also), one.meaning, ", ".join(one.avoided))
    name, also, meaning, avoided = map(markdown.plain, cells)
    return f"| **{markdown.plain(one.other)}** | {name} | {also} | {meaning} | {avoided} |"


if __name__ == "__main__":
    FILE.write_text(glossary_page(FILE.read_text("utf-8")), "utf-8")
