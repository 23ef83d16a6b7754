"""What Excel shows beside a cell of the sheet Jawaban when it is selected, or refuses an entry.

Excel takes 32 characters for the title and 255 for the text; nothing here is longer.
"""

from typing import Final, NamedTuple

from spbe_cli.findings import Choices
from spbe_cli.instrument import ExternalIndex, Indicator, Instrument, Level
from spbe_cli.xlsx.form_texts import MISSING, WORDS, shortened

LONGEST_TITLE: Final = 32
LONGEST_TEXT: Final = 255
BETWEEN: Final = " · "

EVIDENCE: Final = "Nama berkas atau tautan, dipisahkan titik koma, diawali nomor indikator."
EXPLANATION: Final = (
    "Fakta: (apa) tercantum pada bukti (nama berkas), pasal/halaman (nomor). "
    "Analisis: bukti itu menunjukkan terpenuhinya (kriteria tingkat yang dipilih)."
)


class Prompt(NamedTuple):
    """A title and a text."""

    title: str
    text: str


def level_prompt(indicator: Indicator) -> Prompt:
    """Say what sets the levels of an indicator apart, shortened so that it fits."""
    title = f"Indikator {indicator.code}: beda antartingkat"
    parts = [f"{level.number} {difference(level)}" for level in indicator.levels]
    return Prompt(shortened(title, LONGEST_TITLE), fitted(parts))


def difference(level: Level) -> str:
    """Say what is new at a level; its name, if no source tells the difference."""
    return level.distinguishing or level.name or MISSING


def fitted(parts: list[str]) -> str:
    """Join parts, the longest of them cut until the whole fits."""
    longest = max(map(len, parts))
    while len(text := BETWEEN.join(shortened(part, longest) for part in parts)) > LONGEST_TEXT:
        longest -= 1
    return text


def evidence_prompt(indicator: Indicator) -> Prompt:
    """Name typical evidence; without a source for it, how evidence is written."""
    if indicator.evidence is None:
        return Prompt("Bukti dukung", EVIDENCE)
    return Prompt("Bukti yang lazim", shortened(indicator.evidence, LONGEST_TEXT))


def explanation_prompt(indicator: Indicator) -> Prompt:
    """Give the pattern of sentences for an explanation."""
    pattern = indicator.capability.explanation or EXPLANATION
    return Prompt("Pola kalimat", shortened(pattern, LONGEST_TEXT))


def stop_message(instrument: Instrument) -> Prompt:
    """Say which levels there are, when something else was entered."""
    title = f"Tingkat {instrument.lowest} sampai {instrument.highest}"
    if instrument.decimals:
        return Prompt(title, f"Isi {decimal_levels(instrument)}.")
    choices = WORDS.show(Choices(instrument.lowest, instrument.highest))
    off = off_scale(instrument)
    return Prompt(
        title, f"Pilih {choices} dari daftar. Tidak ada tingkat {off} atau setengah tingkat."
    )


def index_prompt(index: ExternalIndex) -> Prompt:
    """Say which value of another agency is taken, and instead of what."""
    text = (
        f"Bila {index.authority} sudah menerbitkan nilai {index.name}, tulis apa adanya, dari "
        f"{index_scale(index)}, dan kosongkan Tingkat. Bila belum, isi Tingkat."
    )
    return Prompt(shortened(f"Indeks Asal: {index.name}", LONGEST_TITLE), fitted([text]))


def index_stop(index: ExternalIndex) -> Prompt:
    """Say which values another agency's index has, when something else was entered."""
    title = shortened(f"{index.name} {index_scale(index)}", LONGEST_TITLE)
    return Prompt(title, fitted([f"Isi nilai {index.name} dari {index_scale(index)}."]))


def index_scale(index: ExternalIndex) -> str:
    """Write the scale of another agency's index."""
    return f"{WORDS.show(index.minimum)} sampai {WORDS.show(index.maximum)}"


def off_scale(instrument: Instrument) -> int:
    """Return the whole number just off the scale, below it if there is one."""
    return instrument.lowest - 1 if instrument.lowest else instrument.highest + 1


def decimal_levels(instrument: Instrument) -> str:
    """Describe a scale with decimals."""
    low, high = instrument.lowest, instrument.highest
    return f"angka dari {low} sampai {high}; boleh dengan desimal, misalnya {low + 1},5"
