"""Labels of `spbe check`, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "check.errors": "{errors} kesalahan dalam {files} berkas.",
    "check.errors_warnings": "{errors} kesalahan dan {warnings} peringatan dalam {files} berkas.",
    "check.warnings": "{warnings} peringatan dalam {files} berkas, tidak ada kesalahan.",
    "check.clean": "{files} berkas diperiksa, tidak ada kesalahan.",
    "check.unjudged": "{count} jumlah bobot belum diperiksa, karena bobot di dalamnya belum terbaca.",
    "check.instrument": "{parts}, bobot {weight}, {criteria} kriteria",
    "check.assignment": "penugasan, {count} indikator punya penanggung jawab",
    "check.cases": "{count} kasus",
    "check.nothing": "Tidak ada berkas YAML di {path}.",
    "kinds.capability": "kapabilitas",
    "kinds.follows": "instrumen",
    "kinds.row": "baris",
    "kinds.external": "indeks instansi lain",
    "kinds.new": "indikator",
    "command.check": "Periksa YAML instrumen",
    "command.check.text": "Memeriksa berkas YAML: instrumen, hasil terbit, penugasan, upaya, peluang, dan perubahan tingkat. Berkas jawaban diperiksa spbe score. Semua kesalahan disebut sekaligus dengan baris dan kolomnya. Tanpa BERKAS yang diperiksa instrumen bawaan; di folder setiap .yaml di luar folder tersembunyi.",
    "command.check.examples": (
        "spbe check indicators | semua YAML dalam folder\n"
        "spbe check kota.yaml --strict | peringatan juga membuat kode selesai 1\n"
        "spbe check indicators -f sarif | untuk pemindaian kode\n"
        "spbe check --diff lama.yaml baru.yaml | apa yang berubah dan akibatnya"
    ),
    "command.schema": "Cetak JSON Schema instrumen",
    "command.schema.text": "Mencetak JSON Schema berkas instrumen, supaya editor melengkapi kunci dan menampilkan keterangannya. Cara memakainya ada di docs/instrument.md.",
    "command.schema.examples": "spbe schema -o schemas/instrument.schema.json | simpan di samping instrumen",
    "argument.check.paths": "Berkas YAML, folder, atau pola seperti *.yaml (bawaan: instrumen yang disertakan)",
    "option.format.check": "Bentuk hasil (bawaan: text)",
    "option.diff": "Bandingkan dua instrumen: sebutkan yang lama, lalu yang baru",
    "option.output.schema": "Berkas yang ditulis (.json)",
    "refusal.check_sheet": "{file} adalah berkas Excel; spbe check memeriksa YAML instrumen. Untuk berkas jawaban: spbe score {typed}; untuk penugasan: spbe template --assign {typed}",
    "pages.title": "Kode temuan",
    "pages.about": "Arti setiap kode, contoh, dan perbaikannya. Hal yang sama ditampilkan oleh spbe explain, misalnya spbe explain I104. Kode yang angka pertamanya 1 adalah kesalahan, 2 peringatan. Halaman ini dibuat dari katalog kata oleh python -m spbe_cli.reports.finding_pages.",
    "pages.A1": "Berkas jawaban, kesalahan",
    "pages.A2": "Berkas jawaban, peringatan",
    "pages.I1": "Berkas YAML, kesalahan",
    "pages.I2": "Berkas YAML, peringatan",
    "pages.B1": "Gabungan berkas, kesalahan",
    "pages.B2": "Gabungan berkas, peringatan",
    "metavar.diff": "LAMA BARU",
    "diff.instrument": "instrumen {code}",
    "diff.predicate": "predikat {name}",
    "diff.domain": "domain {code} ({name})",
    "diff.aspect": "aspek {code} ({name})",
    "diff.indicator": "indikator {code} ({name})",
    "diff.added": "ditambahkan",
    "diff.removed": "dihapus",
    "diff.evidence": "bukti tingkat {level} berubah",
    "diff.criteria": "kriteria tingkat {level} berubah",
    "diff.none": "(tidak ada)",
    "diff.nothing": "Bobot, kriteria, batas predikat, dan nama tidak berubah.",
    "diff.not_compared": "Belum dibandingkan: perbaiki dulu kesalahannya.",
    "diff.no_results": "Akibatnya tidak dihitung: hasil terbit tidak memakai nomor indikator instrumen ini.",
    "diff.results": "{count} hasil terbit (2023 dan 2024, masing-masing dengan satu susunan tingkat rekaan yang memberi angka terbitnya) dihitung ulang: {indices} indeks dan {predicates} predikat menjadi lain.",
    "diff.more": "dan {count} lagi (semuanya: -f json)",
    "refusal.diff_paths": "--diff sudah menyebut dua berkas; hapus {path}",
}
