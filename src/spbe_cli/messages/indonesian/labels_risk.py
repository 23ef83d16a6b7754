"""Words of `risk`, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "risk.claims_sheet": "Klaim",
    "risk.title": "Seberapa jauh {name} {index} ({predicate}) dapat turun",
    "risk.nothing": "Tidak ada tingkat di atas {lowest}: indeks tidak dapat turun lagi.",
    "risk.claims": "Klaim tingkat {levels} yang perlu dibuktikan: {count} indikator",
    "risk.no_claims": "Tidak ada klaim di atas tingkat {level}.",
    "risk.head": "Indikator",
    "risk.head_agency": "Perangkat daerah, indikator",
    "risk.one_less": "Turun 1",
    "risk.all_less": "Ke {level}",
    "risk.total": "Bila semuanya",
    "risk.demand": "Yang harus ada",
    "risk.bare": "Tanpa bukti dukung: {numbers}. Bila dihitung tingkat {lowest}: {index} ({predicate}).",
    "risk.all_proved": "Setiap tingkat di atas {lowest} disertai bukti dukung; isi buktinya tidak diperiksa.",
    "risk.by_one": "Predikat {predicate} hilang bila {count} indikator turun {step} ({numbers}): {index}. Bila lebih sedikit, predikat itu tetap.",
    "risk.to_lowest": "Predikat {predicate} hilang bila {count} indikator dinilai tingkat {lowest} ({numbers}): {index}. Bila lebih sedikit, predikat itu tetap.",
    "risk.by_one_never": "Predikat {predicate} tetap walau semua indikator turun {step}.",
    "risk.to_lowest_never": "Predikat {predicate} tetap walau semua indikator dinilai tingkat {lowest}.",
    "risk.at_bottom": "{predicate} adalah predikat terendah.",
    "risk.stated": "Dengan anggapan: setiap klaim di atas tingkat {lowest}, terlepas dari yang lain, berpeluang {chances}.",
    "risk.chance": "{percent} turun {steps}",
    "risk.steps": "{count} tingkat",
    "risk.counted": "Bukan angka nasional: peluang turun menurut {source}; penurunan setiap indikator dianggap terlepas dari yang lain.",
    "risk.unlisted": "Tingkat {levels} tidak ada dalam tabel peluang dan dianggap tetap.",
    "risk.percentiles": "Persentil indeks",
    "risk.percentile": "{percent} %: {index}",
    "risk.mean": "rata-rata {index}",
    "risk.chances": "Peluang predikat",
    "risk.share": "{value} %",
    "risk.exact": "Dihitung persis dari semua kemungkinan, bukan dari contoh acak.",
    "risk.near": "Isian ini terlalu rinci untuk dihitung persis dari semua kemungkinan: indeks setiap kemungkinan dapat meleset paling jauh {index}, dan peluang setiap predikat paling banyak {chance}. Rata-ratanya persis.",
    "risk.more": "Kriteria dan bukti yang lazim untuk setiap klaim: --detail",
    "check.rates": "peluang turun untuk {count} tingkat",
    "command.risk": "Taksir seberapa jauh indeks dapat turun",
    "command.risk.text": (
        "Menunjukkan seberapa jauh indeks dapat turun: klaim tingkat 4 dan 5 yang perlu dibuktikan, indeks bila klaim tanpa bukti dihitung tingkat terendah, dan paling sedikit berapa indikator yang turun sampai predikat hilang.\n"
        "Dengan --downgrade atau --rates dihitung pula sebaran indeks, persentil, dan peluang setiap predikat: persis, bukan dari contoh acak; bila isian terlalu rinci, hasilnya menyebut seberapa jauh dapat meleset. Penurunan setiap indikator dianggap terlepas dari yang lain. Tanpa keduanya, peluang tidak dihitung."
    ),
    "command.risk.examples": (
        "spbe risk jawaban.xlsx --assign penugasan.yaml | klaim yang perlu dibuktikan, per perangkat daerah\n"
        "spbe risk jawaban.xlsx --downgrade 0,2 | peluang turun satu tingkat 20 %\n"
        "spbe risk jawaban.xlsx --downgrade 0,2 --downgrade 2=0,05 | dan turun dua tingkat 5 %\n"
        "spbe risk jawaban.xlsx --downgrade 0,2 -o risiko.html | laporan dengan sebaran indeks; juga .docx dan .xlsx\n"
        "spbe risk jawaban.xlsx --rates peluang.yaml | peluang menurut spbe compare --rates-out"
    ),
    "metavar.downgrade": "PELUANG",
    "option.downgrade": "Peluang setiap klaim turun satu tingkat (0,2), atau beberapa (2=0,05); dapat diulang",
    "option.rates": "Berkas YAML berisi rates:, peluang per tingkat yang diklaim (docs/risk.md)",
    "option.detail.risk": "Tampilkan juga kriteria dan bukti yang lazim untuk setiap klaim",
    "refusal.downgrade": "--downgrade {found} tidak terbaca; tulis peluang 0 sampai 1, misalnya 0,2 atau 2=0,05",
    "refusal.downgrade_twice": "--downgrade menyebut turun {steps} tingkat dua kali; hapus salah satunya",
    "refusal.downgrade_sum": "--downgrade: jumlah peluang {found} lebih dari 1; perkecil peluangnya",
    "refusal.downgrade_rates": "--downgrade dan --rates tidak dapat dipakai bersama; pilih salah satu",
}
