"""I101-I131, with the warnings: instruments, assignments and other YAML files, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.indonesian import instrument_warnings

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "I101": {
        "": ("berkas YAML tidak terbaca: {detail}", "perbaiki baris ini"),
        "shape": (
            "berkas tidak dimulai dengan kunci seperti id: dan title:",
            "tulis isinya seperti contoh di docs/instrument.md",
        ),
    },
    "I102": {
        "": ("kunci {key} tidak dikenal di {parent}", "pakai salah satu: {keys}"),
        "suggestion": ("kunci {key} tidak dikenal", "ubah menjadi {suggestion} bila itu maksudnya"),
    },
    "I103": {
        "": ("{parent} tidak punya {key}", "tambahkan {key}, misalnya {example}"),
        "part": (
            "{parent} tidak punya {key}",
            "tambahkan {key} seperti contoh di docs/instrument.md",
        ),
        "table": (
            "tidak ada tabel penugasan: tidak ada baris dengan judul kolom {key}",
            "tulis judul kolomnya seperti contoh di docs/assignment.md",
        ),
    },
    "I104": {
        "": (
            "bobot {parts} di {parent} berjumlah {total}, seharusnya {expected} ({detail})",
            "perbaiki bobot {parts} atau bobot {parent}",
        ),
        "short": (
            "bobot {parts} di {parent} berjumlah {total}, seharusnya {expected} (kurang {value})",
            "perbaiki bobot {parts} atau bobot {parent}",
        ),
        "over": (
            "bobot {parts} di {parent} berjumlah {total}, seharusnya {expected} (lebih {value})",
            "perbaiki bobot {parts} atau bobot {parent}",
        ),
        "whole": (
            "bobot {parts} berjumlah {total}, seharusnya {expected} ({detail})",
            "perbaiki bobot {parts}",
        ),
    },
    "I105": {
        "": (
            "{key} {found} bukan bilangan desimal biasa",
            "tulis dengan angka dan titik, misalnya {value}",
        ),
        "comma": (
            "{key} {found} terbaca sebagai teks karena tanda koma",
            "tulis dengan titik: {suggestion}",
        ),
        "percent": ("{key} {found} memuat tanda persen", "tulis tanpa tanda persen: {suggestion}"),
        "time": (
            "{key} {found} terbaca sebagai {value} (jam)",
            "tulis dengan titik: {suggestion}",
        ),
        "octal": (
            "{key} {found} terbaca sebagai {value} (oktal)",
            "tulis tanpa nol di depan: {suggestion}",
        ),
        "quoted": (
            "{key} {found} terbaca sebagai teks karena tanda kutip",
            "tulis tanpa tanda kutip: {suggestion}",
        ),
        "zeros": ("{key} {found} memuat nol di belakang", "tulis tanpa nol itu: {suggestion}"),
        "range": ("{key} {found} di luar {range}", "tulis bilangan bulat dalam rentang itu"),
        "code": ("{key} {found} bukan nomor indikator", "tulis angka saja, misalnya '13'"),
        "whole": ("{key} {found} bukan bilangan bulat", "tulis bilangan bulat, misalnya {value}"),
        "rates": (
            "{key}: {found} klaim turun atau naik, padahal seluruhnya {value}",
            "perbaiki angkanya seperti contoh di docs/risk.md",
        ),
    },
    "I106": {
        "": ("kunci {key} sudah ada di baris {line}", "hapus salah satunya"),
        "duty": (
            "{agency} sudah ditugasi indikator {number} di baris {line}",
            "hapus salah satunya",
        ),
    },
    "I107": {"": ("kode {found} sudah dipakai di baris {line} ({name})", "beri kode lain")},
    "I108": {
        "": (
            "nomor indikator melompat dari {number} ke {other}",
            "tambahkan {missing} atau nomori ulang",
        ),
    },
    "I109": {"": ("nama {found} sudah dipakai di baris {line}", "bedakan namanya")},
    "I110": {
        "": (
            "indikator {number} ({name}) tidak punya kriteria tingkat {level}",
            'tambahkan baris "{level}: ..."',
        ),
    },
    "I111": {
        "": (
            "indikator {number} ({name}) punya kriteria tingkat {level}, padahal skala {scale}",
            "hapus kriteria itu atau perbaiki skalanya",
        ),
        "scale": (
            "skala {scale} tidak cocok dengan kriteria, yang ditulis untuk tingkat {found}",
            "perbaiki skalanya",
        ),
        "other": (
            "indikator {number} ({name}): {key} menyebut tingkat {level}, padahal skala {scale}",
            "hapus tingkat itu atau perbaiki skalanya",
        ),
        "order": (
            "skala mulai dari {minimum}, padahal berakhir di {maximum}",
            "tulis lowest di bawah highest",
        ),
        "names": (
            "ada {count} nama tingkat untuk {expected} tingkat",
            "beri tepat satu nama untuk setiap tingkat",
        ),
    },
    "I112": {
        "": (
            "predikat {predicate1} (mulai {minimum}) berada di bawah {predicate2} (mulai {maximum})",
            "urutkan dari batas tertinggi ke terendah",
        ),
        "equal": (
            "predikat {predicate1} (mulai {minimum}) berbatas sama dengan {predicate2}",
            "ubah salah satu batasnya",
        ),
        "off_scale": (
            "predikat {predicate1} (mulai {minimum}) di luar skala {scale}",
            "ubah batasnya atau perbaiki skalanya",
        ),
        "hole": (
            "tidak ada predikat untuk indeks {minimum} sampai {maximum}",
            "tambahkan predikat dengan batas {minimum}",
        ),
    },
    "I113": {
        "": ("{parent} tidak menyebut sumber", "tambahkan source: dengan tabel dan halaman"),
        "whole": (
            "{parent} tidak menyebut sumber",
            "tambahkan sources: dengan scale, weights, dan predicates di bawahnya",
        ),
        "figure": (
            "asal {parent} tidak disebut",
            "tambahkan {parent}: di bawah sources: dengan tabel dan halaman",
        ),
    },
    "I114": {
        "": ("nilai {found} terbaca sebagai {value}", "beri tanda kutip: {found}"),
        "key": ("kunci {found} terbaca sebagai {value}", "beri tanda kutip: {found}"),
    },
    "I115": {"": ("indentasi memakai tab", "ganti dengan spasi")},
    "I116": {
        "anchor": ("jangkar {found} tidak dipakai dalam berkas ini", "hapus jangkarnya"),
        "alias": ("alias {found} tidak dipakai dalam berkas ini", "tulis isinya"),
        "tag": ("tag {found} tidak dipakai dalam berkas ini", "hapus tandanya"),
    },
    "I117": {
        "": ("berkas memuat lebih dari satu dokumen (---)", "pisahkan menjadi beberapa berkas"),
    },
    "I118": {
        "": ("berkas bukan UTF-8 di byte {found}", "simpan sebagai UTF-8 (tanpa BOM)"),
        "bom": ("berkas memuat BOM", "simpan sebagai UTF-8 (tanpa BOM)"),
    },
    "I119": {"": ("bobot {parent} adalah {found}", "tulis bobot di atas 0")},
    "I120": {
        "": ("{parent} tidak punya {parts}", "tambahkan isinya atau hapus {parent}"),
        "whole": ("{parent} tidak punya {parts}", "tulis aspects: dengan indikatornya"),
    },
    "I121": {
        "large": (
            "berkas terlalu besar ({found}, batas {limit})",
            "periksa namanya, karena berkas instrumen jauh lebih kecil",
        ),
        "many": (
            "berkas memuat terlalu banyak nilai ({found}, batas {limit})",
            "periksa namanya, karena berkas instrumen jauh lebih kecil",
        ),
        "long": (
            "satu nilai terlalu panjang ({found} karakter, batas {limit})",
            "ringkas teksnya",
        ),
        "findings": (
            "masih ada temuan lain; yang ditampilkan hanya {limit} yang pertama",
            "perbaiki yang sudah disebut, lalu periksa lagi",
        ),
        "deep": (
            "susunan berkas terlalu dalam ({found}, batas {limit})",
            "perbaiki susunannya seperti contoh di docs/instrument.md",
        ),
    },
    "I122": {
        "": ("id {found} tidak sama dengan nama berkas {name}", "samakan keduanya"),
        "taken": ("id {found} sudah dipakai {file}", "beri id lain"),
    },
    "I123": {"": ("{key} {found} tidak dikenal", "pilih salah satu: {keys}")},
    "I124": {
        "": (
            "{key} menunjuk {kind} {found} yang tidak ada",
            "ubah menjadi {suggestion} bila itu maksudnya",
        ),
        "alone": (
            "{key} menunjuk {kind} {found} yang tidak ada",
            "pakai yang ada atau tambahkan {found}",
        ),
    },
    "I125": {"": ("masa berlaku {since} sampai {until} terbalik", "tukar keduanya")},
    "I126": {
        "": ("titik konversi {value} tidak lebih besar dari {limit}", "urutkan naik"),
        "levels": (
            "ada {count} batas tingkat untuk {expected} tingkat",
            "tulis batas setiap tingkat dari {scale}, berurutan",
        ),
        "scale": (
            "batas tingkat {value} di luar skala {scale}",
            "perbaiki batasnya atau skalanya",
        ),
        "whole": (
            "batas tingkat tidak berlaku pada skala tanpa desimal",
            "hapus begins atau isi decimals",
        ),
        "edge": (
            "edge mengatur nilai tepat di batas tingkat, padahal begins tidak ada",
            "tambahkan begins atau hapus edge",
        ),
    },
    "I127": {"": ("berkas kosong", "isi mulai dari contoh di docs/instrument.md")},
    "I128": {
        "": (
            "penugasan {agency} menyebut indikator {found} yang tidak ada dalam {instrument} ({range})",
            "perbaiki nomornya",
        ),
    },
    "I129": {
        "": (
            "indikator {number} punya {count} penanggung jawab: {agency}",
            "sisakan satu, yang lain sebagai pendukung",
        ),
    },
    "I130": {
        "": (
            "isi {key} di {parent} tidak berbentuk seperti yang diminta",
            "tulis seperti contoh di docs/instrument.md",
        ),
        "empty": ("isi {key} kosong", "tulis isinya"),
        "assignment": (
            "isi {key} di {parent} tidak berbentuk seperti yang diminta",
            "tulis seperti contoh di docs/assignment.md",
        ),
        "planning": (
            "isi {key} di {parent} tidak berbentuk seperti yang diminta",
            "tulis seperti contoh di docs/planning.md",
        ),
        "rates": (
            "isi {key} di {parent} tidak berbentuk seperti yang diminta",
            "tulis seperti contoh di docs/risk.md",
        ),
        "ranges": (
            "{key} {found} tidak terbaca sebagai nomor indikator",
            "tulis nomor dan rentang, misalnya 13, 32-34, 40",
        ),
    },
    "I131": {
        "": (
            "indikator {number} ({name}): huruf bukti tingkat {level} adalah {found}, seharusnya {expected}",
            "beri huruf a, b, c, dan seterusnya menurut urutannya",
        ),
    },
    **instrument_warnings.SENTENCES,
}
