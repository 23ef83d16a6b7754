"""Pages of A101-A119: the level and the number of an indicator, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A101": Page(
        title="Tingkat berisi teks",
        rule="Sel Tingkat memuat angka, bukan kata.",
        cause='Tingkat ditulis dengan kata atau keterangan, seperti "tiga", "III", "tingkat 3", atau "3 (tiga)". Angka dari papan ketik lain (misalnya angka Arab) juga terbaca sebagai teks.',
        example='E11 berisi "tiga"',
        steps=(
            "Hapus isi selnya.",
            "Ketik angkanya saja, atau pilih dari daftar di sel: 1, 2, 3, 4, atau 5.",
            "Tulis keterangan, bila ada, di kolom Penjelasan.",
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A102": Page(
        title="Nomor indikator tidak dikenal",
        rule="Setiap nomor pada kolom No adalah nomor indikator instrumen.",
        cause="Nomornya keliru diketik, ada baris tambahan di bawah tabel, atau berkas memakai instrumen lain.",
        example="A53 berisi 48, padahal instrumen hanya memuat indikator 1-47",
        steps=(
            "Cocokkan nama indikator di baris itu dengan lembar Kriteria, lalu perbaiki nomornya.",
            "Bila baris itu bukan indikator, hapus barisnya.",
            "Bila semua nomor tampak asing, periksa Instrumen di lembar Identitas, atau pilih instrumen lain dengan -i.",
        ),
    ),
    "A103": Page(
        title="Indikator dijawab dua kali",
        rule="Setiap indikator dijawab di satu baris saja.",
        cause="Baris disalin, atau isian dua perangkat daerah ditempel ke satu tabel. Tingkat yang sama pun tetap harus dipilih salah satu, karena bukti dukungnya dapat berbeda.",
        example="Indikator 41 ada di baris 45 (tingkat 3) dan di baris 52 (tingkat 4)",
        steps=(
            "Bandingkan tingkat dan bukti dukung di kedua baris.",
            "Pindahkan bukti dukung yang masih diperlukan ke baris yang dipakai.",
            "Hapus baris yang lain: klik kanan nomor baris, Hapus (Delete).",
            "Untuk menggabungkan berkas beberapa perangkat daerah, pakai spbe merge.",
        ),
    ),
    "A104": Page(
        title="Tingkat belum diisi",
        rule="Setiap indikator yang diminta mempunyai tingkat.",
        cause="Selnya terlewat, atau bukti dukung dan penjelasan sudah ditulis tetapi tingkatnya belum dipilih.",
        example="E17 kosong, sedangkan F17 dan G17 sudah terisi",
        steps=(
            "Baca kriteria indikator itu: klik nomornya di kolom No, atau jalankan spbe explain dengan nomornya.",
            "Pilih tingkat tertinggi yang semua kriterianya terpenuhi, termasuk kriteria tingkat di bawahnya.",
            "Bila belum tahu, tanyakan kepada penanggung jawab indikator; jangan menebak.",
            "Untuk hitungan percobaan tanpa isian ini: spbe score BERKAS --missing lowest.",
        ),
    ),
    "A105": Page(
        title="Tingkat di luar skala",
        rule="Setiap tingkat berada pada skala instrumen, yaitu 1-5 untuk PermenPANRB 59/2020.",
        cause="Tingkat 0 hanya ada pada PermenPANRB 5/2018. Tingkat seperti 33 atau 44 biasanya angka yang terketik dua kali.",
        example="E14 berisi 0",
        steps=(
            "Pilih selnya, lalu pilih 1, 2, 3, 4, atau 5 dari daftar.",
            "Bila belum ada apa pun, isi tingkat terendah, yaitu 1.",
            "Bila semua tingkat memakai skala lain, periksa Instrumen di lembar Identitas.",
        ),
    ),
    "A106": Page(
        title="Tingkat bukan bilangan bulat",
        rule="Setiap tingkat adalah bilangan bulat.",
        cause="Setengah tingkat tidak ada. Tingkat berlaku berjenjang: tingkat 4 baru dapat dipilih bila semua kriterianya terpenuhi.",
        example="E8 berisi 3,5",
        steps=(
            "Baca kriteria tingkat di atasnya (untuk 3,5: kriteria tingkat 4).",
            "Bila semuanya terpenuhi, isi tingkat itu; bila belum, isi tingkat di bawahnya (3).",
            "Bila angkanya hasil rumus rata-rata, ganti rumus dengan tingkat yang dipilih.",
        ),
    ),
    "A107": Page(
        title="Tingkat berubah menjadi tanggal",
        rule="Sel Tingkat memuat bilangan, bukan tanggal atau jam.",
        cause="Excel mengubah ketikan seperti 3/4 atau 3-4 menjadi tanggal, dan 3:4 menjadi jam.",
        example="E20 berisi 3 April 2025",
        steps=(
            "Pilih selnya, ubah format menjadi Umum (General).",
            "Bila pilihan format tidak dapat diklik, buka dulu proteksi lembar: Tinjau (Review), Unprotect Sheet; tidak ada kata sandinya.",
            "Ketik atau pilih 1, 2, 3, 4, atau 5.",
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A108": Page(
        title="Rumus belum pernah dihitung",
        rule="Setiap rumus di kolom Tingkat sudah dihitung dan mempunyai nilai.",
        cause="Berkas ditulis oleh program atau aplikasi ponsel yang menyimpan rumus tanpa hasilnya. spbe membaca nilai yang tersimpan dan tidak menghitung rumus.",
        example="E25 berisi =Rekap!C5 tanpa nilai",
        steps=(
            "Buka berkas di Excel pada komputer; bila muncul Tampilan Terproteksi (Protected View), klik Aktifkan Pengeditan (Enable Editing).",
            "Tekan F9 untuk menghitung ulang, lalu simpan.",
            "Lebih baik: ganti rumus dengan angka, yaitu salin sel, lalu Tempel Nilai (Paste Values) di tempat yang sama.",
        ),
    ),
    "A109": Page(
        title="Tingkat berisi tanda galat Excel",
        rule="Tidak ada sel Tingkat yang berisi tanda galat seperti #REF!, #N/A, atau #VALUE!.",
        cause="Rumus di sel itu menunjuk baris yang sudah dihapus (#REF!), data yang tidak ditemukan (#N/A), atau teks (#VALUE!).",
        example="E33 berisi #REF!",
        steps=(
            "Hapus rumus di sel itu.",
            "Ketik atau pilih 1, 2, 3, 4, atau 5.",
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A110": Page(
        title="Tingkat berisi TRUE atau FALSE",
        rule="Sel Tingkat memuat angka, bukan TRUE atau FALSE.",
        cause="Selnya terhubung ke kotak centang, atau rumusnya membandingkan dua nilai.",
        example="E9 berisi TRUE",
        steps=(
            "Hapus isi sel, termasuk kotak centang atau rumusnya.",
            "Ketik atau pilih 1, 2, 3, 4, atau 5.",
        ),
    ),
    "A111": Page(
        title="Baris indikator tidak ada",
        rule="Setiap indikator yang diminta mempunyai baris.",
        cause="Baris terhapus, atau berkas ini hanya bagian satu perangkat daerah tetapi Identitas tidak menyebut nomor yang diminta.",
        example="Tabel memuat indikator 1-24 dan 26-45, tanpa 25, 46, dan 47",
        steps=(
            "Bila barisnya terhapus, tambahkan kembali dengan nomor dan nama indikatornya.",
            "Lebih mudah: buat berkas baru dengan spbe template, lalu salin isian dengan Tempel Nilai (Paste Values).",
            "Bila berkas memang hanya sebagian, tulis nomornya di lembar Identitas pada label Indikator, misalnya 13, 32-34, 40.",
        ),
    ),
    "A112": Page(
        title="Belum ada tingkat yang diisi",
        rule="Paling sedikit satu tingkat sudah diisi.",
        cause="Yang terkirim biasanya berkas asli yang masih kosong, bukan salinan yang sudah diisi. Di WhatsApp keduanya mudah tertukar.",
        example="Semua sel Tingkat kosong, dari 47 indikator",
        steps=(
            "Cari berkas yang sudah diisi, misalnya di Dokumen atau Unduhan (Downloads).",
            "Buka dan pastikan kolom Tingkat terisi, lalu simpan.",
            "Kirim berkas itu, bukan meneruskan pesan yang lama.",
        ),
    ),
    "A113": Page(
        title="Baris bertingkat tanpa nomor indikator",
        rule="Setiap baris yang bertingkat mempunyai nomor indikator.",
        cause="Nomornya terhapus, atau ada angka di kolom Tingkat pada baris judul, jumlah, atau rata-rata.",
        example="E18 berisi 3, sedangkan A18 kosong",
        steps=(
            "Bila baris itu milik suatu indikator, tulis nomornya di kolom No.",
            "Bila bukan (misalnya baris jumlah), hapus barisnya atau kosongkan sel Tingkatnya.",
        ),
    ),
    "A114": Page(
        title="Sel Tingkat digabung",
        rule="Sel Tingkat tidak digabung; setiap indikator mempunyai selnya sendiri.",
        cause="Beberapa sel digabung dengan Gabungkan & Ketengahkan (Merge & Center). Excel hanya menyimpan satu angka, jadi tidak jelas indikator mana yang dijawab.",
        example="E17:E19 digabung dan berisi 3",
        steps=(
            "Pilih sel gabungan, lalu pisahkan: Beranda (Home), panah di samping Merge & Center, Unmerge Cells.",
            "Isi tingkat setiap indikator satu per satu.",
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A115": Page(
        title="Nomor dan nama indikator tertukar",
        rule="Nomor dan nama pada satu baris adalah milik indikator yang sama.",
        cause="Hanya sebagian kolom yang diurutkan atau ditempel, sehingga nomor dan nama bergeser. Tingkat lalu masuk ke indikator yang keliru tanpa terlihat.",
        example='D38 berisi "Layanan Penganggaran" (indikator 33), padahal A38 berisi 34',
        steps=(
            "Periksa tingkat dan bukti di baris itu dan sekitarnya: milik indikator mana.",
            "Samakan nomor dan nama. Nama setiap nomor ada di lembar Kriteria.",
            "Bila banyak baris bergeser, batalkan dengan Ctrl+Z, atau salin isian ke berkas baru dari spbe template.",
        ),
    ),
    "A116": Page(
        title="Nomor indikator tidak terbaca",
        rule="Setiap sel pada kolom nomor memuat nomor indikator.",
        cause="Kolom nomor berisi kata, tanda galat Excel, atau tanggal. Nomor seperti 35-1 mudah diubah Excel menjadi tanggal.",
        example="A20 berisi 1 Maret 2025",
        steps=(
            "Pilih selnya, ubah format menjadi Teks (Text). Format harus diubah sebelum mengetik.",
            "Tulis nomor indikatornya, misalnya 13 atau 35-1.",
            "Bila baris itu bukan indikator, hapus barisnya.",
        ),
    ),
    "A117": Page(
        title="Indikator berulang melebihi batas",
        rule="Indikator yang boleh dijawab lebih dari sekali diberi nomor berurutan dan tidak melebihi batasnya.",
        cause="Pada PermenPANRB 5/2018, indikator 35 dijawab untuk satu sampai tiga layanan publik: 35-1, 35-2, dan 35-3. Ada jawaban keempat, atau nomor yang terlewat.",
        example="Ada baris 35-1 dan 35-3, tetapi tidak ada baris 35-2",
        steps=(
            "Pilih paling banyak tiga layanan; hapus baris yang lain.",
            "Nomori ulang barisnya: 35-1, lalu 35-2, lalu 35-3.",
            "Ubah format sel nomor menjadi Teks (Text) dulu supaya 35-1 tidak menjadi tanggal.",
        ),
    ),
    "A118": Page(
        title="Desimal terlalu banyak",
        rule="Skor memakai desimal paling banyak sebanyak yang diizinkan instrumen.",
        cause="Skor berasal dari rumus atau disalin dari hitungan lain, misalnya 2,33333. Aturan ini hanya untuk instrumen dengan skor desimal.",
        example="E8 berisi 2,33333",
        steps=(
            "Tulis skor dengan jumlah desimal yang diizinkan, misalnya 2,33.",
            "Bila skor berasal dari rumus, bulatkan dengan ROUND, misalnya =ROUND(C8;2), lalu Tempel Nilai (Paste Values).",
        ),
    ),
    "A119": Page(
        title="Nilai dari instansi lain di luar skalanya",
        rule="Nilai indeks dari instansi lain berada pada skala instansi yang menerbitkannya.",
        cause="Pada PermenPANRB 8/2026 beberapa indikator memakai indeks instansi lain, masing-masing dengan skalanya sendiri: SDI (Bappenas) 0-100, SJIG (BIG) 1-5, IPS (BPS) 1-5, IKASANDI (BSSN) 0-5. Nilainya tertukar atau sudah diubah skalanya.",
        example="Nilai SJIG ditulis 62,5, padahal skalanya 1-5",
        steps=(
            "Buka hasil resmi dari instansi yang menerbitkan indeks itu.",
            "Tulis nilainya apa adanya, tanpa mengubah skala.",
            "Bila hasilnya belum terbit, tanyakan kepada penanggung jawab indikator.",
        ),
    ),
    "A131": Page(
        title="Tingkat dan Indeks Asal tidak cocok",
        rule="Bila Tingkat dan Indeks Asal sama-sama diisi, keduanya menyatakan tingkat yang sama.",
        cause="Tingkat diisi menurut penilaian sendiri, atau indeks dari instansi lain diperbarui sesudahnya. Yang dihitung adalah Tingkat, sehingga perbedaannya tidak boleh dibiarkan.",
        example="E9 berisi tingkat 3, sedangkan F9 berisi SDI 68,75, yang setara tingkat 3,75",
        steps=(
            "Buka hasil resmi dari instansi yang menerbitkan indeks itu.",
            "Bila Indeks Asal yang berlaku, hapus isi Tingkat.",
            "Bila Tingkat ditetapkan asesor, hapus isi Indeks Asal.",
        ),
    ),
}
