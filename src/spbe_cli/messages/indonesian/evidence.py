"""A219-A224: an earlier stage, and the files of evidence, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A219": {
        "": (
            "{count} indikator tanpa tingkat memakai tingkat dari {file}: {numbers}",
            "pastikan memang tidak berubah, lalu catat dalam berita acara",
        ),
    },
    "A220": {
        "": (
            "{count} berkas bukti tidak ada di folder {folder}: {files}",
            "simpan berkasnya di folder itu, atau perbaiki namanya di Bukti Dukung",
        ),
    },
    "A221": {
        "": (
            "{count} berkas di folder {folder} tidak disebut di Bukti Dukung: {files}",
            "tulis namanya pada indikatornya, atau keluarkan berkasnya",
        ),
    },
    "A222": {
        "": (
            "{count} berkas bukti kosong (0 byte): {files}",
            "minta berkasnya dikirim ulang",
        ),
    },
    "A223": {
        "": (
            "{count} berkas bukti disebut pada beberapa indikator: {files}",
            "pastikan memuat bagian untuk setiap indikator",
        ),
    },
    "A224": {
        "": (
            "nama {count} berkas bukti tidak diawali nomor indikatornya: {files}",
            "ubah namanya, misalnya menjadi indikator13a-RKA.pdf",
        ),
    },
}
