"""Pages of A201-A218: what deserves a second look in an answer file, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A201": Page(
        title="Tingkat tanpa bukti dukung",
        rule="Setiap tingkat di atas tingkat terendah disertai bukti dukung.",
        cause='Kolom Bukti Dukung belum diisi. Tanda "-", "nihil", "tidak ada", "n/a", dan "belum ada" dibaca sebagai tidak ada bukti; begitu pula tanda galat Excel seperti #REF! dan rumus yang belum pernah dihitung. Tanpa bukti, asesor biasanya memberi tingkat 1.',
        example="E24 berisi 4, sedangkan F24 kosong",
        steps=(
            "Tulis nama berkas atau tautan buktinya, dipisahkan titik koma.",
            "Lihat bukti yang lazim di lembar Kriteria atau dengan spbe explain.",
            "Bila buktinya memang belum ada, turunkan tingkatnya.",
            "Bila tabel tidak punya kolom Bukti Dukung, tambahkan dengan judul itu.",
        ),
    ),
    "A202": Page(
        title="Bukti dukung tanpa nama dokumen",
        rule="Bukti dukung menyebut dokumen atau tautan.",
        cause='Kolomnya hanya berisi kata seperti "ada", "terlampir", "menyusul", "proses", atau "lihat lampiran", sehingga asesor tidak dapat menemukan buktinya.',
        example='F13 berisi "terlampir"',
        steps=(
            "Tulis nama berkasnya, diawali nomor indikator, misalnya indikator9-SK-Audit-TIK.pdf.",
            "Atau tulis tautannya, dan pastikan tautan itu dapat dibuka orang lain.",
        ),
    ),
    "A203": Page(
        title="Penjelasan belum ada",
        rule="Setiap tingkat di atas tingkat terendah mempunyai penjelasan.",
        cause="Kolom Penjelasan belum diisi. Aplikasi Kementerian PANRB meminta Fakta dan Analisis untuk setiap indikator.",
        example="G12, G18, dan G30 kosong",
        steps=(
            "Tulis Fakta: apa yang sudah ada dan di dokumen mana, pasal atau halaman berapa.",
            "Lanjutkan dengan Analisis: kriteria mana yang dipenuhi dokumen itu.",
            "Pola kalimat muncul saat sel Penjelasan dipilih, dan ada di spbe explain.",
        ),
    ),
    "A204": Page(
        title="Isian di baris atau kolom tersembunyi",
        rule="Semua isian yang dihitung tampak di lembar.",
        cause="Baris atau kolom disembunyikan, atau tersaring oleh Filter. Isinya tetap dihitung, sehingga indeks dapat berbeda dari yang tampak.",
        example="Baris 30-33 disembunyikan dan berisi tingkat",
        steps=(
            "Bila Filter aktif: Data, Hapus (Clear).",
            "Pilih baris di atas dan di bawahnya, klik kanan, lalu tampilkan (Unhide).",
            "Periksa isinya; hapus bila bukan bagian dari jawaban.",
        ),
    ),
    "A205": Page(
        title="Indeks persis dan pembulatannya berbeda predikat",
        rule="Indeks persis dan indeks yang dibulatkan memberi predikat yang sama.",
        cause="Indeks persis sedikit di bawah batas predikat, dan pembulatan dua desimal mengangkatnya ke batas itu. Peraturan tidak menyebut mana yang dipakai: hasil 2024 mengikuti nilai persis, hasil 2023 nilai yang dibulatkan.",
        example="Nilai persis 3,4985 (Baik) tampak sebagai 3,50 (Sangat Baik)",
        steps=(
            "Laporkan predikat menurut nilai persis, dan sebutkan nilai persisnya.",
            "Jangan menjanjikan predikat yang lebih tinggi.",
            "Lihat spbe plan: kenaikan satu tingkat pada satu indikator biasanya sudah cukup.",
        ),
    ),
    "A206": Page(
        title="Tahun di luar masa berlaku instrumen",
        rule="Tahun penilaian berada dalam masa berlaku instrumen.",
        cause="Tahun di lembar Identitas keliru diketik, atau instrumennya belum diganti. PermenPANRB 5/2018 dipakai sampai 2020, 59/2020 untuk 2021-2025, dan 8/2026 mulai 2026.",
        example="Identitas menyebut tahun 2026, sedangkan instrumennya PermenPANRB 59/2020",
        steps=(
            "Periksa Tahun di lembar Identitas.",
            "Bila tahunnya benar, pakai instrumen tahun itu dengan -i; daftarnya: spbe instruments.",
        ),
    ),
    "A207": Page(
        title="Instrumen pada -i dan Identitas berbeda",
        rule="Pilihan -i dan lembar Identitas menyebut instrumen yang sama.",
        cause="Perintah ditulis dengan -i, sedangkan berkasnya dibuat untuk instrumen lain. Yang dipakai adalah -i.",
        example="-i permenpanrb-5-2018, sedangkan Identitas menyebut permenpanrb-59-2020",
        steps=(
            "Bila -i tidak disengaja, jalankan perintah tanpa -i.",
            "Bila disengaja, perbaiki Instrumen di lembar Identitas supaya keduanya sama.",
        ),
    ),
    "A208": Page(
        title="Identitas belum lengkap",
        rule="Lembar Identitas terisi.",
        cause="Ada label yang belum diisi, atau lembar Identitas tidak ada. Tanpa Instansi, Perangkat Daerah, Tahun, dan Tahap, asal berkas tidak dapat dikenali saat digabung.",
        example="Perangkat Daerah dan Tahun kosong",
        steps=(
            "Buka lembar Identitas, isi sel berwarna kuning muda.",
            "Bila lembarnya tidak ada, buat berkas baru dengan spbe template, lalu salin isian.",
            "Untuk banyak berkas: isi sejak awal dengan spbe template --institution, --opd, --year, dan --stage.",
        ),
    ),
    "A209": Page(
        title="Nama indikator berbeda dari instrumen",
        rule="Nama pada setiap baris adalah nama indikator dengan nomor itu.",
        cause="Nama ditulis dengan kata sendiri, atau berkas dibuat untuk instrumen lain. Perbedaan kecil, seperti huruf besar atau awalan Tingkat Kematangan, tidak disebut.",
        example='D17 berisi "Keterpaduan Anggaran Daerah"',
        steps=(
            "Pastikan nomornya benar, karena tingkat dihitung menurut nomor.",
            "Bila perlu, ganti namanya dengan nama di lembar Kriteria.",
        ),
    ),
    "A210": Page(
        title="Indikator terisi padahal tidak diminta",
        rule="Hanya indikator yang diminta yang diisi.",
        cause="Perangkat daerah mengisi juga indikator milik perangkat daerah lain, atau daftar di Identitas kurang lengkap.",
        example="Diminta 13, 32, 33, dan 40, tetapi indikator 14 juga terisi",
        steps=(
            "Tanyakan kepada pengisi apakah isian itu disengaja.",
            "Bila ya, tambahkan nomornya pada label Indikator di lembar Identitas.",
            "Bila tidak, hapus isiannya.",
        ),
    ),
    "A211": Page(
        title="Bukti dukung sama untuk banyak indikator",
        rule="Bukti dukung menunjukkan bagian yang membuktikan indikatornya.",
        cause="Satu dokumen dipakai untuk lima indikator atau lebih. Ini dapat benar, misalnya satu peraturan kepala daerah untuk indikator 1-10, asalkan pasalnya disebut.",
        example='"Perwal 12 Tahun 2023.pdf" dipakai untuk indikator 1-10',
        steps=(
            "Periksa apakah dokumen itu memang memuat bagian untuk setiap indikator.",
            "Sebutkan pasal atau halamannya di kolom Penjelasan.",
            "Ganti bukti yang hanya tersalin dari baris lain.",
        ),
    ),
    "A212": Page(
        title="Berkas memuat makro",
        rule="Berkas tidak memuat makro.",
        cause="Berkas disimpan sebagai .xlsm. spbe membaca isiannya, tetapi tidak pernah menjalankan atau menyalin makro.",
        example="jawaban.xlsm",
        steps=(
            "Pilih File, Simpan Sebagai (Save As), jenis Buku Kerja Excel (Excel Workbook, *.xlsx).",
            "Klik Ya (Yes) saat Excel bertanya apakah makro boleh dihilangkan.",
        ),
    ),
    "A213": Page(
        title="Instrumen dari sumber sekunder",
        rule="Instrumen disusun dari naskah peraturannya sendiri.",
        cause="Naskah peraturan belum tersedia saat instrumen disusun, sehingga isinya diambil dari kutipan pihak lain.",
        example="PermenPANRB 8/2026",
        steps=(
            "Cocokkan bobot, skala, dan predikat dengan naskah peraturan.",
            "Jangan memakai angkanya sebagai angka resmi sebelum dicocokkan.",
            "Lihat sumber setiap bagian dengan spbe explain.",
        ),
    ),
    "A214": Page(
        title="Semua tingkat sama",
        rule="Tingkat antarindikator berbeda menurut keadaannya.",
        cause="Tingkat diisi serentak dengan menarik sel (fill) atau menempel satu angka ke semua baris.",
        example="Ke-47 indikator bertingkat 3",
        steps=(
            "Periksa beberapa indikator terhadap kriterianya.",
            "Bila hasil isian serentak, isi kembali satu per satu.",
            "Bila memang demikian keadaannya, peringatan ini boleh dibiarkan.",
        ),
    ),
    "A215": Page(
        title="Tingkat berasal dari rumus",
        rule="Tingkat diketik atau dipilih, bukan dihitung dengan rumus.",
        cause="Sel Tingkat terhubung ke lembar atau berkas lain. spbe membaca nilai yang terakhir disimpan Excel, yang dapat sudah usang.",
        example="E12 berisi =Rekap!C5 dengan nilai 3",
        steps=(
            "Buka berkas di Excel, tekan F9, lalu simpan.",
            "Lebih aman: salin kolom Tingkat, lalu Tempel Nilai (Paste Values) di tempat yang sama.",
        ),
    ),
    "A216": Page(
        title="Dihitung dengan anggapan",
        rule="Semua tingkat berasal dari pengisi, tanpa anggapan.",
        cause="Perintah memakai --missing, sehingga indikator tanpa tingkat dihitung dengan tingkat terendah atau nol.",
        example="Indikator 13, 25, dan 47 dihitung tingkat 1",
        steps=(
            "Minta tingkat indikator itu kepada penanggung jawabnya.",
            "Isi, lalu hitung lagi tanpa --missing.",
            "Selama masih memakai anggapan, sebutkan anggapan itu di samping indeks.",
        ),
    ),
    "A217": Page(
        title="Isian di luar tabel jawaban",
        rule="Semua isian berada di dalam tabel jawaban.",
        cause="Ada tabel kedua atau catatan di bawah atau di samping tabel. Bagian itu tidak dibaca.",
        example="E60 berisi 3, jauh di bawah baris terakhir tabel",
        steps=(
            "Bila isian itu jawaban, pindahkan ke baris indikatornya.",
            "Bila hanya catatan, biarkan atau hapus.",
        ),
    ),
    "A218": Page(
        title="Tingkat 0 yang mungkin belum dipilih (berkas 2018)",
        rule="Dalam berkas Kementerian PANRB tahun 2018, tingkat 0 disertai penjelasan atau bukti dukung.",
        cause="Pada berkas asli semua indikator sudah bertingkat 0. Lembar yang tidak pernah dibuka karena itu tampak sama dengan lembar yang memang dijawab 0.",
        example="Rekap!E14 berisi 1 (tingkat 0), sedangkan Penjelasan dan Data dukung di lembar Indikator 8 kosong",
        steps=(
            "Buka lembar indikator yang disebut.",
            "Klik tombol di depan tingkat yang benar.",
            "Bila memang tingkat 0, tulis penjelasannya, misalnya bahwa layanannya belum ada.",
        ),
    ),
}
