"""The Word files of all commands in LibreOffice: it lays out every one, on paper as it says."""

import re
import shutil
from itertools import groupby
from pathlib import Path

import pytest
from tests.commands.documents import YEARS, city, written
from tests.commands.test_documents_sound import DOCUMENTS
from tests.program import EXAMPLES
from tests.slow.office import DEMANDED, convert

from spbe_cli.many.batch import Options, assess_all
from spbe_cli.many.sheets import Gathered
from spbe_cli.reports.batch import BatchReport
from spbe_cli.reports.document import Document
from spbe_cli.reports.score import ScoreReport
from spbe_cli.words import Language, Words

LONGEST = {"plan": 22, "draft": 16, "score": 16}
"""More pages than these, or than 5, would be a layout that fell apart."""


def documents(language: Language) -> dict[str, Document]:
    words = Words(language)
    names = ("score", "years", "plan", "risk", "benchmark", "simulation")
    sheets = [(EXAMPLES / f"bandar-lampung-{year}.xlsx", f"{year}.xlsx") for year in YEARS]
    batch = assess_all(Gathered(tuple(sheets), origin="masuk"), Options(jobs=1))
    return {
        **{name: DOCUMENTS[name](language) for name in names},
        "draft": ScoreReport(city("2024"), words, draft=True).document(),
        "batch": BatchReport(batch, words).document(),
    }


@pytest.mark.skipif(
    shutil.which("lowriter") is None and not DEMANDED, reason="LibreOffice Writer is not installed"
)
@pytest.mark.parametrize("language", Language)
def test_writer_lays_out_every_document(tmp_path: Path, language: Language) -> None:
    made = documents(language)
    for name, document in made.items():
        (tmp_path / f"{name}.docx").write_bytes(written(".docx", document, language))
    out = convert(tmp_path.glob("*.docx"), tmp_path / "out", "pdf")
    for name, document in made.items():
        printed = (out / f"{name}.pdf").read_bytes()
        boxes = re.findall(rb"/MediaBox\[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
        papers = [tuple(round(float(side) * 25.4 / 72) for side in box) for box in boxes]
        assert set(papers) <= {(210, 297), (297, 210)}
        assert 1 <= len(papers) <= LONGEST.get(name, 5)
        # The file has its pages in order, so that papers change where the parts do.
        lies = [key for key, _ in groupby(wide > high for wide, high in papers)]
        assert lies == [key for key, _ in groupby(p.across for p in document.pages(drawn=False))]
