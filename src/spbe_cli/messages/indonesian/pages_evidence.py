"""Pages of A219-A224: an earlier stage, and the files of evidence, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A219": Page(
        title="Tingkat dari tahap sebelumnya dipertahankan",
        rule="Setiap tingkat diisi pada tahap ini.",
        cause="Dengan --previous, indikator yang dibiarkan kosong pada tahap ini memakai tingkat dari berkas tahap sebelumnya.",
        example="40 indikator tanpa tingkat memakai tingkat dari dokumen.xlsx",
        steps=(
            "Periksa apakah indikator itu memang tidak dinilai lagi.",
            "Isi tingkatnya bila hasilnya berubah.",
            "Catat dalam berita acara.",
        ),
    ),
    "A220": Page(
        title="Berkas bukti tidak ada",
        rule="Setiap berkas yang disebut di Bukti Dukung ada di folder bukti.",
        cause="Berkasnya belum dikirim, namanya ditulis lain, atau akhirannya berbeda. Besar kecil huruf tidak berpengaruh; tautan tidak diperiksa.",
        example="indikator13a-RKA.pdf (13) tidak ada di folder bukti",
        steps=(
            "Simpan berkasnya di folder itu.",
            "Atau perbaiki namanya di kolom Bukti Dukung.",
        ),
    ),
    "A221": Page(
        title="Berkas bukti tidak disebut",
        rule="Setiap berkas di folder bukti disebut di Bukti Dukung.",
        cause="Berkasnya berlebih, atau lupa ditulis di kolom Bukti Dukung.",
        example="notula.pdf tidak disebut di Bukti Dukung",
        steps=(
            "Tulis namanya pada indikator yang didukungnya.",
            "Atau keluarkan berkasnya dari folder.",
        ),
    ),
    "A222": Page(
        title="Berkas bukti kosong",
        rule="Setiap berkas bukti ada isinya.",
        cause="Pengunduhan atau penyalinan terputus, sehingga berkasnya 0 byte.",
        example="indikator20a-SK.pdf (20) kosong",
        steps=(
            "Minta berkasnya dikirim ulang.",
            "Buka berkasnya untuk memastikan isinya.",
        ),
    ),
    "A223": Page(
        title="Satu berkas untuk beberapa indikator",
        rule="Setiap berkas bukti disebut pada satu indikator.",
        cause="Satu dokumen memang dapat mendukung beberapa indikator, tetapi asesor harus menemukan bagian untuk masing-masing.",
        example="Perwal-SPBE.pdf (1, 2, 3) disebut pada tiga indikator",
        steps=(
            "Sebut pasal atau halaman untuk setiap indikator di kolom Penjelasan.",
            "Atau salin dokumennya dengan nama yang diawali nomor masing-masing.",
        ),
    ),
    "A224": Page(
        title="Nama berkas tanpa nomor indikator",
        rule="Nama setiap berkas bukti diawali nomor indikatornya.",
        cause="Asesor mencari bukti menurut nomor, misalnya indikator14a.pdf, 1.R-Pergub.pdf, atau 20.c.Reviu.pdf.",
        example="RKA-2025.pdf (13) tidak diawali 13",
        steps=(
            "Ubah nama berkasnya, misalnya indikator13a-RKA-2025.pdf.",
            "Samakan namanya di kolom Bukti Dukung.",
        ),
    ),
}
