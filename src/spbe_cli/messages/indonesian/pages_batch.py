"""Pages of B101-B210: many sheets at once, in batch and merge, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "B101": Page(
        title="Tingkat berbeda untuk satu indikator",
        rule="Perangkat daerah yang menjawab indikator yang sama memberi tingkat yang sama.",
        cause="Dua perangkat daerah menilai indikator yang sama dari sudut masing-masing.",
        example="Indikator 13: BPKAD mengisi tingkat 2, Bappeda tingkat 3",
        steps=(
            "Pertemukan kedua perangkat daerah dan bandingkan buktinya.",
            "Ubah tingkat di salah satu berkas, lalu jalankan spbe merge lagi.",
            "Atau pakai --on-conflict owner; --on-conflict lowest adalah pilihan yang hati-hati sebelum penilaian.",
        ),
    ),
    "B102": Page(
        title="Satu perangkat daerah mengirim beberapa berkas",
        rule="Satu perangkat daerah mengirim satu berkas, atau beberapa yang isinya sama.",
        cause="Berkas dikirim ulang dengan nama lain, seperti Bappeda (1).xlsx atau FIX revisi 2.xlsx. Pengirim dikenali dari Perangkat Daerah di lembar Identitas, bukan dari nama berkas.",
        example="Bappeda mengirim 2 berkas yang isinya berbeda",
        steps=(
            "Tanyakan kepada pengirim berkas mana yang terakhir.",
            "Sisakan berkas itu, pindahkan yang lain ke folder lain.",
            "Atau pakai --latest: yang dipakai adalah berkas yang terakhir menurut Tanggal di lembar Identitas, lalu menurut nomor perbaikannya.",
        ),
    ),
    "B103": Page(
        title="Instrumen berbeda",
        rule="Semua berkas yang digabung memakai satu instrumen.",
        cause="Berkas dari tahun lain tertinggal di folder, atau ada perangkat daerah yang memakai berkas jawaban lama.",
        example="bpkad.xlsx memakai PermenPANRB 5/2018, berkas lain PermenPANRB 59/2020",
        steps=(
            "Pindahkan berkas itu ke folder lain.",
            "Minta isian dalam berkas jawaban yang baru bila isinya masih diperlukan.",
        ),
    ),
    "B104": Page(
        title="Instansi, tahun, atau tahap berbeda",
        rule="Semua berkas yang digabung berasal dari satu instansi, satu tahun, dan satu tahap.",
        cause="Berkas tahun lalu atau berkas instansi lain tertinggal di folder.",
        example="Tahun di bappeda.xlsx 2024, di berkas lain 2025",
        steps=(
            "Periksa lembar Identitas berkas itu.",
            "Samakan isinya bila keliru, atau pindahkan berkasnya ke folder lain.",
        ),
    ),
    "B105": Page(
        title="Berkas yang digabung masih memuat kesalahan",
        rule="Setiap berkas yang digabung bebas dari kesalahan.",
        cause="Masih ada isian yang belum dapat dibaca.",
        example="bkpsdm.xlsx masih memuat 2 kesalahan",
        steps=(
            "Lihat kesalahannya dengan spbe score, lalu perbaiki atau kirim kembali kepada pengisi.",
            "Atau pakai --skip-invalid: berkas itu dilewati dan jawabannya dianggap belum ada.",
        ),
    ),
    "B106": Page(
        title="Tidak ada yang dapat dibaca",
        rule="Folder atau pola nama yang disebut memuat sedikitnya satu berkas .xlsx.",
        cause="Nama folder keliru diketik, berkasnya berjenis lain, di sana hanya ada laporan spbe, atau semua berkas dilewati karena masih memuat kesalahan.",
        example="Tidak ada berkas .xlsx di folder masuk",
        steps=(
            "Periksa nama folder dan isinya.",
            "Simpan berkas lain sebagai Excel Workbook (.xlsx) lebih dahulu.",
        ),
    ),
    "B107": Page(
        title="Keluaran sama dengan masukan",
        rule="Berkas keluaran bukan salah satu berkas masukan.",
        cause="Nama keluaran sama dengan berkas jawaban di folder yang dibaca.",
        example="spbe merge masuk -o masuk/bappeda.xlsx",
        steps=("Pilih nama keluaran lain, sebaiknya di luar folder masukan.",),
    ),
    "B108": Page(
        title="Pemeriksaan dihentikan",
        rule="Pemeriksaan berjalan sampai berkas terakhir.",
        cause="Ctrl-C ditekan sebelum semua berkas selesai diperiksa. Hasil yang ada ditandai BELUM LENGKAP.",
        example="Dihentikan setelah 412 dari 1.236 berkas",
        steps=(
            "Jalankan perintah yang sama sekali lagi.",
            "Jangan memakai berkas yang namanya berakhir -belum-lengkap sebagai hasil akhir.",
        ),
    ),
    "B109": Page(
        title="Kesalahan program",
        rule="Setiap berkas dapat diperiksa sampai selesai, apa pun isinya.",
        cause="Program spbe sendiri yang keliru. Berkas lain tetap diperiksa.",
        example="Pemeriksaan berkas ini terhenti karena kesalahan program (KeyError: 'x')",
        steps=(
            "Jalankan spbe score pada berkas itu dan catat pesannya.",
            "Laporkan kepada pengelola spbe beserta berkas dan versi spbe.",
        ),
    ),
    "B201": Page(
        title="Ada indikator yang belum dijawab",
        rule="Setiap indikator dijawab oleh salah satu perangkat daerah.",
        cause="Sebagian berkas belum masuk. Ini keadaan biasa selama pengumpulan berlangsung.",
        example="2 indikator belum ada jawabannya: 25, 47",
        steps=(
            "Minta berkasnya kepada perangkat daerah yang disebut.",
            "Gabungkan lagi setelah berkasnya masuk.",
        ),
    ),
    "B202": Page(
        title="Dipakai berkas yang terakhir",
        rule="Satu perangkat daerah mengirim satu berkas.",
        cause="Berkas dikirim ulang. Dengan --latest dipakai berkas yang Tanggal di lembar Identitasnya terbaru; dari berkas yang bertanggal sama perbaikan yang terakhir, atau satu-satunya yang tanpa kesalahan.",
        example="Bappeda mengirim 2 berkas, dipakai bappeda-revisi.xlsx (tanggal 10 Juni 2025)",
        steps=(
            "Pastikan berkas yang dipakai memang yang terakhir.",
            "Hapus berkas lama dari folder supaya jelas.",
        ),
    ),
    "B203": Page(
        title="Ada berkas yang dilewati",
        rule="Setiap berkas di dalam folder adalah berkas jawaban .xlsx.",
        cause="Ada perangkat daerah yang mengirim PDF atau foto. Tabel jenis lain (.xls, .xlsb, .ods, .csv, .gsheet) mendapat temuannya masing-masing. Tautan dan folder tertaut tidak diikuti.",
        example="2 berkas dilewati karena bukan .xlsx: foto-bukti.jpg, Jawaban DPMPTSP.pdf",
        steps=(
            "Periksa apakah salah satunya berisi jawaban.",
            "Minta jawaban itu dalam berkas .xlsx.",
        ),
    ),
    "B204": Page(
        title="Berkas yang sama ada dua kali",
        rule="Tidak ada dua berkas dengan isi yang persis sama.",
        cause="Berkas tersalin atau terunduh dua kali. Sidik (SHA-256) keduanya sama.",
        example="bappeda.xlsx dan bappeda (1).xlsx sama isinya, dihitung sekali",
        steps=("Hapus salah satunya supaya jelas.",),
    ),
    "B205": Page(
        title="Ada perangkat daerah yang belum mengirim",
        rule="Setiap perangkat daerah dalam penugasan sudah mengirim berkasnya.",
        cause="Berkasnya belum masuk, atau nama di lembar Identitasnya lain daripada dalam penugasan.",
        example="1 perangkat daerah belum mengirim: DPMPTSP",
        steps=(
            "Periksa apakah berkasnya ada di antara yang dilewati atau yang namanya tidak dikenal.",
            "Ingatkan perangkat daerahnya.",
        ),
    ),
    "B206": Page(
        title="Dijawab perangkat daerah lain",
        rule="Indikator dijawab oleh penanggung jawab atau pendukungnya.",
        cause="Perangkat daerah mengisi indikator yang bukan tugasnya, atau penugasan belum diperbarui.",
        example="Indikator 35 dijawab Bappeda, penanggung jawabnya Bagian Pengadaan Barang/Jasa",
        steps=(
            "Pastikan kedua perangkat daerah sudah sepakat.",
            "Perbarui penugasan bila tugasnya memang berpindah.",
        ),
    ),
    "B207": Page(
        title="Perbedaan tingkat diputuskan menurut aturan",
        rule="Tidak ada perbedaan tingkat yang harus diputuskan menurut aturan.",
        cause="Dengan --on-conflict tingkat yang berbeda diputuskan menurut penanggung jawab, tingkat terendah, atau tingkat tertinggi.",
        example="Indikator 13: 3 (Bappeda), bukan 2 (BPKAD)",
        steps=(
            "Beri tahu perangkat daerah yang tingkatnya tidak dipakai.",
            "Catat keputusannya dalam berita acara.",
        ),
    ),
    "B208": Page(
        title="Perangkat daerah tidak ada dalam penugasan",
        rule="Nama perangkat daerah di berkas sama dengan salah satu nama dalam penugasan.",
        cause="Namanya disingkat atau ditulis lain, misalnya Bapeda Kota.",
        example='Perangkat daerah "Bapeda Kota" tidak ada dalam penugasan',
        steps=(
            "Samakan nama di lembar Identitas dengan nama dalam penugasan.",
            "Atau tambahkan perangkat daerah itu ke penugasan.",
        ),
    ),
    "B209": Page(
        title="Berkas dengan kesalahan dilewati",
        rule="Setiap berkas di antara masukan ikut digabung.",
        cause="Berkas masih memuat kesalahan dan --skip-invalid dipakai, sehingga jawabannya dianggap belum ada.",
        example="bkpsdm.xlsx dilewati karena masih memuat 2 kesalahan",
        steps=(
            "Lihat kesalahannya dengan spbe score, lalu perbaiki atau kirim kembali kepada pengisi.",
            "Gabungkan lagi setelah berkasnya benar.",
        ),
    ),
    "B210": Page(
        title="Teks gabungan terlalu panjang",
        rule="Bukti dukung dan penjelasan semua perangkat daerah muat di satu sel.",
        cause="Excel menyimpan paling banyak 32.767 karakter di satu sel. Selebihnya dipotong dan ditandai di ujungnya.",
        example="Penjelasan gabungan indikator 14 dari tiga perangkat daerah",
        steps=(
            "Ringkas teks di berkas asalnya; pindahkan rincian ke dokumen bukti.",
            "Gabungkan lagi.",
        ),
    ),
}
