"""The sheet Petunjuk: how the file is filled in, on one page."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count, pairwise
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.findings import Choices
from spbe_cli.instrument import Capability, Indicator, Instrument
from spbe_cli.workbook.styles import (
    BOLD,
    GREY,
    RED,
    TITLE,
    WRAPPED,
    Style,
    print_on_a4,
    protect,
    sized,
    style,
)
from spbe_cli.workbook.template_layout import Layout, number_ranges
from spbe_cli.workbook.template_prompts import (
    BETWEEN,
    decimal_levels,
    index_scale,
    off_scale,
)
from spbe_cli.workbook.template_text import (
    COLOURS,
    MISSING,
    WORDS,
    reply_request,
    subject,
    write_text,
)

FILL_IN_CELLS: Final = (
    "Isi sel berwarna kuning muda saja. Sel lain terkunci supaya berkas dapat dibaca kembali."
)
OTHER_CELLS: Final = (
    " Sel kuning muda boleh dilengkapi; sel lain terkunci supaya berkas dapat dibaca kembali."
)
IDENTITY: Final = (
    "Lembar Identitas: lengkapi semua sel kuning muda, terutama nama pengisi dan tanggal."
)
CRITERIA_PROMPT: Final = "Kriteria muncul singkat saat sel Tingkat dipilih. "
CRITERIA: Final = (
    "Kriteria lengkap: klik nomor indikator di kolom No, "
    "lembar Kriteria terbuka pada indikator itu."
)
EVIDENCE: Final = (
    "Kolom Bukti Dukung: tulis nama berkas atau tautan, dipisahkan titik koma, diawali nomor "
    "indikator. Contoh: indikator13a-RKA-2025.pdf; indikator13b-notula-konsultasi.pdf"
)
EXPLANATION: Final = (
    "Kolom Penjelasan: tulis Fakta (apa dan di dokumen mana, pasal atau halaman berapa), lalu "
    "Analisis (kriteria mana yang dipenuhi). Contoh kalimat muncul saat sel dipilih."
)
SUPPORT: Final = (
    "Baris yang Tingkatnya abu-abu: tingkat indikator itu diisi penanggung jawabnya. Tulis Bukti "
    "Dukung dan Penjelasan di baris itu bila ada; bila tidak ada, biarkan kosong."
)
SAVE: Final = (
    "Simpan sebagai Excel (.xlsx), lalu kirim berkas ini. Jangan mengirim foto, PDF, atau "
    "tangkapan layar."
)
PLEASE_DO_NOT: Final = (
    "menambah, menghapus, atau menggabungkan baris dan kolom;",
    "mengganti nama lembar Jawaban;",
    "memberi kata sandi pada berkas;",
    (
        "menempel sel dari berkas lain dengan Tempel biasa. Gunakan Tempel Nilai (Paste Values) "
        "supaya daftar pilihan tidak hilang."
    ),
)


def write_guide(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write the sheet Petunjuk."""
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 4)
    sheet.set_column("B:B", 96)
    write_head(book, sheet, layout)
    row = write_list(book, sheet, 6, "Cara mengisi", numbered(steps(layout)))
    row = write_list(book, sheet, row + 1, "Mohon jangan", (("-", t) for t in PLEASE_DO_NOT))
    write_list(book, sheet, row + 1, "Arti tingkat", (("", t) for t in level_meanings(layout)))
    print_on_a4(sheet, landscape=False)
    protect(sheet)


def write_head(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write what the file is, whose it is, what is asked, and when it goes back."""
    request = layout.request
    owners = filter(None, (request.agency, request.institution))
    head: tuple[tuple[str, tuple[Style, ...]], ...] = (
        (f"Berkas jawaban {subject(layout)}", (TITLE, sized(18))),
        (BETWEEN.join(owners), ()),
        (coverage(layout), (GREY,)),
        (reply_request(request), (BOLD, RED)),
    )
    for row, (text, looks) in enumerate(head, start=1):
        write_text(sheet, f"A{row}", text, style(book, *looks))


def coverage(layout: Layout) -> str:
    """Name the instrument and the indicators asked for."""
    total = len(layout.instrument.required_rows())
    asked = f"{total} indikator"
    if not layout.asked():
        numbers = number_ranges(tuple(line.number for line in layout.blocks()))
        asked = f"bukti dukung untuk indikator {numbers}"
    elif layout.is_partial():
        asked = f"{len(layout.asked())} dari {asked}: {number_ranges(layout.asked())}"
    secondary = f"{BETWEEN}{WORDS.label('source.secondary')}" if layout.instrument.secondary else ""
    return f"{layout.instrument.title}{BETWEEN}{asked}{secondary}"


def write_list(
    book: Workbook, sheet: Worksheet, row: int, title: str, items: Iterator[tuple[int | str, str]]
) -> int:
    """Write a heading with its items under it; return the first free row."""
    write_text(sheet, f"A{row}", title, style(book, BOLD, sized(13)))
    mark_style, text_style = style(book, {"align": "right"}), style(book, WRAPPED)
    row += 1
    for mark, text in items:
        if mark:
            sheet.write(f"A{row}", mark, mark_style)
        write_text(sheet, f"B{row}", text, text_style)
        row += 1
    return row


def numbered(texts: Iterator[str]) -> Iterator[tuple[int | str, str]]:
    """Put a number before each text."""
    return zip(count(1), texts, strict=False)


def steps(layout: Layout) -> Iterator[str]:
    """Yield the steps of filling in the file."""
    yield COLOURS + OTHER_CELLS if layout.marks else FILL_IN_CELLS
    yield IDENTITY
    if layout.asked():
        yield from levels_steps(layout)
    if layout.has_support():
        yield SUPPORT
    yield CRITERIA_PROMPT + CRITERIA if layout.asked() else CRITERIA
    yield EVIDENCE
    yield EXPLANATION
    yield from extra_steps(layout)
    yield check_step(layout)
    yield SAVE


def extra_steps(layout: Layout) -> Iterator[str]:
    """Yield what the columns to the right of Periksa are for."""
    shown = ", ".join(column.heading for column in layout.columns if not column.open)
    if shown:
        yield f"Kolom abu-abu di kanan Periksa ({shown}) hanya untuk dibaca: isian sebelumnya."
    for column in layout.columns:
        if column.open:
            yield f"Kolom {column.heading}: tulis alasan tingkat yang ditetapkan."


def levels_steps(layout: Layout) -> Iterator[str]:
    """Yield how levels are filled in."""
    yield levels_step(layout.instrument)
    if layout.letters.external:
        yield external_step(layout)
    yield cumulative_step(layout.instrument)
    yield from (
        repeat_step(line.indicator) for line in layout.blocks() if line.indicator.repeat > 1
    )


def levels_step(instrument: Instrument) -> str:
    """Say which levels can be chosen."""
    if instrument.decimals:
        return f"Lembar Jawaban, kolom Tingkat: isi {decimal_levels(instrument)}."
    choices = WORDS.show(Choices(instrument.lowest, instrument.highest))
    return (
        f"Lembar Jawaban, kolom Tingkat: pilih {choices} dari daftar di sel. "
        f"Tidak ada tingkat {off_scale(instrument)} dan tidak ada setengah tingkat (seperti 3,5). "
        'Tulis angkanya saja, bukan "3 (tiga)".'
    )


def cumulative_step(instrument: Instrument) -> str:
    """Say that a level includes those below it."""
    low = instrument.lowest
    if instrument.decimals:
        return decimal_step(instrument)
    return (
        "Tingkat berlaku berjenjang. Pilih tingkat tertinggi yang semua kriterianya terpenuhi, "
        f"termasuk kriteria tingkat di bawahnya. Bila tingkat {low + 2} baru terpenuhi sebagian, "
        f"pilih {low + 1}. Bila belum ada sama sekali, pilih {low}."
    )


def decimal_step(instrument: Instrument) -> str:
    """Say which scores belong to which level."""
    levels = instrument.scale()
    starts = [instrument.begins.get(level, Fraction(level)) for level in levels]
    ranges = [
        f"tingkat {level}: {WORDS.show(start)} sampai di bawah {WORDS.show(end)}"
        for level, (start, end) in zip(levels, pairwise(starts), strict=False)
    ]
    last = f"tingkat {levels[-1]}: {WORDS.show(starts[-1])} sampai {instrument.highest}"
    return f"Rentang nilai: {'; '.join(ranges)}; {last}."


def external_step(layout: Layout) -> str:
    """Say where the index of another agency goes."""
    asked = [line.indicator for line in layout.blocks() if line.indicator.external]
    numbers = number_ranges(tuple(indicator.code for indicator in asked))
    indices = {i.external.name: i.external for i in asked if i.external}.values()
    scales = ", ".join(f"{i.name} ({i.authority}) {index_scale(i)}" for i in indices)
    return (
        f"Kolom Indeks Asal (indikator {numbers}): tulis nilai dari instansi penerbit apa adanya "
        f"dan kosongkan Tingkat; nilainya dikonversi saat indeks dihitung. Skalanya: {scales}. "
        "Bila nilainya belum terbit, isi Tingkat."
    )


def repeat_step(indicator: Indicator) -> str:
    """Say how an indicator with several rows is answered."""
    rows = ", ".join(indicator.rows())
    return (
        f"Indikator {indicator.code} dijawab 1 sampai {indicator.repeat} kali, satu baris untuk "
        f"setiap jawaban ({rows}). Baris pertama wajib; baris lain boleh dikosongkan."
    )


def check_step(layout: Layout) -> str:
    """Say when the file is ready."""
    words = "Lengkap atau Boleh dikosongkan" if layout.has_optional_rows() else "Lengkap"
    return (
        f"Kolom Periksa terisi sendiri. Berkas siap dikirim bila semua baris bertuliskan {words}; "
        "jumlahnya tertulis di atas tabel."
    )


def level_meanings(layout: Layout) -> Iterator[str]:
    """Yield the names of the levels, once for all kinds of indicators that share them."""
    groups: dict[tuple[str, ...], list[Capability]] = {}
    for line in layout.blocks():
        kind = line.indicator.capability
        alike = groups.setdefault(level_names(kind), [])
        if kind not in alike:
            alike.append(kind)
    for names, kinds in groups.items():
        codes = tuple(i.code for i in layout.instrument.indicators() if i.capability in kinds)
        yield f"{labels(kinds)} (indikator {number_ranges(codes)}): {', '.join(names)}"


def level_names(kind: Capability) -> tuple[str, ...]:
    """Return the levels with their names."""
    if not any(kind.level_names.values()):
        return (f"nama tingkat {MISSING}",)
    return tuple(f"{number} {name or MISSING}" for number, name in sorted(kind.level_names.items()))


def labels(kinds: list[Capability]) -> str:
    """Join the labels of kinds of indicators, as one list: the first keeps its capital."""
    first, *others = (kind.label for kind in kinds)
    joined = ", ".join((first, *(label[0].lower() + label[1:] for label in others)))
    return joined.replace(" dan ", ", ") if others else joined
