"""Pages of A140-A149: the file as a whole, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A140": Page(
        title="Berkas kosong",
        rule="Berkas mempunyai isi.",
        cause="Pengunduhan atau pengiriman terputus sehingga hanya nama berkas yang tersimpan (0 byte).",
        example="jawaban.xlsx berukuran 0 byte",
        steps=(
            "Unduh berkasnya sekali lagi.",
            "Bila tetap 0 byte, minta pengirim mengirim ulang.",
        ),
    ),
    "A141": Page(
        title="Berkas diberi kata sandi",
        rule="Berkas dapat dibuka tanpa kata sandi.",
        cause="Pengisi memberi kata sandi supaya isiannya aman. Proteksi lembar dari spbe template tidak memakai kata sandi dan tidak perlu dibuka.",
        example="Excel meminta kata sandi saat berkas dibuka",
        steps=(
            "Buka berkas di Excel dengan kata sandinya.",
            "Pilih File, Info, Proteksi Buku Kerja (Protect Workbook), Enkripsi dengan Kata Sandi (Encrypt with Password).",
            "Kosongkan kotak kata sandi, klik OK.",
            "Simpan, lalu kirim kembali.",
        ),
    ),
    "A142": Page(
        title="Berkas Excel lama (.xls)",
        rule="Berkas disimpan sebagai Excel Workbook (.xlsx).",
        cause="Berkas disimpan dalam bentuk Excel 97-2003 (.xls). Mengganti akhiran namanya menjadi .xlsx tidak mengubah isinya.",
        example="Jawaban SPBE.xls",
        steps=(
            "Buka berkas di Excel.",
            "Pilih File, Simpan Sebagai (Save As), jenis Buku Kerja Excel (Excel Workbook, *.xlsx).",
            "Kirim berkas .xlsx yang baru.",
        ),
    ),
    "A143": Page(
        title="Berkas teks (CSV)",
        rule="Berkas adalah buku kerja Excel, bukan teks.",
        cause="Tabel diekspor sebagai CSV, kadang akhiran namanya lalu diganti menjadi .xlsx.",
        example="jawaban.xlsx yang tampak sebagai baris teks dengan koma bila dibuka di Notepad",
        steps=(
            "Ganti akhiran namanya menjadi .csv bila Excel menolak membukanya, lalu buka di Excel.",
            "Periksa kolom Tingkat: saat CSV dibuka, 3/4 dapat berubah menjadi tanggal.",
            "Pilih File, Simpan Sebagai (Save As), jenis Buku Kerja Excel (Excel Workbook, *.xlsx).",
        ),
    ),
    "A144": Page(
        title="Berkas rusak atau terpotong",
        rule="Berkas utuh dan semua bagiannya dapat dibaca.",
        cause="Pengiriman atau penyalinan terputus, atau program pembuatnya menulis bagian yang rusak.",
        example="Excel menawarkan memperbaiki isi saat berkas dibuka",
        steps=(
            "Minta kirim ulang lewat surel atau Drive; di WhatsApp, kirim sebagai dokumen.",
            "Bila aslinya juga rusak: di Excel pilih File, Buka (Open), Telusuri (Browse), panah di tombol Buka, Open and Repair.",
            "Simpan dengan nama baru, periksa isinya, lalu kirim kembali.",
        ),
    ),
    "A145": Page(
        title="Berkas kunci Excel (~$)",
        rule="Berkas yang dibaca bukan berkas kunci Excel.",
        cause="Selama sebuah berkas terbuka, Excel membuat berkas tersembunyi yang namanya diawali ~$. Isinya hanya nama pemakai.",
        example="~$jawaban.xlsx",
        steps=(
            "Tutup Excel; berkas ~$ hilang dengan sendirinya.",
            "Pakai berkas dengan nama yang sama tanpa ~$.",
        ),
    ),
    "A146": Page(
        title="Jenis berkas tidak dapat dibaca",
        rule="Berkas adalah buku kerja Excel (.xlsx atau .xlsm).",
        cause="Yang dikirim dokumen, gambar, arsip, atau tabel dari program lain, misalnya .ods, .xlsb, .docx, .pdf, .numbers. Tabel yang diunduh dari sebuah aplikasi sebagai .xls sering kali halaman web (HTML). Berkas .gsheet hanya tautan ke Google Sheets.",
        example="Jawaban DPMPTSP.pdf",
        steps=(
            "Buka berkas jawabannya di program yang dipakai mengisi.",
            "Di Excel dan LibreOffice: File, Simpan Sebagai (Save As), jenis Excel Workbook (.xlsx).",
            "Di Google Sheets: File, Download, Microsoft Excel (.xlsx).",
            "Kirim berkas .xlsx itu, bukan foto atau PDF.",
        ),
    ),
    "A147": Page(
        title="Berkas terlalu besar",
        rule="Berkas tidak melampaui batas yang wajar untuk berkas jawaban.",
        cause="Bukti dukung ditempel sebagai gambar, seluruh kolom diberi format sampai baris terakhir, atau lembar lain ikut tersimpan.",
        example="jawaban.xlsx berisi puluhan tangkapan layar",
        steps=(
            "Simpan bukti dukung sebagai berkas tersendiri; di kolom Bukti Dukung tulis nama berkas atau tautannya.",
            "Hapus gambar dan lembar yang tidak diperlukan.",
            "Bila tetap besar, salin isian ke berkas baru dari spbe template dengan Tempel Nilai (Paste Values).",
        ),
    ),
    "A148": Page(
        title="Berkas tidak dapat dibuka",
        rule="Berkas dapat dibuka oleh pengguna yang menjalankan spbe.",
        cause="Berkas sedang dikunci program lain, tidak ada izin membacanya, atau belum diunduh dari OneDrive atau Drive.",
        example="jawaban.xlsx sedang terbuka di Excel pada komputer lain",
        steps=(
            "Tutup berkas di Excel dan di panel pratinjau.",
            "Bila berkas berada di OneDrive atau Drive, tunggu sampai selesai diunduh.",
            "Bila masalahnya izin, salin berkas ke folder sendiri, misalnya Dokumen.",
        ),
    ),
    "A149": Page(
        title="Berkas memuat bagian yang tidak aman",
        rule="Berkas hanya memuat bagian yang lazim ada dalam buku kerja.",
        cause="Berkas memuat bagian ganda, nama bagian yang menunjuk ke luar berkas, atau XML dengan definisi (DTD). Excel tidak menulis berkas seperti itu.",
        example="Bagian xl/workbook.xml ada dua kali",
        steps=(
            "Jangan membuka berkas itu sebelum yakin asalnya.",
            "Tanyakan kepada pengirim cara berkas dibuat.",
            "Minta isian dalam berkas baru dari spbe template.",
        ),
    ),
}
