"""The sheets around the answers: Petunjuk, how the file is filled in, Identitas and Kriteria.

Identitas says whose answers these are: what is known is printed and locked, what is not is left
open.  Kriteria says what every level demands; none of its headings may be one that the reader
takes for a number or a level, or a file whose Jawaban was renamed would have two tables.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from spbe_cli.answers import NONE_ASKED
from spbe_cli.findings import Choices
from spbe_cli.instrument import Capability, Indicator, Instrument
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import (
    BETWEEN,
    COLOURS,
    MISSING,
    WORDS,
    Layout,
    Line,
    add_notes,
    decimal_levels,
    index_scale,
    number_ranges,
    off_scale,
    reply_request,
    subject,
)
from spbe_cli.xlsx.styles import Page, Style

_PLEASE_DO_NOT: Final = (
    "menambah, menghapus, atau menggabungkan baris dan kolom;",
    "mengganti nama lembar Jawaban;",
    "memberi kata sandi pada berkas;",
    (
        "menempel sel dari berkas lain dengan Tempel biasa. Gunakan Tempel Nilai (Paste Values) "
        "supaya daftar pilihan tidak hilang."
    ),
)
_FILL_IN_CELLS: Final = (
    "Isi sel berwarna kuning muda saja. Sel lain terkunci supaya berkas dapat dibaca kembali."
)
_OTHER_CELLS: Final = (
    " Sel kuning muda boleh dilengkapi; sel lain terkunci supaya berkas dapat dibaca kembali."
)
_IDENTITY: Final = (
    "Lembar Identitas: lengkapi semua sel kuning muda, terutama nama pengisi dan tanggal."
)
_CRITERIA_PROMPT: Final = "Kriteria muncul singkat saat sel Tingkat dipilih. "
_CRITERIA: Final = (
    "Kriteria lengkap: klik nomor indikator di kolom No, "
    "lembar Kriteria terbuka pada indikator itu."
)
_EVIDENCE: Final = (
    "Kolom Bukti Dukung: tulis nama berkas atau tautan, dipisahkan titik koma, diawali nomor "
    "indikator. Contoh: indikator13a-RKA-2025.pdf; indikator13b-notula-konsultasi.pdf"
)
_EXPLANATION: Final = (
    "Kolom Penjelasan: tulis Fakta (apa dan di dokumen mana, pasal atau halaman berapa), lalu "
    "Analisis (kriteria mana yang dipenuhi). Contoh kalimat muncul saat sel dipilih."
)
_SUPPORT: Final = (
    "Baris yang Tingkatnya abu-abu: tingkat indikator itu diisi penanggung jawabnya. Tulis Bukti "
    "Dukung dan Penjelasan di baris itu bila ada; bila tidak ada, biarkan kosong."
)
_SAVE: Final = (
    "Simpan sebagai Excel (.xlsx), lalu kirim berkas ini. Jangan mengirim foto, PDF, atau "
    "tangkapan layar."
)


def write_guide(page: Page, layout: Layout) -> None:
    """Write the sheet Petunjuk."""
    page.sheet.hide_gridlines(2)
    page.sheet.set_column("A:A", 4)
    page.sheet.set_column("B:B", 96)
    _write_head(page, layout)
    row = _write_list(page, 6, "Cara mengisi", enumerate(_steps(layout), start=1))
    row = _write_list(page, row + 1, "Mohon jangan", (("-", t) for t in _PLEASE_DO_NOT))
    _write_list(page, row + 1, "Arti tingkat", (("", t) for t in _level_meanings(layout)))
    page.finish(landscape=False)


def _write_head(page: Page, layout: Layout) -> None:
    """Write what the file is, whose it is, what is asked, and when it goes back."""
    request = layout.request
    owners = filter(None, (request.agency, request.institution))
    head: tuple[tuple[str, tuple[Style, ...]], ...] = (
        (f"Berkas jawaban {subject(layout)}", (styles.TITLE, styles.sized(18))),
        (BETWEEN.join(owners), ()),
        (_coverage(layout), (styles.GREY,)),
        (reply_request(request), (styles.BOLD, styles.RED)),
    )
    for row, (text, looks) in enumerate(head, start=1):
        page.text(f"A{row}", text, *looks)


def _coverage(layout: Layout) -> str:
    """Name the instrument and the indicators asked for."""
    total = len(layout.instrument.required_rows())
    asked = f"{total} indikator"
    if not layout.asked():
        numbers = number_ranges(tuple(line.number for line in layout.blocks()))
        asked = f"bukti dukung untuk indikator {numbers}"
    elif len(layout.asked()) < total:
        asked = f"{len(layout.asked())} dari {asked}: {number_ranges(layout.asked())}"
    secondary = f"{BETWEEN}{WORDS.label('source.secondary')}" if layout.instrument.secondary else ""
    return f"{layout.instrument.title}{BETWEEN}{asked}{secondary}"


def _write_list(page: Page, row: int, title: str, items: Iterable[tuple[int | str, str]]) -> int:
    """Write a heading with its items under it; return the first free row."""
    page.text(f"A{row}", title, styles.BOLD, styles.sized(13))
    row += 1
    for mark, text in items:
        if mark:
            page.sheet.write(f"A{row}", mark, page.look({"align": "right"}))
        page.text(f"B{row}", text, styles.WRAPPED)
        row += 1
    return row


def _level_meanings(layout: Layout) -> Iterator[str]:
    groups: dict[tuple[str, ...], list[Capability]] = {}
    for line in layout.blocks():
        kind = line.indicator.capability
        alike = groups.setdefault(_level_names(kind), [])
        if kind not in alike:
            alike.append(kind)
    for names, kinds in groups.items():
        codes = tuple(i.code for i in layout.instrument.indicators() if i.capability in kinds)
        yield f"{_labels(kinds)} (indikator {number_ranges(codes)}): {', '.join(names)}"


def _level_names(kind: Capability) -> tuple[str, ...]:
    if not any(kind.level_names.values()):
        return (f"nama tingkat {MISSING}",)
    return tuple(f"{number} {name or MISSING}" for number, name in sorted(kind.level_names.items()))


def _labels(kinds: list[Capability]) -> str:
    """Join the labels of kinds of indicators, as one list: the first keeps its capital."""
    first, *others = (kind.label for kind in kinds)
    joined = ", ".join((first, *(label[0].lower() + label[1:] for label in others)))
    return joined.replace(" dan ", ", ") if others else joined


def _steps(layout: Layout) -> Iterator[str]:
    yield COLOURS + _OTHER_CELLS if layout.marks else _FILL_IN_CELLS
    yield _IDENTITY
    if layout.asked():
        yield from _levels_steps(layout)
    if layout.has_support():
        yield _SUPPORT
    yield _CRITERIA_PROMPT + _CRITERIA if layout.asked() else _CRITERIA
    yield _EVIDENCE
    yield _EXPLANATION
    yield from _extra_steps(layout)
    yield _check_step(layout)
    yield _SAVE


def _extra_steps(layout: Layout) -> Iterator[str]:
    shown = ", ".join(column.heading for column in layout.columns if not column.open)
    if shown:
        yield f"Kolom abu-abu di kanan Periksa ({shown}) hanya untuk dibaca: isian sebelumnya."
    for column in layout.columns:
        if column.open:
            yield f"Kolom {column.heading}: tulis alasan tingkat yang ditetapkan."


def _levels_steps(layout: Layout) -> Iterator[str]:
    """Yield how levels are filled in: which there are, and that a level includes those below."""
    instrument = layout.instrument
    low = instrument.lowest
    if instrument.decimals:
        yield f"Lembar Jawaban, kolom Tingkat: isi {decimal_levels(instrument)}."
    else:
        choices = WORDS.show(Choices(low, instrument.highest))
        yield (
            f"Lembar Jawaban, kolom Tingkat: pilih {choices} dari daftar di sel. Tidak ada "
            f"tingkat {off_scale(instrument)} dan tidak ada setengah tingkat (seperti 3,5). "
            'Tulis angkanya saja, bukan "3 (tiga)".'
        )
    if layout.letters.external:
        yield _external_step(layout)
    if instrument.decimals:
        yield _decimal_step(instrument)
    else:
        yield (
            "Tingkat berlaku berjenjang. Pilih tingkat tertinggi yang semua kriterianya "
            "terpenuhi, termasuk kriteria tingkat di bawahnya. Bila tingkat "
            f"{low + 2} baru terpenuhi sebagian, pilih {low + 1}. Bila belum ada sama sekali, "
            f"pilih {low}."
        )
    for indicator in (line.indicator for line in layout.blocks() if line.indicator.repeat > 1):
        yield (
            f"Indikator {indicator.code} dijawab 1 sampai {indicator.repeat} kali, satu baris "
            f"untuk setiap jawaban ({', '.join(indicator.rows())}). Baris pertama wajib; baris "
            "lain boleh dikosongkan."
        )


def _decimal_step(instrument: Instrument) -> str:
    """Say which scores belong to which level, and to which of two a bound belongs."""
    levels, lower = instrument.scale(), instrument.edge == "lower"
    starts = [instrument.begins.get(level, Fraction(level)) for level in levels]
    ranges = []
    for level, (start, end) in zip(levels, pairwise([*starts, Fraction(levels[-1])]), strict=True):
        above = "di atas " if lower and level > levels[0] else ""
        below = "" if lower or level == levels[-1] else "di bawah "
        between = f"{above}{WORDS.show(start)} sampai {below}{WORDS.show(end)}"
        ranges.append(f"tingkat {level}: {between}")
    return f"Rentang nilai: {'; '.join(ranges)}."


def _external_step(layout: Layout) -> str:
    asked = [line.indicator for line in layout.blocks() if line.indicator.external]
    numbers = number_ranges(tuple(indicator.code for indicator in asked))
    indices = {i.external.name: i.external for i in asked if i.external}.values()
    scales = ", ".join(f"{i.name} ({i.authority}) {index_scale(i)}" for i in indices)
    return (
        f"Kolom Indeks Asal (indikator {numbers}): tulis nilai dari instansi penerbit apa adanya "
        f"dan kosongkan Tingkat; nilainya dikonversi saat indeks dihitung. Skalanya: {scales}. "
        "Bila nilainya belum terbit, isi Tingkat."
    )


def _check_step(layout: Layout) -> str:
    if any(column.open for column in layout.columns):
        return (
            "Kolom Periksa terisi sendiri. Tingkat yang dibiarkan kosong berarti tidak berubah "
            "dari tahap sebelumnya."
        )
    words = "Lengkap atau Boleh dikosongkan" if layout.has_optional_rows() else "Lengkap"
    return (
        f"Kolom Periksa terisi sendiri. Berkas siap dikirim bila semua baris bertuliskan {words}; "
        "jumlahnya tertulis di atas tabel."
    )


STAGES: Final = (
    "Penilaian Mandiri",
    "Penilaian Dokumen",
    "Penilaian Interviu",
    "Penilaian Visitasi",
    "Hasil Pemantauan",
    "Hasil Evaluasi",
)
"""The values of Tahap."""

_KNOWN: Final = "Terisi; jangan diubah."
_CORRECT: Final = "Perbaiki di sini."
_YEAR: Final = "Tahun penilaian."
_EVIDENCE_ONLY: Final = "Tingkat tidak diminta; cukup bukti dukung dan penjelasan."
_DIGITS_OF_A_YEAR: Final = 4
_STAGE_LIST: Final[dict[str, object]] = {
    "validate": "list",
    "source": list(STAGES),
    "error_title": "Tahap",
    "error_message": "Pilih salah satu tahap dari daftar.",
}
_CRITERIA_COLUMNS: Final = (
    ("Indikator dan uraian tingkat", 30),
    ("Kriteria", 80),
    ("Bukti yang lazim", 46),
)
_BLOCKS_ON_A_PAGE: Final = 4


class _Entry(NamedTuple):
    """One label with its value, a note for either case, and the look of its cell."""

    label: str
    value: str | None
    known: str
    open: str
    look: Style = styles.AS_TEXT


def _entries(layout: Layout) -> list[_Entry]:
    request = layout.request
    owner = "dari perangkat daerah ini" if request.agency else "dalam berkas ini"
    scope = f"Indikator yang diminta {owner}." if layout.asked() else _EVIDENCE_ONLY
    asked = number_ranges(layout.asked()) or NONE_ASKED
    agency = "Boleh dikosongkan bila berkas ini untuk seluruh instansi."
    date = "Tanggal selesai diisi, misalnya 10/06/2025."
    contact = "Nomor WhatsApp pengisi, untuk pertanyaan (boleh dikosongkan)."
    entries = [
        _Entry("Instansi", request.institution, _KNOWN, "Nama instansi."),
        _Entry("Perangkat Daerah", request.agency, _KNOWN, agency),
        _Entry("Tahun", request.year, _YEAR, _YEAR, {}),
        _Entry("Tahap", request.stage, _KNOWN, "Pilih dari daftar di sel."),
        _Entry("Instrumen", layout.instrument.id, _KNOWN, ""),
        _Entry("Indikator", asked, scope, ""),
        _Entry("Pengisi", None, "", "Nama dan jabatan pengisi."),
        _Entry("Tanggal", None, "", date, styles.AS_DATE),
        _Entry("Kontak", None, "", contact),
    ]
    if request.correction:
        entries.append(_Entry("Perbaikan", f"ke-{request.correction}", _KNOWN, ""))
    return entries


def write_identity(page: Page, layout: Layout) -> None:
    """Write the sheet Identitas."""
    for column, width in enumerate((22, 52, 60)):
        page.sheet.set_column(column, column, width)
    rows = _entries(layout)
    for row, entry in enumerate(rows, start=1):
        _write_entry(page, layout, row, entry)
        if entry.label == "Tahap" and not entry.value:
            page.sheet.data_validation(f"B{row}", _STAGE_LIST)
    page.sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(rows)}"})
    add_notes(page, layout, "Identitas")
    page.finish()


def _write_entry(page: Page, layout: Layout, row: int, entry: _Entry) -> None:
    base = styles.LOCKED if entry.value else styles.INPUT
    mark = layout.highlight("Identitas", f"B{row}")
    look = page.look(base, styles.WRAPPED, entry.look, mark)
    value = layout.typed.get(entry.label.lower()) or entry.value or ""
    number = entry.label == "Tahun" and is_year(value)
    page.text(f"A{row}", entry.label, styles.BOLD, styles.BORDERED)
    page.write(f"B{row}", int(value) if number else value, look)
    note = _CORRECT if mark and entry.value else entry.known if entry.value else entry.open
    page.text(f"C{row}", note, styles.GREY, styles.ITALIC, styles.WRAPPED)


def is_year(text: str) -> bool:
    """Tell whether a text is a year in plain digits."""
    return text.isascii() and text.isdigit() and len(text) == _DIGITS_OF_A_YEAR


def write_criteria(page: Page, layout: Layout) -> None:
    """Write the sheet Kriteria."""
    page.headings(1, _CRITERIA_COLUMNS)
    blocks = layout.blocks()
    for line in blocks:
        _write_block(page, line)
    page.sheet.freeze_panes(1, 0)
    page.sheet.repeat_rows(0)
    page_starts = blocks[_BLOCKS_ON_A_PAGE::_BLOCKS_ON_A_PAGE]
    page.sheet.set_h_pagebreaks([line.block - 1 for line in page_starts])
    page.finish()


def _write_block(page: Page, line: Line) -> None:
    """Write one indicator: its official name, its levels, typical evidence."""
    indicator, row, tint = line.indicator, line.block, line.shade.tinted()
    title = f"{indicator.code}  {indicator.short}"
    page.text(f"A{row}", title, tint, styles.BOLD, styles.WRAPPED)
    page.text(f"B{row}", _official(indicator), tint, styles.ITALIC, styles.WRAPPED)
    back = page.look(tint, styles.LINK, styles.CENTRED)
    page.sheet.write_url(f"C{row}", f"internal:Jawaban!E{line.row}", back, "kembali ke Jawaban")
    for at, level in enumerate(indicator.levels, start=row + 1):
        name = f"{level.number}  {level.name or f'({MISSING})'}"
        page.text(f"A{at}", name, styles.BORDERED, styles.BOLD, styles.WRAPPED)
        page.text(f"B{at}", level.criterion or MISSING, styles.BORDERED, styles.WRAPPED)
    _write_evidence(page, row + 1, indicator)


def _write_evidence(page: Page, first: int, indicator: Indicator) -> None:
    """Write what is asked for at each level beside it, otherwise one text for all of them."""
    look = page.look(styles.BORDERED, styles.WRAPPED)
    if any(level.evidence for level in indicator.levels):
        for row, level in enumerate(indicator.levels, start=first):
            page.write(f"C{row}", indicator.evidence_at(level.number) or MISSING, look)
        return
    page.sheet.merge_range(f"C{first}:C{first + len(indicator.levels) - 1}", "", look)
    page.write(f"C{first}", indicator.evidence or MISSING, look)


def _official(indicator: Indicator) -> str:
    """Return the official name with the weight and the page of the regulation."""
    source = re.split(";| \\(", indicator.source)[0].replace(", Lampiran h.", " h.")
    return f"{indicator.name} (bobot {WORDS.number(indicator.weight)}%, {source})"
