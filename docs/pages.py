"""Writes the pages of `docs/` that are made from the words: all codes of findings, the concepts.

    python docs/pages.py

The words are those of `spbe explain`; after a change of them a test fails until it is run.
"""

from itertools import groupby
from pathlib import Path
from typing import Final

from spbe_cli.reports import markdown
from spbe_cli.reports.explain import code_fields
from spbe_cli.words import Language, Words, catalogue

FINDINGS: Final = Path(__file__).with_name("findings.md")
GLOSSARY: Final = Path(__file__).with_name("glossary.md")
GROUP_LENGTH: Final = 2
"""Codes that share so many characters are of one group: A1, A2, I1."""
BEGIN: Final = "<!-- made by python docs/pages.py -->\n"
END: Final = "<!-- end -->\n"
HEADS: Final = (
    "| Indonesian | English | Found by | Meaning | Not |\n| --- | --- | --- | --- | --- |"
)


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


def glossary_page(page: str) -> str:
    """Return the glossary with its tables made anew; what stands outside of the marks stays."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    words = Words(Language.ENGLISH)
    parts = []
    groups = groupby(catalogue.concepts(), key=lambda key: words.concept(key).group)
    for number, (group, keys) in enumerate(groups, start=1):
        rows = "\n".join(_row(words.concept(key)) for key in keys)
        parts.append(f"\n## {number}. {words.label(f'concepts.{group}')}\n\n{HEADS}\n{rows}\n")
    return f"{before}{BEGIN}{''.join(parts)}\n{END}{after}"


def _row(one: catalogue.Concept) -> str:
    cells = (one.name, ", ".join(one.also), one.meaning, ", ".join(one.avoided))
    name, also, meaning, avoided = map(markdown.escaped, cells)
    return f"| **{markdown.escaped(one.other)}** | {name} | {also} | {meaning} | {avoided} |"


if __name__ == "__main__":
    FINDINGS.write_text(findings_page(Words()), "utf-8")
    GLOSSARY.write_text(glossary_page(GLOSSARY.read_text("utf-8")), "utf-8")
