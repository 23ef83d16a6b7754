"""The help of `spbe` in Indonesian.

Lists have one `what | explanation` per line.
"""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "help.usage": "Pemakaian: spbe PERINTAH [OPSI]",
    "help.usage_of": "Pemakaian: {command} [OPSI]",
    "help.about": "Memeriksa berkas jawaban Excel dan menghitung Indeks SPBE\n(PermenPANRB 59/2020, 47 indikator).",
    "help.arguments": "Argumen",
    "help.options": "Opsi",
    "help.options.rows": (
        "-i, --instrument ID | Instrumen lain (lihat: spbe instruments)\n"
        "-f, --format FORMAT | table, json, csv, markdown\n"
        "-o, --output BERKAS | Tulis ke berkas; jenisnya menurut akhiran (.xlsx)\n"
        "    --lang id|en | Bahasa\n"
        "    --no-color | Tanpa warna\n"
        "    --version  --help | Versi; bantuan (juga per perintah)"
    ),
    "help.every_command.rows": (
        "    --lang id|en | Bahasa (bawaan: SPBE_LANG, lalu id)\n"
        "    --no-color | Tanpa warna (juga dengan NO_COLOR)\n"
        "    --help | Bantuan ini"
    ),
    "help.start": "Mulai dari sini",
    "help.start.rows": (
        "spbe template -o jawaban.xlsx | isi di Excel, lalu\n"
        "spbe score jawaban.xlsx | lihat kesalahan atau indeksnya\n"
        "spbe score jawaban.xlsx -o hasil.xlsx | laporan untuk pimpinan"
    ),
    "help.examples": "Contoh",
    "help.exit_codes": "Kode selesai: 0 selesai, 1 isi berkas perlu diperbaiki, 2 perintah atau tempat menulis perlu diperbaiki, 130 dihentikan (Ctrl-C)",
    "group.collect": "Mengumpulkan jawaban",
    "group.weigh": "Menimbang hasil",
    "group.reference": "Acuan",
    "group.maintain": "Untuk pemelihara instrumen",
    "command.template": "Tulis berkas jawaban kosong, utuh atau per perangkat daerah",
    "command.template.text": "Menulis berkas jawaban kosong untuk sebuah instrumen. Tanpa --only berkas memuat semua indikator; dengan --only hanya indikator yang diminta dari satu perangkat daerah; dengan --assign satu berkas untuk setiap perangkat daerah. Keterangan yang diberikan dicetak di berkas dan tidak perlu diisi lagi.",
    "command.template.examples": (
        "spbe template -o jawaban.xlsx | semua indikator\n"
        'spbe template --opd Bappeda --only 13,32-33,40 --due "13 Juni 2025" | sebagian, untuk satu perangkat daerah\n'
        "spbe template --assign penugasan.yaml -o lembar | berkas semua perangkat daerah, di folder lembar\n"
        "spbe template --from jawaban-2024.xlsx --year 2025 -o jawaban-2025.xlsx | tahun berikutnya, dengan isian tahun lalu di sampingnya\n"
        'spbe template --from mandiri.xlsx --stage "Penilaian Dokumen" -o dokumen.xlsx | lembar kerja asesor'
    ),
    "command.score": "Periksa satu berkas jawaban dan hitung indeksnya",
    "command.score.text": "Memeriksa satu berkas jawaban, lalu menghitung indeks aspek, domain, dan SPBE beserta predikatnya. Semua kesalahan disebut sekaligus dengan alamat selnya; indeks tidak dihitung selama masih ada kesalahan.",
    "command.score.examples": (
        "spbe score jawaban.xlsx | lihat kesalahan atau indeksnya\n"
        "spbe score jawaban.xlsx -o hasil.xlsx | laporan untuk pimpinan\n"
        "spbe score jawaban.xlsx --missing lowest | yang belum diisi dihitung tingkat terendah"
    ),
    "metavar.sheet": "BERKAS",
    "metavar.file": "BERKAS",
    "metavar.instrument": "ID|BERKAS.yaml",
    "metavar.institution": "NAMA",
    "metavar.opd": "NAMA",
    "metavar.year": "TAHUN",
    "metavar.stage": "TAHAP",
    "metavar.due": "TANGGAL",
    "metavar.contact": "TEKS",
    "metavar.only": "NOMOR",
    "argument.sheet": "Berkas jawaban yang sudah diisi (.xlsx)",
    "option.instrument": "Instrumen: id-nya (lihat: spbe instruments) atau berkas YAML",
    "option.format": "Bentuk hasil di layar (bawaan: table)",
    "option.output": "Tulis juga ke berkas; jenisnya menurut akhiran (.html, .docx, .xlsx, .md, .json, .csv); boleh diulang",
    "option.output_sheet": "Berkas yang ditulis (.xlsx; bawaan: jawaban.xlsx); dengan --assign: folder (bawaan: lembar)",
    "option.force": "Ganti berkas yang sudah ada",
    "option.strict": "Anggap peringatan sebagai kesalahan: kode selesai 1",
    "option.missing": "Hitung yang belum diisi sebagai tingkat terendah (lowest) atau nol (zero)",
    "option.detail": "Tampilkan juga setiap indikator",
    "option.institution": 'Nama instansi, misalnya "Pemerintah Kota Bandar Lampung"',
    "option.opd": "Nama perangkat daerah yang mengisi",
    "option.year": "Tahun penilaian, misalnya 2025; tanpa -i, instrumennya yang berlaku tahun itu",
    "refusal.year_far": "--year {year} bukan tahun penilaian; tulis dengan empat angka, dari {first} sampai {last}",
    "template.edition": "{instrument} adalah instrumen untuk tahun {years}. Instrumen sesudahnya: {later}; pilih dengan --year atau -i.",
    "option.stage": 'Tahap, misalnya "Penilaian Mandiri" atau "Hasil Evaluasi"',
    "option.due": 'Batas waktu pengembalian, misalnya "13 Juni 2025"',
    "option.contact": "Narahubung untuk pertanyaan, misalnya nama dan nomornya",
    "option.only": "Hanya indikator ini, misalnya 13,14,32-41",
}
