"""Makes the folder of the walk-through in docs/panduan.md, to play it through.

    python examples/make_evening.py latihan

The levels are those that the ministry published of Bandar Lampung in 2024.  Who answers what
follows the practice of Denpasar (`penugasan.yaml`).  The evidence, the dates and the mistakes
of the first round are invented.

- `masuk/`: what the agencies sent first; one has not answered, three have made mistakes.
- `susulan/`: what came after the reminder.
- `bukti/`: the files of evidence; one is missing, one belongs to nobody.
"""

# ruff: noqa: INP001  a script, not a package

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import copy
from typing import Final

import yaml
from openpyxl import load_workbook

from spbe_cli.answers import Agency
from spbe_cli.cli.files import slug
from spbe_cli.files.assignments import load_assignment
from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

HERE: Final = Path(__file__).parent
ASSIGNMENT: Final = "penugasan.yaml"
LAST_YEAR: Final = "bandar-lampung-2022.xlsx"
PEMDI: Final = "aceh-tengah-2026.xlsx"
THIS_YEAR: Final = "bandar-lampung-2024"
FIRST, SECOND = datetime(2024, 6, 10), datetime(2024, 6, 13)  # noqa: DTZ001  Excel knows no zones
FIRST_ROW: Final = 5


@dataclass(frozen=True)
class Mistakes:
    """What an agency did wrong at first: levels, and evidence that it left out."""

    levels: Mapping[str, object] = field(default_factory=dict)
    without_evidence: frozenset[str] = frozenset()


NOT_SENT: Final = "Dinas Tenaga Kerja"
ROUND_ONE: Final = {
    "Bappeda": Mistakes({"13": 2.5, "40": None}),
    "BKPSDM": Mistakes({"36": datetime(2024, 5, 4)}),  # noqa: DTZ001
    "BPKAD": Mistakes(without_evidence=frozenset({"34"})),
}
NOBODYS: Final = "scan0012.pdf"
FORGOTTEN: Final = "44"


def make(folder: Path) -> None:
    """Write everything that the walk-through begins with."""
    for name in ("masuk", "susulan", "bukti"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in (ASSIGNMENT, LAST_YEAR, PEMDI):
        copy(HERE / name, folder)
    for agency in agencies():
        name = slug(agency.name)
        mistakes = ROUND_ONE.get(agency.name)
        if agency.name != NOT_SENT:
            sheet = answered(agency, FIRST, mistakes or Mistakes())
            (folder / "masuk" / f"jawaban-{name}.xlsx").write_bytes(sheet)
        if agency.name == NOT_SENT or mistakes:
            prefix = "perbaikan" if mistakes and mistakes.levels else "jawaban"
            sheet = answered(agency, SECOND, Mistakes())
            (folder / "susulan" / f"{prefix}-{name}.xlsx").write_bytes(sheet)
    for file in evidence():
        (folder / "bukti" / file).write_text("bukti rekaan", encoding="utf-8")


def agencies() -> tuple[Agency, ...]:
    """Return who answers."""
    loaded = load_assignment(HERE / ASSIGNMENT)
    return loaded.assignment.agencies if loaded.assignment else ()


def levels() -> dict[str, int]:
    """Return the published levels."""
    text = (HERE / "cases" / "official.yaml").read_text(encoding="utf-8")
    cases = {case["id"]: case for case in yaml.safe_load(text)["cases"]}
    found: dict[str, int] = cases[THIS_YEAR]["levels"]
    return found


def evidence() -> Iterator[str]:
    """Yield the names of the files that have come with the first sheets."""
    yield NOBODYS
    for agency in agencies():
        left_out = ROUND_ONE.get(agency.name, Mistakes()).without_evidence | {FORGOTTEN}
        if agency.name != NOT_SENT:
            yield from (file_of(code) for code in agency.owns if code not in left_out)


def file_of(code: str) -> str:
    """Return the name of the evidence of an indicator."""
    return f"indikator{code}a.pdf"


def answered(agency: Agency, day: datetime, mistakes: Mistakes) -> bytes:
    """Return the sheet of an agency as it comes back."""
    given = levels()
    prefilled = {code: Prefill() for code in agency.supports}
    for code in agency.owns:
        name = "" if code in mistakes.without_evidence else file_of(code)
        prefilled[code] = Prefill(given[code], name, "Fakta: lihat bukti. Analisis: sesuai.")
    request = TemplateRequest(
        "Pemerintah Kota Bandar Lampung",
        agency.printed,
        "2024",
        "Penilaian Mandiri",
        "13 Juni 2024",
        only=agency.owns,
    )
    written = answer_file(lay_out(shipped("permenpanrb-59-2020"), request, prefilled))
    return by_hand(written, day, mistakes)


def by_hand(written: bytes, day: datetime, mistakes: Mistakes) -> bytes:
    """Return a file after a clerk has dated it, and has made mistakes."""
    book = load_workbook(BytesIO(written))
    for row in book["Identitas"].iter_rows():
        if row[0].value == "Tanggal":
            row[1].value = day
    for row in book["Jawaban"].iter_rows(min_row=FIRST_ROW):
        code = str(row[0].value)
        if code in mistakes.levels:
            row[4].value = mistakes.levels[code]
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def what_was_made(folder: Path) -> str:
    """Say what lies in the folder now, and how the walk-through begins."""
    counts = {name: len(list((folder / name).iterdir())) for name in ("masuk", "susulan", "bukti")}
    lines = (
        (ASSIGNMENT, f"siapa menjawab indikator mana, {len(agencies())} perangkat daerah"),
        (LAST_YEAR, "isian sebelumnya"),
        ("masuk/", f"{counts['masuk']} berkas jawaban yang datang lebih dulu"),
        ("susulan/", f"{counts['susulan']} berkas jawaban sesudah diingatkan"),
        ("bukti/", f"{counts['bukti']} berkas bukti rekaan"),
        (PEMDI, "butir bukti yang sudah dinilai, 2026"),
    )
    widest = max(len(name) for name, _ in lines)
    made = "".join(f"  {name.ljust(widest)}  {text}\n" for name, text in lines)
    return (
        f"Dibuat di folder {folder}:\n{made}"
        f"Mulailah di folder itu: cd {folder}, lalu spbe batch masuk --assign {ASSIGNMENT}\n"
    )


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "latihan")
    make(target)
    sys.stdout.write(what_was_made(target))
