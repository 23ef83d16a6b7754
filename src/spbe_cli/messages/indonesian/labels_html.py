"""The words of the HTML report in Indonesian; what it shares with the Excel report stands there."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "html.target": "Target {bound}",
    "html.no_index": "Indeks tidak dihitung selama masih ada kesalahan.",
    "html.scale": "Letak indeks pada skala predikat",
    "html.radar": "Radar indeks aspek",
    "html.radar_ends": "Pusat {lowest}, tepi {highest}.",
    "html.bound": "Target {bound} (batas {predicate})",
    "html.legend": "Garis penuh: indeks aspek.",
    "html.radar_former": "{name}: {values}.",
    "html.legend_former": "Garis tebal: indeks aspek {after}. Garis tipis: {before}.",
    "html.legend_bound": "Garis putus-putus: {bound}.",
    "html.below": "di bawah {bound}",
    "html.bar": "Batang, {lowest}-{highest}",
    "html.remark": "Keterangan",
    "html.strengths_and_weaknesses": "Kekuatan dan kelemahan",
    "html.split": "Kekuatan: tingkat {strong} ke atas. Kelemahan: di bawah tingkat {weak}.",
    "html.strong": "kekuatan",
    "html.weak": "kelemahan",
    "html.carried": "tahap sebelumnya",
    "html.assumed": "dengan anggapan",
    "html.goal": "Tujuan",
    "html.demanded": "Kriteria yang harus dipenuhi",
    "html.gain": "Tambah",
    "html.goal_note": "Tingkat terendah ditulis lebih dahulu. Kriteria berjenjang: kriteria tingkat di bawah tujuan juga harus terpenuhi. Tambah: kenaikan indeks bila tujuan tercapai.",
    "html.tasks_note": "Tujuan: tingkat {goal}, atau satu tingkat lebih tinggi bila tingkat {goal} sudah tercapai; tingkat {highest} dipertahankan. Tambah: kenaikan indeks bila tujuan tercapai.",
    "html.on_target": "Memenuhi target tingkat {level}, belum menjadi kekuatan: indikator {numbers}.",
    "html.indicators": "Perolehan tingkat kematangan indikator",
    "html.severity": "Berat",
    "html.place": "Tempat",
    "html.remedy": "Perbaikan",
    "html.subject": "Hal",
    "html.content": "Isi",
    "html.not_official": "Laporan ini dihitung dengan spbe. Ini bukan laporan resmi Kementerian PANRB.",
}
