"""Words of `compare`, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "compare.backward": "Urutannya terbalik: {first} disebut lebih dahulu daripada {second}. Naik dan turun dihitung dari {first}; tukar kedua berkas bila itu tidak dimaksud.",
    "compare.unverified": "{names} belum diverifikasi asesor.",
    "compare.and": "{first} dan {second}",
    "compare.file": "Berkas {number}",
    "compare.file_is": "{name}: {whose}",
    "compare.same": "{instrument}, instrumen yang sama: indeks dapat dibandingkan",
    "compare.different": "Instrumen berbeda: indeks tidak dapat dibandingkan",
    "compare.difference": "Selisih",
    "compare.gain": "Sumbangan",
    "compare.moved": "{raised} indikator naik, {fell} turun, {kept} tetap.",
    "compare.judged": "{fell} indikator diturunkan, {raised} dinaikkan, {kept} tetap.",
    "compare.sum": "Sumbangan {parts} berjumlah tepat {gain}.",
    "compare.falls": "Turun paling berpengaruh",
    "compare.raises": "Naik paling berpengaruh",
    "compare.lowered": "Diturunkan asesor",
    "compare.lifted": "Dinaikkan asesor",
    "compare.evidence": "Bukti",
    "compare.evidence_there": "ada",
    "compare.evidence_not_there": "tidak",
    "compare.levels": "{start} ke {end}",
    "compare.more": "... {count} lagi: --detail",
    "compare.kept": "Tetap di tingkat {level}: {names}",
    "compare.mapped": "Indikator yang berpadanan",
    "compare.mapped_head": "{count} pasangan indikator berpadanan; tingkatnya dapat dilihat berdampingan, bukan dikurangkan:",
    "compare.becomes": "{old} / {new}",
    "compare.status": "Padanan",
    "compare.status.official": "resmi",
    "compare.status.completed": "dilengkapi",
    "compare.status.inferred": "disimpulkan",
    "compare.status_about": "Padanan resmi: menurut Kementerian PANRB; dilengkapi: daftar resminya terpotong; disimpulkan: dari nama dan isi indikator.",
    "compare.alone": "{count} indikator {instrument1} tanpa padanan dalam {instrument2}: {numbers}",
    "compare.no_mapping": "Padanan indikator kedua instrumen ini belum ada di sumber.",
    "rates.about": "Berapa klaim tiap tingkat yang diturunkan asesor; cara membacanya: docs/risk.md",
    "rates.limit": "Hanya berlaku bagi pasangan berkas ini; jangan disajikan sebagai angka nasional.",
    "rates.source": "{whose} ({file1} dan {file2})",
    "command.compare": "Bandingkan dua penilaian, indikator demi indikator",
    "command.compare.text": (
        "Membandingkan dua penilaian: tahun lalu dan tahun ini, atau penilaian mandiri dan hasil asesor. Ditampilkan selisih indeks, domain, dan aspek, serta sumbangan setiap perubahan, yang berjumlah tepat selisih indeksnya. Yang turun disebut lebih dahulu.\n"
        "Bila instrumennya berbeda, indeksnya tidak dapat dibandingkan (A162, kode selesai 1); hanya tingkat indikator yang berpadanan ditampilkan berdampingan."
    ),
    "command.compare.examples": (
        "spbe compare jawaban-2023.xlsx jawaban-2024.xlsx | tahun lalu dan tahun ini\n"
        "spbe compare jawaban-2023.xlsx jawaban-2024.xlsx -o perbandingan.html | laporan dengan gambar; juga .docx dan .xlsx\n"
        "spbe compare mandiri.xlsx hasil.xlsx --detail | penilaian mandiri dan hasil asesor\n"
        "spbe compare mandiri.xlsx hasil.xlsx --rates-out peluang.yaml | pelajari peluang turun untuk spbe risk"
    ),
    "argument.compare.first": "Berkas jawaban pertama: yang lebih lama, atau penilaian mandiri (.xlsx)",
    "argument.compare.second": "Berkas jawaban kedua: yang lebih baru, atau hasil asesor (.xlsx)",
    "metavar.sheet1": "BERKAS1",
    "metavar.sheet2": "BERKAS2",
    "option.detail.compare": "Tampilkan semua yang naik, dan yang tetap di setiap tingkat",
    "option.rates_out": "Tulis peluang turun per tingkat yang diklaim (.yaml), untuk spbe risk --rates",
    "refusal.rates_pair": "--rates-out: {file2} bukan hasil asesor atas {file1}; pakai penilaian mandiri dan hasil akhir dari instansi dan tahun yang sama",
}
