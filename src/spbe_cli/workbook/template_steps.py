"""The steps by which an answer file is filled in, as the sheet Petunjuk numbers them."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from spbe_cli.findings import Choices
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.xlsx.form_layout import Layout, number_ranges
from spbe_cli.xlsx.form_texts import (
    decimal_levels,
    index_scale,
    off_scale,
)
from spbe_cli.xlsx.form_texts import (
    COLOURS,
    WORDS,
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
    bounds = [*starts, Fraction(instrument.highest)]
    ranges = [
        f"tingkat {level}: {range_text(instrument, level, start, end)}"
        for level, (start, end) in zip(levels, pairwise(bounds), strict=True)
    ]
    return f"Rentang nilai: {'; '.join(ranges)}."


def range_text(instrument: Instrument, level: int, start: Fraction, end: Fraction) -> str:
    """Say which scores lie in a level, and to which one its bounds belong."""
    lower = instrument.edge == "lower"
    above = "di atas " if lower and level > instrument.lowest else ""
    below = "" if lower or level == instrument.highest else "di bawah "
    return f"{above}{WORDS.show(start)} sampai {below}{WORDS.show(end)}"


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
