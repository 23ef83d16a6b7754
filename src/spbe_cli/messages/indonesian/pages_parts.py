"""Pages of the findings about instruments and assignments, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "I104": Page(
        title="Jumlah bobot tidak tepat",
        rule="Bobot bagian-bagian berjumlah tepat sama dengan bobot keseluruhannya.",
        cause="Satu bobot keliru disalin, satu bagian terlewat, atau bobot dalam sumber sudah dibulatkan.",
        example="Indikator di A2 berjumlah 39.50, sedangkan bobot A2 40",
        steps=(
            "Cocokkan setiap bobot dengan tabel bobot dalam peraturan.",
            "Perbaiki bobot yang keliru, atau tambahkan bagian yang terlewat.",
            "Jangan mengubah bobot hanya supaya jumlahnya cocok.",
        ),
    ),
    "I107": Page(
        title="Kode dipakai dua kali",
        rule="Setiap kode hanya dipakai satu bagian.",
        cause="Bagian disalin tanpa mengganti kodenya.",
        example="code: '12' di baris 210 dan di baris 236",
        steps=(
            "Cocokkan nomor kedua bagian dengan sumbernya.",
            "Ganti kode bagian yang keliru.",
        ),
    ),
    "I108": Page(
        title="Nomor indikator melompat",
        rule="Indikator bernomor urut tanpa lompatan.",
        cause="Satu indikator terlewat, atau nomornya keliru diketik.",
        example="Indikator 11 langsung diikuti 13",
        steps=(
            "Cari indikator yang terlewat dalam sumber, lalu tambahkan.",
            "Bila tidak ada yang terlewat, nomori ulang.",
        ),
    ),
    "I109": Page(
        title="Nama dipakai dua kali",
        rule="Nama dalam satu kelompok berbeda-beda.",
        cause="Nama tersalin dari bagian sebelumnya, atau nama pendeknya terlalu singkat untuk membedakan.",
        example='Dua indikator di A7 bernama "Layanan Keuangan"',
        steps=(
            "Cocokkan kedua nama dengan sumbernya.",
            "Tambahkan kata pembeda pada nama pendeknya.",
        ),
    ),
    "I110": Page(
        title="Kriteria suatu tingkat tidak ada",
        rule="Setiap indikator mempunyai kriteria untuk setiap tingkat pada skala.",
        cause="Barisnya terlewat, atau nomor tingkatnya keliru diketik.",
        example="Indikator 2 punya kriteria 1, 2, 3, dan 5, tanpa 4",
        steps=(
            "Tambahkan baris dengan nomor tingkat itu di bawah criteria.",
            "Bila tidak ada sumber yang memberi kriterianya, tulis null dan jelaskan dengan missing.",
        ),
    ),
    "I111": Page(
        title="Tingkat di luar skala instrumen",
        rule="Kriteria dan nama tingkat memakai tingkat pada skala instrumen.",
        cause="Kriteria disalin dari instrumen dengan skala lain, atau scale belum disesuaikan.",
        example="Kriteria tingkat 0, padahal skala 1-5",
        steps=(
            "Periksa scale: lowest dan highest.",
            "Hapus kriteria atau nama tingkat di luar skala itu.",
        ),
    ),
    "I112": Page(
        title="Batas predikat tidak runtut",
        rule="Predikat ditulis dari batas tertinggi ke terendah, dan bersama-sama menutupi seluruh skala.",
        cause="Urutannya tertukar, dua batas sama, atau predikat terendah tidak dimulai dari ujung bawah skala.",
        example="Cukup (1.8) ditulis sebelum Baik (2.6)",
        steps=(
            "Urutkan predikat dari minimum tertinggi ke terendah.",
            "Beri predikat terendah minimum yang sama dengan ujung bawah skala.",
            "Cocokkan setiap batas dengan tabel predikat dalam peraturan.",
        ),
    ),
    "I113": Page(
        title="Sumber tidak disebut",
        rule="Setiap bagian, juga skala, bobot, dan predikat, menyebut sumbernya.",
        cause="Kunci source terlewat. Tanpa sumber, angka tidak dapat diperiksa orang lain.",
        example="Aspek A3 tidak punya source",
        steps=(
            "Tambahkan source dengan nama peraturan, tabel, dan halaman.",
            "Bila angkanya hasil hitung, tulis cara menghitungnya.",
        ),
    ),
    "I119": Page(
        title="Bobot nol",
        rule="Setiap bobot lebih dari nol.",
        cause="Bobot belum diisi, atau bagian itu sebenarnya tidak dinilai.",
        example="weight: 0",
        steps=(
            "Tulis bobot dari tabel bobot dalam peraturan.",
            "Bila bagian itu tidak dinilai, hapus bagiannya.",
        ),
    ),
    "I120": Page(
        title="Bagian tanpa isi",
        rule="Setiap domain mempunyai aspek, dan setiap aspek mempunyai indikator.",
        cause="Isinya belum ditulis, atau indentasinya keliru sehingga masuk ke bagian lain.",
        example="A6 dengan indicators: []",
        steps=(
            "Tambahkan aspek atau indikatornya.",
            "Bila bagian itu tidak diperlukan, hapus.",
        ),
    ),
    "I122": Page(
        title="id tidak cocok",
        rule="id sama dengan nama berkas tanpa .yaml, dan hanya dipakai satu berkas.",
        cause="Berkas disalin atau diganti namanya tanpa mengubah id.",
        example="id: permenpanrb-59-2020 di berkas kota-contoh.yaml",
        steps=(
            "Samakan id dengan nama berkas.",
            "Bila id sudah dipakai berkas lain, ganti id dan nama berkasnya.",
        ),
    ),
    "I124": Page(
        title="Rujukan tidak ada",
        rule="Semua yang dirujuk ada.",
        cause="Kode yang dirujuk keliru diketik, dihapus, atau berganti nama.",
        example="capability: servis",
        steps=(
            "Ubah menjadi kode yang diusulkan.",
            "Atau tambahkan bagian yang dirujuk, misalnya di capabilities.",
        ),
    ),
    "I125": Page(
        title="Masa berlaku terbalik",
        rule="Masa berlaku dimulai sebelum berakhir.",
        cause="valid_from dan valid_until tertukar.",
        example="valid_from: 2025 dan valid_until: 2021",
        steps=(
            "Tukar kedua tahun.",
            "Bila instrumen masih berlaku, hapus valid_until.",
        ),
    ),
    "I126": Page(
        title="Titik konversi tidak naik",
        rule="Batas tingkat dan titik konversi ada satu untuk setiap tingkat, dari yang terkecil ke yang terbesar.",
        cause="Dua titik tertukar atau sama, atau jumlahnya keliru. Konversi mengubah indeks instansi lain menjadi tingkat; batas tingkat hanya ada pada skala dengan desimal.",
        example="12.5, 62.5, 37.5",
        steps=(
            "Urutkan titiknya dari kecil ke besar.",
            "Cocokkan dengan tabel konversi dalam peraturan.",
        ),
    ),
    "I128": Page(
        title="Penugasan menyebut indikator yang tidak ada",
        rule="Setiap indikator dalam penugasan ada dalam instrumen.",
        cause="Nomornya keliru diketik, atau penugasan dibuat untuk instrumen lain.",
        example="Bappeda ditugasi indikator 48, padahal instrumen hanya memuat 1-47",
        steps=(
            "Perbaiki nomornya dalam penugasan.",
            "Bila semua nomor tampak asing, periksa instrumen yang dipakai.",
        ),
    ),
    "I129": Page(
        title="Lebih dari satu penanggung jawab",
        rule="Setiap indikator mempunyai satu penanggung jawab.",
        cause="Dua perangkat daerah ditulis sebagai penanggung jawab indikator yang sama.",
        example="Indikator 13 ditugaskan kepada Bappeda dan BPKAD",
        steps=(
            "Tentukan perangkat daerah yang memutuskan tingkatnya.",
            "Tulis perangkat daerah yang lain sebagai pendukung.",
        ),
    ),
    "I131": Page(
        title="Huruf bukti tidak urut",
        rule="Butir bukti setiap tingkat berhuruf a, b, c, dan seterusnya, tanpa lompatan.",
        cause="Butirnya disalin, dipindah, atau dihapus, sedangkan hurufnya tetap.",
        example="Tingkat 2 indikator 4 punya butir a dan c",
        steps=(
            "Cari butir yang terlewat dalam sumber, lalu tambahkan.",
            "Bila tidak ada yang terlewat, beri huruf ulang menurut urutan dalam sumber.",
        ),
    ),
    "I201": Page(
        title="Sumber sekunder",
        rule="Angka dan kriteria diambil dari naskah peraturan sendiri.",
        cause="Naskah peraturan belum tersedia, sehingga dipakai kutipan pihak lain.",
        example="secondary pada permenpanrb-8-2026",
        steps=(
            "Cari naskah peraturannya, lalu cocokkan setiap angka.",
            "Sesudah cocok, ganti source dan hapus secondary.",
        ),
    ),
    "I203": Page(
        title="Bukti yang lazim belum disebut",
        rule="Setiap indikator menyebut bukti yang lazim.",
        cause="Kunci evidence berisi null dan evidence_items tidak ada, atau satu tingkat di dalamnya tanpa butir. Bukti yang lazim tampil di lembar Kriteria dan membantu pengisi.",
        example="evidence: null pada indikator 20",
        steps=(
            "Tulis dokumen yang biasa dilampirkan, dari pedoman teknis.",
            "Bila sumbernya merinci bukti setiap tingkat, tulis di evidence_items.",
            "Bila tidak ada sumbernya, biarkan null dan jelaskan dengan missing.",
        ),
    ),
    "I204": Page(
        title="Kriteria dua tingkat sama",
        rule="Kriteria setiap tingkat berbeda.",
        cause="Kriteria disalin dari tingkat di bawahnya dan belum diubah.",
        example="Kriteria tingkat 3 dan 4 pada indikator 9 sama",
        steps=(
            "Cocokkan kedua kriteria dengan sumbernya.",
            "Tulis apa yang baru pada tingkat yang lebih tinggi.",
        ),
    ),
    "I205": Page(
        title="Pembeda terlalu panjang untuk Excel",
        rule="Pembeda semua tingkat muat dalam pesan sel Excel: judul 32 dan isi 255 karakter.",
        cause="Teks distinguishing terlalu panjang, sehingga terpotong di pesan yang muncul saat sel Tingkat dipilih.",
        example="Pembeda indikator 22 memakai 281 karakter",
        steps=(
            "Ringkas distinguishing menjadi beberapa kata per tingkat.",
            "Biarkan uraian lengkapnya di criteria.",
        ),
    ),
    "I206": Page(
        title="Indikator tanpa penanggung jawab",
        rule="Setiap indikator mempunyai penanggung jawab.",
        cause="Indikatornya belum dimasukkan ke penugasan. Tidak ada yang akan mengisinya.",
        example="Indikator 25 dan 47 belum ditugaskan",
        steps=(
            "Tentukan perangkat daerah yang bertanggung jawab.",
            "Tambahkan ke penugasan, lalu buat lembarnya dengan spbe template.",
        ),
    ),
}
