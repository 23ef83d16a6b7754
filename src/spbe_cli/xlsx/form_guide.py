"""The sheet Petunjuk: how the file is filled in, on one page."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from spbe_cli.findings import Choices
from spbe_cli.instrument import Capability, Instrument
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import Layout, number_ranges
from spbe_cli.xlsx.form_texts import (
    BETWEEN,
    COLOURS,
    MISSING,
    WORDS,
    decimal_levels,
    index_scale,
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
