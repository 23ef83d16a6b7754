"""Pages of A120-A130: the table, the sheets and the instrument, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A120": Page(
        title="Tabel jawaban tidak ditemukan",
        rule="Satu lembar yang tampak memuat baris judul dengan kolom nomor dan kolom tingkat, dalam 50 baris pertama.",
        cause="Berkas ini bukan berkas jawaban, atau judul kolomnya diganti. Judul nomor: No, Nomor, Kode, No Indikator, Nomor Indikator, Indikator ke. Judul tingkat: Tingkat, Tingkat Kematangan, Nilai Tingkat Kematangan, Level, Capaian, Nilai, Skor.",
        example="Lembar Form memuat judul No dan Indikator, tetapi kolom tingkatnya berjudul Hasil",
        steps=(
            "Periksa apakah berkas yang dikirim memang berkas jawaban.",
            "Tulis kembali judul kolomnya: No dan Tingkat, dalam satu baris.",
            "Atau buat berkas baru dengan spbe template, lalu salin isian dengan Tempel Nilai (Paste Values).",
        ),
    ),
    "A121": Page(
        title="Lebih dari satu lembar jawaban",
        rule="Hanya satu lembar memuat tabel jawaban, atau salah satunya bernama Jawaban.",
        cause="Tabel tahun lalu atau salinan lembar masih ada di berkas yang sama.",
        example="Lembar 2023 dan lembar 2024 sama-sama memuat kolom No dan Tingkat",
        steps=(
            "Klik kanan nama lembar yang benar, Ganti Nama (Rename), tulis Jawaban.",
            "Atau hapus lembar yang lain: klik kanan nama lembar, Hapus (Delete).",
        ),
    ),
    "A122": Page(
        title="Lebih dari satu kolom tingkat",
        rule="Hanya satu kolom berjudul tingkat.",
        cause='Tabel memuat tingkat dua tahun atau dua penilai berdampingan. Teks dalam kurung tidak dibaca, jadi "Tingkat (2023)" dan "Tingkat (2024)" sama-sama berjudul Tingkat.',
        example='E4 berisi "Tingkat (2023)" dan F4 berisi "Tingkat (2024)"',
        steps=(
            "Tentukan kolom yang akan dihitung; biarkan berjudul Tingkat.",
            'Ubah judul kolom yang lain, misalnya menjadi "Tahun lalu".',
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A123": Page(
        title="Tabel tanpa baris",
        rule="Tabel jawaban mempunyai baris di bawah judul kolom.",
        cause="Semua baris terhapus, atau isian ditempel ke lembar lain.",
        example="Lembar Jawaban hanya berisi baris judul",
        steps=(
            "Periksa apakah isian berada di lembar atau berkas lain.",
            "Buat berkas baru dengan spbe template, lalu salin isian dengan Tempel Nilai (Paste Values).",
        ),
    ),
    "A124": Page(
        title="Lembar jawaban disembunyikan",
        rule="Lembar yang berisi jawaban tampak di Excel.",
        cause="Lembar disembunyikan (Hide). Lembar tersembunyi tidak dibaca, supaya tidak ada angka yang ikut dihitung tanpa terlihat.",
        example="Lembar Jawaban ada, tetapi tidak tampak di deretan nama lembar",
        steps=(
            "Klik kanan nama lembar mana pun, pilih tampilkan (Unhide), lalu pilih lembarnya.",
            "Periksa isinya.",
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A125": Page(
        title="Instrumen tidak dikenal",
        rule="Instrumen yang disebut di lembar Identitas termasuk daftar spbe instruments.",
        cause="Namanya keliru diketik, atau berkas memakai instrumen sendiri. Instrumen sendiri hanya dapat dipilih dengan -i.",
        example='Identitas!B5 berisi "permenpanrb-59-2021"',
        steps=(
            "Jalankan spbe instruments untuk melihat daftarnya.",
            "Tulis id atau judulnya di lembar Identitas pada label Instrumen, misalnya permenpanrb-59-2020.",
            "Untuk instrumen sendiri: spbe score BERKAS -i instrumen.yaml.",
        ),
    ),
    "A126": Page(
        title="Berkas ini laporan, bukan jawaban",
        rule="Berkas yang dihitung adalah berkas jawaban, bukan laporan yang dibuat spbe.",
        cause="Laporan (misalnya hasil.xlsx) dan berkas jawaban tersimpan di folder yang sama dan tertukar.",
        example="spbe score hasil.xlsx",
        steps=(
            "Cari berkas jawabannya; namanya tertulis di lembar Tentang pada laporan.",
            "Jalankan perintah dengan berkas itu.",
        ),
    ),
    "A127": Page(
        title="Pilihan di luar daftar (berkas 2018)",
        rule="Setiap pilihan di lembar Rekap berkas Kementerian PANRB tahun 2018 bernilai 1 sampai 6.",
        cause="Pada berkas itu tingkat dipilih dengan tombol di lembar indikator, yang menulis 1-6 ke lembar Rekap (1 berarti tingkat 0). Sel di Rekap diketik langsung atau rusak.",
        example="Rekap!E9 berisi 7",
        steps=(
            "Buka lembar indikator yang disebut.",
            "Klik tombol di depan tingkat yang benar.",
            "Simpan di Excel. Aplikasi lain dapat menghilangkan tombolnya.",
        ),
    ),
    "A128": Page(
        title="Lembar indikator tidak ada (berkas 2018)",
        rule="Setiap indikator mempunyai lembarnya dalam berkas Kementerian PANRB tahun 2018.",
        cause="Lembar dihapus atau diganti namanya.",
        example="Lembar Indikator 20 tidak ada",
        steps=(
            "Kembalikan nama lembarnya, misalnya Indikator 20.",
            "Bila lembarnya terhapus, mulai dari berkas asli Kementerian PANRB, lalu isi kembali.",
        ),
    ),
    "A129": Page(
        title="Bobot diubah (berkas 2018)",
        rule="Bobot dalam berkas Kementerian PANRB tahun 2018 sama dengan aslinya.",
        cause="Sel bobot di lembar Rekap tertimpa.",
        example="Rekap!G12 berisi 0,05, pada berkas asli 0,01",
        steps=(
            "Mulai dari berkas asli Kementerian PANRB, lalu isi kembali pilihannya.",
            "Jangan mengubah lembar Rekap.",
        ),
    ),
    "A130": Page(
        title="Nomor yang diminta tidak terbaca",
        rule="Isian Indikator di lembar Identitas berisi nomor dan rentang indikator.",
        cause="Selnya diubah, diisi kata, atau Excel mengubah rentang seperti 1-4 menjadi tanggal.",
        example='Identitas!B6 berisi "semua layanan"',
        steps=(
            "Tulis nomor dan rentang, dipisahkan koma, misalnya 13, 32-34, 40.",
            "Untuk semua indikator PermenPANRB 59/2020, tulis 1-47.",
            "Bila sel berubah menjadi tanggal, ubah dulu formatnya menjadi Teks (Text).",
        ),
    ),
}
