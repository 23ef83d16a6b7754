"""Pages of the findings about YAML as such, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "I101": Page(
        title="YAML tidak terbaca",
        rule="Berkas adalah YAML yang utuh, dimulai dengan kunci di tepi kiri.",
        cause="Tanda kutip belum ditutup, indentasi tidak rata, atau ada tanda titik dua di tengah teks tanpa tanda kutip.",
        example="name: Domain 2: Tata Kelola SPBE",
        steps=(
            "Buka baris yang disebut; penyebabnya kadang satu baris di atasnya.",
            "Beri tanda kutip pada teks yang memuat titik dua atau tanda pagar: name: 'Domain 2: Tata Kelola SPBE'.",
            "Ratakan indentasi dengan baris sejenis di atasnya, lalu jalankan spbe check lagi.",
        ),
    ),
    "I102": Page(
        title="Kunci tidak dikenal",
        rule="Setiap kunci termasuk kunci yang dikenal di tempat itu.",
        cause="Kuncinya keliru diketik, berada satu tingkat indentasi terlalu dalam atau terlalu luar, atau memang tidak ada.",
        example="wieght: 32.50",
        steps=(
            "Ubah ejaannya menjadi kunci yang diusulkan.",
            "Bila ejaannya sudah betul, periksa indentasinya.",
            "Daftar kunci ada di docs/instrument.md dan di spbe schema; editor dengan JSON Schema menunjukkannya saat mengetik.",
        ),
    ),
    "I103": Page(
        title="Kunci wajib tidak ada",
        rule="Setiap bagian mempunyai semua kunci wajibnya.",
        cause="Kuncinya terlewat atau terhapus saat bagian lain disalin.",
        example="Indikator 12 tidak punya source",
        steps=(
            "Tambahkan kunci itu dengan indentasi yang sama seperti kunci di sekitarnya.",
            "Bila tidak ada sumber yang memberi nilainya, tulis null dan jelaskan dengan missing; jangan mengarang.",
        ),
    ),
    "I105": Page(
        title="Bilangan tidak ditulis sebagai desimal biasa",
        rule="Setiap bilangan ditulis dengan angka dan titik desimal, seperti 2.50.",
        cause="YAML membaca 27,50 sebagai teks, 1:30 sebagai 90, dan 010 sebagai 8. Tanda persen, garis bawah (1_3), pangkat (1e1), .nan, dan .inf juga bukan bilangan desimal biasa. Bilangan dalam tanda kutip terbaca sebagai teks.",
        example="weight: 27,50",
        steps=(
            "Tulis dengan titik: 27.50.",
            "Hilangkan tanda persen dan nol di depan.",
            "Untuk skala, tahun, dan pengulangan, tulis bilangan bulat tanpa titik.",
        ),
    ),
    "I106": Page(
        title="Kunci ditulis dua kali",
        rule="Setiap kunci hanya ada satu kali dalam bagiannya.",
        cause="Baris disalin dan lupa dihapus. Pembaca YAML lain diam-diam memakai yang terakhir.",
        example="weight: 2.50 di baris 26 dan weight: 2.75 di baris 29",
        steps=(
            "Bandingkan kedua baris dengan sumbernya.",
            "Hapus baris yang tidak dipakai.",
        ),
    ),
    "I114": Page(
        title="Kata terbaca sebagai ya atau tidak",
        rule="Kata seperti no, yes, on, dan off diberi tanda kutip.",
        cause="YAML membaca no, off, dan n sebagai tidak; yes, on, dan y sebagai ya.",
        example="no: 13",
        steps=(
            'Beri tanda kutip: "no".',
            "Bila yang dimaksud kunci lain, misalnya code, ganti kuncinya.",
        ),
    ),
    "I115": Page(
        title="Indentasi memakai tab",
        rule="Indentasi ditulis dengan spasi.",
        cause="Editor memasukkan tab saat tombol Tab ditekan. YAML tidak menerimanya.",
        example="Baris weight: diawali tab",
        steps=(
            "Ganti setiap tab dengan dua spasi.",
            "Atur editor supaya tombol Tab menulis spasi.",
        ),
    ),
    "I116": Page(
        title="Jangkar, alias, atau tag",
        rule="Berkas ditulis lengkap, tanpa jangkar (&), alias (*), dan tag (!).",
        cause="Bagian yang berulang disingkat dengan jangkar dan alias, atau nilai diberi tag. Singkatan menyulitkan pemeriksaan dan dapat dipakai untuk membanjiri memori.",
        example="criteria: *umum",
        steps=(
            "Tulis isinya secara lengkap di tempat alias.",
            "Hapus tanda & atau ! beserta namanya.",
            "Bila teks memang diawali tanda itu, beri tanda kutip.",
        ),
    ),
    "I117": Page(
        title="Lebih dari satu dokumen",
        rule="Satu berkas memuat satu dokumen YAML.",
        cause="Baris berisi --- di tengah berkas memulai dokumen baru.",
        example="Dua instrumen dalam satu berkas, dipisahkan ---",
        steps=(
            "Pindahkan setiap dokumen ke berkasnya sendiri.",
            "Bila hanya satu dokumen, hapus baris --- di tengah berkas.",
        ),
    ),
    "I118": Page(
        title="Berkas bukan UTF-8 tanpa BOM",
        rule="Berkas disimpan sebagai UTF-8 tanpa BOM.",
        cause="Editor menyimpan berkas dengan pengodean Windows atau menambahkan BOM di awal berkas.",
        example="Berkas disimpan Notepad sebagai ANSI atau UTF-8 with BOM",
        steps=(
            "Di Notepad: File, Simpan Sebagai (Save As), Pengodean (Encoding) UTF-8.",
            "Di VS Code: klik nama pengodean di bilah bawah, Save with Encoding, UTF-8.",
            "Periksa huruf bertanda aksen dan tanda kutip setelah disimpan.",
        ),
    ),
    "I121": Page(
        title="Berkas melampaui batas",
        rule="Besar dan kedalaman berkas wajar untuk sebuah instrumen.",
        cause="Berkas yang diperiksa bukan instrumen, indentasinya terus bertambah, atau temuannya terlalu banyak untuk disebut satu per satu. Instrumen dengan 47 indikator berukuran kurang dari 200 KB.",
        example="Ekspor basis data sebesar 40 MB",
        steps=(
            "Periksa apakah nama berkasnya benar.",
            "Bila benar, perbaiki indentasi mulai dari baris yang disebut.",
        ),
    ),
    "I123": Page(
        title="Pilihan tidak dikenal",
        rule="Kunci yang berisi pilihan memuat salah satu pilihan yang ada.",
        cause="Pilihannya keliru diketik atau diterjemahkan.",
        example="predicate_on: persis",
        steps=(
            "Pilih salah satu yang disebut dalam temuan, misalnya exact.",
            "Arti setiap pilihan ada di docs/instrument.md.",
        ),
    ),
    "I127": Page(
        title="Berkas kosong",
        rule="Berkas mempunyai isi.",
        cause="Berkas baru belum diisi, semua barisnya komentar, atau penyimpanan terputus.",
        example="kota-contoh.yaml berukuran 0 byte",
        steps=(
            "Salin contoh dari docs/instrument.md, atau salin instrumen yang sudah ada.",
            "Ganti isinya, lalu jalankan spbe check.",
        ),
    ),
    "I130": Page(
        title="Bentuk isi tidak sesuai",
        rule="Isi setiap kunci berbentuk seperti yang diminta: teks, bilangan, daftar, atau bagian dengan kunci.",
        cause="Daftar ditulis sebagai teks, tanda hubung di depan unsur daftar terlewat, atau kunci dibiarkan tanpa isi.",
        example="aspects: A1, A2",
        steps=(
            "Bandingkan dengan kunci yang sama di berkas contoh.",
            "Tulis daftar dengan tanda hubung, satu unsur per baris.",
            "Bila nilainya memang tidak diketahui, tulis null bila kunci itu boleh kosong.",
        ),
    ),
    "I202": Page(
        title="Teks belum rapi",
        rule="Teks tidak memuat spasi ganda, spasi di ujung, atau karakter tak terlihat.",
        cause="Teks disalin dari PDF atau halaman web.",
        example="name: Kebijakan  Arsitektur SPBE (dua spasi)",
        steps=(
            "Ganti spasi ganda dengan satu spasi, dan hapus spasi di ujung.",
            "Bila ada karakter tak terlihat, ketik ulang kata di sekitarnya.",
        ),
    ),
}
