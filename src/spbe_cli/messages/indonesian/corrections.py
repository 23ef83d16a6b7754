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
    "A104": {
        "stage": (
            "{count} indikator belum diberi tingkat pada tahap ini: {numbers}",
            "isi tingkatnya",
        ),
    },
    "A107": {
        "": (
            "tingkat berubah menjadi tanggal {found} oleh Excel",
            "hapus isinya, lalu isi {choices}{list}",
        ),
        "time": (
            "tingkat berubah menjadi jam {found} oleh Excel",
            "hapus isinya, lalu isi {choices}{list}",
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
    "A112": {
        "": (
            "belum ada tingkat yang diisi ({count} indikator)",
            "isi di berkas ini, atau kirim berkas yang sudah diisi",
        ),
        "evidence": (
            "belum ada bukti dukung dan penjelasan yang diisi",
            "isi di berkas ini, atau kirim berkas yang sudah diisi",
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
    "A120": {
        "": (
            "tidak ada tabel jawaban: tidak ada baris yang memuat judul kolom nomor (No, Nomor) dan tingkat (Tingkat, Level, Nilai)",
            "salin isiannya ke berkas jawaban yang kami kirim, lalu kirim berkas itu",
        ),
        "near_miss": (
            "tidak ada tabel jawaban: di lembar {sheet} ada {headings}, tetapi tidak ada kolom tingkat (Tingkat, Level, Nilai)",
            "tulis judul kolom Tingkat, atau salin isiannya ke berkas jawaban yang kami kirim",
        ),
    },
    "A125": {
        "": (
            "instrumen {found} di {cell} lembar Identitas tidak dikenal",
            "kembalikan tulisan semula di sel itu, atau salin isiannya ke berkas jawaban yang kami kirim",
        ),
        "suggestion": (
            "instrumen {found} di {cell} lembar Identitas tidak dikenal",
            "tulis {suggestion} di sel itu bila itu maksudnya, atau salin isiannya ke berkas jawaban yang kami kirim",
        ),
    },
    "A126": {
        "": (
            "ini laporan hasil, bukan berkas jawaban",
            "kirim berkas jawaban yang sudah diisi",
        ),
        "origin": (
            "ini laporan hasil, bukan berkas jawaban",
            "kirim berkas jawaban yang sudah diisi ({origin})",
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
    "A140": {
        "": (
            "berkas kosong (0 byte), mungkin pengiriman terputus",
            "kirim ulang, lebih baik lewat surel atau Drive",
        ),
    },
    "A144": {
        "": (
            "berkas rusak atau terpotong ({detail})",
            "kirim ulang, lebih baik lewat surel atau Drive; bila di komputer sendiri pun tidak terbuka, salin isiannya ke berkas jawaban yang kami kirim",
        ),
    },
    "A145": {
        "": (
            "ini berkas kunci Excel (~$), bukan berkas jawaban",
            "tutup Excel, lalu kirim {suggestion}",
        ),
    },
    "A147": {
        "findings": (
            "{count} temuan lain yang serupa tidak ditampilkan; setiap kode paling banyak {limit} kali",
            "perbaiki yang sudah disebut, lalu periksa lagi",
        ),
        "rows": (
            "lembar memuat lebih dari {limit} baris, terlalu banyak untuk berkas jawaban",
            "salin isiannya ke berkas jawaban yang kami kirim",
        ),
        "cells": (
            "lembar memuat lebih dari {limit} sel terisi, terlalu banyak untuk berkas jawaban",
            "salin isiannya ke berkas jawaban yang kami kirim",
        ),
    },
    "A149": {
        "": (
            "berkas memuat bagian yang tidak aman ({detail}) sehingga tidak dibaca",
            "salin isiannya ke berkas jawaban yang kami kirim dengan Tempel Nilai (Paste Values), lalu kirim berkas itu",
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
    "A220": {
        "": (
            "{count} berkas bukti yang disebut belum kami terima: {files}",
            "kirim berkasnya bersama berkas ini, atau perbaiki namanya",
        ),
    },
    "A222": {
        "": (
            "{count} berkas bukti yang kami terima kosong (0 byte): {files}",
            "kirim ulang berkasnya",
        ),
    },
}
