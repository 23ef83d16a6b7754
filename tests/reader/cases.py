"""The cases of `sheets.yaml`: a file, the findings expected of it, and what is read from it.

What is changed may say besides: `previous` and `evidence`, the sheet of the stage before and the
files of a folder with their sizes, or their names; `missing` and `instrument` as they are chosen;
and `gives`, what is read: paths into an assessment, each with its value as a text.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml
from tests.findings.materials import spoilt
from tests.reader.books import Case

SHEETS: Final[Mapping[str, Any]] = yaml.load(
    Path(__file__).with_name("sheets.yaml").read_text("utf-8"), yaml.CSafeLoader
)


def cases(group: str) -> tuple[Case, ...]:
    """Return the cases of a group, each value of a table being one of its own."""
    return tuple(one for told in SHEETS[group] for one in read(told))


def read(told: Any) -> Iterator[Case]:  # noqa: ANN401  a line of YAML
    if isinstance(told, list):
        name, change, *expected = told
        file = change.get("file", "jawaban.xlsx")
        yield Case(name, partial(spoilt, change), tuple(expected), file, change)
        return
    found = told.get("finds", [])
    expected = [found] if isinstance(found, str) else found
    for value in told["values"]:
        name = f"{told['cell']} {value!r} {' '.join(expected)}"[:60]
        edit = {told["cell"]: value}
        change = {**({"form": edit} if "form" in told else edit), **told.get("with", {})}
        change |= {"gives": {told["keeps"]: value}} if "keeps" in told else {}
        yield Case(name, partial(spoilt, change), tuple(expected), told=change)
