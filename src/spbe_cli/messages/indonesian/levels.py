"""A101-A119: the level and the number of an indicator, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A101": {"": ("{i}tingkat berisi teks {found}", "isi dengan angka {choices}")},
    "A102": {
        "": (
            "nomor indikator {found} tidak ada dalam {instrument} ({range})",
            "perbaiki nomornya atau hapus baris {row}",
        ),
    },
    "A103": {
        "": (
            "indikator {number} ({name}) dijawab dua kali, di baris {row1} (tingkat {level1}) dan baris {row2} (tingkat {level2})",
            "hapus salah satu barisnya",
        ),
        "many": (
            "indikator {number} ({name}) dijawab {count} kali, di baris {rows}",
            "sisakan satu baris dan hapus yang lain",
        ),
    },
    "A104": {
        "stage": (
            "{count} indikator belum diberi tingkat pada tahap ini: {numbers}",
            "isi tingkatnya, atau pakai --previous bila tingkat tahap sebelumnya tetap",
        ),
        "": ("{i}tingkat belum diisi", "isi {choices}"),
        "evidence": ("{i}tingkat belum diisi, padahal bukti dukung sudah ada", "isi {choices}"),
        "explanation": ("{i}tingkat belum diisi, padahal penjelasan sudah ada", "isi {choices}"),
        "both": (
            "{i}tingkat belum diisi, padahal bukti dukung dan penjelasan sudah ada",
            "isi {choices}",
        ),
    },
    "A105": {
        "": ("{i}tingkat {found} di luar skala {scale}", "isi {choices}"),
        "zero": (
            "{i}tingkat {found} di luar skala {scale}",
            "isi {choices} (bila belum ada sama sekali, isi 1)",
        ),
    },
    "A106": {
        "": (
            "{i}tingkat {found} bukan bilangan bulat",
            "isi {choices} (bila kriteria tingkat {above} belum terpenuhi semua, isi {below})",
        ),
    },
    "A107": {
        "": (
            "{i}tingkat berubah menjadi tanggal {found} oleh Excel",
            "ubah format sel menjadi Umum (General), lalu isi {choices}",
        ),
        "time": (
            "{i}tingkat berubah menjadi jam {found} oleh Excel",
            "ubah format sel menjadi Umum (General), lalu isi {choices}",
        ),
    },
    "A108": {
        "": (
            "{i}rumus {found} belum pernah dihitung sehingga tidak ada nilainya",
            "buka dan simpan berkas di Excel, atau ganti rumus dengan angka",
        ),
    },
    "A109": {
        "": ("{i}tingkat berisi tanda galat Excel {found}", "ganti dengan angka {choices}"),
    },
    "A110": {"": ("{i}tingkat berisi {found}, bukan angka", "isi {choices}")},
    "A111": {
        "": (
            "tidak ada baris untuk {count} indikator: {numbers}",
            "tambahkan barisnya atau salin isian ke berkas dari spbe template",
        ),
    },
    "A112": {
        "": (
            "belum ada tingkat yang diisi ({count} indikator), mungkin ini berkas kosong",
            "kirim berkas yang sudah diisi",
        ),
        "evidence": (
            "belum ada bukti dukung dan penjelasan yang diisi, mungkin ini berkas kosong",
            "kirim berkas yang sudah diisi",
        ),
    },
    "A113": {
        "": (
            "baris {row} berisi tingkat {found} tetapi nomor indikatornya kosong",
            "tulis nomornya, atau hapus baris itu",
        ),
    },
    "A114": {
        "": (
            "sel {cell} digabung sehingga satu tingkat menutupi indikator {numbers}",
            "pisahkan sel (Unmerge Cells), lalu isi setiap indikator",
        ),
    },
    "A115": {
        "": (
            "baris ini bernomor {number} tetapi bernama {found} (indikator {other})",
            "samakan nomor dan nama, karena tingkat dapat masuk ke indikator yang keliru",
        ),
    },
    "A116": {
        "": ("nomor indikator di {cell} berisi {found}", "tulis nomornya, misalnya 13"),
        "date": (
            "nomor indikator di {cell} berubah menjadi tanggal {found} oleh Excel",
            "ubah format sel menjadi Teks (Text), lalu tulis nomornya, misalnya 13",
        ),
    },
    "A117": {
        "": (
            "indikator {number} dijawab {count} kali, paling banyak {maximum}",
            "hapus baris yang lebih",
        ),
        "gap": (
            "baris {found} ada tetapi baris {missing} tidak ada",
            "nomori ulang dari {number}-1 tanpa melompat",
        ),
    },
    "A118": {
        "": (
            "{i}skor {found} memakai lebih dari {maximum} desimal",
            "tulis paling banyak {maximum} angka di belakang koma",
        ),
    },
    "A119": {
        "": (
            "{i}nilai {source} {found} di luar {minimum}-{maximum}",
            "tulis nilai yang diterbitkan {authority}",
        ),
        "unreadable": (
            "{i}nilai {source} berisi {found}, bukan angka {minimum}-{maximum}",
            "tulis nilai yang diterbitkan {authority}",
        ),
    },
    "A131": {
        "": (
            "{i}tingkat {found} tidak cocok dengan {source} {value}, yang setara tingkat {computed}",
            "hapus salah satunya, atau perbaiki yang keliru",
        ),
    },
}
