"""Labels of assignments and of `spbe merge`, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "agency": "Perangkat daerah",
    "total": "Jumlah",
    "assigned.indicators": "Indikator",
    "assigned.file": "Berkas",
    "assigned.all": "semua indikator ditugaskan",
    "assigned.without": "{count} indikator belum ditugaskan",
    "written_folder": "Ditulis: {count} berkas di folder {folder}",
    "option.from": "Berkas jawaban terdahulu: tingkat, bukti, dan penjelasannya tampil abu-abu di kanan, Tingkat dikosongkan; dengan --stage, pada tahun yang sama, menjadi lembar kerja asesor",
    "option.assign": "Penugasan (.yaml atau .xlsx): perangkat daerah mana menjawab indikator mana",
    "refusal.assign_folder": "{file} bukan folder; dengan --assign, -o menyebut folder untuk semua berkas",
    "refusal.not_together": "{option} tidak dapat dipakai bersama {other}; hapus salah satunya",
    "refusal.output_no_folder_file": "{folder} adalah berkas, bukan folder; pakai nama folder lain",
    "merge.asked": "Diminta",
    "merge.answered": "Terisi",
    "merge.missing": "Belum ada",
    "merge.not_sent": "(belum mengirim)",
    "merge.left_out": "(berkasnya masih memuat kesalahan)",
    "merge.others": "{count} perangkat daerah lain",
    "merge.all": "{count} perangkat daerah",
    "merge.title": "Penggabungan berkas jawaban",
    "merge.decided_owner": "Diputuskan menurut penanggung jawab:",
    "merge.decided_lowest": "Diputuskan menurut tingkat terendah:",
    "merge.decided_highest": "Diputuskan menurut tingkat tertinggi:",
    "merge.decision": "{number} {name}: {followed}, bukan {others}",
    "merge.reports": "{count} berkas buatan spbe dilewati: {files}",
    "merge.undecided": "Belum ditulis: {count} perbedaan tingkat harus diputuskan dulu.",
    "merge.faulty": "Belum ditulis: {count} kesalahan harus diperbaiki dulu.",
    "merge.written": "Ditulis: {file}, {answered} dari {total} indikator, dari {files} berkas.",
    "merge.gaps": "Belum ada: {missing}. Indeks dihitung setelah semuanya terisi.",
    "merge.complete": "Semua indikator terisi; hitung indeksnya dengan spbe score.",
    "command.merge": "Gabungkan berkas perangkat daerah menjadi berkas instansi",
    "command.merge.text": "Menggabungkan berkas jawaban perangkat daerah menjadi satu berkas jawaban instansi. Tingkat yang sama digabung; tingkat yang berbeda disebut dengan kedua alamat selnya, dan harus disepakati atau diputuskan dengan --on-conflict. Indikator yang belum dijawab hanya menjadi peringatan. Bila ada kesalahan, tidak ada yang ditulis.",
    "command.merge.examples": (
        "spbe merge masuk -o kota-2025.xlsx | semua berkas dalam folder masuk\n"
        "spbe merge masuk --assign penugasan.yaml -o kota-2025.xlsx | siapa belum menjawab apa\n"
        "spbe merge *.xlsx --on-conflict lowest -o kota-2025.xlsx | yang berbeda: tingkat terendah"
    ),
    "metavar.sheets": "BERKAS",
    "argument.merge.paths": "Berkas jawaban, folder, atau pola seperti masuk/*.xlsx",
    "option.output.merge": "Berkas gabungan yang ditulis (.xlsx; wajib)",
    "option.detail.merge": "Tampilkan juga perangkat daerah yang sudah lengkap",
    "option.on_conflict": "Tingkat yang berbeda: ikuti penanggung jawab (owner), yang terendah (lowest), atau yang tertinggi (highest)",
    "option.skip_invalid": "Lewati berkas yang masih memuat kesalahan",
    "refusal.merge_output": "Berkas gabungan belum disebut; tulis dengan -o, misalnya -o kota-2025.xlsx",
    "refusal.merge_owner": "--on-conflict owner memerlukan penugasan; tambahkan --assign penugasan.yaml",
    "option.previous": "Berkas tahap sebelumnya: tingkatnya dipakai bila Tingkat di berkas ini kosong",
    "option.evidence": "Folder bukti: periksa apakah berkas yang disebut di Bukti Dukung ada di sana",
    "refusal.no_folder": "Tidak ada folder bernama {folder}; periksa namanya",
    "refusal.from_year": "{file} berisi tahun {before}, sesudah --year {year}; tulis tahun yang kemudian",
    "refusal.from_instrument": "{file} memakai instrumen lain daripada {instrument}; hapus -i, atau pakai berkas dari instrumen itu",
}
