"""A140-A149: the file as a whole, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A140": {
        "": (
            "berkas kosong (0 byte), mungkin pengunduhan terputus",
            "unduh lagi atau minta kirim ulang",
        ),
    },
    "A141": {
        "": (
            "berkas diberi kata sandi",
            "buka di Excel, hapus kata sandi (File, Info, Protect Workbook), lalu simpan",
        ),
    },
    "A142": {
        "": (
            "berkas Excel lama (.xls) tidak dapat dibaca",
            "buka di Excel, Simpan Sebagai (Save As) jenis Excel Workbook (.xlsx)",
        ),
    },
    "A143": {
        "": (
            "berkas ini teks (CSV) yang diberi akhiran .xlsx",
            "buka di Excel, lalu simpan sebagai Excel Workbook (.xlsx)",
        ),
        "csv": (
            "berkas CSV (teks) tidak memuat lembar jawaban",
            "buka di Excel, lalu simpan sebagai Excel Workbook (.xlsx)",
        ),
    },
    "A144": {
        "": (
            "berkas rusak atau terpotong ({detail})",
            "minta kirim ulang, lebih baik lewat surel atau Drive sebagai dokumen",
        ),
    },
    "A145": {
        "": (
            "ini berkas kunci Excel (~$), bukan berkas jawaban",
            "tutup Excel, lalu pakai {suggestion}",
        ),
    },
    "A146": {
        "": ("jenis berkas {kind} tidak dapat dibaca", "kirim sebagai Excel Workbook (.xlsx)"),
        "xlsb": (
            "berkas Excel biner (.xlsb) tidak dapat dibaca",
            "buka di Excel, Simpan Sebagai (Save As) jenis Excel Workbook (.xlsx)",
        ),
        "ods": (
            "berkas LibreOffice ({kind}) tidak dapat dibaca",
            "buka di LibreOffice, Simpan Sebagai (Save As) jenis Excel 2007-365 (.xlsx)",
        ),
        "excel": (
            "berkas {kind} tidak dapat dibaca, walaupun Excel membukanya",
            "buka di Excel, Simpan Sebagai (Save As) jenis Excel Workbook (.xlsx)",
        ),
        "gsheet": (
            "berkas .gsheet hanya tautan ke Google Sheets",
            "buka tautannya, unduh sebagai Microsoft Excel (.xlsx), lalu kirim hasil unduhannya",
        ),
    },
    "A147": {
        "": (
            "berkas terlalu besar untuk berkas jawaban ({found}, batas {limit})",
            "simpan hanya lembar Identitas dan Jawaban, tanpa gambar",
        ),
        "parts": (
            "berkas memuat lebih dari {limit} bagian, terlalu banyak untuk berkas jawaban",
            "simpan hanya lembar Identitas dan Jawaban, tanpa gambar",
        ),
        "findings": (
            "{count} temuan lain yang serupa tidak ditampilkan; setiap kode paling banyak {limit} kali",
            "perbaiki yang sudah disebut, lalu periksa lagi",
        ),
        "rows": (
            "lembar memuat lebih dari {limit} baris, terlalu banyak untuk berkas jawaban",
            "salin isian ke berkas dari spbe template",
        ),
        "cells": (
            "lembar memuat lebih dari {limit} sel terisi, terlalu banyak untuk berkas jawaban",
            "salin isian ke berkas dari spbe template",
        ),
    },
    "A148": {
        "": (
            "berkas tidak dapat dibuka karena {reason}",
            "tutup program yang memakainya atau periksa izinnya",
        ),
    },
    "A149": {
        "": (
            "berkas memuat bagian yang tidak aman ({detail}) sehingga tidak dibaca",
            "minta berkas baru dari spbe template",
        ),
    },
}
