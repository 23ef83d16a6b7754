"""Words of `plan` and `simulate`, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "plan.title": "dari {before} ({predicate}) ke {goal}",
    "plan.title_budget": "dari {before} ({predicate}), upaya paling banyak {budget}",
    "plan.raised_one": "{count} indikator naik satu tingkat",
    "plan.raised": "{count} indikator naik, seluruhnya {raises} tingkat",
    "plan.agencies": " di {count} perangkat daerah",
    "plan.fewest": "Tidak ada rencana lain yang lebih sedikit.",
    "plan.lightest": "Upayanya {effort}; tidak ada rencana lain yang lebih ringan.",
    "plan.best": "Upayanya {effort} dari {budget}; tidak ada rencana lain dengan indeks lebih tinggi.",
    "plan.after": "Sesudahnya: {index} (persis {exact}), {predicate}.",
    "plan.nothing": "Tidak ada kenaikan yang dapat direncanakan dalam batas ini.",
    "plan.phase": "Fase {number} dari {count}",
    "plan.phase_beyond": "Sisa di atas batas predikatnya {beyond}.",
    "plan.beyond": "Di atas batas",
    "plan.effort_head": "Upaya",
    "plan.effort_unit": "Upaya ({unit})",
    "plan.phase_effort": "Upaya {effort}.",
    "plan.effort": "(upaya {effort})",
    "plan.head_agency": "Perangkat daerah, indikator",
    "plan.gain": "Tambah",
    "plan.demand": "Yang harus ada di tingkat itu",
    "plan.criterion": "Kriteria yang harus dipenuhi",
    "plan.raise": "{start} ke {end}",
    "plan.unassigned": "Belum ada penanggung jawab",
    "plan.total": "Jumlah",
    "plan.needed": "(dibutuhkan {gap})",
    "plan.thin_stays": "Hati-hati: sisa di atas batas hanya {beyond}. Bila satu saja tidak tercapai, predikat tetap {predicate}. {aim}",
    "plan.thin": "Hati-hati: sisa di atas batas hanya {beyond}. Bila satu saja tidak tercapai, predikat paling tinggi {predicate}. {aim}",
    "plan.thin_target": "Hati-hati: sisa di atas target hanya {beyond}. Bila satu saja tidak tercapai, target meleset. {aim}",
    "plan.aim_option": "Untuk cadangan: --target {target}",
    "plan.aim": "Untuk cadangan, arahkan rencana ke {target}.",
    "plan.spare_one": "Sisa di atas target {beyond}: target tetap tercapai walau satu indikator mana pun tidak naik.",
    "plan.spare": "Sisa di atas target {beyond}: target tetap tercapai walau {count} indikator mana pun tidak naik.",
    "plan.largest": "Sisa di atas target {beyond}: target meleset bila kenaikan yang terbesar tidak tercapai.",
    "plan.alternatives": "Rencana lain yang sama ringan (nilai persis):",
    "plan.no_alternative": "Tidak ada rencana lain yang sama ringan.",
    "plan.instead": "{added} menggantikan {dropped}",
    "plan.besides": "ditambah {added}",
    "plan.without": "tanpa {dropped}",
    "plan.row_to": "indikator {row} ke tingkat {end}",
    "plan.more": "Kriteria lengkap dan bukti yang lazim: -o rencana.xlsx",
    "plan.more_agencies": "Kriteria lengkap dan bukti yang lazim: -o rencana.xlsx (satu lembar per perangkat daerah)",
    "plan.sheet_title": "Rencana kenaikan tingkat: {agency}",
    "plan.workbook_title": "Rencana menuju target",
    "plan.changed_sheet": "Isi kolom Penanggung jawab, Tenggat, dan Status; yang lain dihitung spbe.",
    "weigh.partial": "Berkas ini hanya memuat sebagian indikator, sedangkan perintah ini memerlukan indeks; gabungkan dulu semuanya dengan spbe merge, lalu pakai berkas gabungannya.",
    "simulate.stays": "{name} {before} menjadi {after} (persis {exact}). Predikat tetap {predicate2}.",
    "simulate.becomes": "{name} {before} menjadi {after} (persis {exact}). Predikat {predicate1} menjadi {predicate2}.",
    "simulate.before": "Sekarang",
    "simulate.after": "Menjadi",
    "simulate.difference": "Selisih",
    "simulate.gain": "Sumbangan",
    "simulate.change": "Perubahan",
    "check.efforts": "upaya untuk {count} indikator",
    "check.changes": "{count} perubahan tingkat",
    "command.plan": "Cari kenaikan tingkat paling ringan menuju target",
    "command.plan.text": (
        "Mencari kenaikan tingkat paling ringan yang mencapai target; tidak ada rencana yang lebih ringan, dan itu dihitung persis, bukan ditaksir. Tanpa --efforts setiap kenaikan satu tingkat sama beratnya (upaya 1).\n"
        "Di antara rencana yang sama ringan dipilih indeks tertinggi, lalu tingkat asal terendah (dijumlahkan), lalu nomor indikator terendah.\n"
        "Tanpa --target dicari indeks tertinggi yang upayanya tidak melebihi --budget."
    ),
    "command.plan.examples": (
        'spbe plan jawaban.xlsx --target "Sangat Baik" | sampai batas predikat itu\n'
        "spbe plan jawaban.xlsx --target 3,5 --assign penugasan.yaml -o rencana.xlsx | lembar kerja per perangkat daerah\n"
        "spbe plan jawaban.xlsx --target 4,2 --phases 3 | peta jalan tiga fase\n"
        "spbe plan jawaban.xlsx --target 4,2 --phases 3 -o rencana.html | laporan dengan daftar kerja; juga .docx\n"
        "spbe plan jawaban.xlsx --budget 10 --lock 29-31 | indeks tertinggi dengan sepuluh kenaikan"
    ),
    "command.simulate": "Hitung indeks bila tingkat tertentu berubah",
    "command.simulate.text": "Menghitung indeks bila tingkat tertentu berubah: sebelum dan sesudahnya, per domain dan aspek, serta sumbangan setiap perubahan, yang berjumlah tepat selisih indeksnya. Berkas jawaban tidak diubah. Bila --set dan --from menyebut indikator yang sama, --set yang berlaku.",
    "command.simulate.examples": (
        "spbe simulate jawaban.xlsx --set 11=4 --set 12=3 | dua perubahan\n"
        "spbe simulate jawaban.xlsx --set 11=4 -o simulasi.html | laporan untuk dibaca dan dicetak; juga .docx dan .xlsx\n"
        "spbe simulate jawaban.xlsx --from perubahan.yaml | perubahan dari berkas (docs/planning.md)"
    ),
    "metavar.set": "NOMOR=TINGKAT",
    "metavar.target": "INDEKS|PREDIKAT",
    "metavar.number": "ANGKA",
    "option.set": "Tingkat yang berubah, misalnya 11=4; dapat diulang",
    "option.from.changes": "Berkas YAML berisi changes: (docs/planning.md)",
    "option.target": "Indeks yang dituju (3,5) atau predikat (Memuaskan)",
    "option.reserve": "Cadangan di atas target, misalnya 0,05 (bawaan: 0)",
    "option.budget": "Upaya paling banyak; tanpa --target: cari indeks tertinggi dengannya",
    "option.max_step": "Kenaikan paling banyak untuk satu indikator dalam satu fase, dalam tingkat (bawaan: 1)",
    "option.phases": "Bagi rencana menjadi N fase, yang paling ringan lebih dahulu (bawaan: 1)",
    "option.lock": "Indikator yang tidak boleh naik, misalnya 29,30; boleh diulang",
    "option.efforts": "Berkas YAML berisi efforts:, upaya per indikator dan tingkat (docs/planning.md)",
    "option.assign.plan": "Penugasan perangkat daerah (YAML atau Excel; docs/assignment.md)",
    "option.alternatives": "Tampilkan juga paling banyak N rencana lain yang sama ringan (bawaan: 0)",
    "refusal.target": "--target {found} tidak terbaca; tulis angka ({example}) atau predikat: {choices}",
    "refusal.no_goal": "Tujuan belum disebut; tulis --target (angka atau predikat), --budget, atau keduanya",
    "refusal.number": "{option} {found} tidak terbaca; tulis angka, misalnya {example}",
    "refusal.lock": "--lock {found} tidak terbaca; tulis nomor dan rentang, misalnya --lock 13,14,32-41",
    "refusal.lock_unknown": "--lock: nomor indikator {numbers} tidak ada dalam {instrument} ({range}); perbaiki nomornya",
    "refusal.set": "--set {found} tidak terbaca; tulis nomor=tingkat, misalnya --set 11=4",
    "refusal.set_twice": "--set menyebut indikator {number} dua kali; hapus salah satunya",
    "refusal.no_changes": "Perubahan belum disebut; tulis misalnya --set 11=4, atau --from dengan berkas YAML",
}
