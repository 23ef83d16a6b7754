"""What the tests of sheets share: read a file, and hold every sentence to the rules."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from tests.findings.materials import spoilt, written
from tests.reader.books import Case, brief

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Choice, assess
from spbe_cli.sheet.evidence import EvidenceFolder
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
def hold(read: Read) -> Callable[[Case], None]:
    """Hold what is found in the file of a case, and what is read from it, against the case."""

    def held(case: Case) -> None:
        told = case.told
        instrument = shipped(told["instrument"]) if "instrument" in told else None
        previous = read(spoilt(told["previous"]), "lama.xlsx") if "previous" in told else None
        files = told.get("evidence")
        sizes = files.items() if isinstance(files, Mapping) else ((name, 1) for name in files or ())
        evidence = EvidenceFolder("bukti", tuple(sizes)) if files is not None else None
        choice = Choice(instrument, told.get("missing"), previous, evidence)
        content = case.content()
        made = read(content, case.file, choice)
        assert made.raw is None or made.raw.sha256 == sha256(content).hexdigest()
        assert [brief(finding) for finding in made.findings] == list(case.expected)
        for path, expected in told.get("gives", {}).items():
            assert str(value_at(made, path)) == str(written(expected)), path

    return held


def value_at(made: object, path: str) -> object:
    """Return what lies at a path such as `sheet.answers.13.level`."""
    for step in path.split("."):
        if isinstance(made, Mapping):
            made = made.get(step)
        elif isinstance(made, tuple):
            made = made[int(step)]
        else:
            made = getattr(made, step)
    return made
