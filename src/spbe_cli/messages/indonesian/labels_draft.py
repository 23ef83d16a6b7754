"""The words of the draft for Word in Indonesian: a nota dinas, and a berita acara to sign."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "draft.blank": "........................",
    "draft.note": "Nota dinas",
    "draft.entry": "Isian",
    "draft.to": "Yth.",
    "draft.from": "Dari",
    "draft.reference": "Nomor",
    "draft.date": "Tanggal",
    "draft.about": "Hal",
    "draft.aspect_index": "Indeks aspek ini {index}.",
    "draft.strengths": "Kekuatan: {list}.",
    "draft.strong": "{name} (indikator {number}) pada tingkat {level}, dengan bukti dukung {evidence}",
    "draft.strong_bare": "{name} (indikator {number}) pada tingkat {level}, tetapi bukti dukungnya belum disebut",
    "draft.between": "Memenuhi target tingkat {level}: indikator {numbers}.",
    "draft.weaknesses": "Kelemahan: {list}",
    "draft.however": "Namun, masih ada kelemahan: {list}",
    "draft.weak": "{name} (indikator {number}) masih pada tingkat {level}. Untuk tingkat {goal} harus dipenuhi: {criterion}.",
    "draft.weak_bare": "{name} (indikator {number}) masih pada tingkat {level}; tujuannya tingkat {goal}.",
    "draft.tasks": "Rencana tindak lanjut",
    "draft.owner": "Penanggung jawab",
    "draft.deadline": "Target waktu",
    "draft.minutes": "Rancangan berita acara",
    "draft.stage": "Penilaian",
    "draft.minutes_text": "Pada hari ini, {blank}, tanggal {blank}, bertempat di {blank}, kami yang bertanda tangan di bawah ini telah membahas {stage} {owner} tahun {year}: {name} {index} dengan predikat {predicate}. Tingkat setiap indikator tercantum dalam dokumen ini.",
    "draft.minutes_end": "Berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
    "draft.assessor": "Asesor",
    "draft.institution": "Instansi",
    "draft.person": "Nama",
    "draft.number": "NIP",
    "draft.position": "Jabatan",
    "draft.place": "Tempat, tanggal",
    "draft.signature": "Tanda tangan",
}
