"""A201-A218: what deserves a second look in an answer file, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A201": {
        "": (
            "{i}tingkat {level} belum disertai bukti dukung",
            "tulis nama berkas atau tautan buktinya, atau turunkan tingkatnya",
        ),
        "error": (
            "{i}tingkat {level} belum disertai bukti dukung: selnya berisi tanda galat Excel {found}",
            "tulis nama berkas atau tautan buktinya, atau turunkan tingkatnya",
        ),
        "formula": (
            "{i}tingkat {level} belum disertai bukti dukung: rumus {found} belum pernah dihitung",
            "buka dan simpan berkas di Excel, atau tulis nama berkas atau tautan buktinya",
        ),
        "column": (
            "tabel tidak punya kolom Bukti Dukung untuk {count} indikator di atas tingkat terendah: {numbers}",
            "tambahkan kolomnya, lalu tulis nama berkas atau tautan buktinya",
        ),
    },
    "A202": {
        "": (
            "{i}bukti dukung hanya bertuliskan {found}",
            "tulis nama berkas atau tautannya",
        ),
    },
    "A203": {
        "": (
            "penjelasan belum ada pada {count} indikator: {numbers}",
            "tulis Fakta lalu Analisis, karena aplikasi Kementerian PANRB memintanya",
        ),
    },
    "A204": {
        "": (
            "baris {rows} disembunyikan tetapi isinya dihitung",
            "tampilkan dan periksa, atau hapus",
        ),
        "columns": (
            "kolom {headings} disembunyikan tetapi isinya dihitung",
            "tampilkan dan periksa, atau hapus",
        ),
    },
    "A205": {
        "": (
            "indeks persis {exact} berada di {predicate1}, sedangkan yang dibulatkan {rounded} tampak sebagai {predicate2}",
            "laporkan {predicate1} beserta nilai persisnya, karena aturan tertulisnya tidak ada",
        ),
    },
    "A206": {
        "": (
            "tahun {year} di luar masa berlaku {instrument} ({since}-{until})",
            "periksa tahun di Identitas, atau pakai -i {replacement}",
        ),
        "alone": (
            "tahun {year} di luar masa berlaku {instrument} ({since}-{until})",
            "periksa tahun di Identitas",
        ),
        "open": (
            "tahun {year} di luar masa berlaku {instrument} (mulai {since})",
            "periksa tahun di Identitas, atau pakai -i {replacement}",
        ),
        "open_alone": (
            "tahun {year} di luar masa berlaku {instrument} (mulai {since})",
            "periksa tahun di Identitas",
        ),
    },
    "A207": {
        "": (
            "dihitung dengan {instrument1} menurut -i, padahal Identitas menyebut {instrument2}",
            "hapus -i bila tidak disengaja",
        ),
        "form": (
            "dihitung dengan {instrument1} menurut -i, padahal ini berkas Kementerian PANRB untuk {instrument2}",
            "hapus -i bila tidak disengaja",
        ),
    },
    "A208": {
        "": (
            "lembar Identitas belum lengkap: {labels}",
            "isi supaya berkas dapat dikenali saat digabung",
        ),
        "absent": (
            "lembar Identitas tidak ada",
            "salin isian ke berkas dari spbe template supaya dapat dikenali saat digabung",
        ),
    },
    "A209": {
        "": (
            "nama indikator {number} di berkas, {found}, berbeda dari {instrument} ({name})",
            "pastikan nomornya benar, karena dihitung menurut nomor",
        ),
    },
    "A210": {
        "": (
            "{count} indikator terisi padahal tidak diminta: {numbers}",
            "pastikan disengaja, karena isian ini tetap dibaca",
        ),
    },
    "A211": {
        "": (
            "bukti dukung yang sama, {found}, dipakai untuk {count} indikator: {numbers}",
            "pastikan memuat bagian untuk setiap indikator",
        ),
    },
    "A212": {
        "": (
            "berkas memuat makro, yang tidak dijalankan dan tidak disalin",
            "kirim sebagai .xlsx",
        ),
    },
    "A213": {
        "": (
            "{instrument} disusun dari sumber sekunder",
            "cocokkan dengan naskah peraturan sebelum memakai angkanya secara resmi",
        ),
    },
    "A214": {
        "": (
            "semua {count} indikator bertingkat {level}",
            "pastikan bukan hasil isian serentak",
        ),
    },
    "A215": {
        "": (
            "tingkat pada {count} indikator berasal dari rumus: {numbers}",
            "pastikan sudah dihitung ulang, karena yang dibaca nilai terakhirnya",
        ),
    },
    "A216": {
        "": (
            "{count} indikator tanpa tingkat dihitung tingkat {value}: {numbers}",
            "isi tingkatnya untuk mendapat indeks yang sebenarnya",
        ),
    },
    "A217": {
        "": (
            "isian di {cell} berada di luar tabel jawaban dan tidak dibaca",
            "pindahkan ke baris indikatornya bila perlu",
        ),
    },
    "A218": {
        "": (
            "{i}tingkat {level} tanpa penjelasan dan bukti dukung, mungkin belum dipilih",
            "buka lembar Indikator {number}, lalu pilih tingkatnya atau tulis penjelasannya",
        ),
    },
}
