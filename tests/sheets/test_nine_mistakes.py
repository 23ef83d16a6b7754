"""The nine mistakes made most often, all in one sheet, line by line as they were designed."""

from collections.abc import Callable
from datetime import datetime

from tests.sheets.books import answer_row, appended, cells, edited

from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.words import Words

CHOICES = "1, 2, 3, 4, atau 5"
LINES = f"""\
jawaban.xlsx:Jawaban!E8: error A106: indikator 4 (Kebijakan Pembangunan Aplikasi SPBE): tingkat \
3,5 bukan bilangan bulat; isi {CHOICES} (bila kriteria tingkat 4 belum terpenuhi semua, isi 3)
jawaban.xlsx:Jawaban!E11: error A101: indikator 7 (Kebijakan Sistem Penghubung Layanan): tingkat \
berisi teks "tiga"; isi dengan angka {CHOICES}
jawaban.xlsx:Jawaban!E14: error A105: indikator 10 (Kebijakan Tim Koordinasi SPBE): tingkat 0 \
di luar skala 1-5; isi {CHOICES} (bila belum ada sama sekali, isi 1)
jawaban.xlsx:Jawaban!E17: error A104: indikator 13 (Keterpaduan Rencana dan Anggaran SPBE): \
tingkat belum diisi, padahal bukti dukung dan penjelasan sudah ada; isi {CHOICES}
jawaban.xlsx:Jawaban!E20: error A107: indikator 16 (Layanan Pusat Data): tingkat berubah menjadi \
tanggal 3 April 2025 oleh Excel; ubah format sel menjadi Umum (General), lalu isi {CHOICES}
jawaban.xlsx:Jawaban!F24: warning A201: indikator 20 (Kolaborasi Penerapan SPBE): tingkat 4 belum \
disertai bukti dukung; tulis nama berkas atau tautan buktinya, atau turunkan tingkatnya
jawaban.xlsx:Jawaban!E25: error A108: indikator 21 (Manajemen Risiko SPBE): rumus =Rekap!C5 belum \
pernah dihitung sehingga tidak ada nilainya; buka dan simpan berkas di Excel, atau ganti rumus \
dengan angka
jawaban.xlsx:Jawaban!E33: error A109: indikator 29 (Audit Infrastruktur SPBE): tingkat berisi \
tanda galat Excel #REF!; ganti dengan angka {CHOICES}
jawaban.xlsx:Jawaban!A52: error A103: indikator 41 (Layanan Kinerja Pegawai) dijawab dua kali, di \
baris 45 (tingkat 3) dan baris 52 (tingkat 4); hapus salah satu barisnya
jawaban.xlsx:Jawaban!A53: error A102: nomor indikator 48 tidak ada dalam PermenPANRB 59/2020 \
(1-47); perbaiki nomornya atau hapus baris 53
"""
EDITS = {
    "E8": 3.5,
    "E11": "tiga",
    "E14": 0,
    "E17": None,
    "E20": datetime(2025, 4, 3),  # noqa: DTZ001  Excel knows no time zones
    "F24": None,
    "E25": "=Rekap!C5",
    "E33": "#REF!",
}
FURTHER = (
    (*answer_row("41")[:4], 4, "indikator41b.pdf", "Fakta"),
    (48, None, None, "Layanan Lain", 3, "indikator48a.pdf", "Fakta"),
)


def test_the_nine_mistakes_read_as_they_were_drawn(read: Callable[..., Assessment]) -> None:
    made = read(edited(cells(**EDITS), appended(*FURTHER))())
    words = Words()
    assert [words.line(finding) for finding in made.findings] == LINES.splitlines()
    assert made.status is Status.INVALID
    assert made.bounds is None
