"""Words of `benchmark`, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "benchmark.group.kementerian": "kementerian",
    "benchmark.group.lpnk": "LPNK",
    "benchmark.group.lns": "LNS",
    "benchmark.group.instansi lainnya": "instansi lainnya",
    "benchmark.group.provinsi": "provinsi",
    "benchmark.group.kabupaten": "kabupaten",
    "benchmark.group.kota": "kota",
    "benchmark.rank": "peringkat {rank} dari {count} {group}",
    "benchmark.counts": "Dari {others} {group} pembanding pada {year}: {above} lebih tinggi, {equal} sama, {below} lebih rendah.",
    "benchmark.part": "Indeks dan domain",
    "benchmark.rank_head": "Peringkat",
    "benchmark.rank_of": "{rank} dari {count}",
    "benchmark.percentile": "Persentil",
    "benchmark.q1": "Q1",
    "benchmark.median": "Median",
    "benchmark.q3": "Q3",
    "benchmark.position": "Letak",
    "benchmark.above": "di atas",
    "benchmark.below": "di bawah",
    "benchmark.equal": "sama",
    "benchmark.unread": "-",
    "benchmark.nearest": "Instansi terdekat menurut indeks",
    "benchmark.nearest_ranks": "Peringkat dan nama instansi terdekat",
    "benchmark.institution": "Instansi",
    "benchmark.difference": "Selisih",
    "benchmark.this_sheet": "(berkas ini)",
    "benchmark.this_institution": "(instansi ini)",
    "benchmark.latest": "Yang dipakai hasil terbaru instansi ini, {year}; untuk tahun lain: --year.",
    "benchmark.latest_no_year": "Berkas tidak menyebut tahun; pembandingnya hasil terbaru, {year}.",
    "benchmark.latest_other": "Hasil {found} tidak ada dalam data; pembandingnya hasil terbaru, {year}.",
    "benchmark.own": "Hasil resmi {name} pada {year}, {index} ({predicate}), tidak dihitung sebagai pembanding.",
    "benchmark.added": "Tidak termasuk {count} {group} yang diterbitkan; dihitung sebagai tambahan.",
    "benchmark.self": "Pembandingnya sudah dinilai asesor, sedangkan penilaian mandiri ini belum.",
    "benchmark.illegible": "{code}: angka {count} instansi tidak terbaca dalam laporan dan tidak ikut dihitung.",
    "benchmark.legend": "Persentil: berapa persen instansi lain yang lebih rendah; yang sama dihitung separuh. Q1, median, Q3: seperempat, separuh, dan tiga perempat dari {count} {group} tidak melebihi angka itu. Letak: terhadap median.",
    "benchmark.legend_narrow": "Median: separuh dari {count} {group} tidak melebihi angka itu. Letak: terhadap median. Persentil dan kuartil tampil di layar yang lebih lebar.",
    "benchmark.rounded": "Angka berkas dibandingkan setelah dibulatkan menjadi dua desimal, seperti hasil yang diterbitkan.",
    "benchmark.source": "Sumber pembanding: Kementerian PANRB, Laporan Pelaksanaan Evaluasi SPBE {year}. Peringkat, persentil, dan kuartil dihitung oleh spbe dan bukan angka resmi.",
    "benchmark.drawing": "Sebaran {name} {count} {group}, {year}",
    "benchmark.drawing_key": "{what}. Garis tipis: indeks tiap instansi; kotak: Q1 sampai Q3 dengan median; segitiga: hasil ini.",
    "benchmark.drawing_text": "Terendah {lowest}, Q1 {q1}, median {median}, Q3 {q3}, tertinggi {highest}. {whose}: {index}.",
    "command.benchmark": "Letak hasil di antara hasil resmi instansi sejenis",
    "command.benchmark.text": (
        "Menunjukkan letak sebuah hasil di antara hasil resmi 2023 dan 2024 (1.236 baris): peringkat, persentil, dan kuartil kelompok, untuk indeks dan setiap domain, serta instansi yang terdekat. Tanpa berkas, --institution memakai hasil resmi sebuah instansi.\n"
        "Kelompok menurut nama instansi, kecuali disebut dengan --group: kementerian, lpnk, lns, instansi lainnya, provinsi, kabupaten, atau kota. Hasil resmi instansi itu sendiri pada tahun yang sama tidak dihitung sebagai pembanding. Hanya untuk instrumen dengan susunan dan bobot PermenPANRB 59/2020."
    ),
    "command.benchmark.examples": (
        "spbe benchmark jawaban.xlsx | di antara instansi sejenis pada tahun yang sama\n"
        "spbe benchmark jawaban.xlsx --group kota --year 2024 | kelompok dan tahun tertentu\n"
        'spbe benchmark --institution "Kota Salatiga" | hasil resmi sebuah instansi, tanpa berkas'
    ),
    "argument.benchmark": "Berkas jawaban yang sudah diisi (.xlsx); tanpa berkas: --institution",
    "metavar.group": "KELOMPOK",
    "option.group": "Kelompok pembanding, misalnya kota (bawaan: menurut nama instansi)",
    "option.institution.benchmark": 'Instansi yang hasil resminya dipakai, misalnya "Kota Salatiga"',
    "option.year.benchmark": "Tahun hasil pembanding (bawaan: tahun di berkas, lalu yang terbaru)",
    "refusal.benchmark_nothing": 'Sebutkan berkas jawaban, atau instansi dengan --institution, misalnya --institution "Kota Salatiga"',
    "refusal.benchmark_both": "Berkas dan --institution tidak dapat dipakai bersama; pilih salah satu",
    "refusal.benchmark_alone": "--instrument hanya berlaku bagi berkas; hapus, karena hasil resmi memakai {instrument}",
    "refusal.benchmark_edition": "Hasil resmi dalam data ini memakai {instrument2}; {instrument1} berbeda susunan atau bobotnya, sehingga tidak dapat dibandingkan",
    "refusal.benchmark_year": "--year {year}: hasil tahun itu tidak ada dalam data; pilih salah satu: {years}",
    "refusal.benchmark_group": "Kelompok instansi tidak dikenali dari isian Instansi ({found}); sebutkan dengan --group, salah satu dari: {groups}",
    "refusal.institution": 'Instansi {name} tidak ada dalam hasil {years}; tulis namanya seperti "Kota Salatiga"',
    "refusal.institution_close": "Instansi {name} tidak ada dalam hasil {years}; yang mirip: {names}",
    "refusal.institution_many": "{name} dapat berarti beberapa instansi; tulis salah satu: {names}",
    "refusal.institution_year": "Instansi {name} tidak ada dalam hasil {years}, tetapi ada dalam hasil {other}; pakai --year {other}",
}
