"""A160-A164: plans, changes, comparisons and published figures, in Indonesian."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A160": {
        "": (
            "target {target} ({predicate}) tidak tercapai: indeks paling tinggi {maximum}",
            "turunkan target ke {below}, atau longgarkan --max-step dan --lock bersama-sama",
        ),
        "scale": (
            "target {target} tidak tercapai: indeks paling tinggi pada skala {scale} adalah {maximum}",
            "turunkan target ke {below}, atau ke yang lebih tinggi dengan --max-step yang lebih besar",
        ),
        "beyond": (
            "target {target} dengan --reserve {limit} melampaui skala {scale}",
            "turunkan target ke {below}, atau kurangi --reserve",
        ),
        "stuck": (
            "target {target} ({predicate}) tidak tercapai: dengan pilihan ini tidak ada indikator yang dapat naik",
            "ubah --lock atau --budget supaya ada yang dapat naik",
        ),
        "step_budget": (
            "target {target} ({predicate}) tidak tercapai: dengan kenaikan {count} tingkat dan --budget {limit}, indeks paling tinggi {maximum}",
            "turunkan target ke {below}, atau pakai --max-step {number} dan --budget {minimum}",
        ),
        "reserve": (
            "target {target} tidak tercapai dengan --reserve {limit}: indeks paling tinggi {maximum}",
            "turunkan target ke {below}, atau kurangi --reserve ke {minimum}",
        ),
        "one_step": (
            "target {target} ({predicate}) tidak tercapai: bila setiap indikator naik satu tingkat, indeks menjadi {maximum}",
            "turunkan target ke {below}, atau izinkan lebih dari satu tingkat dengan --max-step {number}",
        ),
        "steps": (
            "target {target} ({predicate}) tidak tercapai: bila setiap indikator naik {count} tingkat, indeks menjadi {maximum}",
            "turunkan target ke {below}, atau izinkan lebih banyak tingkat dengan --max-step {number}",
        ),
        "locked_steps": (
            "target {target} ({predicate}) tidak tercapai: bila yang tidak dikunci naik {count} tingkat, indeks menjadi {maximum}",
            "turunkan target ke {below}, atau izinkan lebih banyak tingkat dengan --max-step {number}",
        ),
        "lock": (
            "target {target} ({predicate}) tidak tercapai: bila semua indikator lain mencapai tingkat tertinggi, indeks menjadi {maximum}",
            "turunkan target ke {below}, atau kurangi indikator pada --lock",
        ),
        "budget": (
            "target {target} ({predicate}) tidak tercapai: dengan --budget {limit}, indeks paling tinggi {maximum}",
            "turunkan target ke {below}, atau perbesar --budget menjadi {minimum}",
        ),
        "unsearched": (
            "rencana untuk target {target} ({predicate}) tidak ditemukan dengan --budget {limit}: kemungkinannya terlalu banyak untuk diperiksa semuanya",
            "turunkan target ke {below}, atau perbesar --budget menjadi {minimum}",
        ),
    },
    "A161": {
        "": (
            "perubahan {found}: indikator {number} tidak ada dalam {instrument} ({range})",
            "tulis nomor dan tingkat yang ada, misalnya 11=4",
        ),
        "level": (
            "perubahan {found}: tingkat {level} tidak ada pada skala {scale}",
            "tulis nomor dan tingkat yang ada, misalnya 11=4",
        ),
    },
    "A162": {
        "": (
            "{file} memakai {instrument1}, sedangkan berkas ini memakai {instrument2}: indeks tidak dapat dibandingkan",
            "bandingkan per indikator yang berpadanan saja",
        ),
    },
    "A163": {
        "": ("target {target} sudah tercapai (indeks {found})", "pilih target yang lebih tinggi"),
        "top": (
            "target {target} sudah tercapai (indeks {found}), dan {predicate} predikat tertinggi",
            "jalankan spbe risk untuk melihat seberapa jauh indeks dapat turun",
        ),
    },
    "A164": {
        "": (
            "{case}: {part} dihitung {computed}, diterbitkan {published}",
            "periksa tingkat dan sumber kasus ini",
        ),
    },
}
