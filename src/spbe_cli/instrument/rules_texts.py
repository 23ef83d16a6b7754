"""Texts of an instrument file: clean, different, short enough, and no YAML trap among them."""

import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from spbe_cli.findings import Fact, Finding, Quoted, Raw
from spbe_cli.instrument.nodes import Mapping, Scalar, walk
from spbe_cli.instrument.source import name_in_part, parent_name
from spbe_cli.instrument.view import FileView, lacks, listed, mapped, named

TRUE_WORDS: Final = frozenset({"yes", "on", "true", "y"})
FALSE_WORDS: Final = frozenset({"no", "off", "false", "n"})
FIGURES: Final = ("scale", "weights", "predicates")
PROMPT_LIMIT: Final = 255
INVISIBLE: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def no_accidental_booleans(view: FileView) -> Iterator[Finding]:
    """I114: no key or value is read as yes or no by accident."""
    for path, node in walk(view.root):
        if isinstance(node, Scalar) and (value := _truth(node)):
            yield view.finding("I114", path, found=Quoted(node.text), value=Raw(value))
        elif isinstance(node, Mapping):
            for key, _ in node.entries:
                if value := _truth(key):
                    yield view.at(key.mark, "I114", "key", found=Quoted(key.text), value=Raw(value))


def _truth(scalar: Scalar) -> str:
    """Return what YAML reads a bare word as: true, false, or nothing of the kind."""
    word = scalar.text.casefold() if scalar.plain else ""
    return "true" if word in TRUE_WORDS else "false" if word in FALSE_WORDS else ""


def texts_are_clean(view: FileView) -> Iterator[Finding]:
    """I202: texts have no double or trailing blanks and nothing invisible."""
    for path, node in walk(view.root):
        if isinstance(node, Scalar):
            variant = _dirt(node.text)
            if variant is not None:
                yield view.finding("I202", path, variant, key=Raw(name_in_part(view, path)))


def _dirt(text: str) -> str | None:
    """Return the variant of what is unclean in a text, None if nothing is."""
    if text != text.strip():
        return "ends"
    hidden = () if text.isprintable() else set(text)
    if any(unicodedata.category(character) in INVISIBLE for character in hidden):
        return "invisible"
    return "" if "  " in text else None


def evidence_is_named(view: FileView) -> Iterator[Finding]:
    """I203: every indicator names evidence, as a whole or level by level, or says why it can't."""
    levels = view.sure_levels() or ()
    for path, part in view.indicators():
        if part.get("evidence", "") is not None or not lacks(part, "missing"):
            continue
        items = mapped(part.get("evidence_items"))
        if not items:
            yield view.finding("I203", (*path, "evidence"), **named(part))
            continue
        where = (*path, "evidence_items")
        for level in levels:
            if not listed(items.get(str(level))):
                yield view.finding("I203", where, "level", level=level, **named(part))


def evidence_is_lettered(view: FileView) -> Iterator[Finding]:
    """I131: the evidence of a level is lettered a, b, c."""
    for path, part in view.indicators():
        for level, items in mapped(part.get("evidence_items")).items():
            letters = [mapped(item).get("letter") for item in listed(items)]
            pairs = zip(ascii_lowercase, letters, strict=False)
            for position, (expected, found) in enumerate(pairs):
                if expected == found:
                    continue
                if isinstance(found, str):
                    where = (*path, "evidence_items", level, position, "letter")
                    told: dict[str, Fact] = {"level": Raw(level), "expected": Raw(expected)}
                    yield view.finding("I131", where, found=Quoted(found), **told, **named(part))
                break


def criteria_differ(view: FileView) -> Iterator[Finding]:
    """I204: criteria of an indicator differ."""
    for path, part in view.indicators():
        seen: dict[str, str] = {}
        for level, text in mapped(part.get("criteria")).items():
            if isinstance(text, str) and text in seen:
                where = (*path, "criteria", level)
                levels = {"level1": Raw(seen[text]), "level2": Raw(level)}
                yield view.finding("I204", where, **levels, **named(part))
            elif isinstance(text, str):
                seen[text] = level


def prompts_fit(view: FileView) -> Iterator[Finding]:
    """I205: what sets the levels apart fits the prompt that Excel shows."""
    for path, part in view.indicators():
        texts = mapped(part.get("distinguishing"))
        length = len(" · ".join(f"{level} {text}" for level, text in texts.items()))
        if length > PROMPT_LIMIT:
            where = (*path, "distinguishing")
            yield view.finding("I205", where, count=length, limit=PROMPT_LIMIT, **named(part))


def sources_are_named(view: FileView) -> Iterator[Finding]:
    """I113: scale, weights and predicates name their sources."""
    sources = view.data.get("sources")
    for figure in FIGURES:
        if isinstance(sources, dict) and figure not in sources:
            yield view.finding("I113", ("sources",), "figure", parent=Raw(figure))
            return


def secondary_is_declared(view: FileView) -> Iterator[Finding]:
    """I201: a secondary source is declared for the whole file, by the key `secondary`."""
    if view.data.get("secondary") is not None:
        return
    for path, node in walk(view.root):
        about_source = path[-1:] == ("source",) or path[:1] == ("sources",)
        if isinstance(node, Scalar) and about_source and "sekunder" in node.text.casefold():
            parent = parent_name(view, path[:-1])
            yield view.finding("I201", path, parent=parent, found=Quoted(node.text))
