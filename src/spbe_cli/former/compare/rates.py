"""The table of downgrade rates as YAML, as `spbe risk --rates` reads it (docs/risk.md)."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from spbe_cli.analysis.compare import ComparisonResult, learned
from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.reports.compare import heading
from spbe_cli.words import Words


def rates_yaml(compared: ComparisonResult, page: Page) -> str:
    """Write what became of the claims of every level: counts, from which chances follow."""
    return "\n".join(lines(compared, page.words)) + "\n"


def lines(compared: ComparisonResult, words: Words) -> Iterator[str]:
    """Yield the lines of the file."""
    files = {"file1": compared.first.file, "file2": compared.second.file}
    source = words.label("rates.source", whose=heading(compared, words), **files)
    yield f"# {words.label('rates.about')}"
    yield f"# {words.label('rates.limit')}"
    yield f"source: {json.dumps(source, ensure_ascii=False)}"
    if compared.first.instrument:
        yield f"instrument: {compared.first.instrument.id}"
    yield "rates:"
    for level, count in learned(compared).items():
        yield f"  {level}:"
        yield f"    claims: {count.claims}"
        if count.lowered:
            yield "    lowered:"
            yield from (f"      {exact_text(by)}: {number}" for by, number in count.lowered.items())
        yield f"    raised: {count.raised}"


FILES: Final[Mapping[str, Callable[[ComparisonResult, Page], str | bytes]]] = {
    ".yaml": rates_yaml,
    ".yml": rates_yaml,
}
