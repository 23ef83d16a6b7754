"""Answer sheets in half a millisecond: the least that a workbook must hold, packed by hand."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZipFile

from spbe_cli.instrument.loading import shipped

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADINGS: Final = ("No", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan")
NAMES: Final = ("Identitas", "Jawaban")
RELATIONS: Final = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r0" Type="{LINKS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)

Row = tuple[object, ...]


class Xml(str):
    """A cell as it stands in the file, from its attributes on."""

    __slots__ = ()


def cell(column: int, row: int, value: object) -> str:
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, Xml):
        return f'<c r="{place}" {value}</c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def sheet(rows: tuple[Row, ...]) -> str:
    lines = (
        f'<row r="{n}">{"".join(cell(c, n, v) for c, v in enumerate(row) if v is not None)}</row>'
        for n, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(sheets: tuple[str, ...]) -> bytes:
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(NAMES, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in (1, 2)
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{tabs}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        )
        for n, content in enumerate(sheets, start=1):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", content)
    return out.getvalue()


def answers(levels: Mapping[str, object], identity: Mapping[str, object]) -> bytes:
    """Return a sheet with these levels; a tuple has its own evidence and explanation as well."""
    names = shipped("permenpanrb-59-2020").rows()
    rows = (
        (int(n), names[n].short, *(said if isinstance(said, tuple) else with_texts(n, said)))
        for n, said in levels.items()
    )
    return workbook((sheet(tuple(identity.items())), sheet((HEADINGS, *rows))))


def with_texts(number: str, level: object) -> Row:
    return level, f"i{number}.pdf", f"Fakta: i{number}.pdf"


def write(
    path: Path,
    institution: str | None = "Pemerintah Kota Contoh",
    levels: Mapping[str, object] | None = None,
    **identity: object,
) -> Path:
    """Write a sheet: level 3 and once 4, but for the changes; labels with _ for blanks."""
    given = {str(n): 4 if n == 20 else 3 for n in range(1, 48)} if levels is None else levels
    said: dict[str, object] = {"Instansi": institution, "Tahun": 2024, "Tahap": "Hasil Evaluasi"}
    said |= {label.replace("_", " "): value for label, value in identity.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(answers(given, {k: v for k, v in said.items() if v is not None}))
    return path


def part(path: Path, agency: str, levels: Mapping[str, object], **identity: object) -> Path:
    """Write the sheet of an agency that was asked for just these indicators."""
    asked = ", ".join(levels)
    said = {"Perangkat_Daerah": agency, "Indikator": asked, **identity}
    return write(path, "Pemerintah Kota Contoh", levels, **said)
