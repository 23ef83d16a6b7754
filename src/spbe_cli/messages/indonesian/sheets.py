"""A120-A130: the table, the sheets and the instrument of an answer file, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A120": {
        "": (
            "tidak ada tabel jawaban: tidak ada baris yang memuat judul kolom nomor (No, Nomor) dan tingkat (Tingkat, Level, Nilai)",
            "pakai berkas dari spbe template",
        ),
        "near_miss": (
            "tidak ada tabel jawaban: di lembar {sheet} ada {headings}, tetapi tidak ada kolom tingkat (Tingkat, Level, Nilai)",
            "tulis judul kolom Tingkat, atau pakai berkas dari spbe template",
        ),
    },
    "A121": {
        "": (
            "ada {count} lembar yang mungkin berisi jawaban: {sheets}",
            "namai yang benar Jawaban, atau hapus yang lain",
        ),
    },
    "A122": {
        "": (
            "ada {count} kolom tingkat di lembar {sheet}: {headings}",
            'ubah judul kolom yang tidak dipakai, misalnya menjadi "Tahun lalu"',
        ),
    },
    "A123": {"": ("tabel di lembar {sheet} hanya berisi judul kolom", "isi baris di bawahnya")},
    "A124": {
        "": (
            "lembar {sheet} disembunyikan sehingga tidak dibaca",
            "tampilkan lembarnya (klik kanan nama lembar, Unhide), lalu simpan",
        ),
    },
    "A125": {
        "": (
            "instrumen {found} di {cell} tidak dikenal",
            "perbaiki selnya, atau sebut instrumennya dengan -i (daftarnya: spbe instruments)",
        ),
        "suggestion": (
            "instrumen {found} di {cell} tidak dikenal",
            "tulis {suggestion} bila itu maksudnya, atau sebut instrumennya dengan -i (daftarnya: spbe instruments)",
        ),
    },
    "A126": {
        "": ("ini laporan yang dibuat spbe, bukan berkas jawaban", "pakai berkas jawabannya"),
        "origin": (
            "ini laporan yang dibuat spbe, bukan berkas jawaban",
            "pakai berkas jawabannya ({origin})",
        ),
    },
    "A127": {
        "": (
            "{i}pilihan di {cell} bernilai {found}, seharusnya 1-6",
            "buka lembar Indikator {number}, lalu pilih lagi",
        ),
    },
    "A128": {"": ("lembar {sheet} tidak ada", "pakai berkas asli Kementerian PANRB")},
    "A129": {
        "": (
            "bobot di {cell} bernilai {found}, pada berkas asli {expected}",
            "pakai berkas asli Kementerian PANRB",
        ),
        "indicator": (
            "bobot lembar {sheet} di {cell} bernilai {found}, pada berkas asli {expected}",
            "pakai berkas asli Kementerian PANRB",
        ),
    },
    "A130": {
        "": (
            "nomor indikator yang diminta di {cell} tidak terbaca: {found}",
            "tulis nomor dan rentang, misalnya 13, 32-34, 40",
        ),
        "unknown": (
            "nomor indikator yang diminta di {cell} tidak ada dalam {instrument} ({range}): {numbers}",
            "perbaiki nomornya",
        ),
    },
}
