"""B101-B210: many sheets at once, in batch and merge, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "B101": {
        "": (
            "{i}{agency1} mengisi tingkat {level1}, sedangkan {agency2} tingkat {level2} ({place})",
            "sepakati satu tingkat lalu ubah salah satu berkas, atau pakai --on-conflict lowest",
        ),
        "owner": (
            "{i}{agency1} mengisi tingkat {level1}, sedangkan {agency2} tingkat {level2} ({place})",
            "sepakati satu tingkat lalu ubah salah satu berkas, atau pakai --on-conflict owner (penanggung jawab: {owner})",
        ),
    },
    "B102": {
        "": (
            "{agency} mengirim {count} berkas yang isinya berbeda ({files})",
            "sisakan yang terakhir, atau pakai --latest",
        ),
        "undated": (
            "{agency} mengirim {count} berkas yang isinya berbeda ({files}), dan Tanggal tidak menunjukkan yang terakhir",
            "sisakan yang terakhir, atau isi Tanggal di lembar Identitas",
        ),
    },
    "B103": {
        "": ("{file} memakai {instrument2}, berkas lain {instrument1}", "pisahkan berkasnya"),
    },
    "B104": {
        "": (
            "{label} di {file} {found}, di berkas lain {other}",
            "samakan di lembar Identitas, atau keluarkan berkasnya",
        ),
    },
    "B105": {
        "": (
            "{file} masih memuat {count} kesalahan",
            "perbaiki dulu (spbe score {typed}), atau lewati dengan --skip-invalid",
        ),
        "later": (
            "{file} masih memuat {count} kesalahan, dan {file2} dari pengirim yang sama lebih baru",
            "pakai --latest, atau pindahkan berkas lama itu ke folder lain",
        ),
    },
    "B106": {
        "": ("tidak ada berkas .xlsx di {folder}", "periksa nama folder"),
        "unfit": (
            "tidak ada jawaban yang dapat digabung",
            "perbaiki berkas yang dilewati, lalu gabungkan lagi",
        ),
        "reports": (
            "hanya ada laporan spbe di {folder}, bukan berkas jawaban",
            "pilih folder yang berisi berkas jawaban",
        ),
    },
    "B107": {"": ("{file} juga berkas masukan", "pilih nama keluaran lain")},
    "B108": {
        "": (
            "dihentikan setelah {count} dari {total} berkas sehingga hasil belum lengkap",
            "jalankan lagi",
        ),
    },
    "B109": {
        "": (
            "pemeriksaan berkas ini terhenti karena kesalahan program ({detail})",
            "laporkan kepada pengelola spbe beserta berkasnya",
        ),
        "died": (
            "pemeriksaan berkas ini terhenti karena prosesnya berakhir mendadak (kesalahan program)",
            "laporkan kepada pengelola spbe beserta berkasnya",
        ),
    },
    "B201": {
        "": (
            "{count} indikator belum ada jawabannya: {numbers}",
            "minta kepada perangkat daerahnya",
        ),
        "agency": (
            "{count} indikator belum ada jawabannya: {numbers} ({agency})",
            "minta kepada perangkat daerahnya",
        ),
    },
    "B202": {
        "": (
            "{agency} mengirim {count} berkas, dipakai {file} (tanggal {date})",
            "hapus yang lama supaya jelas",
        ),
        "round": (
            "{agency} mengirim {count} berkas, dipakai {file} (perbaikan ke-{number})",
            "hapus yang lama supaya jelas",
        ),
        "sound": (
            "{agency} mengirim {count} berkas, dipakai {file} (satu-satunya yang tanpa kesalahan)",
            "hapus yang lama supaya jelas",
        ),
    },
    "B203": {
        "": (
            "{count} berkas dilewati karena bukan .xlsx: {files}",
            "minta dalam bentuk .xlsx bila ada yang berisi jawaban",
        ),
        "odd": (
            "{count} tautan, folder tertaut, atau berkas khusus dilewati: {files}",
            "salin berkas aslinya ke folder ini bila berisi jawaban",
        ),
    },
    "B204": {
        "": ("{file1} dan {file2} sama isinya, dihitung sekali", "hapus salah satu supaya jelas"),
    },
    "B205": {
        "": (
            "{count} perangkat daerah belum mengirim: {agencies}",
            "ingatkan supaya segera mengirim",
        ),
        "due": (
            "{count} perangkat daerah belum mengirim: {agencies}",
            "ingatkan sebelum {until}",
        ),
    },
    "B206": {
        "": (
            "{i}dijawab {agency1}, penanggung jawabnya {agency2}",
            "pastikan sudah disepakati",
        ),
    },
    "B207": {
        "owner": (
            "{count} perbedaan tingkat diputuskan menurut penanggung jawab: {detail}",
            "catat dalam berita acara",
        ),
        "lowest": (
            "{count} perbedaan tingkat diputuskan menurut tingkat terendah: {detail}",
            "catat dalam berita acara",
        ),
        "highest": (
            "{count} perbedaan tingkat diputuskan menurut tingkat tertinggi: {detail}",
            "catat dalam berita acara",
        ),
    },
    "B208": {
        "": (
            "perangkat daerah {found} tidak ada dalam penugasan",
            "perbaiki namanya di lembar Identitas, atau tambahkan ke penugasan",
        ),
        "suggestion": (
            "perangkat daerah {found} tidak ada dalam penugasan",
            "samakan namanya dengan {suggestion} bila itu maksudnya (di lembar Identitas atau di penugasan), atau tambahkan ke penugasan",
        ),
    },
    "B209": {
        "": (
            "{file} dilewati karena masih memuat {count} kesalahan",
            "perbaiki (spbe score {typed}), lalu gabungkan lagi",
        ),
    },
    "B210": {
        "": (
            "{i}penjelasan gabungan lebih panjang daripada yang muat di satu sel, sehingga dipotong",
            "ringkas penjelasan di berkas asalnya",
        ),
        "evidence": (
            "{i}bukti dukung gabungan lebih panjang daripada yang muat di satu sel, sehingga dipotong",
            "ringkas bukti dukung di berkas asalnya",
        ),
    },
}
