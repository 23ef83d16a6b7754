"""What the tests of sheets share: read a file, and hold every sentence to the rules."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reader.books import Case, brief

from spbe_cli.sheet.assess import Assessment, Choice, assess
from spbe_cli.words import Language, Words

LONGEST = 320
"""Characters of a line with its place; the sentences themselves aim at 220."""

Read = Callable[..., Assessment]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a file of this content."""

    def read_it(
        content: bytes, file: str = "jawaban.xlsx", choice: Choice | None = None
    ) -> Assessment:
        path = tmp_path / file
        path.write_bytes(content)
        made = assess(path, file, choice)
        for language in Language:
            for finding in made.findings:
                line = Words(language).line(finding)
                assert line.isprintable(), line
                assert len(line) <= LONGEST, line
        return made

    return read_it


@pytest.fixture
def findings(read: Read) -> Callable[[Case], list[str]]:
    """Return the findings of a case, each as `code cell`."""

    def found(case: Case) -> list[str]:
        return [brief(finding) for finding in read(case.content(), case.file).findings]

    return found
