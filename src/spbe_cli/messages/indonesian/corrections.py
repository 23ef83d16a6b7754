"""Sentences that are told otherwise in a correction file, in Indonesian.

That file is a fresh one with the answers copied into it: rows of the file received are not
its rows, nothing in it is hidden, merged or out of order, and only the answers are unlocked.
"""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A102": {
        "": (
            "nomor indikator {found} di baris {row} berkas yang dikirim tidak ada dalam {instrument} ({range})",
            "salin isiannya ke baris indikator yang dimaksud bila masih diperlukan",
        ),
    },
    "A103": {
        "": (
            "dijawab dua kali di berkas yang dikirim, dengan tingkat {level1} dan tingkat {level2}",
            "isi satu tingkat, lalu periksa bukti dukung dan penjelasannya, yang sudah digabung",
        ),
        "many": (
            "dijawab {count} kali di berkas yang dikirim, dengan tingkat {levels}",
            "isi satu tingkat, lalu periksa bukti dukung dan penjelasannya, yang sudah digabung",
        ),
    },
    "A108": {
        "": (
            "rumus {found} belum pernah dihitung sehingga tidak ada nilainya",
            "ganti rumus dengan angka {choices}",
        ),
    },
    "A111": {
        "": (
            "tidak ada baris untuk {count} indikator di berkas yang dikirim: {numbers}",
            "isi barisnya di berkas ini",
        ),
    },
    "A113": {
        "": (
            "baris {row} di berkas yang dikirim berisi tingkat {found} tanpa nomor indikator",
            "salin isiannya ke baris indikator yang dimaksud",
        ),
    },
    "A114": {
        "": (
            "satu tingkat di sel gabungan menutupi indikator {numbers} di berkas yang dikirim",
            "isi tingkat setiap indikator",
        ),
    },
    "A115": {
        "": (
            "isian ini bernomor {number} tetapi bernama {found} (indikator {other})",
            "pastikan indikator mana yang dimaksud, lalu isi tingkatnya di baris indikator itu",
        ),
    },
    "A116": {
        "": (
            "nomor indikator di {cell} berkas yang dikirim berisi {found}",
            "salin isiannya ke baris indikator yang dimaksud",
        ),
        "date": (
            "nomor indikator di {cell} berkas yang dikirim berubah menjadi tanggal {found} oleh Excel",
            "salin isiannya ke baris indikator yang dimaksud",
        ),
    },
    "A117": {
        "": (
            "indikator {number} dijawab {count} kali, paling banyak {maximum}, sehingga isian ini tidak disalin",
            "periksa jawaban mana yang dipakai",
        ),
        "gap": (
            "baris {found} terisi, sedangkan baris {missing} belum",
            "pindahkan isian baris {found} ke baris {missing}",
        ),
    },
    "A127": {
        "": (
            "pilihan di {cell} berkas yang dikirim bernilai {found}, seharusnya 1-6",
            "isi {choices}",
        ),
    },
    "A128": {
        "": (
            "lembar {sheet} tidak ada di berkas yang dikirim",
            "isi tingkat, bukti dukung, dan penjelasannya",
        ),
    },
    "A129": {
        "": (
            "bobot di {cell} berkas yang dikirim bernilai {found}, pada berkas asli {expected}",
            "pakai berkas ini",
        ),
        "indicator": (
            "bobot lembar {sheet} di berkas yang dikirim bernilai {found}, pada berkas asli {expected}",
            "pakai berkas ini",
        ),
    },
    "A201": {
        "column": (
            "{count} indikator di atas tingkat terendah belum disertai bukti dukung: {numbers}",
            "tulis nama berkas atau tautan buktinya, atau turunkan tingkatnya",
        ),
    },
    "A204": {
        "": (
            "baris indikator {numbers} disembunyikan di berkas yang dikirim tetapi isinya dihitung",
            "periksa isiannya",
        ),
        "columns": (
            "kolom {headings} disembunyikan di berkas yang dikirim tetapi isinya dihitung",
            "periksa isiannya di berkas ini",
        ),
    },
    "A206": {
        "": (
            "tahun {year} di luar masa berlaku {instrument} ({since}-{until})",
            "periksa tahun di lembar Identitas",
        ),
        "open": (
            "tahun {year} di luar masa berlaku {instrument} (mulai {since})",
            "periksa tahun di lembar Identitas",
        ),
    },
    "A208": {
        "absent": (
            "lembar Identitas tidak ada di berkas yang dikirim",
            "isi lembar Identitas di berkas ini",
        ),
    },
    "A212": {
        "": (
            "berkas yang dikirim memuat makro, yang tidak dijalankan dan tidak disalin",
            "pakai berkas ini",
        ),
    },
    "A215": {
        "": (
            "tingkat pada {count} indikator berasal dari rumus dan disalin sebagai angka: {numbers}",
            "periksa angkanya",
        ),
    },
    "A217": {
        "": (
            "isian di {cell} berkas yang dikirim berada di luar tabel jawaban sehingga tidak disalin",
            "salin ke baris indikatornya bila perlu",
        ),
    },
    "A218": {
        "": (
            "tingkat {level} tanpa penjelasan dan bukti dukung, mungkin belum dipilih",
            "periksa tingkatnya, atau tulis penjelasannya",
        ),
    },
}
