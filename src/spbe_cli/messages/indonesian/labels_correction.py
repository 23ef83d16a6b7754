"""The words of the message that goes back to a respondent, in Indonesian."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "correction.title": "*Perbaikan isian {subject}*",
    "correction.title_of": "*Perbaikan isian {subject}: {owner}*",
    "correction.greeting": "Yth. Bapak/Ibu pengisi, terima kasih atas isiannya. {state}",
    "correction.both": "Masih ada {errors} isian yang wajib diperbaiki dan {warnings} yang perlu diperiksa:",
    "correction.errors": "Masih ada {errors} isian yang wajib diperbaiki:",
    "correction.warnings": "Masih ada {warnings} isian yang perlu diperiksa:",
    "correction.unreadable": "Berkas {file} belum dapat kami baca:",
    "correction.to_check": "Perlu diperiksa:",
    "correction.cell": "Sel *{cell}*",
    "correction.cells": "Sel *{cell}* dan {count} sel lain",
    "correction.identity": "lembar Identitas",
    "correction.indicator": "indikator {number} ({name})",
    "correction.indicators": "indikator {numbers}",
    "correction.written": "Tertulis: {found}",
    "correction.correct": "Mohon diperbaiki pada berkas {file} (sel berwarna jingga) dan dikirim kembali{until}.",
    "correction.correct_both": "Mohon diperbaiki pada berkas {file} (sel jingga wajib diperbaiki, sel kuning tua perlu diperiksa) dan dikirim kembali{until}.",
    "correction.check": "Mohon diperiksa pada berkas {file} (sel berwarna kuning tua) dan dikirim kembali{until}.",
    "correction.send": "Mohon diperbaiki dan dikirim kembali{until}.",
    "correction.until": " paling lambat *{due}*",
    "correction.list": " dari daftar di sel",
    "correction.rest": "Isian lain tidak perlu diubah.",
}
