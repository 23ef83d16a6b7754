"""Make many valid answer sheets quickly: python benchmarks/make_sheets.py COUNT FOLDER.

Two sheets are written in earnest, one by our own template (shared texts, as Excel writes
them) and one saved by openpyxl (texts within the cells).  All others differ from one of them
in the institution, the levels and the evidence; their parts are packed anew.
"""

import re
import sys
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

INSTITUTION = "Pemerintah Kabupaten Nomor 00000"
EVIDENCE = "bukti-nomor-00000"
EXPLANATION = (
    "Fakta: pelaksanaan diatur dalam Peraturan Bupati Nomor 12 Tahun 2023, pasal 4 sampai 9, "
    "halaman 3, pada bukti {file}. Analisis: pasal itu mengatur seluruh kriteria tingkat 3."
)
LEVEL = re.compile(rb'(<c r="E\d+"[^>]*><v>)3(</v></c>)')


def template() -> bytes:
    """Return a whole sheet from our template: level 3 everywhere, with evidence."""
    instrument = shipped("permenpanrb-59-2020")
    filled = {}
    for row in instrument.rows():
        file = f"indikator{row}a-{EVIDENCE}.pdf"
        filled[row] = Prefill(Fraction(3), f"{file}; {row}b.pdf", EXPLANATION.format(file=file))
    request = TemplateRequest(INSTITUTION, None, "2024", "Hasil Evaluasi", None, None, None)
    return answer_file(lay_out(instrument, request, filled))


def saved_by_openpyxl(content: bytes) -> bytes:
    """Return a workbook as openpyxl saves it."""
    out = BytesIO()
    load_workbook(BytesIO(content)).save(out)
    return out.getvalue()


def parts(content: bytes) -> list[tuple[str, bytes]]:
    """Return the parts of a workbook in their order."""
    with ZipFile(BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def variant(base: list[tuple[str, bytes]], number: int) -> bytes:
    """Return a workbook with another institution, other levels and other evidence."""
    draw, digits, out = Random(number), f"{number:05}".encode(), BytesIO()

    def level(found: re.Match[bytes]) -> bytes:
        return found[1] + b"%d" % draw.randint(2, 5) + found[2]

    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in base:
            changed = part.replace(b"Nomor 00000", b"Nomor " + digits)
            changed = changed.replace(b"nomor-00000", b"nomor-" + digits)
            is_sheet = name.startswith("xl/worksheets/sheet")
            archive.writestr(name, LEVEL.sub(level, changed) if is_sheet else changed)
    return out.getvalue()


def make(count: int, folder: Path) -> None:
    """Make so many sheets, the two kinds in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    own = template()
    bases = [parts(own), parts(saved_by_openpyxl(own))]
    for number in range(count):
        content = variant(bases[number % 2], number)
        (folder / f"jawaban-{number:05}.xlsx").write_bytes(content)


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
